"""Record files to raw records, with every issue of their text.

What is written wrong by a slip is read as it was meant, so that one run shows every problem.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from site_builder.records.parsed import ParsedFiles, sound_record
from site_builder.records.raw import FieldPath, Mark, RawRecord
from site_builder.records.slips import MOST, Slip, find_slips, mend, mend_at, place_before
from site_builder.records.text import decode, name_in, read_content
from site_builder.records.yaml_text import Reading, read
from site_builder.records.yaml_value import read_value
from site_builder.words.issue import Issue


def load_file(
    root: Path, path: Path, parsed: ParsedFiles | None = None
) -> tuple[RawRecord | None, list[Issue]]:
    """Return the raw content of one YAML file and every issue of its text.

    The content is `None` only when nothing sensible can be read; with mendable issues (a code
    without quotes, a doubled key) it is returned too, so that one run shows every problem. What is
    known of the file from `parsed` is not parsed again.
    """
    name = name_in(root, path)
    content, issues = read_content(name, path)
    if content is None:
        return None, issues
    known = parsed.recall(name, content) if parsed else None
    if known is not None:
        return known, []
    text, issues = decode(name, content)
    if text is None:
        return None, issues
    record, more = parse(name, text)
    if parsed and record is not None and not issues and not more:
        parsed.remember(content, record.value)
    tabs = {issue.line for issue in issues if issue.key == "tab"}
    return record, issues + [i for i in more if not (i.key.startswith("yaml_") and i.line in tabs)]


def parse(name: str, text: str) -> tuple[RawRecord | None, list[Issue]]:
    """Return the one document of a YAML text as a raw record, with its issues.

    After a slip or a fault of syntax the rest is read on, as far as the text can be mended.
    """
    value = read_value(text)
    if value is not None:
        return sound_record(name, value, text), []
    reading = read(name, text)
    slips = _slips(reading, text)
    if not slips and not reading.fault:
        return reading.record, list(reading.issues)
    mended = mend(text, slips)
    found = [slip.issue(name) for slip in slips]
    last = 0
    for _ in range(MOST):
        reading = read(name, mended)
        fault = reading.fault
        again = mend_at(mended, fault) if fault and fault.line > last else mended
        if fault:
            found.append(_placed(fault, text, mended))
            last = fault.line
        if again == mended:
            break
        mended = again
    found += [_placed(issue, text, mended) for issue in reading.issues]
    return reading.record and _as_written(reading.record, text, mended), found


def _slips(reading: Reading, text: str) -> list[Slip]:
    """Return the slips of a text that has a fault, or a line that YAML takes for the rest of one.

    They are sought everywhere but in values of several lines, which may look like anything.
    """
    if not reading.fault and not any(find_slips(text, reading.plain)):
        return []
    every = frozenset(range(1, text.count("\n") + 2))
    return list(find_slips(text, every - reading.marked))


def _placed(issue: Issue, written: str, mended: str) -> Issue:
    """Return an issue of a mended text at its place in the text as it is written."""
    column = _column(_moved(written, mended), issue.line, issue.column)
    return replace(issue, column=column)


def _as_written(record: RawRecord, written: str, mended: str) -> RawRecord:
    """Return the record of a mended text with the places of the text as it is written."""
    moved = _moved(written, mended)

    def places(marks: Mapping[FieldPath, Mark]) -> dict[FieldPath, Mark]:
        return {
            where: replace(mark, column=_column(moved, mark.line, mark.column))
            for where, mark in marks.items()
        }

    return replace(record, marks=places(record.marks), keys=places(record.keys))


def _moved(written: str, mended: str) -> dict[int, tuple[str, str]]:
    """Return the lines that were mended, as they are written and as they should be."""
    pairs = zip(written.split("\n"), mended.split("\n"), strict=True)
    return {number: pair for number, pair in enumerate(pairs, start=1) if pair[0] != pair[1]}


def _column(moved: Mapping[int, tuple[str, str]], line: int, column: int) -> int:
    return place_before(*moved[line], column) if line in moved else column
