"""Pictures for sharing: which records have one, and where it is."""

from site_builder.records.directory import Directory, ListedOrganisation, ListedProduct
from site_builder.render.addresses import share_card_address
from site_builder.render.paper.share_cards import has_card


def test_a_card_has_the_address_of_its_record_file() -> None:
    assert share_card_address("products", "mien-mau") == "/assets/cards/products/mien-mau.png"


def test_drinks_with_alcohol_and_the_departed_have_no_card(directory: Directory) -> None:
    without = {p.record.id for p in directory.products if not has_card(p.record)}
    alcohol = {p.record.id for p in directory.products if p.record.regulatory_class == "alcohol"}
    assert without == alcohol
    assert alcohol
    departed: tuple[ListedOrganisation | ListedProduct, ...] = (
        *directory.departed_products,
        *directory.departed_organisations,
    )
    assert {has_card(d.record) for d in departed if d.record.left} == {False}
