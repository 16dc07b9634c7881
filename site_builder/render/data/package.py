"""The tables as CSV files, and the Frictionless Data Package that describes them.

https://datapackage.org/standard/ (version 2): licence, date, count, types and foreign keys.
"""

import hashlib
from collections.abc import Iterator, Sequence

from site_builder.records.json_text import json_lines
from site_builder.render.addresses import CSV, DOWNLOADS, HOME, PACKAGE
from site_builder.render.data.api import LICENCE, DataFile, Json
from site_builder.render.data.dictionary import heading, meaning, table_title, type_of
from site_builder.render.data.index import VERSION
from site_builder.render.data.tables import Column, Table, Value
from site_builder.render.environment import Site
from site_builder.words.catalogue import ORIGINAL, load_words
from site_builder.words.csv_text import csv_text

# Between the values of a list: none of them holds a line end, and spreadsheets show lines.
BETWEEN = "\n"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def package_files(site: Site, tables: Sequence[Table]) -> Iterator[DataFile]:
    """Yield a CSV file for every table, then the description of them all."""
    resources = []
    for table in tables:
        file = _csv_file(table)
        resources.append(_resource(site, table, file))
        yield file
    content = json_lines({**_package(site), "resources": resources})
    yield DataFile("package", PACKAGE, content, form="package", count=len(tables))


def _csv_file(table: Table) -> DataFile:
    head = [column.name for column in table.columns]
    rows = [[written(value) for value in row] for row in table.rows]
    content = csv_text([head, *rows]).encode()
    return DataFile(table.name, f"{CSV}{table.name}.csv", content, form="csv", count=len(rows))


def written(value: Value) -> str | int | float:
    """Return a value as a cell holds it; one that is not known is empty."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return BETWEEN.join(map(str, value))
    return "" if value is None else value


def _package(site: Site) -> Json:
    settings = site.directory.settings
    return {
        "$schema": PROFILE,
        "name": "open-data",
        "id": site.url(PACKAGE),
        "title": settings.site_name,
        "description": site.words("open_data.package"),
        "homepage": site.url(HOME),
        "version": VERSION,
        "created": f"{site.directory.today.isoformat()}T00:00:00Z",
        "licenses": [{
            "name": "CC-BY-4.0",
            "path": LICENCE,
            "title": "Creative Commons Attribution 4.0 International",
        }],
    }  # fmt: skip


def _resource(site: Site, table: Table, file: DataFile) -> Json:
    return {
        "name": table.name,
        "type": "table",
        "path": file.address.removeprefix(DOWNLOADS),
        "title": table_title(site.words, table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(file.content),
        "hash": f"sha256:{hashlib.sha256(file.content).hexdigest()}",
        "count": file.count,
        "schema": _schema(site, table),
    }


def _schema(site: Site, table: Table) -> Json:
    schema: Json = {"fields": [_field(site, table, column) for column in table.columns]}
    if table.key is not None:
        schema["primaryKey"] = [table.key]
    keys = [
        {
            "fields": [column.name],
            "reference": {"resource": column.refers[0], "fields": [column.refers[1]]},
        }
        for column in table.columns
        if column.refers is not None
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(site: Site, table: Table, column: Column) -> Json:
    of_type = type_of(column)
    type_: Json = {"type": of_type}
    if column.is_list:
        type_ = {"type": "list", "itemType": of_type, "delimiter": BETWEEN}
    field = {
        "name": column.name,
        **type_,
        "title": heading(site.words, column),
        "description": meaning(load_words(ORIGINAL), column),
        "description_en": meaning(load_words("en"), column),
    }
    constraints: Json = {"required": True} if column.name == table.key else {}
    if not column.is_list and "enum" in column.schema:
        constraints["enum"] = column.schema["enum"]
    return field | ({"constraints": constraints} if constraints else {})
