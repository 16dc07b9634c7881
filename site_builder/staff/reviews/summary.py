"""The summary of changes as Markdown, for the job summary or a comment of a pull request.

Every text that comes from a file stands in a code span; lists, because a table breaks at `|`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from site_builder.records.fields import field_of
from site_builder.records.raw import FieldPath
from site_builder.records.rules.awards import AssessedAward
from site_builder.records.rules.people import JUDGED_ELSEWHERE, holds_person
from site_builder.staff.markdown import LONGEST, code, issue_line, more_line
from site_builder.staff.reviews.changes import AwardChange, Changes, FieldChange, RecordChange
from site_builder.staff.reviews.versions import REFUSED, VersionedRecord
from site_builder.words.catalogue import Words
from site_builder.words.formats import format_date
from site_builder.words.issue import Issue

# A bulk import must still fit into a summary (1 MB) and be read by somebody.
MOST_ITEMS = 100
MOST_FIELDS = 30
# More of a value is never shown, and a hostile one would keep the search for numbers busy.
JUDGED = 2 * LONGEST
NAMES = ("name_vi", "title", "label_vi")

Item = TypeVar("Item")
Write = Callable[[Words, Item], Iterable[str]]


def changes_text(words: Words, changes: Changes, today: date) -> str:
    """Return the summary; what must be mended stands first."""
    lines = [f"## {words('changes.title')}", ""]
    sections = list(_sections(words, changes))
    lines += sections or [words("changes.none"), ""]
    if not changes.complete:
        lines += [words("changes.incomplete"), ""]
    lines.append(words("changes.today", today=format_date(today, words)))
    return "\n".join(lines) + "\n"


def _sections(words: Words, changes: Changes) -> Iterator[str]:
    begins = [c for c in changes.awards if c.new and c.new.is_live and not _was_live(c)]
    ends = [c for c in changes.awards if _was_live(c) and not (c.new and c.new.is_live)]
    others = [c for c in changes.awards if c not in begins and c not in ends]
    yield from _section(words, "broken", changes.broken, _issue_lines)
    yield from _section(words, "broken_before", changes.broken_before, _issue_lines)
    yield from _section(words, "removed", changes.removed, _record_lines)
    yield from _section(words, "retired", changes.retired, _record_lines)
    yield from _section(words, "pages_gone", tuple(changes.pages_gone.items()), _page_lines)
    yield from _section(words, "ended", ends, _award_lines)
    yield from _section(words, "in_force", begins, _award_lines)
    yield from _section(words, "other_states", others, _award_lines)
    yield from _section(words, "warnings", changes.warnings, _issue_lines)
    yield from _section(words, "added", changes.added, _record_lines)
    yield from _section(words, "changed", changes.changed, _record_lines)
    yield from _section(words, "pages_added", tuple(changes.pages_added.items()), _page_lines)


def _section(words: Words, key: str, items: Sequence[Item], write: Write[Item]) -> Iterator[str]:
    """Yield a heading with a count and the lines of the items; nothing where there is none."""
    if not items:
        return
    yield from (f"### {words(f'changes.{key}', count=len(items))}", "")
    for item in items[:MOST_ITEMS]:
        yield from write(words, item)
    yield from more_line(words, len(items) - MOST_ITEMS)
    yield ""


def _issue_lines(words: Words, issue: Issue) -> Iterator[str]:
    yield issue_line(words, issue)


def _page_lines(words: Words, page: tuple[str, str]) -> Iterator[str]:
    address, title = page
    yield f"- {words('changes.page', address=code(address), title=code(title))}"


def _record_lines(words: Words, change: RecordChange) -> Iterator[str]:
    record = change.record
    yield "- " + words(
        "changes.record",
        kind=words(f"changes.kind.{record.kind}"),
        name=code(_name(record)),
        path=code(record.path),
    )
    if change.old_id is not None:
        yield f"  - {words('changes.renamed', old=code(change.old_id), new=code(record.id))}"
    if record.value is None:
        yield f"  - {words('changes.unreadable')}"
    for field in change.fields[:MOST_FIELDS]:
        yield f"  - {_field_line(words, field)}"
    yield from (f"  {line}" for line in more_line(words, len(change.fields) - MOST_FIELDS))


def _name(record: VersionedRecord) -> str:
    value = record.value if isinstance(record.value, dict) else {}
    names = [name for name in map(value.get, NAMES) if isinstance(name, str) and name != REFUSED]
    return names[0] if names and not holds_person(names[0][:JUDGED]) else record.id


def _field_line(words: Words, change: FieldChange) -> str:
    old, new = change.old, change.new
    if new is None:
        kind = "order" if old is None else "gone"
    else:
        kind = "added" if old is None else "changed"
    return words(
        f"changes.field_{kind}",
        field=_field(words, change.where),
        old=_value(words, change.where, old),
        new=_value(words, change.where, new),
    )


def _value(words: Words, where: FieldPath, value: str | None) -> str:
    """Return a value, but none that names or reaches a person: a summary is one more copy."""
    text = (value or "")[:JUDGED]
    if text == REFUSED or (field_of(where) not in JUDGED_ELSEWHERE and holds_person(text)):
        return words("changes.refused")
    return code(text)


def _field(words: Words, where: FieldPath) -> str:
    """Return a field in words: `công nhận OCOP 1 / ngày quyết định`."""
    names: list[str] = []
    for step in where:
        key = f"changes.field.{step}"
        if isinstance(step, int) and names:
            names[-1] += f" {step + 1}"
        else:
            names.append(words(key) if key in words else code(str(step)))
    return " / ".join(names)


def _was_live(change: AwardChange) -> bool:
    return change.old is not None and change.old.is_live


def _award_lines(words: Words, change: AwardChange) -> Iterator[str]:
    yield "- " + words(
        "changes.award",
        name=code(change.name),
        id=code(change.id),
        old=_award(words, change.old),
        new=_award(words, change.new),
    )


def _award(words: Words, assessed: AssessedAward | None) -> str:
    if assessed is None:
        return words("changes.no_award")
    star = assessed.award.star
    stars = words("awards.stars", star=star) if star else words("awards.ocop")
    withdrawn = assessed.award.withdrawn
    state = words(
        f"awards.state_line.{assessed.state}",
        end=format_date(assessed.ends_on, words) if assessed.ends_on else "",
        withdrawn=format_date(withdrawn.date, words) if withdrawn else "",
    )
    return f"{stars}, {state[0].lower()}{state[1:]}"
