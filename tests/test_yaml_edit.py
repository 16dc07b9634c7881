"""One field set in a file that people wrote: the other lines and every comment stay."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.records.load import parse
from site_builder.records.raw import Raw, RawRecord
from site_builder.staff.workbooks.columns import TABLES, Column, Table, holder_of
from site_builder.staff.workbooks.differences import Change
from site_builder.staff.workbooks.exporting import load_raws, rows_of
from site_builder.staff.yaml_edit import Code, EditError, set_field, value_at

ROOT = Path(__file__).parent.parent
ORDER = ["id", "name", "names", "code", "months", "note", "address"]
RECORD = """# Đầu tệp.
id: mau
name: "Tên: cũ" # lời ghi
names:
  # trước
  - Một
  - Hai # giữa
  - Ba
months: [1, 2] # mùa
note: >-
  Dòng một
  # không phải lời ghi

# Trước địa chỉ.
address:
  commune: "90101"
items:
  - star: 3 # sao
    # trong mục
    source: a
  - star: 4
    source: b
"""


def read(text: str) -> RawRecord:
    raw, issues = parse("mau.yml", text)
    assert raw is not None
    assert issues == []
    return raw


@pytest.mark.parametrize(
    ("where", "value", "old", "new"),
    [
        (("name",), "Mới", '"Tên: cũ" # lời ghi', '"Mới" # lời ghi'),
        (("id",), "a: b", "id: mau", 'id: "a: b"'),
        (("id",), "no # x", "id: mau", 'id: "no # x"'),
        (("names",), ["Một", "Hai", "Bốn"], "- Ba", "- Bốn"),
        (("names",), ["Một", "Hai", "Ba", "Bốn"], "- Ba\n", "- Ba\n  - Bốn\n"),
        (("names",), ["Không", "Một", "Hai", "Ba"], "  - Một\n", "  - Không\n  - Một\n"),
        (("names",), ["Hai", "Ba"], "  - Một\n", ""),
        (("months",), ["1", "12"], "[1, 2]", "[1, 12]"),
        (("note",), "Khác", ">-\n  Dòng một\n  # không phải lời ghi", "Khác"),
        (("note",), None, "note: >-\n  Dòng một\n  # không phải lời ghi\n", ""),
        (("address", "commune"), Code("00001"), '"90101"', '"00001"'),
        (("code",), Code("0012"), "months:", 'code: "0012"\nmonths:'),
        (("items", 0, "star"), "5", "star: 3", "star: 5"),
        (("items", 1, "star"), None, "- star: 4\n    source: b", "- source: b"),
        (("items", 1, "source"), None, "    source: b\n", ""),
    ],
)
def test_only_the_field_changes(
    where: tuple[str | int, ...], value: Raw | None, old: str, new: str
) -> None:
    assert RECORD.count(old) == 1
    inside = {"items": ["star", "source"], "address": ["commune"]}
    order = inside.get(str(where[0]), ORDER)
    assert set_field(read(RECORD), where, value, order).text == RECORD.replace(old, new)


def test_a_long_text_is_folded() -> None:
    long = " ".join(["chữ"] * 40)
    made = set_field(read(RECORD), ("note",), long, ORDER)
    assert "note: >-\n  chữ chữ" in made.text
    assert max(len(line) for line in made.text.splitlines()) <= 100


def test_a_file_without_a_last_line_end_can_be_added_to() -> None:
    made = set_field(read("id: mau"), ("name",), "Tên", ORDER)
    assert made.text == "id: mau\nname: Tên\n"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("{id: mau, name: Tên}\n", ("names",)),
        ("id: mau\nnames: [\n  a,\n  b]\n", ("names", 0)),
        ("id: mau\n", ("address", "commune")),
    ],
)
def test_what_cannot_be_done_safely_is_refused(text: str, where: tuple[str | int, ...]) -> None:
    with pytest.raises(EditError):
        set_field(read(text), where, "mới", [*ORDER, "commune"])


SAMPLES: dict[str, Raw] = {
    "text": 'Một «lời»: "thử" # 1',
    "code": Code("01234"),
    "time": "2021",
    "date": "2021-02-03",
    "number": "7",
    "list": ["Một", "Hai: ba"],
    "months": ["1", "12"],
}


def fields(raws: dict[str, RawRecord]) -> Iterator[tuple[RawRecord, Table, Column, Change]]:
    """Yield every field of every record that travels and has a place in its file."""
    for table in TABLES:
        for key in rows_of(table, raws):
            for column in table.columns:
                change = Change("", "", table, key, column, "", "")
                raw = raws[change.path]
                if value_at(raw.value, change.where[:-1]) is not None:
                    yield raw, table, column, change


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests" / "example_site"], ids=["real", "example"])
def test_every_field_of_a_record_can_be_set_set_back_and_taken_out(root: Path) -> None:
    for raw, table, column, change in fields(load_raws(root)):
        if root == ROOT and sum(raw.path.encode()) % 10:
            continue
        order = tuple(holder_of(table, column).model_fields)
        old = value_at(raw.value, change.where)
        made = set_field(raw, change.where, SAMPLES[column.kind], order)
        assert comments(made) == comments(raw)
        lost, won = difference(raw.text.splitlines(), made.text.splitlines())
        assert old is not None or lost == []
        assert set_field(made, change.where, old, order).value == raw.value
        group = value_at(raw.value, change.where[:-1])
        if old is not None and isinstance(group, dict) and len(group) > 1:
            lost, won = difference(
                raw.text.splitlines(), set_field(raw, change.where, None, order).text.splitlines()
            )
            # Where the first field of an item goes, the next one takes over its dash.
            assert [line.replace("- ", "  ", 1) for line in won] == lost[-1:][
                : len(won)
            ] or won == []


def comments(raw: RawRecord) -> list[str]:
    return [line for line in raw.text.splitlines() if line.lstrip().startswith("#")]


def difference(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines of both between those with which both begin and end."""
    same = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    lost, won = before[same:], after[same:]
    while lost and won and lost[-1] == won[-1]:
        lost.pop()
        won.pop()
    return lost, won
