"""Raw records to typed ones: what pydantic finds wrong, said at the line where it stands."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from site_builder.records.annotations import annotation_at, choices_in, model_at
from site_builder.records.models.common import Model
from site_builder.records.raw import FieldPath, RawRecord
from site_builder.records.salvage import attempt, salvage
from site_builder.words.catalogue import ORIGINAL, load_words
from site_builder.words.folding import fold
from site_builder.words.issue import Issue, shown

AnyModel = TypeVar("AnyModel", bound=Model)

# What pydantic calls a fault, and the message that explains it.
MESSAGES = {
    "missing": "missing",
    "string_too_long": "too_long",
    "too_short": "too_few",
    "too_long": "too_many",
    "tuple_type": "not_a_list",
    "list_type": "not_a_list",
    "model_type": "not_a_mapping",
    "model_attributes_type": "not_a_mapping",
    "dict_type": "not_a_mapping",
    "string_type": "not_text",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_large_number",
}

# Of texts that are refused for their form.
TEXT_FAULTS = frozenset({
    "markup", "line_break", "invisible_sign", "string_too_long", "extra_forbidden",
})  # fmt: skip

# Fields that people expect for somebody's name; no public record has one.
PERSON_FIELDS = frozenset({
    "representative", "director", "chairman", "chairperson", "owner", "contact_person", "manager",
    "nguoi_dai_dien", "dai_dien", "giam_doc", "chu_nhiem", "chu_so_huu", "nguoi_lien_he",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry(Generic[AnyModel]):
    """A checked record with its raw form, so that later rules can still name the line.

    `base` is the path of the record inside its file: empty, or `(n,)` in a list file. `hollow` are
    required fields that are missing or faulty, so that `model` holds stand-ins there; `faulty` are
    all faulty fields; `refused` are texts that no field took, which other rules judge all the same.
    """

    model: AnyModel
    raw: RawRecord
    base: FieldPath = ()
    hollow: frozenset[FieldPath] = frozenset()
    faulty: frozenset[FieldPath] = frozenset()
    refused: tuple[tuple[FieldPath, str], ...] = ()

    def issue(self, where: FieldPath, key: str, **params: object) -> Issue:
        """Return an error about a field of this record."""
        return self.raw.issue(self.base + where, key, **params)

    def warning(self, where: FieldPath, key: str, **params: object) -> Issue:
        """Return a warning about a field of this record."""
        return self.raw.warning(self.base + where, key, **params)


def validate_record(
    raw: RawRecord, model: type[AnyModel], today: date
) -> tuple[Entry[AnyModel] | None, list[Issue]]:
    """Return the entry of a one-record file and every issue of its fields.

    With issues the entry holds the sound fields only; it is none where a required field is missing
    or faulty.
    """
    entry, issues = salvage_record(raw, model, today)
    return None if entry is not None and entry.hollow else entry, issues


def salvage_record(
    raw: RawRecord, model: type[AnyModel], today: date
) -> tuple[Entry[AnyModel] | None, list[Issue]]:
    """Return what can be judged of a one-record file, and every issue of its fields.

    The entry may be hollow: it lets the rules across records speak in the same run.
    """
    if not isinstance(raw.value, dict):
        return None, [raw.issue((), "record_expected")]
    return _validate(raw, (), raw.value, model, today)


def validate_list(
    raw: RawRecord, model: type[AnyModel], today: date
) -> tuple[list[Entry[AnyModel]], list[Issue]]:
    """Return the entries of a file that lists records, each as `salvage_record` does."""
    if not isinstance(raw.value, list):
        return [], [raw.issue((), "list_expected")]
    entries: list[Entry[AnyModel]] = []
    issues: list[Issue] = []
    for position, value in enumerate(raw.value):
        entry, found = _validate(raw, (position,), value, model, today)
        issues += found
        if entry is not None:
            entries.append(entry)
    return entries, issues


def _validate(
    raw: RawRecord, base: FieldPath, value: Any, model: type[AnyModel], today: date
) -> tuple[Entry[AnyModel] | None, list[Issue]]:
    record, faults = attempt(model, value, today)
    if record is not None:
        return Entry(record, raw, base), []
    issues = [_explain(raw, base, model, fault) for fault in faults]
    record, hollow = salvage(model, value, today)
    refused = tuple((f["loc"], f["input"]) for f in faults if _is_refused_text(f))
    if record is None:
        return None, issues
    faulty = frozenset(fault["loc"] for fault in faults)
    return Entry(record, raw, base, hollow, faulty, refused), issues


def _is_refused_text(fault: Mapping[str, Any]) -> bool:
    return fault["type"] in TEXT_FAULTS and isinstance(fault["input"], str)


def _explain(
    raw: RawRecord, base: FieldPath, model: type[Model], fault: Mapping[str, Any]
) -> Issue:
    inside: FieldPath = fault["loc"]
    where = base + inside
    kind = fault["type"]
    context = {name: str(value) for name, value in fault.get("ctx", {}).items()}
    if kind == "extra_forbidden":
        return _unknown_key(raw, where, model, inside)
    if kind == "missing":
        mark = raw.mark(where[:-1])
        issue = raw.issue(where, "missing", field=where[-1])
        return Issue(issue.path, mark.line, mark.column, issue.where, issue.key, issue.params)
    if kind in {"literal_error", "enum"}:
        return _not_in_list(raw, where, model, fault)
    key = MESSAGES.get(kind, kind)
    if key == "not_a_mapping":
        context["known"] = ", ".join(model_at(model, inside).model_fields)
    return raw.issue(where, key, **context)


def _unknown_key(raw: RawRecord, where: FieldPath, model: type[Model], inside: FieldPath) -> Issue:
    known = list(model_at(model, inside[:-1]).model_fields)
    name = str(where[-1])
    near = nearest(name, known)
    mark = raw.key_mark(where)
    key = "unknown_key_near" if near else "unknown_key"
    key = "person_field" if name.casefold() in PERSON_FIELDS else key
    params = {"value": shown(name), "near": near, "known": ", ".join(known)}
    issue = raw.issue(where, key, **params)
    return Issue(issue.path, mark.line, mark.column, issue.where, issue.key, issue.params)


def _not_in_list(
    raw: RawRecord, where: FieldPath, model: type[Model], fault: Mapping[str, Any]
) -> Issue:
    value = fault["input"]
    if not isinstance(value, str):
        return raw.issue(where, "not_text")
    choices = [str(choice) for choice in choices_in(annotation_at(model, fault["loc"]))]
    near = nearest(value, choices) or _named(value, choices)
    key = "not_in_list_near" if near else "not_in_list"
    return raw.issue(where, key, value=shown(value), near=near, known=", ".join(choices))


def _named(value: str, choices: Sequence[str]) -> str:
    """Return the one choice that the catalogue calls by a word, or an empty text."""
    found = {choice for label, choice in _labels() if label == fold(value)} & {*choices}
    return found.pop() if len(found) == 1 else ""


@cache
def _labels() -> tuple[tuple[str, str], ...]:
    """Return what the pages and forms call the words of closed lists, with those words."""
    entries = load_words(ORIGINAL).entries.items()
    return tuple(
        (fold(label), key.rpartition(".")[2])
        for key, text in entries
        for label in re.split("[;,]", text)
    )


def nearest(value: str, known: Sequence[str]) -> str:
    """Return the known word nearest to a misspelt one, or an empty text."""
    found = difflib.get_close_matches(value.casefold(), known, n=1, cutoff=0.7)
    return found[0] if found else ""


class _FileSchema(GenerateJsonSchema):
    """The view of an editor, to whom plain YAML values are typed.

    It knows no `null` and no defaults: a field without a value is left out of its file.
    """

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Return the schema of a text, which may look like a number (`net_content: 500`)."""
        return super().str_schema(schema) | {"type": ["string", "number"]}

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:  # noqa: ARG002
        """Return the schema of a number, which stands without quotes."""
        return {"type": "number"}

    def generate_inner(self, schema: Any) -> JsonSchemaValue:
        """Return any schema with bounds named as JSON Schema does, not as pydantic does."""
        names = {"ge": "minimum", "le": "maximum"}
        written = super().generate_inner(schema)
        return {names.get(name, name): value for name, value in written.items()}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Return the schema of the value when there is one."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the schema of the value, so that no editor fills in the default."""
        return self.generate_inner(schema["schema"])


def export_schema(model: type[Model], *, many: bool) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a record file, or of a file that lists records."""
    kind: Any = list[model] if many else model  # type: ignore[valid-type]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **TypeAdapter(kind).json_schema(schema_generator=_FileSchema),
    }


def export_data_schema(model: type[Model]) -> dict[str, Any]:
    """Return the JSON Schema of a record as the data files write it: numbers are numbers."""
    return model.model_json_schema(mode="serialization")
