"""The commands that always do their work: render, merge, serve."""

import contextlib
from pathlib import Path

import click

from site_builder import pipeline
from site_builder.cli.making import EditorUse, Plan, make_site, make_tree
from site_builder.cli.options import Options, common_options, editor_option, private_option
from site_builder.cli.printing import say
from site_builder.publish.serve import Stage, serve_folder
from site_builder.publish.watch import view, wait_for_change


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


@click.command()
@common_options
@private_option
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="The port of this machine to use.",
)
@editor_option
def serve(options: Options, port: int, *, with_editor: bool) -> None:
    """Build, show the site on this machine, and build again when a file changes."""
    editor: EditorUse = "here" if with_editor else None
    seen = view(options.root, options.private)
    complaints = make_site(options, Plan(editor=editor)).complaints
    folder = options.root / pipeline.SITE
    if complaints and not folder.is_dir():
        raise SystemExit(1)
    stage = Stage(options.words("cli.not_published"))
    with contextlib.suppress(KeyboardInterrupt), serve_folder(folder, port, stage) as address:
        click.echo(options.words("cli.serving", address=address))
        while True:
            stage.show(complaints)
            seen = wait_for_change(options.root, seen, options.private)
            # Processes of its own would be copies of one with many threads.
            complaints = make_site(options, Plan(jobs=1, editor=editor)).complaints


