"""The canonical form: every record file in it, and nothing of a record lost on the way to it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.records.content import FOLDERS, LISTS
from site_builder.records.load import load_file, parse
from site_builder.records.raw import Raw, RawRecord
from site_builder.records.yaml_comments import find_comments
from site_builder.staff.fmt import canonical_text, format_file, record_files, schema_line
from site_builder.words.catalogue import load_words
from tests.building import ROOT, Run, stamps

WORDS = load_words("vi")
EXAMPLE = ROOT / "tests" / "example_site"
PRODUCT = "content/products/mien-mau.yml"
MODELS = {**FOLDERS, **LISTS}
# Signs that YAML or Unicode could make something else of.
SIGNS = st.sampled_from([*"-?:,[]{}#&*!|>'\"%@` \t\n\\~=<0179.eEyYnN/", "Ạ", "a\u0323", "\u0301",
                         "\u00a0", "\u200b", "\u2028", "\x85", "\x7f", "\ufeff", "😀", "null",
                         "true", "0x1", ": ", " #", "---", "từ dài "])  # fmt: skip
TEXTS = st.lists(SIGNS, max_size=40).map("".join) | st.text(max_size=200)
# What has a form: codes, years, numbers, days, words that are no text to some reader of YAML.
VALUES = TEXTS | st.sampled_from(
    ["02173", "4700143220", "2021", "2021-06", "2026-03-02", "91.14", "45.000", "true", "no",
     "12:30", "1_000", "1e5", ".5", "-3", "", "https://mau.example/" + "a" * 120]
)  # fmt: skip
NAMES = sorted({name for model in MODELS.values() for name in model.model_fields})
KEYS = st.sampled_from([*NAMES, "on", "date", "lat"]) | TEXTS.map(lambda text: text[:40])
TREES = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def raw_of(text: str) -> RawRecord:
    raw, issues = parse("f.yml", text)
    assert [issue for issue in issues if issue.key != "unquoted_code"] == []
    assert raw is not None
    return raw


def formatted(text: str, name: str = "products") -> str:
    return canonical_text(raw_of(text), name, many=name in LISTS)


def comments(text: str) -> list[str]:
    """Return the words of the comments of a text, in no order."""
    return sorted(comment.text.strip("# ") for comment in find_comments(text))


def written(value: Raw) -> str:
    """Return a value as YAML in which everything is quoted and escaped, on one line."""
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(sign):08X}" for sign in value) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(written(item) for item in value) + "]"
    return "{" + ", ".join(f"{written(k)}: {written(v)}" for k, v in value.items()) + "}"


# Every record we have


@pytest.mark.parametrize("root", [ROOT, EXAMPLE], ids=["real", "example"])
def test_every_record_file_is_in_the_form_and_keeps_it(root: Path) -> None:
    files = record_files(root)
    assert {file.parent.name for file in files} == {"content", *FOLDERS}
    assert len([file for file in files if file.parent.name == "content"]) == len(LISTS)
    unlike = [str(file) for file in files if format_file(root, file).is_changed]
    assert unlike == [], "run: site-builder fmt"


@pytest.mark.parametrize("root", [ROOT, EXAMPLE], ids=["real", "example"])
def test_a_record_written_in_any_other_style_comes_back_to_the_same_bytes(root: Path) -> None:
    for file in record_files(root):
        raw, issues = load_file(root, file)
        assert raw is not None
        assert issues == []
        name = file.parent.name if file.parent.name in FOLDERS else file.stem
        mixed = written(_mixed(raw.value))
        again = canonical_text(raw_of(mixed), name, many=name in LISTS)
        plain = "\n".join(line for line in raw.text.split("\n") if not line.startswith("#"))
        lines = [line for line in again.split("\n") if not line.startswith("#")]
        assert "\n".join(lines) == plain


def _mixed(value: Raw) -> Raw:
    """Return a value with the fields of every mapping the other way round."""
    if isinstance(value, dict):
        return {key: _mixed(value[key]) for key in reversed(value)}
    return [_mixed(item) for item in value] if isinstance(value, list) else value


# Properties


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=6), st.sampled_from(sorted(FOLDERS)))
def test_no_value_is_changed_and_the_form_is_stable(value: dict[str, Raw], name: str) -> None:
    text = formatted(written(value), name)
    assert raw_of(text).value == value
    assert formatted(text, name) == text


@given(st.lists(TREES, max_size=6), st.sampled_from(sorted(LISTS)))
def test_no_list_is_changed_and_the_form_is_stable(value: list[Raw], name: str) -> None:
    text = formatted(written(value), name)
    assert raw_of(text).value == value
    assert formatted(text, name) == text


@given(st.data())
def test_comments_anywhere_survive_with_the_values(data: st.DataObject) -> None:
    lines = (EXAMPLE / PRODUCT).read_text(encoding="utf-8").split("\n")[:-1]
    folded = {n for n, line in enumerate(lines) if line.endswith(">-")}
    put = data.draw(st.lists(st.integers(0, len(lines) - 1), min_size=1, max_size=8))
    for number in sorted(set(put), reverse=True):
        indent = " " * data.draw(st.integers(0, 6))
        if data.draw(st.booleans()) and not _in_folded(number, folded, lines):
            lines[number] += f" # behind {number}"
        if not _in_folded(number, folded, lines):
            lines.insert(number, f"{indent}# before {number}")
    before = "\n".join([*lines, "  # at the end", ""])
    after = formatted(before)
    assert raw_of(after).value == raw_of(before).value
    assert comments(after) == comments(before)
    assert formatted(after) == after


def _in_folded(number: int, folded: set[int], lines: list[str]) -> bool:
    """Return whether a line is the text of a block scalar, where `#` is no comment."""
    start = max((n for n in folded if n < number), default=None)
    if start is None:
        return False
    indent = len(lines[start]) - len(lines[start].lstrip())
    between = lines[start + 1 : number + 1]
    return all(len(line) - len(line.lstrip()) > indent for line in between)


@given(st.lists(SIGNS, max_size=60).map("".join))
def test_what_can_be_read_at_all_is_kept_and_stable(text: str) -> None:
    raw, issues = parse("f.yml", text)
    if raw is None or issues or isinstance(raw.value, str):
        return
    name = "products" if isinstance(raw.value, dict) else "documents"
    after = canonical_text(raw, name, many=name in LISTS)
    assert raw_of(after).value == raw.value
    assert canonical_text(raw_of(after), name, many=name in LISTS) == after


# The form, point by point

LONG = "từ " * 30 + "cuối"
FORMS = {
    "the order of the model, notes and sources last": (
"""\
sources: []
note_vi: b
kind: ocop
name_vi: a
id: x
""",
"""\
id: x
name_vi: a
kind: ocop
note_vi: b
sources: []
""",
    ),
    "unknown fields after the known ones, in their own order": (
"""\
zz: 1 x
aa: b
id: x
""",
"""\
id: x
zz: 1 x
aa: b
""",
    ),
    "codes in quotes, numbers and days without": (
"""\
gtin: 8930000000002
abv_percent: '29.5'
awards: [{star: '4', as_of: '2021', decision_date: "2026-03-02"}]
""",
"""\
abv_percent: 29.5
gtin: "8930000000002"
awards:
  - star: 4
    decision_date: 2026-03-02
    as_of: 2021
""",
    ),
    "a code without quotes gets them": (
"""\
address: {former_commune: 02173}
""",
"""\
address:
  former_commune: "02173"
""",
    ),
    "quotes only where they are needed": (
"""\
name_vi: 'Miến'
note_vi: 'Địa chỉ cũ: thôn'
storage: 'no'
warnings: '"a": b'
""",
"""\
name_vi: Miến
storage: "no"
warnings: '"a": b'
note_vi: "Địa chỉ cũ: thôn"
""",
    ),
    "whole numbers on one line, other lists one item a line": (
"""\
season_months:
- 10
- 11
other_names: [a, b]
""",
"""\
other_names:
  - a
  - b
season_months: [10, 11]
""",
    ),
    "long texts folded, short ones not, no blank lines": (
f"""\
name_vi: >-
   Miến
   dong


note_vi: '{LONG}'

""",
f"""\
name_vi: Miến dong
note_vi: >-
  {LONG}
""",
    ),
    "a comment goes with its field": (
"""\
# yaml-language-server: $schema=a.json
# head
kind: ocop # why
# of the name
name_vi: a
  # of the id
id: x
# foot
""",
"""\
# yaml-language-server: $schema=a.json
# head
# of the id
id: x
# of the name
name_vi: a
kind: ocop # why
# foot
""",
    ),
    "a record that is switched off stays a record": (
"""\
id: x
#left:
  #on: 2026-10-01
name_vi: a
""",
"""\
id: x
#left:
#  on: 2026-10-01
name_vi: a
""",
    ),
    "comments of items stand before their dash": (
"""\
awards:
- source: s # c
  # of the star
  star: 3
-
  # inside
  star: 4
""",
"""\
awards:
  # of the star
  - star: 3
    source: s # c
  # inside
  - star: 4
""",
    ),
    "comments inside a text and inside a row": (
f"""\
note_vi: >- # why
  {LONG}
season_months: [10,
  11 # eleventh
  ]
""",
f"""\
season_months:
  - 10
  - 11 # eleventh
note_vi: >- # why
  {LONG}
""",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), FORMS.values(), ids=FORMS.keys())
def test_the_form(before: str, after: str) -> None:
    schema = "" if before.startswith("#") else schema_line("products", many=False) + "\n"
    assert formatted(before) == schema + after


# The command


def test_fmt_writes_what_changed_and_check_writes_nothing(run: Run, example_root: Path) -> None:
    file = example_root / PRODUCT
    good = file.read_bytes()
    messy = good.replace(b"kind: ocop\n", b"kind:   'ocop'\r\n\r\n")
    file.write_bytes(messy)
    before = stamps(example_root)
    checked = run("fmt", "--check")
    assert checked.exit_code == 1
    assert checked.stdout.splitlines()[0] == PRODUCT
    assert len(checked.stdout.splitlines()) == 2
    assert stamps(example_root) == before
    done = run("fmt")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, PRODUCT)
    assert file.read_bytes() == good
    after = stamps(example_root)
    assert {name for name in after if after[name] != before[name]} == {PRODUCT, "content/products"}
    again = run("fmt", "--check")
    assert (again.exit_code, len(again.stdout.splitlines())) == (0, 1)


def test_only_the_named_files_are_formatted(run: Run, example_root: Path) -> None:
    products, sectors = example_root / "content" / "products", example_root / "content/sectors.yml"
    for file in (*products.glob("*.yml"), sectors):
        file.write_bytes(file.read_bytes() + b"\n")
    assert run("fmt", str(sectors)).stdout.splitlines()[0] == "content/sectors.yml"
    assert run("fmt", "--check", str(sectors)).exit_code == 0
    names = run("fmt", str(products)).stdout.splitlines()[:-1]
    assert names == sorted(f"content/products/{file.name}" for file in products.glob("*.yml"))


def test_a_path_without_records_is_wrong_use(run: Run, example_root: Path) -> None:
    for path in (example_root / "mkdocs.yml", example_root / "content" / "places", ROOT / "docs"):
        result = run("fmt", str(path))
        assert result.exit_code == 2
        assert WORDS("fmt.no_record", path=path) in result.stderr


BROKEN = {
    "a fault of syntax": (b"id: [a\n", ":1:5: "),
    "an anchor": (b"id: &a x\n", ":1:5: "),
    "a doubled field": (b"id: x\nid: y\n", ":2:1: "),
    "a hidden sign": ("id: x\u200b\n".encode(), ":1:6: "),
    "an empty value": (b"id:\n", ":1:4: "),
    "no record at all": (b"- a\n", ":1:1: "),
    "not UTF-8": (b"id: \xff\n", ":1:5: "),
    "a name too long to be read again": (b'"' + rb"e\u0301" * 120 + b'": x\n', ":1:1: "),
}


@pytest.mark.parametrize(("content", "place"), BROKEN.values(), ids=BROKEN.keys())
def test_a_file_that_cannot_be_read_for_sure_is_named_and_left(
    run: Run, example_root: Path, content: bytes, place: str
) -> None:
    (example_root / PRODUCT).write_bytes(content)
    result = run("fmt")
    assert result.exit_code == 1
    assert f"{PRODUCT}{place}" in result.stdout
    assert (example_root / PRODUCT).read_bytes() == content


def test_a_link_is_refused(run: Run, example_root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_bytes(b"id:   a\n")
    file = example_root / PRODUCT
    file.unlink()
    file.symlink_to(outside)
    result = run("fmt")
    assert result.exit_code == 1
    assert f"{PRODUCT}:1:1: error: " in result.stdout
    assert file.is_symlink()
    assert outside.read_bytes() == b"id:   a\n"


def test_what_is_formatted_passes_the_check_as_before(
    run: Run, example_root: Path, check: Callable[[Path], list[str]]
) -> None:
    assert check(example_root) == []
    assert run("fmt").exit_code == 0
    assert check(example_root) == []
