"""JSON Schemas of the data files: those of the records, with the derived fields added."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from site_builder.records.models.common import Model
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.records.rules.awards import AwardState
from site_builder.records.scalars import CERTIFIED_STARS
from site_builder.records.validate import export_data_schema
from site_builder.render.addresses import API
from site_builder.render.data import TOMBSTONE_FIELDS
from site_builder.words.generated import GeneratedFile, text_file

Schema = dict[str, Any]

STATE: Schema = {"enum": [*get_args(AwardState), None], "description": "On the day generated_on."}
ID = "The present id. The file at an old id (`aliases`) holds the same record."
DAY: Schema = {"type": ["string", "null"], "format": "date"}
TEXT: Schema = {"type": "string"}
CODE: Schema = {"type": ["string", "null"]}
IDS: Schema = {"type": "array", "items": TEXT}
ADDRESS: Schema = {"type": "string", "format": "uri"}
PLACE: Schema = {
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
    "type": "object",
    "properties": {
        "era": {"enum": ["former", "present"]},
        "level": {"enum": ["district", "commune"]},
        "code": TEXT,
        "type": TEXT,
        "name": TEXT,
        "commune": CODE | {"description": "Today's commune; null where it was divided."},
        "divided_among": IDS,
        "url": {"type": ["string", "null"], "format": "uri"},
    },
    "required": ["era", "level", "code", "type", "name"],
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
DERIVED_AWARD: Mapping[str, Schema] = {"state": STATE, "ends_on": DAY}
DERIVED_ORGANISATION: Mapping[str, Schema] = {
    "url": ADDRESS,
    "place": PLACE,
    "products": IDS,
    "programmes": IDS,
}
DERIVED_PRODUCT: Mapping[str, Schema] = {
    "url": ADDRESS,
    "place": {"anyOf": [PLACE, {"type": "null"}]},
    "star": {"enum": [*CERTIFIED_STARS, None]},
    **DERIVED_AWARD,
}


def data_schemas() -> Iterator[GeneratedFile]:
    """Yield the schema of each list and of each kind of single record."""
    organisation = _item(Organisation, DERIVED_ORGANISATION)
    product = _item(Product, DERIVED_PRODUCT)
    award = product["$defs"]["Award"]
    award["properties"] |= DERIVED_AWARD
    for schema in (organisation, product):
        schema["$defs"]["Photo"]["properties"] |= {"copies": COPIES}
    for name, schema in (("organisation", organisation), ("product", product)):
        item = {"anyOf": [_without_definitions(schema), _tombstone(schema)]}
        yield _file(name, _envelope({"item": item}, schema["$defs"]))
        yield _file(f"{name}s", _list(_without_definitions(schema), schema["$defs"]))
    yield _file("places", _list(PLACE_ITEM, {}))


def _item(model: type[Model], derived: Mapping[str, Schema]) -> Schema:
    schema = export_data_schema(model)
    schema["properties"] |= derived
    schema["properties"]["id"] |= {"description": ID}
    schema["required"] = [*schema["required"], *derived]
    return schema


def _tombstone(schema: Schema) -> Schema:
    """Return the schema of what stays of a record that left the directory."""
    names = {*TOMBSTONE_FIELDS, "url"}
    return {
        "type": "object",
        "description": "A record that left: it is in no list, and keeps this file and its page.",
        "properties": {name: part for name, part in schema["properties"].items() if name in names},
        "required": ["id", "name_vi", "kind", "left", "url"],
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
    text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return text_file(f"{API.lstrip('/')}schema/{name}.json", text)
