"""Every text of a record with the path of its field, for rules that judge whatever is published."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from site_builder.records.raw import FieldPath


def texts(value: Any, where: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Yield every text inside a record, in the order of its fields."""
    steps: Mapping[str | int, Any]
    if isinstance(value, str):
        yield where, value
        return
    if isinstance(value, BaseModel):
        steps = {name: getattr(value, name) for name in type(value).model_fields}
    elif isinstance(value, tuple):
        steps = dict(enumerate(value))
    else:
        return
    for step, part in steps.items():
        yield from texts(part, (*where, step))


def field_of(where: FieldPath) -> str:
    """Return the name of the field at the end of a path; that of the list for one of its items."""
    return next((step for step in reversed(where) if isinstance(step, str)), "")
