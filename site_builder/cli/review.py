"""The commands for those who review a proposal."""

from contextlib import nullcontext
from pathlib import Path

import click

from site_builder.cli.options import Options, common_options
from site_builder.staff.reviews.changes import compare
from site_builder.staff.reviews.revision import RevisionError, revision_root
from site_builder.staff.reviews.summary import changes_text
from site_builder.staff.reviews.versions import read_version


@click.command()
@common_options
@click.argument("base")
def changes(options: Options, base: str) -> None:
    """Say in Markdown what changes for the public since BASE, a folder or a Git revision."""
    folder = Path(base)
    is_root = bool(base) and (folder / "mkdocs.yml").is_file()
    try:
        with nullcontext(folder) if is_root else revision_root(options.root, base) as old_root:
            before = read_version(old_root, options.today)
    except RevisionError as error:
        message = options.words("changes.unknown_revision", base=base)
        raise click.UsageError(message) from error
    found = compare(before, read_version(options.root, options.today))
    click.echo(changes_text(options.words, found, options.today), nl=False)
    if found.broken:
        raise SystemExit(1)
