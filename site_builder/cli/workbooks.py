"""The commands for those who work in a spreadsheet: export."""

from pathlib import Path

import click

from site_builder import pipeline
from site_builder.cli.options import Options, common_options
from site_builder.cli.printing import print_issues, say
from site_builder.publish.tree import write_file
from site_builder.records.directory import Directory
from site_builder.staff.sheet_export import export_workbook
from site_builder.words.catalogue import load_words

# The workbook speaks the language of the records, whatever that of the messages.
WORKBOOK_WORDS = load_words("vi")


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
    directory = _load(options)
    write_file(file, export_workbook(directory, options.root, WORKBOOK_WORDS))
    say(options, "sheet.exported", file=file)


def _load(options: Options) -> Directory:
    directory, issues = pipeline.load_directory(options.root, options.today)
    if directory is None:
        print_issues(options, issues, directory)
        raise SystemExit(1)
    return directory
