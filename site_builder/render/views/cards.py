"""Records as lists show them, the same in every list."""

from dataclasses import dataclass

from site_builder.records.directory import ListedOrganisation, ListedProduct
from site_builder.render.addresses import organisation_address, product_address
from site_builder.render.environment import Site, once
from site_builder.render.views.awards import AwardView, view_current
from site_builder.render.views.life_cycle import kind_in_lists, short_state
from site_builder.render.views.photos import PhotoCopy, thumbnail
from site_builder.render.views.texts import label, short_place


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product in a list; `group` picks the drawing that stands for a missing `photo`.

    `maker_state` says so where the maker does not work, or is no more.
    """

    id: str
    name: str
    href: str
    maker: str | None
    maker_href: str | None
    maker_state: str | None
    place: str | None
    award: AwardView | None
    kind_label: str
    group: str | None
    photo: list[PhotoCopy]


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """An organisation in a list."""

    id: str
    name: str
    href: str
    kind_label: str
    place: str | None
    product_count: int
    sector_label: str | None


@once
def product_card(site: Site, product: ListedProduct) -> ProductCard:
    """Return a product as lists show it."""
    record, maker = product.record, product.maker
    return ProductCard(
        id=record.id,
        name=record.name_vi,
        href=product_address(record.id),
        maker=maker.name_vi if maker else other_maker(site, product),
        maker_href=organisation_address(maker.id) if maker else None,
        maker_state=short_state(site.words, maker),
        place=short_place(site.words, product.place),
        award=view_current(site, product),
        kind_label=site.words(f"records.product_kind.{record.kind}"),
        group=record.ocop_group,
        photo=thumbnail(site, record.photos),
    )


def other_maker(site: Site, product: ListedProduct) -> str | None:
    """Return the maker that is no organisation of the directory, by name or else by kind."""
    other = product.record.producer_other
    if other is None:
        return None
    return other.name or (site.words(f"records.producer_kind.{other.kind}") if other.kind else None)


def maker_in_lists(site: Site, product: ListedProduct) -> str | None:
    """Return the maker of a product, with its state where it does not simply work."""
    name = product.maker.name_vi if product.maker else other_maker(site, product)
    state = short_state(site.words, product.maker)
    return f"{name} ({state})" if state else name


@once
def organisation_card(site: Site, organisation: ListedOrganisation) -> OrganisationCard:
    """Return an organisation as lists show it."""
    record = organisation.record
    sector = site.directory.sectors[record.sector] if record.sector else None
    return OrganisationCard(
        id=record.id,
        name=record.name_vi,
        href=organisation_address(record.id),
        kind_label=kind_in_lists(site.words, record),
        place=short_place(site.words, organisation.place),
        product_count=len(organisation.products),
        sector_label=label(site.words, sector) if sector else None,
    )
