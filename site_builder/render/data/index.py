"""What the API offers: an index of its files, and its description in OpenAPI 3.1.

Version 1 only ever grows: no field is taken out, renamed or given another meaning, and no address
ends. Whatever would need that becomes version 2 at addresses of its own, beside version 1.
"""

from collections.abc import Iterator, Sequence

from site_builder.records.json_text import json_lines
from site_builder.render.addresses import API, API_INDEX, CSV, HOME, OPENAPI, card_address
from site_builder.render.data.api import LICENCE, DataFile, FileFacts, Json, head
from site_builder.render.data.schemas import RECORDS, SCHEMAS
from site_builder.render.environment import Site
from site_builder.words.catalogue import LANGUAGES, load_words

# Grows at its second place with every field or file that is added.
VERSION = "1.0.0"
MEDIA_TYPES = {
    "json": "application/json",
    "package": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "vcf": "text/vcard",
}


def index_files(site: Site, files: Sequence[FileFacts]) -> Iterator[DataFile]:
    """Yield the index of all files that are counted, and the description of the API."""
    counted = [file for file in files if file.count is not None]
    items = [
        {
            "name": file.name,
            "media_type": MEDIA_TYPES[file.form],
            "url": site.url(file.address),
            "count": file.count,
            "bytes": file.size,
            "schema": site.url(file.schema) if file.schema else None,
        }
        for file in counted
    ]
    index = {**head(site), "version": VERSION, "count": len(items), "items": items}
    yield DataFile("index", API_INDEX, json_lines(index))
    yield DataFile("openapi", OPENAPI, json_lines(_openapi(site, counted)))


def _openapi(site: Site, files: Sequence[FileFacts]) -> Json:
    single = [
        (f"{API}{kind}s/{{id}}.json", kind, "json", _schema(f"{SCHEMAS}{kind}.json"))
        for kind in RECORDS
    ]
    of_kind = [
        *single,
        (card_address("{id}"), "card", "vcf", {"type": "string"}),
        (f"{CSV}{{table}}.csv", "csv", "csv", {"type": "string"}),
    ]
    paths = {file.address: _path(file.name, file.form, _of(file)) for file in files
             if file.form != "csv"}  # fmt: skip
    paths |= {
        address: _path(name, form, schema, address) for address, name, form, schema in of_kind
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site.directory.settings.site_name,
            "version": VERSION,
            "summary": site.words("open_data.api.summary"),
            "description": "\n\n".join(
                load_words(language)("open_data.api.description") for language in LANGUAGES
            ),
            "license": {"name": "CC BY 4.0", "url": LICENCE},
        },
        "servers": [{"url": site.url(HOME).rstrip("/")}],
        "paths": paths,
    }


def _of(file: FileFacts) -> Json:
    if file.schema is not None:
        return _schema(file.schema)
    is_json = file.form in {"package", "geojson"}
    return {"type": "object" if is_json else "string"}


def _schema(address: str) -> Json:
    """Return a reference to a schema as seen from the description."""
    return {"$ref": address.removeprefix(API)}


def _path(name: str, form: str, schema: Json, address: str = "") -> Json:
    parameter = address.partition("{")[2].partition("}")[0]
    content = {MEDIA_TYPES[form]: {"schema": schema}}
    answers: Json = {"200": {"description": "OK", "content": content}}
    operation: Json = {"operationId": f"get_{form}_{name}" if form != "json" else f"get_{name}"}
    if parameter:
        operation["parameters"] = [
            {"name": parameter, "in": "path", "required": True, "schema": {"type": "string"}}
        ]
        answers["404"] = {"description": "Not found"}
    return {"get": {**operation, "responses": answers}}
