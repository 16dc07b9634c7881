"""Duplicates: what is likely one organisation or one product is told, and nothing else."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder import pipeline
from site_builder.records.rules.duplicates import FORMS, WORK
from tests.building import ROOT, TODAY, Run, run_command

Alike = Callable[..., list[tuple[str, str]]]

ORGANISATION = """\
id: {id}
name_vi: {name}
kind: cooperative
address:
  former_district: "{district}"
{more}sources:
  - document: trang-so-mau
"""
PRODUCT = """\
id: {id}
name_vi: {name}
kind: other
{more}sources:
  - document: trang-so-mau
"""
# Numbers that pass the check and belong to nobody.
TAX_CODES = ("9900000023", "9900000030")
POINT = "location:\n  lat: {lat}\n  lon: {lon}\n  precision: {precision}\n"
PHONE = """\
contact:
  kind: organisation
  phone: 0209 3000 001
"""


@pytest.fixture
def alike(site_copy: Path) -> Alike:
    """Return a function that adds organisations or products, and gives what is told of them."""

    def told(template: str, *records: dict[str, str], changed: str = "") -> list[tuple[str, str]]:
        folder = "cooperatives" if template is ORGANISATION else "products"
        for number, record in enumerate(records):
            id_ = f"thu-{number}"
            given = {"district": "901", "more": "", **record}
            path = site_copy / "content" / folder / f"{id_}.yml"
            path.write_text(template.format(id=id_, **given), encoding="utf-8")
        paths = frozenset({f"content/{folder}/{changed}.yml"} if changed else ())
        _, issues = pipeline.load_directory(site_copy, TODAY, None, paths)
        assert all(issue.key.startswith("alike_") for issue in issues), issues
        return [(issue.key, issue.severity) for issue in issues]

    return told


def test_the_example_and_the_real_records_hold_no_likely_duplicate(
    example_site: Path, root: Path
) -> None:
    for folder in (example_site, root):
        _, issues = pipeline.load_directory(folder, TODAY)
        assert [issue for issue in issues if issue.key.startswith("alike_")] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTX Suối Thử", "Hợp tác xã Suối Thử"),
        ("HTX Suối Thử", "HTX Nông nghiệp Suối Thử"),
        ("HTX dịch vụ nông nghiệp Suối Thử", "hợp tác xã suối thử"),
        ("HTX Hoà Thử", "HTX Hòa Thử"),
        ("Tổ hợp tác Suối Thử", "THT Suối Thử"),
        ("Tổ hợp tác Suối Thử", "HTX Suối Thử"),
        ("Liên hiệp HTX Suối Thử", "Liên hiệp hợp tác xã Suối Thử"),
        ("HTX 20/10", "Hợp tác xã 20-10"),
    ],
)
def test_a_name_without_its_type_words_is_one_name(alike: Alike, one: str, other: str) -> None:
    assert alike(ORGANISATION, {"name": one}, {"name": other}) == [("alike_name", "warning")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTX Suối Thử", "HTX Suối Thử Hai"),
        ("HTX Nông nghiệp", "HTX Dịch vụ"),
        ("HTX Dịch vụ tổng hợp Suối Thử", "HTX Dịch vụ tổng hợp Khe Thử"),
    ],
)
def test_another_own_name_is_another_organisation(alike: Alike, one: str, other: str) -> None:
    assert alike(ORGANISATION, {"name": one}, {"name": other}) == []


def test_other_names_and_the_legal_name_count(alike: Alike) -> None:
    other = {"name": "HTX Khe Thử", "more": "other_names:\n  - Hợp tác xã Suối Thử\n"}
    assert alike(ORGANISATION, {"name": "HTX Suối Thử"}, other) == [("alike_name", "warning")]
    other = {"name": "HTX Khe Thử", "more": "legal_name_vi: Hợp tác xã Suối Thử\n"}
    assert alike(ORGANISATION, {"name": "HTX Suối Thử"}, other) == [("alike_name", "warning")]


def test_one_name_in_two_districts_is_two_organisations(alike: Alike) -> None:
    other = {"name": "Hợp tác xã Suối Thử", "district": "902"}
    assert alike(ORGANISATION, {"name": "HTX Suối Thử"}, other) == []


def test_two_tax_codes_prove_two_organisations(alike: Alike) -> None:
    one, other = (
        {"name": "HTX Suối Thử", "more": f'tax_code: "{code}"\n{PHONE}'} for code in TAX_CODES
    )
    assert alike(ORGANISATION, one, other) == []


def test_a_union_may_answer_the_phone_of_its_member(alike: Alike) -> None:
    one = {"name": "HTX Suối Thử", "more": f"union: thu-1\n{PHONE}"}
    other = {"name": "HTX Khe Thử", "more": PHONE}
    assert alike(ORGANISATION, one, other) == []


def test_one_phone_or_registration_number_is_one_organisation(alike: Alike) -> None:
    one, other = ({"name": f"HTX {n} Thử", "more": PHONE} for n in ("Suối", "Khe"))
    assert alike(ORGANISATION, one, other) == [("alike_phone", "warning")]
    one, other = (
        {"name": f"HTX {n} Thử", "more": f'registration_number: "{number}"\n'}
        for n, number in (("Suối", "12 T-000"), ("Khe", "12T.000"))
    )
    assert alike(ORGANISATION, one, other) == []
    other["more"] = 'registration_number: "12-t 000"\n'
    assert alike(ORGANISATION, one, other) == [("alike_number", "warning")]


@pytest.mark.parametrize(
    ("at", "name", "expected"),
    [
        (("22.10089", "105.9", "exact"), "HTX Suối Thử Mới", ["alike_near"]),
        (("22.1", "105.90096", "exact"), "HTX Suối Thử Mới", ["alike_near"]),
        (("22.10091", "105.9", "exact"), "HTX Suối Thử Mới", []),
        (("22.1", "105.90098", "exact"), "HTX Suối Thử Mới", []),
        (("22.10089", "105.9", "village"), "HTX Suối Thử Mới", []),
        (("22.10089", "105.9", "exact"), "HTX Khe Vàng", []),
    ],
)
def test_nearly_one_name_within_100_metres_is_one_organisation(
    alike: Alike, at: tuple[str, str, str], name: str, expected: list[str]
) -> None:
    here = POINT.format(lat="22.1", lon="105.9", precision="exact")
    there = POINT.format(lat=at[0], lon=at[1], precision=at[2])
    records = {"name": "HTX Suối Thử Mai", "more": here}, {"name": name, "more": there}
    assert [key for key, _ in alike(ORGANISATION, *records)] == expected


def test_a_product_of_one_maker_is_one_product_however_its_name_names_the_maker(
    alike: Alike,
) -> None:
    by = "producer: htx-cho-mau\n"
    for other in ("Dưa thử", "dưa Thử (HTX Chợ Mẫu)", "Dưa thử của HTX Chợ Mẫu"):
        found = alike(PRODUCT, {"name": "Dưa thử Chợ Mẫu", "more": by}, {"name": other, "more": by})
        assert found == [("alike_maker", "warning")], other
    assert alike(PRODUCT, {"name": "Dưa thử", "more": by}, {"name": "Dưa sấy", "more": by}) == []


def test_a_company_is_a_maker_too(alike: Alike) -> None:
    one, other = (
        {"name": "Dưa thử", "more": f"producer_other:\n  name: {name}\n  kind: company\n"}
        for name in ("Công ty Thử", "CÔNG TY THỬ")
    )
    assert alike(PRODUCT, one, other) == [("alike_maker", "warning")]


def test_two_makers_of_one_generic_product_are_two_products(alike: Alike) -> None:
    makers = ("htx-cho-mau", "tht-mau-it-nhat")
    here = 'address:\n  former_commune: "90101"\n'
    one, other = ({"name": "Dưa thử", "more": f"producer: {by}\n{here}"} for by in makers)
    assert alike(PRODUCT, one, other) == []


def test_a_product_of_an_unknown_maker_is_known_by_its_place(alike: Alike) -> None:
    one, other, elsewhere = (
        {"name": "Dưa thử", "more": f'address:\n  former_commune: "{code}"\n{by}'}
        for code, by in (("90101", ""), ("90101", "producer: htx-cho-mau\n"), ("90102", ""))
    )
    assert alike(PRODUCT, one, other) == [("alike_place", "warning")]
    assert alike(PRODUCT, one, elsewhere) == []
    assert alike(PRODUCT, {"name": "Dưa thử"}, {"name": "Dưa thử"}) == []


@pytest.mark.parametrize("changed", ["thu-0", "thu-1"])
def test_a_duplicate_blocks_when_either_record_is_changed(
    alike: Alike, site_copy: Path, changed: str
) -> None:
    records = ({"name": "HTX Suối Thử"}, {"name": "Hợp tác xã Suối Thử"})
    assert alike(ORGANISATION, *records, changed=changed) == [("alike_name", "error")]
    _, (issue,) = pipeline.load_directory(
        site_copy, TODAY, None, frozenset({f"content/cooperatives/{changed}.yml"})
    )
    other = "thu-1" if changed == "thu-0" else "thu-0"
    assert issue.path == f"content/cooperatives/{changed}.yml"
    assert issue.params["other"] == f"content/cooperatives/{other}.yml"


def test_other_changes_do_not_block(alike: Alike) -> None:
    records = ({"name": "HTX Suối Thử"}, {"name": "Hợp tác xã Suối Thử"}, {"name": "HTX Khe Thử"})
    assert alike(ORGANISATION, *records, changed="thu-2") == [("alike_name", "warning")]


def test_each_changed_record_is_told_once_of_three(alike: Alike) -> None:
    records = tuple({"name": f"{form} Suối Thử"} for form in ("HTX", "THT", "Hợp tác xã"))
    assert alike(ORGANISATION, *records) == [("alike_name", "warning")] * 2


def test_the_words_that_are_left_out_are_folded_and_longer_ones_come_first() -> None:
    for words in (FORMS, WORK):
        for place, word in enumerate(words):
            assert not [later for later in words[place + 1 :] if f" {word} " in f" {later} "]


def twin(root: Path) -> str:
    """Add the record of an organisation again under another form of its name."""
    text = (root / "content/cooperatives/htx-cho-mau.yml").read_text(encoding="utf-8")
    name = next(line for line in text.splitlines() if line.startswith("name_vi: "))
    own = name.removeprefix("name_vi: ").removeprefix("HTX ")
    path = "content/cooperatives/sinh-doi.yml"
    written = ORGANISATION.format(
        id="sinh-doi", name=f"Hợp tác xã {own}", district="901", more=""
    ).replace('former_district: "901"', "as_stated: nơi thử")
    (root / path).write_text(written, encoding="utf-8")
    return path


def test_the_command_judges_changed_files_more_strictly(run: Run, example_root: Path) -> None:
    path = twin(example_root)
    assert run("check").exit_code == 0
    assert run("check", "--changed").exit_code == 0
    assert run("check", "--changed", "content/documents.yml", "README.md").exit_code == 0
    result = run("check", "--changed", f"./{path}", "README.md")
    assert result.exit_code == 1
    line, _ = result.stdout.splitlines()
    assert line.startswith(f"{path}:2:10: error: name_vi: ")
    assert "content/cooperatives/htx-cho-mau.yml" in line


def test_the_changed_files_come_from_standard_input_too(example_root: Path) -> None:
    path = twin(example_root)
    command = [sys.executable, "-m", "site_builder", "check", "--changed", "-"]
    for given, status in ((f"README.md\n{path}\n", 1), ("", 0)):
        done = subprocess.run(
            command,
            cwd=example_root,
            input=given,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout


def test_paths_without_the_option_are_wrong_use(example_root: Path) -> None:
    done = run_command("check", "content/documents.yml", folder=example_root)
    assert done.returncode == 2
    assert "--changed" in done.stderr
