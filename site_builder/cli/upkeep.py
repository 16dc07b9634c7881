"""The commands for those who keep a directory: schemas, outlines, the ledger of addresses."""

from dataclasses import replace
from pathlib import Path

import click

from site_builder import pipeline
from site_builder.cli.loading import directory_of
from site_builder.cli.options import Options, common_options
from site_builder.cli.printing import say
from site_builder.publish.disk_copy import disk_copy
from site_builder.publish.tree import write_file
from site_builder.staff.outlines import (
    GEOBOUNDARIES,
    OutlinesError,
    fetch_outlines,
    order_for,
)
from site_builder.words.catalogue import ORIGINAL, load_words


@click.command()
@common_options
def schema(options: Options) -> None:
    """Write the JSON Schemas of the records to content/schemas/, for editors."""
    count = pipeline.write_schemas(options.root)
    say(options, "cli.written", count=count, removed=0)


@click.command()
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
    directory = directory_of(options)
    # The attribution stands in the file, which every language reads.
    order = order_for(directory, load_words(ORIGINAL)("maps.credit.outlines"))
    source = replace(GEOBOUNDARIES, sha256=sha256) if sha256 else GEOBOUNDARIES
    try:
        paths = fetch_outlines(options.root, order, source, file)
    except OutlinesError as error:
        click.echo(options.words(error.key, **error.params), err=True)
        raise SystemExit(1) from error
    params = {"count": len(directory.districts), "folder": paths[0].parent}
    click.echo(options.words("maps.fetch.done", **params))  # fmt: skip


@click.command()
@common_options
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def offline(options: Options, file: Path) -> None:
    """Write the built site to a zip that opens from a disk, without a web server."""
    if not (options.root / pipeline.SITE / "index.html").is_file():
        click.echo(options.words("cli.no_site", folder=pipeline.SITE), err=True)
        raise SystemExit(1)
    content = disk_copy(options.root / pipeline.SITE, options.root / "node_modules", file.stem)
    write_file(file, content)
    say(options, "cli.copied", file=file, size=round(len(content) / 1_000_000, 1))


@click.command()
@common_options
@click.option("--write", is_flag=True, help="Add them to the ledger.")
def addresses(options: Options, *, write: bool) -> None:
    """Show the addresses that the ledger content/addresses.csv does not know yet."""
    directory = directory_of(options)
    new = pipeline.find_new_addresses(directory, options.root)
    for row in new:
        click.echo(row.address)
    if write and new:
        pipeline.write_ledger(directory, options.root, new)
    params = {"new": len(new), "guarded": len(directory.ledger) + (len(new) if write else 0)}
    say(options, "cli.addresses_written" if write else "cli.addresses", **params)
