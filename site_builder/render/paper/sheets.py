"""The one-page sheet of each organisation and product, and of each record that left."""

from collections.abc import Iterator
from dataclasses import replace

from site_builder.records.directory import (
    ListedOrganisation,
    ListedProduct,
    OrganisationOrProduct,
    folder_of,
)
from site_builder.render.addresses import organisation_address, product_address, sheet_address
from site_builder.render.environment import Site
from site_builder.render.paper.paper import (
    Paper,
    Values,
    code_values,
    imprint,
    picture_values,
    pictures_of,
    printed,
    scan_text,
)
from site_builder.render.paper.parts import (
    award_values,
    certificate_lines,
    contact_lines,
    fact_values,
    is_adult,
    maker_name,
    source_lines,
    tag,
)
from site_builder.render.views.departed import tombstone_facts, tombstone_notice
from site_builder.render.views.life_cycle import LifeNotice, maker_notice, organisation_notice
from site_builder.render.views.organisation_facts import organisation_documents, organisation_facts
from site_builder.render.views.product_facts import product_documents, product_facts
from site_builder.render.views.seasons import season_of
from site_builder.render.views.sources import cite
from site_builder.render.views.texts import in_language, short_place

TEMPLATE = "paper/sheet.typ"
# Of an organisation with more, the sheet shows the first ones and counts the rest.
MOST_PRODUCTS = 12
# For a picture of 52 mm at some 230 dots to the inch.
PICTURE_WIDTH = 480


def sheets(site: Site) -> Iterator[Paper]:
    """Yield the sheet of every organisation and product, at its old addresses, too."""
    directory = site.directory
    for organisation in directory.every_organisation:
        yield from _at_every_address(organisation, _organisation(site, organisation))
    for product in directory.every_product:
        yield from _at_every_address(product, _product(site, product))


def _at_every_address(listed: OrganisationOrProduct, sheet: Values) -> Iterator[Paper]:
    for name in (listed.record.id, *listed.record.aliases):
        yield Paper(
            path=sheet_address(folder_of(listed), name).lstrip("/"),
            template=TEMPLATE,
            values=printed(sheet),
            codes=(sheet["qr"]["url"],),
            pictures=pictures_of([sheet["picture"]]),
            source=listed.path,
        )


def _blank(site: Site, listed: OrganisationOrProduct, address: str) -> Values:
    """Return a sheet that says only what it is about."""
    words, name = site.words, listed.record.name_vi
    names = ("about", "certificates", "sources")
    return {
        **imprint(site),
        "words": {
            "missing": words("paper.missing"),
            "scan": scan_text(site, "paper.sheet.scan"),
            **{key: words(f"paper.sheet.{key}") for key in names},
        },
        "title": name,
        "qr": code_values(site, address, name),
        **dict.fromkeys(
            ("picture", "group", "notice", "adult", "award", "tag", "lead", "season", "contact",
             "products_title", "more_products")
        ),
        **{key: [] for key in ("facts", "products", "certificates", "sources", "byline")},
    }  # fmt: skip


def _left(site: Site, listed: OrganisationOrProduct, sheet: Values) -> Values:
    left = listed.record.left
    notice = tombstone_notice(site, listed, left) if left else None
    return sheet | {
        "kind_of_paper": site.words("paper.sheet.left"),
        "kicker": site.words("life.kicker"),
        "notice": _notice(notice),
        "facts": fact_values(tombstone_facts(site, listed)),
    }


def _notice(notice: LifeNotice | None) -> str | None:
    if notice is None or notice.successor is None:
        return notice.text if notice else None
    return f"{notice.text} {notice.successor.label} {notice.successor.name}."


def _product(site: Site, product: ListedProduct) -> Values:
    record, words = product.record, site.words
    sheet = _blank(site, product, product_address(record.id))
    if record.left is not None:
        return _left(site, product, sheet)
    citations = cite(site, record.sources, product_documents(product))
    kind = words(f"records.product_kind.{record.kind}")
    group = words(f"groups.{record.ocop_group}") if record.ocop_group else None
    adult, season = is_adult(record), season_of(site, product)
    text = in_language(words, record.description_vi, record.description_en)
    where = short_place(words, product.place)
    season_label = words("fields.season_months")
    return sheet | {
        "kind_of_paper": words("paper.sheet.product"),
        "kicker": group or kind,
        "byline": list(filter(None, (maker_name(site, product), where))),
        "picture": None if adult else picture_values(site, record.photos, PICTURE_WIDTH),
        "group": record.ocop_group or "other",
        "notice": _notice(maker_notice(site, product.maker)),
        "adult": words("pages.product.alcohol") if adult else None,
        "award": award_values(site, product),
        # Without a group, the kind stands above the name already.
        "tag": tag(site, product) if group else None,
        "lead": None if adult else text,
        "season": {"label": season_label, "text": season.text, "months": record.season_months}
        if season
        else None,
        "facts": fact_values(
            product_facts(site, product, citations), [season_label] if season else []
        ),
        "certificates": certificate_lines(site, product.certificates),
        "contact": {
            "title": words("paper.sheet.contact_maker"),
            "lines": [
                maker_name(site, product),
                *(contact_lines(site, product.maker) or [words("paper.sheet.no_contact")]),
            ],
        },
        "sources": source_lines(site, citations),
    }


def _organisation(site: Site, organisation: ListedOrganisation) -> Values:
    record, words = organisation.record, site.words
    sheet = _blank(site, organisation, organisation_address(record.id))
    if record.left is not None:
        return _left(site, organisation, sheet)
    citations = cite(site, record.sources, organisation_documents(record))
    more = len(organisation.products) - MOST_PRODUCTS
    # A person agreed to be named on the page alone.
    facts = organisation_facts(site, replace(organisation, person=None), citations)
    contact = contact_lines(site, record)
    return sheet | {
        "kind_of_paper": words("paper.sheet.organisation"),
        "kicker": words(f"records.organisation_kind.{record.kind}"),
        "byline": [line for line in (short_place(words, organisation.place),) if line],
        "picture": picture_values(site, record.photos, PICTURE_WIDTH),
        "notice": _notice(organisation_notice(site, record)),
        "lead": in_language(words, record.description_vi, record.description_en),
        "facts": fact_values(facts, [words("fields.contact")]),
        "products_title": words("pages.organisation.products", count=len(organisation.products)),
        "products": [
            {
                "name": product.record.name_vi,
                "award": award_values(site, product),
                "tag": tag(site, product),
            }
            for product in organisation.products[:MOST_PRODUCTS]
        ],
        "more_products": words("paper.sheet.more_products", count=more) if more > 0 else None,
        "certificates": certificate_lines(site, record.certificates),
        "contact": {
            "title": words("paper.sheet.contact"),
            "lines": contact or [words("paper.sheet.no_contact")],
        },
        "sources": source_lines(site, citations),
    }
