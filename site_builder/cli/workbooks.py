"""The commands for those who work in a spreadsheet: export, import."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from string import ascii_uppercase

import click

from site_builder.cli.lists import import_list
from site_builder.cli.loading import directory_of
from site_builder.cli.options import Options, common_options
from site_builder.cli.printing import print_issues, quoted, say
from site_builder.publish.checked import count_records
from site_builder.publish.tree import write_file
from site_builder.records.directory import Directory
from site_builder.staff.workbooks.applying import apply_changes, check_changed
from site_builder.staff.workbooks.columns import references
from site_builder.staff.workbooks.differences import CellFault, Change, find_changes
from site_builder.staff.workbooks.exporting import export_workbook, heading_of, load_raws
from site_builder.staff.workbooks.reading import SheetError, read_workbook
from site_builder.words.catalogue import ORIGINAL, load_words

# The workbook speaks the language of the records, whatever that of the messages.
WORKBOOK_WORDS = load_words(ORIGINAL)


@click.command("export")
@common_options
@click.option(
    "--xlsx",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The workbook to write.",
)
def export(options: Options, file: Path) -> None:
    """Write the records to an Excel workbook, to edit there and import again."""
    if file.exists():
        # It may hold edits that nobody imported yet.
        click.echo(options.words("sheet.exists", file=file), err=True)
        raise SystemExit(1)
    directory = directory_of(options)
    write_file(file, export_workbook(directory, options.root, WORKBOOK_WORDS))
    say(options, "sheet.exported", file=file)


@click.command("import")
@common_options
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--mapping",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=None,
    help="FILE is a CSV list from elsewhere, whose columns this file maps to fields.",
)
@click.option("--write", is_flag=True, help="Write the differences into the records.")
def import_(options: Options, file: Path, mapping: Path | None, *, write: bool) -> None:
    """Show what an edited workbook, or a list from elsewhere, changes in the records."""
    directory = directory_of(options)
    try:
        if mapping is not None:
            import_list(options, directory, file, mapping, write=write)
        else:
            _import_workbook(options, directory, file, write=write)
    except SheetError as error:
        click.echo(f"{file}: {options.words(error.key, **error.params)}", err=True)
        raise SystemExit(1) from error


def _import_workbook(options: Options, directory: Directory, file: Path, *, write: bool) -> None:
    raws = load_raws(options.root)
    if file.suffix.lower() == ".csv":
        raise SheetError("list.file.no_mapping")
    book = read_workbook(file)
    changes, faults = find_changes(book, raws, references(directory, raws), WORKBOOK_WORDS)
    made, unmade = apply_changes(changes, raws)
    found, issues = check_changed(options.root, options.today, made, changes, WORKBOOK_WORDS)
    _show(options, changes)
    faults = [*faults, *unmade, *found]
    if faults or issues:
        _tell(options, faults)
        if issues:
            print_issues(options, issues, count_records(options.root))
        count = len(faults) + len(issues)
        click.echo(options.words("sheet.refused", faults=count), err=True)
        raise SystemExit(1)
    if write:
        for path, raw in made.items():
            write_file(options.root / path, raw.text.encode())
    key = "same" if not changes else "imported" if write else "shown"
    say(options, f"sheet.{key}", changes=len(changes), records=len(made))


def _show(options: Options, changes: Sequence[Change]) -> None:
    words = options.words
    for path, group in groupby(changes, key=lambda change: (change.path, change.base)):
        rows = list(group)
        row = rows[0].cell.lstrip(ascii_uppercase)
        place = words("sheet.place_of_row", sheet=rows[0].sheet, row=row)
        say(options, "sheet.record", path=path[0], place=place)
        for change in rows:
            say(
                options,
                "sheet.change",
                field=heading_of(change.column, WORKBOOK_WORDS),
                old=quoted(options, change.old),
                new=quoted(options, change.new),
            )


def _tell(options: Options, faults: Sequence[CellFault]) -> None:
    words = options.words
    for fault in faults:
        text = words(fault.key, **fault.params)
        key = "sheet.place" if fault.cell else "sheet.place_of_sheet"
        click.echo(words(key, sheet=fault.sheet, cell=fault.cell, text=text), err=True)
