"""What the commands print: issues, and what was done or could not be."""

import json
from collections.abc import Sequence

import click

from site_builder import pipeline
from site_builder.cli.options import Options
from site_builder.records.directory import Directory
from site_builder.words.issue import Issue, count_errors
from site_builder.words.reports import as_github, as_json, as_text, for_annotations


def say(options: Options, key: str, **params: object) -> None:
    """Say what was done; where issues are printed as JSON, apart from them."""
    click.echo(options.words(key, **params), err=options.format == "json")


def print_issues(options: Options, issues: Sequence[Issue], directory: Directory | None) -> None:
    """Print issues in the chosen format, then a count."""
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
    records = pipeline.count_records(options.root)
    if issues:
        params = {"errors": errors, "warnings": len(issues) - errors, "records": records}
        click.echo(options.words("messages.total", **params))
    elif directory is not None:
        key = "messages.all_good" if records else "messages.no_records"
        click.echo(options.words(key, records=records))
