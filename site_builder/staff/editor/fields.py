"""The fields of a form in the browser, made from the schema of a record.

The values of a form are texts, as in the records: the form neither rounds a number nor takes the
zeros of a code. What a field is called comes from the catalogue, what is said of it from the model.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.render.views.closed_lists import LABELS, of_field
from site_builder.staff.canonical import CLOSING
from site_builder.words.catalogue import Words
from site_builder.words.language_marks import capitalised

# Field -> the records that it names.
RELATIONS = {
    "Certificate.products": "products",
    "Leaving.successor": "{folder}",
    "document": "documents",
    "producer": "cooperatives",
    "source": "documents",
    "successor": "cooperatives",
    "union": "cooperatives",
}
# What is seldom touched comes last, before the notes and the proof.
LAST = ("aliases", "left", *CLOSING)
# Texts of so many signs are written in a box of several lines.
LONG_TEXT = 600
READABLE = ("string", "text", "datetime", "relation")
WHOLE = r"^\d{1,15}$"
DECIMAL = r"^-?\d{1,15}(\.\d{1,6})?$"
PARTIAL_DATE = r"^\d{4}(-\d\d){0,2}$"

Options = list[dict[str, str]]
Field = dict[str, Any]
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """What the fields of one kind of record are made with.

    `lists` holds the values that a field may have by its name, where they are records themselves.
    """

    folder: str
    definitions: Schema
    words: Words
    lists: Mapping[str, Options]

    def named(self, table: Mapping[str, str], holder: str, name: str) -> str | None:
        """Return what a table says of a field."""
        found = of_field(table, holder, name)
        return found.format(folder=self.folder) if found else None


def record_fields(form: Form, schema: Schema) -> list[Field]:
    """Return the fields of a record; its notes and its proof come last, as in the file."""
    fields = _fields(form, schema)
    last = [field for field in fields if field["name"] in LAST]
    rest = [field for field in fields if field["name"] not in LAST]
    return [*rest, *sorted(last, key=lambda field: LAST.index(field["name"]))]


def _fields(form: Form, schema: Schema) -> list[Field]:
    """Return the fields of a model, but for those that leave no choice (see `constants`)."""
    required = schema.get("required", ())
    return [
        _label(form, name, inner, needed=name in required)
        | _widget(form, schema["title"], name, inner, needed=name in required)
        for name, inner in schema["properties"].items()
        if "const" not in inner
    ]


def constants(schema: Schema) -> dict[str, str]:
    """Return the fields of a model that can have one value only."""
    fields = schema["properties"].items()
    return {name: inner["const"] for name, inner in fields if "const" in inner}


def _label(form: Form, name: str, schema: Schema, *, needed: bool) -> Field:
    words = form.words
    label = words(f"changes.field.{name}")
    own_hint, one = f"editor.hint.{name}", f"editor.one.{name}"
    return {
        "name": name,
        "label": capitalised(label),
        "label_singular": words(one) if one in words else label,
        "hint": words(own_hint) if own_hint in words else schema.get("description", ""),
        "required": needed,
    }


def _widget(form: Form, holder: str, name: str, schema: Schema, *, needed: bool) -> Field:
    if name == "id":
        return {"widget": "record-id", **_pattern(form, schema)}
    if schema.get("type") == "array":
        return _list(form, holder, name, schema)
    if "$ref" in schema:
        return _group(form, schema, needed=needed)
    return _value(form, holder, name, schema)


def _list(form: Form, holder: str, name: str, schema: Schema) -> Field:
    items = schema["items"]
    if items.get("type") == "integer":
        months = range(items["minimum"], items["maximum"] + 1)
        return {"widget": "select", "multiple": True, "options": _plain_options(months)}
    if target := form.named(RELATIONS, holder, name):
        return _relation(target) | {"multiple": True}
    sizes = {"min": schema.get("minItems"), "max": schema.get("maxItems")}
    widget = {"widget": "list", "collapsed": True} | {k: n for k, n in sizes.items() if n}
    if "$ref" not in items:
        item = _label(form, name, {}, needed=True) | _value(form, holder, name, items)
        return widget | {"field": item, "collapsed": False}
    model = _resolve(form, items)
    fields = _fields(form, model)
    return widget | {
        "summary": _summary(form, model, fields),
        "fields": fields,
        "constants": constants(model),
    }


def _group(form: Form, schema: Schema, *, needed: bool) -> Field:
    """Return a group of fields; one that may be missing is a list of one, to add or take away.

    So what is needed inside is asked for when the group is there, and only then.
    """
    model = _resolve(form, schema)
    fields = _fields(form, model)
    if needed:
        return {"widget": "object", "fields": fields}
    group = {"widget": "list", "collapsed": False, "max": 1, "single": True, "fields": fields}
    return group | {"summary": _summary(form, model, fields), "constants": constants(model)}


def _value(form: Form, holder: str, name: str, schema: Schema) -> Field:
    if target := form.named(RELATIONS, holder, name):
        return _relation(target)
    if name in form.lists:
        return {"widget": "select", "options": form.lists[name]}
    if "enum" in schema:
        table = form.named(LABELS, holder, name)
        return {"widget": "select", "options": list(_labelled(form.words, table, schema["enum"]))}
    if schema.get("type") == "boolean":
        values = ("true", "false")
        return {"widget": "select", "options": list(_labelled(form.words, "editor", values))}
    if name == "star":
        stars = range(schema["minimum"], schema["maximum"] + 1)
        return {"widget": "select", "options": _plain_options(stars)}
    return _text(form, schema)


def _text(form: Form, schema: Schema) -> Field:
    if schema.get("format") == "date":
        day = "YYYY-MM-DD"
        return {"widget": "datetime", "format": day, "date_format": day, "time_format": False}
    is_long = schema.get("maxLength", 0) >= LONG_TEXT
    return {"widget": "text" if is_long else "string", **_pattern(form, schema)}


def _pattern(form: Form, schema: Schema) -> Field:
    """Return what a text must look like, and what is said of one that does not."""
    words, kind = form.words, schema.get("type")
    if kind == "integer":
        return {"pattern": [WHOLE, words("editor.pattern.whole")]}
    if kind == "number":
        return {"pattern": [DECIMAL, words("editor.pattern.decimal")]}
    if kind == ["integer", "string"]:
        return {"pattern": [PARTIAL_DATE, words("editor.pattern.time")]}
    if "pattern" in schema:
        return {"pattern": [schema["pattern"], words("editor.pattern.form")]}
    most = schema.get("maxLength")
    text = words("editor.pattern.longest", most=most)
    return {"pattern": [rf"^[\s\S]{{0,{most}}}$", text]} if most else {}


def _relation(target: str) -> Field:
    if target == "documents":
        return {
            "widget": "relation",
            "collection": "reference",
            "file": "documents",
            "value_field": "documents.*.id",
            "search_fields": ["documents.*.title", "documents.*.id"],
            "display_fields": ["documents.*.title", "documents.*.id"],
        }
    return {
        "widget": "relation",
        "collection": target,
        "value_field": "id",
        "search_fields": ["name_vi", "id"],
        "display_fields": ["name_vi", "id"],
    }


def _summary(form: Form, model: Schema, fields: list[Field]) -> str:
    """Return what is seen of a folded item: what of its first fields reads well without a label."""
    key = f"editor.summary.{model['title']}"
    if key in form.words:
        return form.words(key)
    texts = [f["name"] for f in fields if f["widget"] in READABLE and not f["name"].endswith("_en")]
    names = texts or [f["name"] for f in fields]
    return " · ".join(f"{{{{fields.{name}}}}}" for name in names[:3])


def _labelled(words: Words, table: str | None, values: Iterable[str]) -> Iterator[dict[str, str]]:
    for value in values:
        label = words(f"{table}.{value}")
        yield {"value": value, "label": capitalised(label)}


def _plain_options(values: range) -> Options:
    return [{"value": str(value), "label": str(value)} for value in values]


def _resolve(form: Form, schema: Schema) -> Schema:
    found: Schema = form.definitions[schema["$ref"].rpartition("/")[2]]
    return found
