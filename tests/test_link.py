"""Records to one directory: links in both directions, in order, and faults that do not spread."""

from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.records.directory import Directory, ListedOrganisation, ListedProduct
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.records.models.reference import Programme
from site_builder.words.order import vietnamese_order

Check = Callable[[Path], list[str]]
Change = Callable[[str, str, str], list[str]]


def organisation(directory: Directory, name: str) -> ListedOrganisation:
    return next(listed for listed in directory.every_organisation if listed.record.id == name)


def product(directory: Directory, name: str) -> ListedProduct:
    return next(listed for listed in directory.products if listed.record.id == name)


def test_the_example_has_every_field_and_the_fewest(directory: Directory) -> None:
    for model, full, least in (
        (Organisation, "htx-mau-day-du", "tht-mau-it-nhat"),
        (Product, "mien-mau", "chi-co-ten"),
        (Programme, "hoi-cho-mau-2025", "du-an-mau"),
    ):
        listed = {
            entry.record.id: set(entry.record.model_fields_set) for entry in directory.every_record
        }
        # Alternatives, each in a record of its own; photos are made by the tests that need them.
        apart = {"status", "dissolved_on", "successor", "producer_other", "left", "photos"}
        assert set(model.model_fields) - listed[full] <= apart
        required = {name for name, field in model.model_fields.items() if field.is_required()}
        assert listed[least] == required


def test_a_maker_and_its_products_know_each_other(directory: Directory) -> None:
    for listed in directory.products:
        if listed.maker is not None:
            maker = organisation(directory, listed.maker.id)
            assert listed in maker.products
    for maker in directory.every_organisation:
        assert all(made.maker == maker.record for made in maker.products)
    made = [p.record.id for p in organisation(directory, "htx-mau-day-du").products]
    assert made == ["gao-chua-kiem-chung", "mien-mau"]


def test_a_programme_and_its_participants_know_each_other(directory: Directory) -> None:
    fair = next(p for p in directory.programmes if p.record.id == "hoi-cho-mau-2025")
    names = [member.id for _, member in fair.participants]
    assert names == ["htx-mau-day-du", "tht-mau-it-nhat"]
    for name in names:
        (joined,) = organisation(directory, name).participations
        assert joined.programme == fair.record
        assert joined.participant.organisation == name


def test_a_product_holds_its_own_certificates_and_those_of_its_maker(directory: Directory) -> None:
    held = [(c.certificate.type, c.holder.id) for c in product(directory, "mien-mau").certificates]
    assert held == [("organic_vn", "htx-mau-day-du"), ("haccp", "mien-mau")]
    assert product(directory, "gao-chua-kiem-chung").certificates == ()


def test_a_product_is_where_it_says_or_else_where_its_maker_is(directory: Directory) -> None:
    own, from_maker = product(directory, "mien-mau").place, product(directory, "bun-het-han").place
    assert own is not None
    assert own.former_commune is not None
    assert own.former_commune.code == "90101"
    assert from_maker == organisation(directory, "htx-mau-da-sap-nhap").place
    assert product(directory, "chi-co-ten").place is None


def test_records_stand_in_vietnamese_order(directory: Directory) -> None:
    for listed in (directory.organisations, directory.products, directory.programmes):
        names = [entry.record.name_vi for entry in listed]
        assert names == sorted(names, key=vietnamese_order)
    assert [p.record.id for p in directory.products[:2]] == ["chi-co-ten", "bun-het-han"]


def test_places_know_what_is_in_them(directory: Directory) -> None:
    assert [d.code for d in directory.districts] == ["901", "902"]
    assert {c.code for c in directory.communes_with_records} == {"90101", "90104", "90202"}
    in_town = [o.record.id for o in directory.organisations_in_district("902")]
    assert in_town == ["htx-cho-mau", "lien-hiep-mau"]
    assert {p.record.id for p in directory.products_in_commune("90104")} == {
        "bun-het-han", "homestay-mau", "mat-ong-gia-han", "ten-dai", "ten-hiem",
    }  # fmt: skip
    # A commune of two districts does not tell which one an organisation was in.
    shared = organisation(directory, "htx-ten-hiem")
    assert shared in directory.organisations_in_commune("90104")
    assert not any(
        shared in directory.organisations_in_district(d.code) for d in directory.districts
    )


def test_an_address_of_rfc_2606_is_a_placeholder(directory: Directory) -> None:
    assert directory.settings.site_url == "https://vung-mau.example/"
    assert directory.settings.has_placeholder_address
    final = directory.settings.model_copy(update={"site_url": "https://example.org/a.example"})
    assert not final.has_placeholder_address


def test_paths_are_those_of_the_files(directory: Directory, example_site: Path) -> None:
    for entry in directory.every_record:
        assert (example_site / entry.path).stem == entry.record.id
        assert (example_site / entry.path).is_file()


def test_vocabularies_keep_the_order_of_their_files(directory: Directory) -> None:
    assert list(directory.sectors) == ["processing", "tea", "livestock"]
    assert list(directory.ocop_sets)[:2] == ["01", "06"]
    assert next(iter(directory.documents)) == "qd-mau-2025"


@pytest.mark.parametrize(
    ("path", "old", "new", "where"),
    [
        # Other records refer to each of these, and are not blamed for its fault.
        ("cooperatives/htx-cho-mau", "kind: cooperative", "kind: odd", "kind: "),
        ("products/mien-mau", "kind: ocop", "kind: odd", "kind: "),
        ("documents", "kind: official_page", "kind: odd", "[2].kind: "),
        ("documents", "- id: qd-mau-2025", "- id: [", ""),
        ("sectors", "label_vi: Chè\n", "label_vi: <b>\n", "[2].label_vi: "),
        ("topics", "label_en: OCOP products", "label_en:", "[2].label_en: "),
        ("ocop_sets", "group: drinks", "group: odd", "[4].group: "),
        ("indicators", "topic: ocop", "topic: [ocop]", "[3].topic: "),
        ("programme_types", "label_vi: Dự án", "label_vi:", "[1].label_vi: "),
    ],
)
def test_a_fault_of_one_record_is_no_fault_of_another(
    path: str, old: str, new: str, where: str, messages_after: Change
) -> None:
    messages = messages_after(f"content/{path}.yml", old, new)
    assert {message.split(":")[0] for message in messages} == {f"content/{path}.yml"}
    assert f" error: {where}" in messages[0]


@pytest.mark.parametrize("name", ["documents", "sectors", "ocop_sets", "indicators"])
def test_a_missing_list_is_one_fault(name: str, site_copy: Path, check: Check) -> None:
    (site_copy / "content" / f"{name}.yml").unlink()

    (found,) = check(site_copy)
    assert found.startswith(f"content/{name}.yml:1:1: error: không tìm thấy tệp")
