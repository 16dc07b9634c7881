"""The list of products and the page of each."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from site_builder.records.directory import ListedProduct
from site_builder.records.rules.awards import STATES
from site_builder.render.addresses import (
    HOME,
    PRODUCTS,
    TRUST,
    catalogue_address,
    organisation_address,
    product_address,
)
from site_builder.render.environment import Page, Site
from site_builder.render.find.listings import (
    PRODUCT_SORTS,
    product_facets,
    product_rows,
    standing,
)
from site_builder.render.find.parts import Whole, letters, part_pages, split_list
from site_builder.render.pages.organisations import place_links
from site_builder.render.paper.share_cards import share_card
from site_builder.render.paper.take_away import STYLES, file_values
from site_builder.render.views.awards import view_current
from site_builder.render.views.cards import maker_in_lists, other_maker, product_card
from site_builder.render.views.facts import Fact, certificate_facts
from site_builder.render.views.history import view_history
from site_builder.render.views.life_cycle import maker_notice
from site_builder.render.views.linked_data import as_script, product_data
from site_builder.render.views.photos import photo_views
from site_builder.render.views.product_facts import product_documents, product_facts
from site_builder.render.views.record_values import record_crumbs, record_values
from site_builder.render.views.sources import Citations, cite
from site_builder.render.views.texts import in_language, short_place

# Kinds of products in the order of the list.
KINDS = ("ocop", "candidate", "other")


def product_pages(site: Site) -> Iterator[Page]:
    """Yield the list page, then one page per product."""
    yield from _list_pages(site)
    of_makers: dict[str, list[ListedProduct]] = defaultdict(list)
    for product in site.directory.products:
        of_makers[product.maker.id if product.maker else ""].append(product)
    for product in site.directory.products:
        if not site.wants(product_address(product.record.id)):
            continue
        of_maker = of_makers[product.maker.id] if product.maker else []
        yield _product_page(site, product, [other for other in of_maker if other is not product])


def _list_pages(site: Site) -> Iterator[Page]:
    words, products = site.words, site.directory.products
    kinds = Counter[str](product.record.kind for product in products)
    parts = split_list(products, lambda product: product.record.name_vi, PRODUCTS)
    title = words("pages.products.title")
    yield Page(
        address=PRODUCTS,
        template="products.html.jinja",
        styles=("lists",),
        title=title,
        description=words("pages.products.description", count=len(products)),
        values={
            "facets": product_facets(site),
            "sorts": PRODUCT_SORTS,
            "standing": standing(site, products),
            "trust_href": TRUST,
            "count": len(products),
            "letters": letters(site, parts),
            "rows": [] if parts else product_rows(site, products),
            "states": STATES,
            "print_href": catalogue_address(),
            "kinds": [(kind, kinds[kind]) for kind in KINDS if kinds[kind]],
        },
    )
    crumbs = [(words("pages.home.short"), HOME), (words("pages.products.short"), PRODUCTS)]
    whole = Whole(
        title, crumbs, "products", lambda own: {"rows": product_rows(site, own)}, ("lists",)
    )
    yield from part_pages(site, parts, whole)


def _product_page(site: Site, product: ListedProduct, siblings: list[ListedProduct]) -> Page:
    record, words, award = product.record, site.words, view_current(site, product)
    citations = cite(site, record.sources, product_documents(product))
    kind = words(f"records.product_kind.{record.kind}")
    group = words(f"groups.{record.ocop_group}") if record.ocop_group else None
    maker = product.maker.name_vi if product.maker else other_maker(site, product)
    parts = (record.name_vi, award.label if award else kind, maker_in_lists(site, product))
    crumbs = record_crumbs(site, "products", PRODUCTS, record.name_vi)
    return Page(
        address=product_address(record.id),
        template="product.html.jinja",
        styles=STYLES,
        title=record.name_vi,
        description=". ".join(part for part in parts if part) + ".",
        source=product.path,
        card=share_card("products", record),
        linked_data=as_script(product_data(site, product, crumbs)),
        values={
            "crumbs": crumbs,
            "id": record.id,
            "kicker": group or kind,
            "kind_label": kind,
            "group": record.ocop_group,
            "maker": maker,
            "maker_href": organisation_address(product.maker.id) if product.maker else None,
            "maker_notice": maker_notice(site, product.maker),
            "where": short_place(words, product.place),
            "award": award,
            "regulatory_class": record.regulatory_class,
            "lead": in_language(words, record.description_vi, record.description_en),
            "facts": product_facts(site, product, citations),
            "history": view_history(site, product, citations),
            "certificates": _certificates(site, product, citations),
            "siblings": [product_card(site, other) for other in siblings],
            "places": place_links(site, product.place),
            **file_values(site, product),
            "photos": photo_views(site, record.photos, citations),
            **record_values(site, record, product.path, citations),
        },
    )


def _certificates(
    site: Site, product: ListedProduct, citations: Citations
) -> list[tuple[str | None, list[Fact]]]:
    """Return the facts of each certificate, and its holder where that is the maker."""
    return [
        (
            held.holder.name_vi if held.holder is not product.record else None,
            certificate_facts(site, held.certificate, citations),
        )
        for held in product.certificates
    ]
