"""The commands for those who write records: fmt, new."""

from pathlib import Path

import click

from site_builder.cli.options import Options, common_options
from site_builder.cli.printing import print_issues, say
from site_builder.records.text import name_in
from site_builder.staff.fmt import (
    NotARecordFileError,
    format_files,
    record_files,
    write_formatted,
)


@click.command()
@common_options
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--check", is_flag=True, help="Only name the files that are not in this form.")
def fmt(options: Options, paths: tuple[Path, ...], *, check: bool) -> None:
    """Give the record files, or those at PATHS, their one form of writing."""
    try:
        files = record_files(options.root, paths)
    except NotARecordFileError as error:
        raise click.UsageError(options.words("fmt.no_record", path=error.path)) from error
    results = list(format_files(options.root, files))
    changed = [file for file in results if file.is_changed]
    for file in changed:
        if not check:
            write_formatted(file)
        click.echo(name_in(options.root, file.path), err=options.format == "json")
    issues = [issue for file in results for issue in file.issues]
    print_issues(options, issues, None)
    key = "fmt.would_change" if check else "fmt.changed"
    say(options, key, count=len(changed), total=len(results))
    if issues or (check and changed):
        raise SystemExit(1)
