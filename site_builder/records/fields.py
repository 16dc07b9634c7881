"""Every text of a record with the path of its field, for rules that judge whatever is published."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from site_builder.records.raw import FieldPath

NESTED = (tuple, BaseModel)


def texts(value: Any, where: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Yield every text inside a record, in the order of its fields."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            part = getattr(value, name)
            # Most fields are empty, most others texts, and every rule walks over all of them.
            if isinstance(part, str):
                yield (*where, name), part
            elif isinstance(part, NESTED):
                yield from texts(part, (*where, name))
    elif isinstance(value, tuple):
        for position, part in enumerate(value):
            yield from texts(part, (*where, position))


def field_of(where: FieldPath) -> str:
    """Return the name of the field at the end of a path; that of the list for one of its items."""
    return next((step for step in reversed(where) if isinstance(step, str)), "")
