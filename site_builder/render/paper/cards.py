"""The picture that networks show when a page is shared: 1200 by 630 pixels, one per record."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from site_builder.records.directory import ListedOrganisation, ListedProduct
from site_builder.render.addresses import SITE_CARD, share_card_address
from site_builder.render.environment import Site
from site_builder.render.paper.paper import (
    Paper,
    Values,
    picture_values,
    pictures_of,
    printed,
    region,
)
from site_builder.render.paper.parts import award_values, maker_name
from site_builder.render.paper.share_cards import HEIGHT, WIDTH, has_card
from site_builder.render.views.texts import short_place

TEMPLATE = "paper/card.typ"
PICTURE_WIDTH = 480


def share_cards(site: Site) -> Iterator[Paper]:
    """Yield the card of the site, then that of every record that has one."""
    words, settings = site.words, site.directory.settings
    front = _card(site, settings.site_name, region(site), words("paper.card.byline"))
    yield _paper(SITE_CARD, front | {"site_name": settings.scope.name}, None)
    for organisation in site.directory.every_organisation:
        if has_card(organisation.record):
            address = share_card_address("cooperatives", organisation.record.id)
            yield _paper(address, _organisation(site, organisation), organisation.path)
    for product in site.directory.products:
        if has_card(product.record):
            address = share_card_address("products", product.record.id)
            yield _paper(address, _product(site, product), product.path)


def _paper(address: str, values: Values, source: str | None) -> Paper:
    return Paper(
        path=address.lstrip("/"),
        template=TEMPLATE,
        values=printed(values),
        pictures=pictures_of([values["picture"]]),
        source=source,
    )


def _card(site: Site, title: str, kicker: str, byline: str) -> Values:
    settings = site.directory.settings
    return {
        "width": WIDTH, "height": HEIGHT, "words": {"missing": site.words("paper.missing")},
        "title": title, "kicker": kicker, "byline": byline,
        "site_name": settings.site_name, "host": urlsplit(settings.site_url).netloc,
        "award": None, "picture": None,
    }  # fmt: skip


def _organisation(site: Site, organisation: ListedOrganisation) -> Values:
    record, words = organisation.record, site.words
    kind = words(f"records.organisation_kind.{record.kind}")
    # Of one that is no more, the card says so in the place of its kind.
    kicker = words(f"records.status.{record.status}") if record.has_ended else kind
    where = short_place(words, organisation.place) or ""
    picture = picture_values(site, record.photos, PICTURE_WIDTH)
    return _card(site, record.name_vi, kicker, where) | {"picture": picture}


def _product(site: Site, product: ListedProduct) -> Values:
    record, words = product.record, site.words
    kind = words(f"records.product_kind.{record.kind}")
    group = words(f"groups.{record.ocop_group}") if record.ocop_group else kind
    place = short_place(words, product.place)
    byline = " · ".join(part for part in (maker_name(site, product), place) if part)
    award = award_values(site, product)
    return _card(site, record.name_vi, group, byline) | {
        # A shared picture stays where it is; its label says the last day of the award.
        "award": award if award and award["star"] else None,
        "picture": picture_values(site, record.photos, PICTURE_WIDTH),
    }
