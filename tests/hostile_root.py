"""A root whose every text field holds hostile texts, made by walking the models of the records.

A field that is added to a model is filled by itself: with a hostile text where the field takes any
text, else with the first of some usual values that it takes.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from site_builder.records.content import FOLDERS, LISTS
from site_builder.records.models.common import Model
from site_builder.records.models.settings import Settings
from site_builder.records.raw import FieldPath
from tests.building import copy_root
from tests.hostile_texts import PACKED
from tests.pictures import encoded, put

TODAY = date(2026, 11, 22)
PLAIN = "Chữ thử"
# Tried in this order on a field that does not take any text.
USUAL = ("45000", "2024", "2024-06-25", "true", "0100047516", "https://example.org/", "a.jpg", "a")
# What a record refers to, or needs so that many pages show it; `{}` is the number of the text.
FITTING: Mapping[str, str] = {
    "id": "h{}",
    "source": "h{}",
    "document": "h{}",
    "sector": "h{}",
    "indicator": "h{}",
    "topic": "h{}",
    "organisation": "h{}",
    "producer": "h{}",
    "commune": "90101",
    "former_province": "90",
    "province": "91",
    "star": "4",
    "decision_date": "2025-01-15",
    "code": "01",
    "ocop_group": "food",
    "value": "118",
}
# Instead of another field of the record, or more than this root can say.
LEFT_OUT = frozenset({"aliases", "successor", "union"})
# The sets of alcoholic drinks ask for more than this record says.
SET_NUMBERS = tuple(n for n in range(1, 27) if n not in {14, 15})
TABLES = ("provinces", "former_districts", "communes", "former_communes")


def takes(kind: Any, value: object) -> bool:  # noqa: ANN401 -- an annotation
    try:
        TypeAdapter(kind).validate_python(value, context={"today": TODAY})
    except ValidationError:
        return False
    return True


def kind_of(field: FieldInfo) -> Any:  # noqa: ANN401 -- an annotation
    """Return what a field holds when it holds something."""
    kind = field.rebuild_annotation()
    while get_origin(kind) in {Union, UnionType}:
        (kind,) = (part for part in get_args(kind) if part is not NoneType)
    return kind


def parts_of(kind: Any) -> Any:  # noqa: ANN401 -- an annotation
    """Return the kind of the items of a list, else nothing."""
    bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    return get_args(bare)[0] if get_origin(bare) is tuple else None


def is_model(kind: Any) -> bool:  # noqa: ANN401 -- an annotation
    return isinstance(kind, type) and issubclass(kind, Model)


def text_paths(kind: Any) -> Iterator[FieldPath]:  # noqa: ANN401 -- an annotation
    """Yield where below a model, a list or a field any text may stand."""
    items = parts_of(kind)
    if items is not None:
        yield from ((0, *path) for path in text_paths(items))
    elif is_model(kind):
        for name, field in kind.model_fields.items():
            yield from ((name, *path) for path in text_paths(kind_of(field)))
    elif takes(kind, PLAIN):
        yield ()


def filled(model: type[Model], text: str, number: int = 0) -> dict[str, Any]:
    """Return a record of a model with a text in every field that takes any text."""
    values = {}
    for name, field in model.model_fields.items():
        kind = kind_of(field)
        has_text = any(True for _ in text_paths(kind))
        if name not in LEFT_OUT and (field.is_required() or has_text or name in FITTING):
            values[name] = _value(name, kind, text, number)
    return values


def _value(name: str, kind: Any, text: str, number: int) -> Any:  # noqa: ANN401 -- what YAML holds
    items = parts_of(kind)
    if items is not None:
        return [_value(name, items, text, number)]
    if is_model(kind):
        return filled(kind, text, number)
    if get_origin(kind) is Literal:
        return FITTING.get(name, get_args(kind)[0])
    if takes(kind, PLAIN):
        return text
    fitting = FITTING.get(name, "").format(number)
    return next(value for value in (fitting, *USUAL) if value and takes(kind, value))


def as_yaml(value: Any, *, escaped: bool = False, indent: str = "") -> str:  # noqa: ANN401
    """Return a value as YAML whose every scalar stands in quotes, `escaped` with its signs."""
    if isinstance(value, str):
        return f" {quoted(value, escaped=escaped)}\n"
    pairs = [("-", item) for item in value] if isinstance(value, list) else [
        (f"{name}:", part) for name, part in value.items()
    ]  # fmt: skip
    rows = (
        f"{indent}{key}{as_yaml(part, escaped=escaped, indent=indent + '  ')}"
        for key, part in pairs
    )
    return "\n" + "".join(rows)


def quoted(text: str, *, escaped: bool = False) -> str:
    """Return a text as YAML reads it between double quotes."""
    if escaped:
        return '"' + "".join(f"\\U{ord(sign):08x}" for sign in text) + '"'
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("\n", "\\n").replace("\r", "\\r") + '"'


def hostile_root(example: Path, target: Path) -> Path:
    """Write a root that can be built: the example's, with a hostile record for every text."""
    copy_root(example, target)
    content = target / "content"
    put(target, "a.jpg", encoded("JPEG"))
    for number, text in enumerate(PACKED):
        for name, model in FOLDERS.items():
            record = _variant(name, filled(model, text, number), number)
            _write(content / name / f"{record['id']}.yml", record)
    for name, model in LISTS.items():
        if name != "ocop_sets":
            _append(content / f"{name}.yml", [filled(model, t, n) for n, t in enumerate(PACKED)])
    _append_sets(content / "ocop_sets.yml")
    for table in TABLES:
        _name_places(content / "places" / f"{table}.csv")
    settings = filled(Settings, " ".join(PACKED[:2]))
    settings |= {"site_description": PACKED[3], "site_url": "https://vung-mau.example/"}
    _set_settings(target / "mkdocs.en.yml", {"site_name": settings.pop("site_name_en")})
    _set_settings(target / "mkdocs.yml", settings)
    return target


def _variant(name: str, record: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a record without what contradicts the rest of it; the next one has the other half."""
    if name == "programmes":
        return record | {"id": f"c{number}", "type": f"h{number}"}
    if name == "products":
        record["awards"][0] |= {"level": "province"}
        record["id"] = f"p{number}"
        record["ocop_set"] = f"{SET_NUMBERS[number % len(SET_NUMBERS)]:02}"
        del record["producer" if number % 2 else "producer_other"]
    return record


def _append_sets(path: Path) -> None:
    """Write all sets: there are fewer than texts, so that a label holds several."""
    model = LISTS["ocop_sets"]
    _write(path, [
        filled(model, PACKED[n], n) | {"code": f"{n + 1:02}", "label_en": PACKED[(n + 26) % 30]}
        for n in range(26)
    ])  # fmt: skip


def _name_places(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row["name"] = f"{row['name']} {PACKED[number]}"[:200].strip()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _set_settings(path: Path, settings: dict[str, Any]) -> None:
    kept = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(kept | settings, allow_unicode=True), encoding="utf-8")


def _write(path: Path, value: Any) -> None:  # noqa: ANN401 -- what YAML holds
    path.write_text(as_yaml(value).lstrip("\n"), encoding="utf-8")


def _append(path: Path, values: list[dict[str, Any]]) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.rstrip() + as_yaml(values), encoding="utf-8")
