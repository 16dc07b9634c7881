"""Every text of a record with the path of its field, for rules that judge whatever is published."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from site_builder.records.raw import FieldPath

NESTED = (tuple, BaseModel)
# A text inside a record, with the path of its field.
FieldText = tuple[FieldPath, str]


def texts(value: Any, where: FieldPath = ()) -> Iterator[FieldText]:
    """Yield every text inside a record, in the order of its fields."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, BaseModel):
        for name, part in vars(value).items():
            # Most fields are empty, and most others texts.
            if isinstance(part, str):
                yield (*where, name), part
            elif isinstance(part, NESTED):
                yield from texts(part, (*where, name))
    elif isinstance(value, tuple):
        for position, part in enumerate(value):
            yield from texts(part, (*where, position))


def field_of(where: FieldPath) -> str:
    """Return the name of the field at the end of a path; that of the list for one of its items."""
    if where and isinstance(where[-1], str):
        return where[-1]
    return next((step for step in reversed(where) if isinstance(step, str)), "")
