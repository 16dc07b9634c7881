"""What the commands print: issues, and what was done or could not be."""

import contextlib
import json
import sys
from collections.abc import Iterator, Sequence

import click

from site_builder.cli.options import Options
from site_builder.publish.progress import Progress
from site_builder.records.text import visible
from site_builder.words.issue import Issue, count_errors
from site_builder.words.reports import as_github, as_json, as_text, for_annotations

# What a terminal does with its present line.
RETURN, ERASE = "\r", "\x1b[K"


def say(options: Options, key: str, **params: object) -> None:
    """Say what was done; where issues are printed as JSON, apart from them."""
    click.echo(options.words(key, **params), err=options.format == "json")


@contextlib.contextmanager
def progress_shown(options: Options) -> Iterator[Progress]:
    """Give a function that shows how much of the pages is built, on a terminal; elsewhere nothing.

    The line is gone in the end.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    shown = -1

    def show(done: int, total: int) -> None:
        nonlocal shown
        percent = 100 * done // total
        if percent != shown:
            shown = percent
            line = options.words("publish.progress", percent=percent)
            click.echo(f"{RETURN}{line}", nl=False, err=True)

    try:
        yield show
    finally:
        if shown >= 0:
            click.echo(f"{RETURN}{ERASE}", nl=False, err=True)


def tell_placeholder(options: Options, address: str) -> None:
    """Say that the address of the site is a placeholder, where there is one."""
    if address:
        click.echo(options.words("cli.placeholder_address", address=address), err=True)


def print_issues(
    options: Options, issues: Sequence[Issue], records: int, *, is_good: bool = False
) -> None:
    """Print issues in the chosen format, then a count; of none, where all is good, that it is."""
    if options.format == "json":
        rows = [as_json(options.words, issue) for issue in issues]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if options.format == "github":
        lines = [as_github(options.words, issue) for issue in for_annotations(issues)]
    else:
        lines = [as_text(options.words, issue) for issue in issues]
    for line in lines:
        click.echo(line)
    errors = count_errors(issues)
    if issues:
        params = {"errors": errors, "warnings": len(issues) - errors, "records": records}
        click.echo(options.words("messages.total", **params))
    elif is_good:
        key = "messages.all_good" if records else "messages.no_records"
        click.echo(options.words(key, records=records))


def quoted(options: Options, text: str) -> str:
    """Return a value in full, in its quotes: two long texts may differ at their ends only."""
    line = visible(text.replace("\n", " | "))
    return f"«{line}»" if text else options.words("sheet.none")
