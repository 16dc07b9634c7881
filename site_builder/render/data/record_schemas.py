"""JSON Schemas of the records, exported from the models, for editors and reusers."""

import json

from site_builder.records.content import FOLDERS, LISTS
from site_builder.records.validate import export_schema
from site_builder.words.generated import GeneratedFile, text_file

# Folder of records -> the name of its schema.
NAMES = {"cooperatives": "organisation", "products": "product", "programmes": "programme"}


def render_schemas() -> list[GeneratedFile]:
    """Return one `<kind>.json` for every kind of record file."""
    schemas = {NAMES[name]: export_schema(model, many=False) for name, model in FOLDERS.items()}
    schemas |= {name: export_schema(model, many=True) for name, model in LISTS.items()}
    return [
        text_file(f"{name}.json", json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
        for name, schema in schemas.items()
    ]
