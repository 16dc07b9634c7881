"""JSON Schemas of the data files: those of the records, with the derived fields added."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from site_builder.records.json_text import json_lines
from site_builder.records.models.common import Model
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.records.models.reference import Programme
from site_builder.records.rules.awards import AwardState
from site_builder.records.scalars import CERTIFIED_STARS
from site_builder.records.validate import export_data_schema
from site_builder.render.addresses import API
from site_builder.render.data.api import TOMBSTONE_FIELDS
from site_builder.render.data.reference import REFERENCES, UNPUBLISHED
from site_builder.words.generated import GeneratedFile

Schema = dict[str, Any]

SCHEMAS = f"{API}schema/"
ID = "The present id. The file at an old id (`aliases`) holds the same record."
TEXT: Schema = {"type": "string"}
DAY: Schema = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}
CODE: Schema = {"anyOf": [TEXT, {"type": "null"}]}
IDS: Schema = {"type": "array", "items": TEXT}
ADDRESS: Schema = {"type": "string", "format": "uri"}
PLACE: Schema = {
    "title": "Place",
    "type": "object",
    "description": "Codes of both eras; null where not known.",
    "properties": {
        "commune": CODE,
        "commune_derived": {"type": "boolean"},
        "former_commune": CODE,
        "former_district": CODE,
        "former_province": CODE,
    },
    "required": ["commune", "former_commune", "former_district", "former_province"],
}
PLACE_ITEM: Schema = {
    "title": "PlaceItem",
    "type": "object",
    "properties": {
        "era": {"type": "string", "enum": ["former", "present"]},
        "level": {"type": "string", "enum": ["district", "commune"]},
        "code": TEXT,
        "type": TEXT,
        "name": TEXT,
        "former_province": TEXT,
        "former_district": TEXT,
        "commune": CODE | {"description": "Today's commune; null where it was divided."},
        "divided_among": IDS,
        "clause": TEXT,
        "province": TEXT,
        "lat": {"type": "number"},
        "lon": {"type": "number"},
        "url": {"anyOf": [ADDRESS, {"type": "null"}]},
    },
    "required": ["era", "level", "code", "type", "name"],
    "additionalProperties": False,
}
COPIES: Schema = {
    "type": "array",
    "description": "The published copies of the photo.",
    "items": {
        "type": "object",
        "properties": {
            "url": ADDRESS,
            "type": {"enum": ["image/avif", "image/webp"]},
            "width": {"type": "integer", "minimum": 1},
            "height": {"type": "integer", "minimum": 1},
        },
        "required": ["url", "type", "width", "height"],
    },
}
STATE: Schema = {
    "description": "On the day generated_on.",
    "anyOf": [{"type": "string", "enum": [*get_args(AwardState)]}, {"type": "null"}],
}
STAR: Schema = {
    "anyOf": [{"type": "integer", "enum": [*CERTIFIED_STARS]}, {"type": "null"}],
}
DERIVED_AWARD: Mapping[str, Schema] = {"state": STATE, "ends_on": DAY}
# Every kind of record with a page: its model, and what is added to its fields.
RECORDS: Mapping[str, tuple[type[Model], Mapping[str, Schema]]] = {
    "organisation": (
        Organisation,
        {"url": ADDRESS, "place": PLACE, "products": IDS, "programmes": IDS},
    ),
    "product": (
        Product,
        {
            "url": ADDRESS,
            "place": {"anyOf": [PLACE, {"type": "null"}]},
            "star": STAR,
            **DERIVED_AWARD,
        },
    ),
    "programme": (Programme, {"url": ADDRESS}),
}


def data_schemas() -> Iterator[GeneratedFile]:
    """Yield the schema of each list and of each kind of single record."""
    items = item_schemas()
    for kind in RECORDS:
        schema = items[f"{kind}s"]
        item = {"anyOf": [_without_definitions(schema), _tombstone(schema)]}
        yield _file(kind, _envelope({"item": item}, schema["$defs"]))
    for name, schema in items.items():
        yield _file(name, _list(_without_definitions(schema), schema.get("$defs", {})))


def item_schemas() -> dict[str, Schema]:
    """Return the schema of one item of every list, by the name of the list."""
    items = {f"{kind}s": _item(model, derived) for kind, (model, derived) in RECORDS.items()}
    for schema in items.values():
        definitions = schema["$defs"]
        if "Award" in definitions:
            definitions["Award"]["properties"] |= DERIVED_AWARD
        if "Photo" in definitions:
            definitions["Photo"]["properties"] |= {"copies": COPIES}
    references = {name: _reference(model) for name, model in REFERENCES.items()}
    return {**items, "places": PLACE_ITEM, **references}


def _item(model: type[Model], derived: Mapping[str, Schema]) -> Schema:
    schema = export_data_schema(model)
    schema["properties"] |= derived
    schema["properties"]["id"] |= {"description": ID}
    schema["required"] = [*schema["required"], *derived]
    return schema


def _reference(model: type[Model]) -> Schema:
    schema = export_data_schema(model)
    properties = schema["properties"].items()
    schema["properties"] = {name: part for name, part in properties if name not in UNPUBLISHED}
    return schema


def _tombstone(schema: Schema) -> Schema:
    """Return the schema of what stays of a record that left the directory."""
    names = {*TOMBSTONE_FIELDS, "url"}
    kind = "kind" if "kind" in schema["properties"] else "type"
    return {
        "type": "object",
        "description": "A record that left: it is in no list, and keeps this file and its page.",
        "properties": {name: part for name, part in schema["properties"].items() if name in names},
        "required": ["id", "name_vi", kind, "left", "url"],
        "additionalProperties": False,
    }


def _without_definitions(schema: Schema) -> Schema:
    return {name: part for name, part in schema.items() if name != "$defs"}


def _list(item: Schema, definitions: Schema) -> Schema:
    items = {"type": "array", "items": item}
    return _envelope({"count": {"type": "integer", "minimum": 0}, "items": items}, definitions)


def _envelope(properties: Schema, definitions: Schema) -> Schema:
    head = {"generated_on": {"type": "string", "format": "date"}, "licence": ADDRESS}
    schema: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": head | properties,
        "required": [*head, *properties],
        "additionalProperties": False,
    }
    return schema | ({"$defs": definitions} if definitions else {})


def _file(name: str, schema: Schema) -> GeneratedFile:
    return GeneratedFile(f"{SCHEMAS.lstrip('/')}{name}.json", json_lines(schema))
