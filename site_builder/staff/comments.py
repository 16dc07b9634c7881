"""Which field each comment of a record file belongs to, so that it moves with the field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder.records.raw import Comment, FieldPath, Mark, RawRecord

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Notes:
    """The comments of a file: at its head and foot, before a field, behind its first line."""

    head: tuple[str, ...]
    before: Mapping[FieldPath, tuple[str, ...]]
    behind: Mapping[FieldPath, tuple[str, ...]]
    foot: tuple[str, ...]

    def are_inside(self, where: FieldPath) -> bool:
        """Return whether a comment belongs to something inside a field."""
        paths = [*self.before, *self.behind]
        return any(path[: len(where)] == where and path != where for path in paths)


def assign_comments(raw: RawRecord, comments: Iterable[Comment]) -> Notes:
    """Return the comments by what they belong to.

    One on a line of its own belongs to what follows, one behind a value to that value. What stands
    before everything is about the file.
    """
    places = _places(raw)
    head: list[str] = []
    foot: list[str] = []
    before: dict[FieldPath, tuple[str, ...]] = {}
    behind: dict[FieldPath, tuple[str, ...]] = {}
    for comment in comments:
        here = (comment.line, comment.column)
        following = next(((place, path) for place, path in places if place > here), None)
        if not places or here < places[0][0]:
            head.append(comment.text)
        elif not comment.alone:
            path = _owner(raw, places, here)
            behind[path] = (*behind.get(path, ()), comment.text)
        elif following is None:
            foot.append(_kept_indent(comment, 1))
        else:
            (_, column), path = following
            before[path] = (*before.get(path, ()), _kept_indent(comment, column))
    return Notes(tuple(head), before, behind, tuple(foot))


def _places(raw: RawRecord) -> list[tuple[Place, FieldPath]]:
    """Return where each field and each item begins, in order; at one place the outer one first."""
    items = {path: mark for path, mark in raw.marks.items() if path and isinstance(path[-1], int)}
    begins: dict[FieldPath, Mark] = {**items, **raw.keys}
    return sorted(
        (((mark.line, mark.column), path) for path, mark in begins.items()),
        key=lambda begin: (begin[0], len(begin[1])),
    )


def _owner(raw: RawRecord, places: list[tuple[Place, FieldPath]], here: Place) -> FieldPath:
    """Return what a comment behind a value belongs to: a field on its line, else what is there."""
    begun = [(place, path) for place, path in places if place < here]
    on_line = [path for place, path in begun if place[0] == here[0] and path in raw.keys]
    return on_line[-1] if on_line else begun[-1][1]


def _kept_indent(comment: Comment, column: int) -> str:
    """Return a comment; one that is a switched-off field (`#on: …`) keeps its depth inside."""
    is_field = comment.text[1:2].strip() != ""
    extra = max(0, comment.column - column) if is_field else 0
    return f"#{' ' * extra}{comment.text[1:]}"
