"""What the models say of the field at a path: its annotation, the model around it, its choices."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from site_builder.records.raw import FieldPath


def annotation_at(model: type[BaseModel], inside: FieldPath) -> Any:
    """Return the annotation of the field at the end of a path; of a list for one of its items."""
    names = [step for step in inside if isinstance(step, str)]
    owner = model_at(model, inside[: inside.index(names[-1])])
    return owner.model_fields[names[-1]].annotation


def model_at(model: type[BaseModel], inside: FieldPath) -> type[BaseModel]:
    """Return the model that holds the field at the end of a path."""
    current = model
    for step in inside:
        if isinstance(step, str) and step in current.model_fields:
            nested = list(models_in(current.model_fields[step].annotation))
            current = nested[0] if nested else current
    return current


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def types_in(annotation: Any) -> list[Any]:
    """Return the plain types that an annotation is made of, and what it says of them."""
    parts = get_args(annotation)
    return [inner for part in parts for inner in types_in(part)] if parts else [annotation]


def choices_in(annotation: Any) -> Iterator[Any]:
    """Yield the words that an annotation admits, when it lists them."""
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from choices_in(part)
