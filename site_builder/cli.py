"""The command line: the only module that prints or exits.

Exit status: 0 good, 1 the data has errors or the site cannot be built, 2 wrong use.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from site_builder import pipeline
from site_builder.publish.mkdocs import PublishError
from site_builder.publish.serve import serve_folder
from site_builder.publish.vendor import MissingPackageError
from site_builder.publish.watch import wait_for_change
from site_builder.records.directory import Directory
from site_builder.staff.outlines import (
    GEOBOUNDARIES,
    OutlinesError,
    fetch_outlines,
    order_for,
)
from site_builder.words.catalogue import LANGUAGES, Words, load_words
from site_builder.words.issue import Issue, count_errors
from site_builder.words.reports import as_github, as_json, as_text


class Options(NamedTuple):
    """What every command takes."""

    root: Path
    today: date
    format: str
    words: Words


COMMON_OPTIONS = (
    click.option(
        "--root",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        default=".",
        show_default=True,
        help="The folder that holds mkdocs.yml.",
    ),
    click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        default=None,
        help="The day to build for; today if not given.",
    ),
    click.option(
        "--format",
        "format_",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        show_default=True,
        help="How issues are printed.",
    ),
    click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default="vi",
        show_default=True,
        help="The language of the messages.",
    ),
)


def common_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that all share, as one `Options`."""

    @wraps(command)
    def with_options(
        root: Path,
        today: datetime | None,
        format_: str,
        lang: str,
        **others: Any,  # noqa: ANN401
    ) -> None:
        if not (root / "mkdocs.yml").is_file():
            raise click.UsageError(load_words(lang)("cli.no_root", root=root))
        day = today.date() if today else date.today()  # noqa: DTZ011 -- the visitor's calendar day
        command(Options(root.resolve(), day, format_, load_words(lang)), **others)

    for option in reversed(COMMON_OPTIONS):
        with_options = option(with_options)
    return with_options


@click.group()
@click.version_option(package_name="site-builder")
def main() -> None:
    """Build a public directory of cooperatives and OCOP products from YAML records."""


@main.command()
@common_options
def check(options: Options) -> None:
    """Check every record and print every problem; nothing is written."""
    directory, issues = pipeline.load_directory(options.root, options.today)
    print_issues(options, issues, directory)
    if count_errors(issues):
        raise SystemExit(1)


@main.command()
@common_options
def render(options: Options) -> None:
    """Check, then write the generated pages to directory/."""
    _write(options)


@main.command()
@common_options
def build(options: Options) -> None:
    """Check, write the pages and publish them to site/ (only when all is good)."""
    if not _build(options):
        raise SystemExit(1)


@main.command()
@common_options
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="The port of this machine to use.",
)
def serve(options: Options, port: int) -> None:
    """Build, show the site on this machine, and build again when a file changes."""
    built = _build(options)
    if not built and not (options.root / pipeline.SITE).is_dir():
        raise SystemExit(1)
    with serve_folder(options.root / pipeline.SITE, port) as address:
        click.echo(options.words("cli.serving", address=address))
        while wait_for_change(options.root):
            _build(options)


@main.command()
@common_options
def schema(options: Options) -> None:
    """Write the JSON Schemas of the records to content/schemas/, for editors."""
    count = pipeline.write_schemas(options.root)
    _say(options, "cli.written", count=count, removed=0)


@main.command()
@common_options
@click.option(
    "--from-file",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The same file, downloaded elsewhere.",
)
@click.option("--sha256", default=None, help="The hash the file must have, if not the pinned one.")
def outlines(options: Options, file: Path | None, sha256: str | None) -> None:
    """Fetch the real outlines of the former districts, with licence and attribution."""
    directory, issues = pipeline.load_directory(options.root, options.today)
    if directory is None:
        print_issues(options, issues, directory)
        raise SystemExit(1)
    # The attribution stands in the file, which every language reads.
    order = order_for(directory, load_words("vi")("maps.credit.outlines"))
    source = replace(GEOBOUNDARIES, sha256=sha256) if sha256 else GEOBOUNDARIES
    try:
        paths = fetch_outlines(options.root, order, source, file)
    except OutlinesError as error:
        click.echo(options.words(error.key, **error.params), err=True)
        raise SystemExit(1) from error
    params = {"count": len(directory.districts), "folder": paths[0].parent}
    click.echo(options.words("maps.fetch.done", **params))  # fmt: skip


def _build(options: Options) -> bool:
    """Check, write and publish; return whether the site is new."""
    try:
        directory = _write(options)
        pipeline.publish_directory(options.root, options.today, "vi")
    except SystemExit:
        return False
    except OSError as error:
        _say_cannot_write(options, error)
        return False
    except PublishError as error:
        for reason in error.reasons:
            click.echo(reason, err=True)
        click.echo(options.words("cli.not_published"), err=True)
        return False
    if directory.settings.has_placeholder_address:
        address = directory.settings.site_url
        click.echo(options.words("cli.placeholder_address", address=address), err=True)
    _say(options, "cli.published", folder=pipeline.SITE)
    return True


def _write(options: Options) -> Directory:
    directory, issues = pipeline.load_directory(options.root, options.today)
    print_issues(options, issues, directory)
    if directory is None:
        click.echo(options.words("cli.not_published"), err=True)
        raise SystemExit(1)
    try:
        files = pipeline.render_directory(directory, options.root, "vi")
    except MissingPackageError as error:
        click.echo(options.words("cli.missing_package", path=error.path), err=True)
        raise SystemExit(1) from error
    try:
        change = pipeline.write_files(files, options.root, "vi")
    except OSError as error:
        _say_cannot_write(options, error)
        raise SystemExit(1) from error
    _say(options, "cli.written", count=len(change.written), removed=len(change.removed))
    return directory


def _say(options: Options, key: str, **params: object) -> None:
    """Say what was done; where issues are printed as JSON, apart from them."""
    click.echo(options.words(key, **params), err=options.format == "json")


def _say_cannot_write(options: Options, error: OSError) -> None:
    path, reason = error.filename or options.root, error.strerror or error
    click.echo(options.words("cli.cannot_write", path=path, reason=reason), err=True)
    click.echo(options.words("cli.not_published"), err=True)


def print_issues(options: Options, issues: Sequence[Issue], directory: Directory | None) -> None:
    """Print issues in the chosen format, then a count."""
    if options.format == "json":
        rows = [as_json(options.words, issue) for issue in issues]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    write = as_github if options.format == "github" else as_text
    for issue in issues:
        click.echo(write(options.words, issue))
    errors = count_errors(issues)
    records = pipeline.count_records(options.root)
    if issues:
        params = {"errors": errors, "warnings": len(issues) - errors, "records": records}
        click.echo(options.words("messages.total", **params))
    elif directory is not None:
        click.echo(options.words("messages.all_good", records=records))
