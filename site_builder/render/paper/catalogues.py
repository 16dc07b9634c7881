"""Printed catalogues: of the province, of each former district, of each star level."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from site_builder.records.scalars import CERTIFIED_STARS
from site_builder.render.addresses import HOME, catalogue_address, district_address, star_address
from site_builder.render.environment import Site
from site_builder.render.paper.catalogue_parts import (
    Catalogue,
    annex,
    index_values,
    is_live,
    main_parts,
    organisation_groups,
)
from site_builder.render.paper.entries import number_documents, source_values
from site_builder.render.paper.paper import (
    Paper,
    Values,
    code_values,
    imprint,
    pictures_of,
    printed,
    region,
    scan_text,
)
from site_builder.render.paper.volumes import emptied_volumes, volumes
from site_builder.render.views.texts import former_name
from site_builder.words.formats import format_date
from site_builder.words.language_marks import capitalised

TEMPLATE = "paper/catalogue.typ"


def catalogues(site: Site) -> Iterator[Catalogue]:
    """Yield the catalogue of the province, then those of its districts and of the star levels."""
    directory, words = site.directory, site.words
    yield Catalogue(
        catalogue_address(), HOME, directory.settings.site_name, words("paper.link.province"),
        directory.products, directory.organisations, is_whole=True,
    )  # fmt: skip
    for district in directory.districts:
        name = former_name(words, district)
        yield Catalogue(
            catalogue_address("huyen", district.slug),
            district_address(district.slug),
            capitalised(name),
            words("paper.link.district", name=name),
            directory.products_in_district(district.code),
            directory.organisations_in_district(district.code),
        )
    for star in CERTIFIED_STARS:
        yield Catalogue(
            catalogue_address("sao", str(star)),
            star_address(star),
            words("paper.catalogue.star", star=star),
            words("paper.link.star", star=star),
            [p for p in directory.products if p.current and p.current.award.star == star],
            (),
        )


def catalogue_papers(site: Site) -> Iterator[Paper]:
    """Yield every catalogue as a paper; of a long one its volumes, and what leads to them."""
    for catalogue in catalogues(site):
        found = volumes(site, catalogue)
        whole = _paper(_values(site, catalogue, found), catalogue.address)
        yield whole
        for volume in found:
            yield _paper(_values(site, volume), volume.address)
        for address in emptied_volumes(site, catalogue, found):
            yield whole.at(address.lstrip("/"))


def _paper(values: Values, address: str) -> Paper:
    parts = [*values["parts"], *filter(None, [values["annex"]])]
    entries = [entry for part in parts for group in part["groups"] for entry in group["entries"]]
    return Paper(
        path=address.lstrip("/"),
        template=TEMPLATE,
        values=printed(values),
        codes=(values["qr"]["url"], *(entry["qr"]["url"] for entry in entries)),
        pictures=pictures_of([entry["picture"] for entry in entries]),
    )


def _values(site: Site, catalogue: Catalogue, found: Sequence[Catalogue] = ()) -> Values:
    """Return the values of a catalogue, of one that is in volumes those of its cover."""
    words, settings = site.words, site.directory.settings
    inside = replace(catalogue, products=(), organisations=()) if found else catalogue
    numbers = number_documents((*inside.products, *inside.organisations))
    imprinted = imprint(site)
    title = catalogue.title
    return {
        **imprinted,
        "document_title": title if catalogue.is_whole else f"{title} – {settings.site_name}",
        "title": title,
        "kind": words("paper.catalogue.kind") if catalogue.is_whole else settings.site_name,
        "kicker": region(site),
        "cover_as_of": words("paper.cover_as_of", date=format_date(site.directory.today, words)),
        "counts": _counts(site, catalogue),
        "qr": code_values(site, catalogue.page, title),
        "how": [
            words("paper.catalogue.how_stars"),
            words("paper.catalogue.how_annex"),
            scan_text(site, "paper.catalogue.how_qr"),
            words("paper.catalogue.how_sources"),
        ],
        "words": {
            "missing": words("paper.missing"),
            "organisations": words("paper.catalogue.part_organisations"),
            **{
                key: words(f"paper.catalogue.{key}")
                for key in ("contents", "how", "sources", "index")
            },
        },
        "volumes": [_volume(site, volume) for volume in found],
        "parts": list(main_parts(site, inside, numbers)),
        "organisations": organisation_groups(site, inside, numbers),
        "annex": annex(site, inside, numbers),
        "none_live": _none_live(site, catalogue),
        "sources": source_values(site, numbers),
        "index": index_values(inside),
    }


def _volume(site: Site, volume: Catalogue) -> Values:
    return {
        "title": capitalised(volume.link),
        "counts": " · ".join(_counts(site, volume)),
        "url": site.url(volume.address),
    }


def _none_live(site: Site, catalogue: Catalogue) -> str | None:
    """Return what stands in the place of the part of awards in force where there is none."""
    if any(is_live(product) for product in catalogue.products):
        return None
    return site.words(f"paper.catalogue.{'none_live' if catalogue.products else 'empty'}")


def _counts(site: Site, catalogue: Catalogue) -> list[str]:
    words = site.words
    live = sum(1 for p in catalogue.products if is_live(p))
    counts = [
        words("paper.catalogue.products", count=len(catalogue.products)),
        words("paper.catalogue.live", count=live),
    ]
    if catalogue.organisations:
        count = len(catalogue.organisations)
        counts.append(words("paper.catalogue.organisations", count=count))
    return counts
