"""What can still be judged of a record with faults: the faulty parts go, stand-ins fill the gaps.

The rules across records then speak in the same run as those of single fields; what they say of a
stand-in, or of a part that was cut off, is nobody's business.
"""

import copy
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ValidationError

from site_builder.records.annotations import annotation_at, choices_in, models_in, types_in
from site_builder.records.raw import LONGEST_PATH, FieldPath

AnyModel = TypeVar("AnyModel", bound=BaseModel)
Faults = Sequence[Mapping[str, Any]]

# By the type of a field, what nearly every such field takes (the number is also a right year).
STAND_INS = {int: "2020", date: "2020-01-01"}
TEXT = "x"
# Each round cuts off what the one before uncovered: a part, then what holds it.
ROUNDS = 2 * LONGEST_PATH


def attempt(model: type[AnyModel], value: Any, today: date) -> tuple[AnyModel | None, Faults]:
    """Return the record that a raw value makes, or the faults that it has."""
    try:
        return model.model_validate(value, context={"today": today}), ()
    except ValidationError as error:
        return None, _root_faults(error.errors(include_url=False, include_input=True))


def _root_faults(faults: Sequence[Mapping[str, Any]]) -> Faults:
    """Return the faults that are no mere consequence of a fault inside the same list."""
    parents = {fault["loc"][:end] for fault in faults for end in range(len(fault["loc"]))}
    return [f for f in faults if not (f["type"] == "too_short" and f["loc"] in parents)]


def salvage(
    model: type[AnyModel], value: Any, today: date
) -> tuple[AnyModel | None, frozenset[FieldPath]]:
    """Return a record of the sound parts of a faulty value, and the paths of its stand-ins.

    Items of lists keep their positions. None is left where no stand-in would do.
    """
    sound = copy.deepcopy(value)
    hollow: set[FieldPath] = set()
    for _ in range(ROUNDS):
        record, faults = attempt(model, sound, today)
        if record is not None:
            return record, frozenset(hollow)
        # Later items of a list first: to cut one off moves no other.
        for fault in sorted(faults, key=lambda fault: _in_order(fault["loc"]), reverse=True):
            if not fault["loc"] or not _mend(model, sound, fault, hollow):
                return None, frozenset()
    return None, frozenset()


def _in_order(where: FieldPath) -> list[tuple[bool, str | int]]:
    return [(isinstance(step, int), step) for step in where]


def _mend(
    model: type[BaseModel], root: Any, fault: Mapping[str, Any], hollow: set[FieldPath]
) -> bool:
    """Cut off a faulty part or fill a gap; where its stand-in is refused too, cut what holds it."""
    where: FieldPath = fault["loc"]
    if fault["type"] != "missing":
        return _cut(model, root, where, hollow)
    if where in hollow:
        return len(where) > 1 and _cut(model, root, where[:-1], hollow)
    holder = _part(root, where[:-1])
    if isinstance(holder, dict):
        holder[where[-1]] = _stand_in(annotation_at(model, where))
        hollow.add(where)
    return True


def _cut(model: type[BaseModel], root: Any, where: FieldPath, hollow: set[FieldPath]) -> bool:
    """Take a part away; an item of a list gives way to a stand-in: the others keep their place."""
    holder, last = _part(root, where[:-1]), where[-1]
    if isinstance(holder, dict):
        holder.pop(last, None)
    elif isinstance(holder, list) and isinstance(last, int):
        if where in hollow:
            del holder[last:]
        else:
            holder[last : last + 1] = [{} if [*models_in(annotation_at(model, where))] else TEXT]
            hollow.add(where)
    return True


def _part(root: Any, where: FieldPath) -> Any:
    """Return what stands at a path, or none where it was cut off before."""
    part = root
    for step in where:
        if isinstance(part, dict):
            part = part.get(step)
        elif isinstance(part, list) and isinstance(step, int) and step < len(part):
            part = part[step]
        else:
            return None
    return part


def _stand_in(annotation: Any) -> Any:
    """Return the least that a required field takes."""
    part: Any = {} if [*models_in(annotation)] else next(iter(choices_in(annotation)), None)
    if part is None:
        part = next(
            (text for type_, text in STAND_INS.items() if type_ in types_in(annotation)), TEXT
        )
    return [part] if get_origin(annotation) is tuple else part
