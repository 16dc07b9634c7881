"""The part of `import` that brings in a list from elsewhere: a CSV file with its mapping."""

from pathlib import Path

import click

from site_builder.cli.options import Options
from site_builder.cli.printing import print_issues, quoted, say
from site_builder.publish.checked import count_records
from site_builder.publish.tree import write_file
from site_builder.records.content import load_content
from site_builder.records.directory import Directory
from site_builder.staff.lists.check import check_reading
from site_builder.staff.lists.file import read_list
from site_builder.staff.lists.mapping import heading_issues, read_mapping
from site_builder.staff.lists.matching import Reading, read_rows
from site_builder.staff.lists.rows import Proposal
from site_builder.staff.workbooks.columns import labels_of, references
from site_builder.staff.workbooks.differences import CellFault
from site_builder.staff.workbooks.exporting import heading_of, load_raws
from site_builder.words.catalogue import ORIGINAL, load_words
from site_builder.words.issue import Issue

# The headings are those of the workbook, which speaks the language of the records.
RECORD_WORDS = load_words(ORIGINAL)


def import_list(
    options: Options, directory: Directory, file: Path, mapping: Path, *, write: bool
) -> None:
    """Show what a list adds to the records, and write it if asked to and all of it is right.

    A list that cannot be read is a `SheetError`.
    """
    order, issues = read_mapping(mapping, options.today)
    if order is None:
        _refuse(options, file, (), issues)
        return
    found = read_list(file, order.columns.keys())
    if issues := list(heading_issues(order, found.headings)):
        _refuse(options, file, (), issues)
    content, _ = load_content(options.root, options.today)
    raws = load_raws(options.root)
    lists = references(directory, raws)
    labels = {
        name: labels_of(target.table, target.column, RECORD_WORDS, lists)
        for name, target in order.targets.items()
    }
    reading = read_rows(order, found.rows, content, raws, labels)
    judged = check_reading(options.root, options.today, order, reading)
    for proposal in reading.proposals:
        _show(options, proposal)
    for warning in sorted((*reading.doubles, *judged.warnings), key=_place):
        _tell(options, file, "list.warning", warning)
    faults = (*reading.faults, *judged.faults)
    if faults or judged.issues:
        _refuse(options, file, faults, judged.issues)
    if write:
        for proposal in reading.proposals:
            write_file(options.root / proposal.raw.path, proposal.raw.text.encode())
    _sum_up(options, reading, write=write)


def _sum_up(options: Options, reading: Reading, *, write: bool) -> None:
    new = sum(proposal.is_new for proposal in reading.proposals)
    key = "same" if not reading.proposals else "imported" if write else "shown"
    params = {"new": new, "changed": len(reading.proposals) - new, "left": len(reading.doubles)}
    say(options, f"list.{key}", **params)


def _show(options: Options, proposal: Proposal) -> None:
    key = "list.new" if proposal.is_new else "list.changed"
    say(options, key, path=proposal.raw.path, line=proposal.line)
    for found in proposal.differences:
        target = found.given.target
        name = f"list.field.{target.name}"
        heading = (
            RECORD_WORDS(name) if name in RECORD_WORDS else heading_of(target.column, RECORD_WORDS)
        )
        texts = {"old": quoted(options, found.old), "new": quoted(options, found.given.text)}
        say(options, "sheet.change", field=heading, **texts)


def _tell(options: Options, file: Path, key: str, fault: CellFault) -> None:
    words = options.words
    text = words(fault.key, **fault.params)
    place = "list.place" if fault.cell else "list.place_of_row"
    where = words(place, file=file.name, line=fault.sheet, cell=fault.cell)
    click.echo(words(key, place=where, text=text), err=True)


def _place(fault: CellFault) -> tuple[int, int]:
    """Return line and column of a fault; that of a whole row comes first."""
    return int(fault.sheet), int(fault.cell.partition(" ")[0] or 0)


def _refuse(
    options: Options, file: Path, faults: tuple[CellFault, ...], issues: list[Issue]
) -> None:
    for fault in sorted(faults, key=_place):
        _tell(options, file, "list.error", fault)
    if issues:
        print_issues(options, issues, count_records(options.root))
    click.echo(options.words("list.refused", faults=len(faults) + len(issues)), err=True)
    raise SystemExit(1)
