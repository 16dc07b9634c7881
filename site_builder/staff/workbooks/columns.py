"""Which fields travel in a workbook, and how each stands in a cell.

Flat fields travel: one value, or a list of single lines. What is nested deeper, what another
record must confirm (sources, certificates) and what only a person may state (a check, a leaving)
does not, and is kept as it is when a workbook comes back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from site_builder.records.directory import Directory
from site_builder.records.models.common import Model
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Award, Product
from site_builder.records.raw import RawRecord
from site_builder.words.catalogue import Words

# A code is a text whose zeros count; a time is a year, a month or a day; months are numbers.
Kind = Literal["text", "code", "time", "date", "number", "list", "months"]
Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One field: its path in the record, and where the labels of a closed list come from.

    `labels` is the table of the message catalogue, `refers` the list of records that a value names.
    """

    field: str
    kind: Kind = "text"
    labels: str = ""
    refers: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """The field as steps into the record."""
        return tuple(self.field.split("."))


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: a kind of record, or with `inside` the items of one of its lists."""

    name: str
    folder: str
    model: type[Model]
    columns: tuple[Column, ...]
    inside: str = ""


NAMES = (Column("name_vi"), Column("name_en"), Column("other_names", "list"))
ADDRESS = (
    Column("address.commune", "code"),
    Column("address.former_commune", "code"),
    Column("address.former_district", "code"),
    Column("address.former_province", "code"),
    Column("address.detail"),
    Column("address.as_stated"),
    Column("address.certainty", labels="sheet.certainty"),
    Column("address.source", refers="documents"),
)
TEXTS = (Column("description_vi"), Column("description_en"))
NOTES = (Column("note_vi"), Column("note_en"))

ORGANISATIONS = Table(
    "organisations",
    "cooperatives",
    Organisation,
    (
        *NAMES,
        Column("kind", labels="records.organisation_kind"),
        Column("legal_name_vi"),
        Column("status", labels="records.status"),
        Column("tax_code", "code"),
        Column("registration_number"),
        Column("registered_on", "date"),
        Column("founded", "time"),
        Column("dissolved_on", "date"),
        Column("sector", refers="sectors"),
        Column("activities", "list"),
        *TEXTS,
        Column("union", refers="organisations"),
        *ADDRESS,
        Column("contact.phone"),
        Column("contact.email"),
        Column("contact.website"),
        *NOTES,
    ),
)
PRODUCTS = Table(
    "products",
    "products",
    Product,
    (
        *NAMES,
        Column("kind", labels="records.product_kind"),
        Column("producer", refers="organisations"),
        Column("ocop_group", labels="groups"),
        Column("ocop_set", refers="ocop_sets"),
        Column("regulatory_class", labels="records.regulatory_class"),
        Column("abv_percent", "number"),
        *TEXTS,
        Column("ingredients"),
        Column("net_content"),
        Column("storage"),
        Column("shelf_life"),
        Column("warnings"),
        Column("gtin", "code"),
        *ADDRESS,
        Column("price.amount_vnd", "number"),
        Column("price.unit"),
        Column("price.as_of", "date"),
        Column("season_months", "months"),
        *NOTES,
    ),
)
AWARDS = Table(
    "awards",
    "products",
    Award,
    (
        Column("star", "number"),
        Column("level", labels="awards.level"),
        Column("score", "number"),
        Column("criteria_version", labels="sheet.criteria"),
        Column("decision_number"),
        Column("decision_date", "date"),
        Column("issuer"),
        Column("product_code"),
        Column("as_of", "time"),
        Column("valid_until", "date"),
        Column("extended_until", "date"),
        Column("assessment", labels="awards.assessment"),
        Column("as_stated"),
        *NOTES,
        Column("source", refers="documents"),
    ),
    inside="awards",
)
TABLES = (ORGANISATIONS, PRODUCTS, AWARDS)


def references(directory: Directory, raws: Mapping[str, RawRecord]) -> dict[str, Labels]:
    """Return, for each list that fields refer to, the label of each value."""
    organisations = {
        str(raw.value["id"]): str(raw.value["name_vi"])
        for path, raw in raws.items()
        if path.startswith("content/cooperatives/") and isinstance(raw.value, dict)
    }
    lists = {
        "organisations": organisations,
        "sectors": {term.id: term.label_vi for term in directory.sectors.values()},
        "ocop_sets": {item.code: item.label_vi for item in directory.ocop_sets.values()},
        "documents": {item.id: item.title for item in directory.documents.values()},
    }
    return {
        name: {value: f"{text} ({value})" for value, text in values.items()}
        for name, values in lists.items()
    }


def labels_of(
    table: Table, column: Column, words: Words, lists: Mapping[str, Labels]
) -> Labels | None:
    """Return the label of each value that a field may have; none where any value may stand."""
    if column.refers:
        return lists[column.refers]
    if not column.labels:
        return None
    annotation = holder_of(table, column).model_fields[column.path[-1]].annotation
    return {value: words(f"{column.labels}.{value}") for value in _literals(annotation)}


def holder_of(table: Table, column: Column) -> type[Model]:
    """Return the model that has a field: that of the table, or that of one of its fields."""
    holder = table.model
    for step in column.path[:-1]:
        annotation = holder.model_fields[step].annotation
        holder = next(part for part in (annotation, *get_args(annotation)) if _is_model(part))
    return holder


def _is_model(part: Any) -> bool:  # noqa: ANN401 -- an annotation has no type of its own
    return isinstance(part, type) and issubclass(part, Model)


def _literals(annotation: Any) -> Iterator[str]:  # noqa: ANN401 -- as above
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _literals(part)
