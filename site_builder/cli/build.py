"""The commands from records to a site: check, render, build, serve."""

import contextlib
from pathlib import Path, PurePosixPath
from typing import Literal

import click

from site_builder import pipeline
from site_builder.cli.faults import FAULTS, tell
from site_builder.cli.options import Options, common_options, private_option
from site_builder.cli.printing import print_issues, say
from site_builder.publish.serve import serve_folder
from site_builder.publish.watch import wait_for_change
from site_builder.records.directory import Directory
from site_builder.records.editions import ORIGINAL
from site_builder.staff.editor import FOLDER as EDITOR
from site_builder.staff.editor import editor_files
from site_builder.staff.editor.config import choose_backend, is_local
from site_builder.staff.markdown import issues_text
from site_builder.words.catalogue import load_words
from site_builder.words.issue import count_errors

# Whether the site has the form for editors, and whether that one edits the files of this machine.
EditorUse = Literal["public", "here"] | None

editor_option = click.option(
    "--with-editor",
    is_flag=True,
    help="Also build the form at /bien-tap/; `make editor` brings what it needs.",
)


@click.command()
@common_options
@private_option
@click.option(
    "--changed",
    is_flag=True,
    help="A likely duplicate in one of PATHS is an error: record files from the root on, as"
    " `git diff --name-only` gives them; - reads them from standard input.",
)
@click.option(
    "--summary",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    default=None,
    help="A file to which every issue is added as Markdown.",
)
@click.argument("paths", nargs=-1)
def check(options: Options, *, changed: bool, summary: Path | None, paths: tuple[str, ...]) -> None:
    """Check every record and print every problem; nothing is written."""
    if paths and not changed:
        raise click.UsageError(options.words("cli.paths_without_changed"))
    directory, issues = pipeline.load_directory(
        options.root, options.today, options.private, _named(paths)
    )
    print_issues(options, issues, directory)
    if summary is not None:
        with summary.open("a", encoding="utf-8") as file:
            file.write(issues_text(options.words, issues))
    if count_errors(issues):
        raise SystemExit(1)


def _named(paths: tuple[str, ...]) -> frozenset[str]:
    """Return the paths of record files that a command was given, those of standard input too."""
    read = click.open_file("-").read().splitlines() if "-" in paths else []
    return frozenset(PurePosixPath(path).as_posix() for path in (*paths, *read))


@click.command()
@common_options
@private_option
def render(options: Options) -> None:
    """Check, then write the generated pages to directory/."""
    if _run(options, publish=False) is None:
        raise SystemExit(1)


@click.command()
@common_options
@private_option
@editor_option
def build(options: Options, *, with_editor: bool) -> None:
    """Check, write the pages and publish them to site/ (only when all is good)."""
    if not _build(options, "public" if with_editor else None):
        raise SystemExit(1)


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
    built = _build(options, editor)
    if not built and not (options.root / pipeline.SITE).is_dir():
        raise SystemExit(1)
    folder = options.root / pipeline.SITE
    with contextlib.suppress(KeyboardInterrupt), serve_folder(folder, port) as address:
        click.echo(options.words("cli.serving", address=address))
        while wait_for_change(options.root, options.private):
            _build(options, editor)


def _build(options: Options, editor: EditorUse) -> bool:
    """Check, write and publish; return whether the site is new."""
    directory = _run(options, publish=True, editor=editor)
    if directory is None:
        return False
    if directory.settings.has_placeholder_address:
        address = directory.settings.site_url
        click.echo(options.words("cli.placeholder_address", address=address), err=True)
    if editor == "public" and is_local(choose_backend(directory.settings, here=False)):
        click.echo(options.words("editor.local", folder=EDITOR), err=True)
    say(options, "cli.published", folder=pipeline.SITE)
    return True


def _run(options: Options, *, publish: bool, editor: EditorUse = None) -> Directory | None:
    """Check and write, and publish if asked; return the directory when all of it went well."""
    try:
        with pipeline.building(options.root):
            directory = _write(options, editor)
            if publish and directory is not None:
                pipeline.publish_directory(options.root, options.today)
    except FAULTS as error:
        tell(options.words, options.root, error)
        directory = None
    if directory is None:
        click.echo(options.words("cli.not_published"), err=True)
    return directory


def _write(options: Options, editor: EditorUse) -> Directory | None:
    directory, issues = pipeline.load_directory(options.root, options.today, options.private)
    print_issues(options, issues, directory)
    if directory is not None:
        editions = pipeline.render_editions(directory, options.root)
        if editor is not None:
            modules, words = options.root / "node_modules", load_words(ORIGINAL)
            editions[ORIGINAL] += editor_files(directory, modules, words, here=editor == "here")
        if unanswered := pipeline.find_unanswered(directory, editions):
            print_issues(options, unanswered, directory)
            return None
        change = pipeline.write_files(editions, options.root)
        say(options, "cli.written", count=len(change.written), removed=len(change.removed))
    return directory
