"""Products and organisations as the printed catalogues list them."""

from collections.abc import Iterable

from site_builder.records.directory import ListedOrganisation, ListedProduct, OrganisationOrProduct
from site_builder.records.models.reference import Document
from site_builder.render.addresses import organisation_address, product_address
from site_builder.render.environment import Site
from site_builder.render.paper.paper import Values, code_values, picture_values
from site_builder.render.paper.parts import award_values, contact_lines, is_adult, maker_name, tag
from site_builder.render.views.life_cycle import kind_in_lists
from site_builder.render.views.seasons import season_of
from site_builder.render.views.texts import short_place
from site_builder.words.formats import format_partial_date

# For a picture of 30 mm at some 200 dots to the inch.
PICTURE_WIDTH = 240

# The number of each document of a catalogue, in the order in which it is first named.
Numbers = dict[str, int]


def number_documents(listed: Iterable[OrganisationOrProduct]) -> Numbers:
    """Return the documents that some records cite, numbered in the order of the records."""
    names = dict.fromkeys(source.document for one in listed for source in one.record.sources)
    return {name: number for number, name in enumerate(names, start=1)}


def source_values(site: Site, numbers: Numbers) -> list[Values]:
    """Return the list of sources at the end of a catalogue."""
    documents = site.directory.documents
    return [
        {"number": number, "text": _source(site, documents[name])}
        for name, number in numbers.items()
    ]


def _source(site: Site, document: Document) -> str:
    when = (
        format_partial_date(document.date, site.words)
        if document.date
        else site.words("ui.undated")
    )
    where = site.words("paper.source_of", publisher=document.publisher, date=when)
    return f"{document.title}. {where}."


def product_entry(site: Site, product: ListedProduct, numbers: Numbers) -> Values:
    """Return a product as a catalogue lists it; of drinks with alcohol facts only."""
    record, words = product.record, site.words
    adult, season = is_adult(record), season_of(site, product)
    place = short_place(words, product.place)
    strip = f"{words('fields.season_months')}: {season.text}" if season else None
    size = f"{words('fields.net_content')}: {record.net_content}" if record.net_content else None
    picture = None if adult else picture_values(site, record.photos, PICTURE_WIDTH)
    return {
        "name": record.name_vi,
        "label": f"products-{record.id}",
        "byline": " · ".join(part for part in (maker_name(site, product), place) if part),
        "award": award_values(site, product),
        "tag": tag(site, product),
        "adult": words("pages.product.alcohol") if adult else None,
        "picture": picture,
        "group": record.ocop_group or "other",
        "lines": [part for part in (size, strip, picture and picture["credit"]) if part],
        "contact": contact_lines(site, product.maker),
        "refs": _references(product, numbers),
        "qr": code_values(site, product_address(record.id), record.name_vi),
    }


def organisation_entry(site: Site, organisation: ListedOrganisation, numbers: Numbers) -> Values:
    """Return an organisation as a catalogue lists it."""
    record, words = organisation.record, site.words
    code = code_values(site, organisation_address(record.id), record.name_vi)
    kind = kind_in_lists(words, record)
    where = short_place(words, organisation.place)
    names = ", ".join(product.record.name_vi for product in organisation.products)
    made = words("paper.catalogue.of_products", names=names) if names else None
    return {
        "name": record.name_vi,
        "label": f"cooperatives-{record.id}",
        "lines": [
            part
            for part in (
                " · ".join(part for part in (kind, where) if part),
                made,
                _references(organisation, numbers),
            )
            if part
        ],
        "contact": contact_lines(site, record),
        "url": code["url"],
        "shown": code["shown"],
    }


def _references(listed: OrganisationOrProduct, numbers: Numbers) -> str:
    found = dict.fromkeys(numbers[source.document] for source in listed.record.sources)
    return " ".join(f"[{number}]" for number in found)
