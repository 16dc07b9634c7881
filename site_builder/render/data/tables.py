"""The data as flat tables, for CSV files and the workbook: the items of the API, taken apart.

An object inside an item gives columns with its path (`address.commune`), a list of plain values one
column, a list of objects a table of its own that names the item it belongs to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from site_builder.records.directory import Directory
from site_builder.render.addresses import organisation_address
from site_builder.render.data.api import Json, Lists
from site_builder.render.data.schemas import ADDRESS, TEXT, Schema, item_schemas
from site_builder.render.environment import Site

Value = str | int | float | bool | tuple[Any, ...] | None

# What a row of a table of their own calls the record it belongs to.
PARENTS: Mapping[str, str] = {
    "organisations": "organisation",
    "products": "product",
    "programmes": "programme",
    "bodies": "body",
}
FIRST = ("id", "code", "name_vi", "name_en", "kind", "type", "star", "state", "ends_on")
LAST = ("note_vi", "note_en", "verified", "aliases")
# Only those who left have it, and they are in no list.
NEVER_FILLED = frozenset({"left"})
# The lists of places by era and level, each with its own fields.
PLACES: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "former_districts": ("former", "district", ("code", "type", "name", "former_province", "url")),
    "former_communes": (
        "former", "commune",
        ("code", "type", "name", "former_district", "commune", "divided_among", "clause"),
    ),
    "communes": ("present", "commune", ("code", "type", "name", "province", "lat", "lon", "url")),
}  # fmt: skip
ORGANISATION_IDS: Schema = {
    "title": "OrganisationId",
    "properties": {"id": TEXT, "name_vi": TEXT, "listed": {"type": "boolean"}, "url": ADDRESS},
}
# The table and column that a value names, by its field and where need be its model.
REFERS: Mapping[str, tuple[str, str]] = {
    "producer": ("organisation_ids", "id"),
    "union": ("organisation_ids", "id"),
    "successor": ("organisation_ids", "id"),
    "organisation": ("organisation_ids", "id"),
    "product": ("products", "id"),
    "programme": ("programmes", "id"),
    "body": ("bodies", "id"),
    "Programme.type": ("programme_types", "id"),
    "sector": ("sectors", "id"),
    "ocop_set": ("ocop_sets", "code"),
    "source": ("documents", "id"),
    "document": ("documents", "id"),
    "indicator": ("indicators", "id"),
    "topic": ("topics", "id"),
    "commune": ("communes", "code"),
    "former_commune": ("former_communes", "code"),
    "former_district": ("former_districts", "code"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its path, its model and field (`Address.commune`), the schema of a value.

    `refers` is the table and column that a value names; `outer` are model and field of each object
    it stands in.
    """

    name: str
    described: str
    schema: Schema
    is_list: bool = False
    refers: tuple[str, str] | None = None
    outer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, its rows in the order of the lists, and its key if it has one."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: str | None = None


# A state holds for a day only, and a file that somebody took away may be old.
DAY_OF_STATE = Column("generated_on", "data.generated_on", {"type": "string", "format": "date"})


def data_tables(site: Site, lists: Lists) -> list[Table]:
    """Return every table: the records, what belongs to them, then what they refer to."""
    schemas = item_schemas()
    items: dict[str, Sequence[Json]] = {**lists, **_places(lists["places"])}
    place = schemas.pop("places")
    for name, (_, _, fields) in PLACES.items():
        schemas[name] = {**place, "properties": {f: place["properties"][f] for f in fields}}
    items["organisation_ids"] = _organisation_ids(site.directory, site)
    schemas["organisation_ids"] = ORGANISATION_IDS
    whole = [_table(name, schema, items[name]) for name, schema in schemas.items()]
    parts: dict[str, list[Table]] = {}
    for name, schema in schemas.items():
        for part in _parts(name, schema, items[name]):
            parts.setdefault(part.name, []).append(part)
    records, references = whole[:3], whole[3:]
    every = [*records, *(_joined(tables) for tables in parts.values()), *references]
    return [_dated(table, site.directory.today.isoformat()) for table in every]


def _dated(table: Table, day: str) -> Table:
    """Return a table with the day for which its states hold behind them."""
    names = [column.name for column in table.columns]
    if "state" not in names:
        return table
    place = names.index("state") + 1
    columns = (*table.columns[:place], DAY_OF_STATE, *table.columns[place:])
    rows = tuple((*row[:place], day, *row[place:]) for row in table.rows)
    return replace(table, columns=columns, rows=rows)


def _places(items: Sequence[Json]) -> dict[str, list[Json]]:
    return {
        name: [item for item in items if (item["era"], item["level"]) == (era, level)]
        for name, (era, level, _) in PLACES.items()
    }


def _organisation_ids(directory: Directory, site: Site) -> list[Json]:
    """Return every organisation that has a page: makers may have left the lists."""
    listed = {organisation.record.id for organisation in directory.organisations}
    every = sorted((o.record for o in directory.every_organisation), key=lambda record: record.id)
    return [
        {
            "id": record.id,
            "name_vi": record.name_vi,
            "listed": record.id in listed,
            "url": site.url(organisation_address(record.id)),
        }
        for record in every
    ]


def _table(name: str, schema: Schema, items: Sequence[Json]) -> Table:
    columns = tuple(_columns(schema, schema.get("$defs", {})))
    key = "code" if "code" in schema["properties"] else "id"
    if name == "organisations":
        # Each is in the list of all ids too.
        id_, *others = columns
        columns = (replace(id_, refers=("organisation_ids", "id")), *others)
    return Table(name, columns, tuple(_row(columns, item) for item in items), key)


def _parts(name: str, schema: Schema, items: Sequence[Json]) -> Iterator[Table]:
    """Yield a table for each list of objects inside the items of a list."""
    definitions = schema.get("$defs", {})
    for field, part in schema["properties"].items():
        item_schema = _resolved(part.get("items", {}), definitions)
        if "properties" not in item_schema:
            continue
        parent = PARENTS[name]
        head = (
            Column(parent, f"parent.{parent}", TEXT, refers=(name, "id")),
            Column("position", "parent.position", {"type": "integer"}),
        )
        columns = tuple(_columns(item_schema, definitions))
        rows = [
            (item["id"], number, *_row(columns, inner))
            for item in items
            for number, inner in enumerate(item.get(field, ()), start=1)
        ]
        yield Table(field, (*head, *columns), tuple(rows))


def _joined(tables: Sequence[Table]) -> Table:
    """Return the parts of one kind that belong to several kinds of records as one table."""
    parents = tuple(table.columns[0] for table in tables)
    rows = [
        (*(row[0] if parent is own else None for parent in parents), *row[1:])
        for table, own in zip(tables, parents, strict=True)
        for row in table.rows
    ]
    return Table(tables[0].name, (*parents, *tables[0].columns[1:]), tuple(rows))


def _columns(
    schema: Schema, definitions: Mapping[str, Schema], path: tuple[str, ...] = (),
    outer: tuple[str, ...] = (),
) -> Iterator[Column]:  # fmt: skip
    fields = sorted(schema["properties"], key=_order)
    for field in fields:
        part = _resolved(schema["properties"][field], definitions)
        described = f"{schema['title']}.{field}"
        name = ".".join((*path, field))
        if field in NEVER_FILLED:
            continue
        if "properties" in part:
            yield from _columns(part, definitions, (*path, field), (*outer, described))
        elif part.get("type") != "array":
            yield Column(name, described, part, refers=_refers(described), outer=outer)
        elif "properties" not in (inner := _resolved(part["items"], definitions)):
            yield Column(name, described, inner, is_list=True, outer=outer)
        elif field == "copies":
            # Of the copies of a photo their addresses; other lists of objects are tables.
            yield Column(name, described, ADDRESS, is_list=True, outer=outer)


def _refers(described: str) -> tuple[str, str] | None:
    return REFERS.get(described) or REFERS.get(described.rpartition(".")[2])


def _order(field: str) -> tuple[int, int]:
    if field in FIRST:
        return 0, FIRST.index(field)
    return (2, LAST.index(field)) if field in LAST else (1, 0)


def _resolved(schema: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """Return the schema of a value when there is one, with what it refers to in place."""
    for choice in schema.get("anyOf", ()):
        if choice.get("type") != "null":
            return _resolved(choice, definitions)
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return {"title": name, **definitions[name]}
    return schema


def _row(columns: Sequence[Column], item: Json) -> tuple[Value, ...]:
    return tuple(_value(column, item) for column in columns)


def _value(column: Column, item: Json) -> Value:
    found: Any = item
    for step in column.name.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    if not column.is_list:
        # What is meant where a record says nothing; only of a boolean there is such a thing.
        value: Value = column.schema.get("default") if found is None else found
        return value
    return tuple(part["url"] if isinstance(part, dict) else part for part in found or ())
