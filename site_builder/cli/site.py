"""The commands that always do their work: render, merge."""

from pathlib import Path

import click

from site_builder import pipeline
from site_builder.cli.making import make_tree
from site_builder.cli.options import Options, common_options, private_option
from site_builder.cli.printing import say


@click.command()
@common_options
@private_option
def render(options: Options) -> None:
    """Check, then write the generated pages to directory/."""
    if make_tree(options).complaints:
        raise SystemExit(1)


@click.command()
@common_options
@click.argument("folder", type=click.Path(path_type=Path, exists=True), required=False)
def merge(options: Options, folder: Path | None) -> None:
    """Put the shards in FOLDER, or in build/shards, together in site/."""
    count = pipeline.merge_site(options.root, options.today, folder)
    say(options, "publish.merged", count=count, folder=pipeline.SITE)
