"""Addresses: any known code gives the others, in both eras."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from site_builder.pipeline import load_directory
from site_builder.records.directory import Directory
from site_builder.records.models.common import Address
from site_builder.records.models.reference import Figure
from site_builder.records.places import Places
from site_builder.records.raw import RawRecord
from site_builder.records.rules.addresses import check_address, resolve
from site_builder.records.tables import load_places
from site_builder.records.validate import Entry, validate_record
from site_builder.render.data.api import data_files, data_lists
from site_builder.render.environment import Site
from site_builder.render.pages.communes import commune_pages
from site_builder.render.pages.home import home_page
from site_builder.words.catalogue import load_words

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def places(example_site: Path) -> Places:
    found, issues = load_places(example_site)
    assert issues == []
    return found


def entry(**codes: str) -> Entry[Figure]:
    """Return a figure whose place has the codes given."""
    value = {
        "id": "a", "indicator": "i", "unit_vi": "u", "unit_en": "u", "nature": "actual",
        "place": codes, "source": {"document": "d"},
    }  # fmt: skip
    found, issues = validate_record(RawRecord("f.yml", value, {}, {}), Figure, TODAY)
    assert found is not None, issues
    return found


def faults(places: Places, **codes: str) -> Iterator[tuple[str, str]]:
    figure = entry(**codes)
    for issue in check_address(figure, ("place",), figure.model.place, places):
        yield issue.where, issue.key


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        # A former commune tells everything.
        ({"former_commune": "90103"}, ("90104", "90103", "901", "90", True)),
        ({"former_commune": "90201"}, ("90104", "90201", "902", "90", True)),
        # Its code may be that of another commune today.
        ({"former_commune": "90104"}, ("90101", "90104", "901", "90", True)),
        ({"commune": "90104"}, ("90104", None, None, None, False)),
        # Today's commune tells the district when all of it came from one.
        ({"commune": "90202"}, ("90202", None, "902", "90", False)),
        ({"commune": "90104", "former_district": "902"}, ("90104", None, "902", "90", False)),
        ({"commune": "90104", "former_commune": "90201"}, ("90104", "90201", "902", "90", False)),
        ({"former_district": "901"}, (None, None, "901", "90", False)),
        ({"former_province": "91"}, (None, None, None, "91", False)),
        # A commune of today's province outside the former one.
        ({"commune": "91301"}, ("91301", None, None, None, False)),
        ({"as_stated": "một thôn"}, (None, None, None, None, False)),
    ],
)
def test_the_most_exact_code_gives_the_others(
    codes: dict[str, str], expected: tuple[str | None, ...], places: Places
) -> None:
    place = resolve(Address.model_validate(codes), places)
    units = (place.commune, place.former_commune, place.district, place.former_province)
    assert (*(unit and unit.code for unit in units), place.commune_derived) == expected
    assert list(faults(places, **codes)) == []


@pytest.mark.parametrize(
    ("codes", "where", "key"),
    [
        ({}, "", "address_empty"),
        ({"detail": "thôn Mẫu"}, "", "address_empty"),
        ({"commune": "99999"}, "commune", "unknown_place"),
        ({"commune": "90203"}, "commune", "commune_is_former"),
        ({"former_commune": "91301"}, "former_commune", "unknown_place"),
        ({"former_district": "903"}, "former_district", "unknown_place"),
        ({"former_province": "92"}, "former_province", "unknown_place"),
        ({"commune": "90101", "former_commune": "90103"}, "commune", "commune_contradiction"),
        (
            {"former_commune": "90101", "former_district": "902"},
            "former_district", "district_contradiction",
        ),
        (
            {"commune": "90205", "former_district": "901"},
            "former_district", "district_contradiction",
        ),
    ],
)  # fmt: skip
def test_a_wrong_code_is_named_once(
    codes: dict[str, str], where: str, key: str, places: Places
) -> None:
    assert list(faults(places, **codes)) == [(f"place.{where}".rstrip("."), key)]


def test_a_code_of_two_provinces_is_read_with_its_era(places: Places) -> None:
    assert places.former_provinces["91"].full_name == "Tỉnh Mẫu Mới"
    assert "90" not in places.provinces


def test_names_and_addresses_of_places(directory: Directory) -> None:
    places = directory.places
    assert places.districts["901"].full_name == "Huyện Mẫu Thượng"
    assert places.districts["901"].slug == "mau-thuong"
    assert places.communes["90205"].slug == "o-khong-ho-so-90205"
    assert places.former_communes["90102"].alias_keys == ("mauthuongcu", "banmau")
    assert places.former_communes["90103"].spelling == "Đồi Mẩu"
    assert places.districts_of("90104") == ("901", "902")
    assert [f.code for f in places.former_communes_of("90101")] == ["90101", "90102", "90104"]


@pytest.fixture
def divided(site_copy: Path) -> Places:
    """Return the places of the example with one former commune divided among two of today's."""
    file = site_copy / "content/places/former_communes.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("901,90104,2,", "901,90104;90101,2,"), encoding="utf-8")
    found, issues = load_places(site_copy)
    assert issues == []
    return found


def test_a_divided_commune_does_not_tell_where_its_parts_are_now(divided: Places) -> None:
    place = resolve(Address(former_commune="90103"), divided)
    assert (place.commune, place.commune_derived) == (None, False)
    assert place.district == divided.districts["901"]
    for commune in ("90101", "90104"):
        assert list(faults(divided, former_commune="90103", commune=commune)) == []
        assert "90103" in {f.code for f in divided.former_communes_of(commune)}
    wrong = list(faults(divided, former_commune="90103", commune="90202"))
    assert wrong == [("place.commune", "commune_contradiction")]


def test_a_page_says_of_what_a_commune_is_only_in_part(
    site_copy: Path, divided: Places, today: date
) -> None:
    assert divided.complete
    directory, _ = load_directory(site_copy, today)
    assert directory is not None
    site = Site(directory, load_words("vi"), {}, has_outlines=False)
    pages = {page.address: page for page in commune_pages(site)}
    assert "xã Đồi Mẫu (một phần)" in str(pages["/xa/mau-thuong-90101/"].values["lead"])
    (file,) = [file for file in data_files(site, data_lists(site)) if file.name == "places"]
    (item,) = [item for item in json.loads(file.content)["items"] if item["code"] == "90103"]
    assert (item["commune"], item["divided_among"]) == (None, ["90104", "90101"])


def test_districts_of_one_name_have_an_address_each(site_copy: Path) -> None:
    file = site_copy / "content/places/former_districts.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Thành phố,Mẫu Hạ", "Thành phố,Mẫu Thượng"), encoding="utf-8")
    found, issues = load_places(site_copy)
    assert issues == []
    assert [d.slug for d in found.districts.values()] == ["mau-thuong-901", "mau-thuong-902"]


def test_a_directory_of_a_whole_province_covers_every_district(
    messages_after: Callable[[str, str, str], list[str]], site_copy: Path, today: date
) -> None:
    assert messages_after("mkdocs.yml", '    former_province: "90"\n', "") == []
    directory, _ = load_directory(site_copy, today)
    assert directory is not None
    assert directory.districts == tuple(directory.places.districts.values())
    home = home_page(Site(directory, load_words("vi"), {}, has_outlines=False))
    assert home.values["kicker"] == "Tỉnh Mẫu Mới"
    assert "của tỉnh Mẫu Mới" in home.description
