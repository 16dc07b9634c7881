"""What entries of a portal tell: the names of provinces, and the year of a programme."""

from pathlib import Path

import pytest

from site_builder.records.portal import load_portal
from site_builder.render.portal.entries import portal_entries
from site_builder.render.portal.provinces import province_inside, province_name, province_order
from site_builder.words.catalogue import load_words
from tests.building import TODAY
from tests.portal_sites import portal_settings


@pytest.mark.parametrize(
    ("name", "alone", "inside", "english"),
    [
        ("Tỉnh Thái Nguyên", "Tỉnh Thái Nguyên", "tỉnh Thái Nguyên", "Thái Nguyên province"),
        ("Thành phố Huế", "Thành phố Huế", "thành phố Huế", "Huế city"),
        ("Tỉnhx", "Tỉnhx", "Tỉnhx", "Tỉnhx"),
    ],
)
def test_a_province_is_called_as_its_language_does(
    name: str, alone: str, inside: str, english: str
) -> None:
    vi, en = load_words("vi"), load_words("en")
    assert (province_name(vi, name), province_inside(vi, name)) == (alone, inside)
    assert province_name(en, name) == province_inside(en, name) == english


def test_provinces_stand_by_their_own_names() -> None:
    names = ["Tỉnh Thanh Hóa", "Thành phố Huế", "Tỉnh Đồng Nai", "Tỉnh Thái Nguyên"]
    assert sorted(names, key=province_order) == [names[2], names[1], names[3], names[0]]


def test_a_programme_tells_its_year(tmp_path: Path) -> None:
    portal, _ = load_portal(portal_settings(tmp_path), TODAY)
    assert portal is not None
    found = [e.items["vi"] for e in portal_entries(portal, TODAY) if e.kind == "programmes"]
    assert "2025" in {item.get("year") for item in found}
