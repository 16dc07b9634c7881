"""The commands from records to a site: check, render, build, serve."""

import contextlib
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

import click

from site_builder import pipeline
from site_builder.cli.faults import FAULTS, explain
from site_builder.cli.options import Options, common_options, private_option
from site_builder.cli.printing import print_issues, progress_shown, say
from site_builder.publish.serve import Stage, serve_folder
from site_builder.publish.site import Work
from site_builder.publish.watch import view, wait_for_change
from site_builder.records.directory import Directory
from site_builder.records.text import name_in
from site_builder.staff.editor import FOLDER as EDITOR
from site_builder.staff.editor import editor_files
from site_builder.staff.editor.config import choose_backend, is_local
from site_builder.staff.markdown import issues_text
from site_builder.words.catalogue import ORIGINAL, load_words
from site_builder.words.issue import count_errors
from site_builder.words.reports import as_text

# Whether the site has the form for editors, and whether that one edits the files of this machine.
EditorUse = Literal["public", "here"] | None

editor_option = click.option(
    "--with-editor",
    is_flag=True,
    help="Also build the form at /bien-tap/; `make editor` brings what it needs.",
)


class Plan(NamedTuple):
    """How to publish: all or what changed, in how many processes, one shard or all, which form."""

    is_whole: bool = False
    jobs: int | None = None
    shard: tuple[int, int] | None = None
    editor: EditorUse = None


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
    directory, _ = _run(options, None)
    if directory is None:
        raise SystemExit(1)


@click.command()
@common_options
@private_option
@click.option("--full", is_flag=True, help="Build everything anew, not only what changed.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=None,
    help="How many processes build pages; one for few pages, else one for each core.",
)
@click.option(
    "--shard",
    metavar="I/N",
    default=None,
    help="Build only one of N parts of the site, to put together with `merge`.",
)
@editor_option
def build(
    options: Options, *, full: bool, jobs: int | None, shard: str | None, with_editor: bool
) -> None:
    """Check, write the pages and publish them to site/ (only when all is good)."""
    editor: EditorUse = "public" if with_editor else None
    if _build(options, Plan(full, jobs, _numbers(options, shard), editor)):
        raise SystemExit(1)


def _numbers(options: Options, shard: str | None) -> tuple[int, int] | None:
    """Return number and count of a shard that is given as `2/4`."""
    if shard is None:
        return None
    number, count = (int(t) if t.isdecimal() else 0 for t in (*shard.split("/"), "", "")[:2])
    if not 1 <= number <= count or shard.count("/") != 1:
        raise click.UsageError(options.words("publish.shard_form", text=shard))
    return number, count


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
    complaints = _build(options, Plan(editor=editor))
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
            complaints = _build(options, Plan(jobs=1, editor=editor))


def _build(options: Options, plan: Plan) -> list[str]:
    """Check, write and publish; return what stopped it, in lines."""
    directory, complaints = _run(options, plan)
    if directory is not None:
        if directory.settings.has_placeholder_address:
            address = directory.settings.site_url
            click.echo(options.words("cli.placeholder_address", address=address), err=True)
        if plan.editor == "public" and is_local(choose_backend(directory.settings, here=False)):
            click.echo(options.words("editor.local", folder=EDITOR), err=True)
    return complaints


def _run(options: Options, plan: Plan | None) -> tuple[Directory | None, list[str]]:
    """Check and write, and publish if asked; return the directory, or what stopped it in lines."""
    try:
        with pipeline.building(options.root):
            directory, complaints = _write(options, plan.editor if plan else None)
            if directory is not None and plan is not None:
                _publish(options, plan)
    except FAULTS as error:
        directory, complaints = None, explain(options.words, options.root, error)
        for line in complaints:
            click.echo(line, err=True)
    if directory is None:
        click.echo(options.words("cli.not_published"), err=True)
    return directory, complaints


def _publish(options: Options, plan: Plan) -> None:
    root, today = options.root, options.today
    with progress_shown(options) as progress:
        work = Work(plan.jobs, progress)
        if plan.shard is None:
            pipeline.publish_directory(root, today, work, is_whole=plan.is_whole)
        else:
            folder = pipeline.publish_shard(root, today, plan.shard, work)
    if plan.shard is None:
        say(options, "cli.published", folder=pipeline.SITE)
    else:
        name = "/".join(map(str, plan.shard))
        say(options, "publish.shard_built", shard=name, folder=name_in(root, folder))


def _write(options: Options, editor: EditorUse) -> tuple[Directory | None, list[str]]:
    directory, issues = pipeline.load_directory(options.root, options.today, options.private)
    print_issues(options, issues, directory)
    if directory is not None:
        has_form = editor is not None
        editions = pipeline.render_editions(directory, options.root, has_form=has_form)
        if editor is not None:
            modules, words = options.root / "node_modules", load_words(ORIGINAL)
            editions[ORIGINAL] += editor_files(directory, modules, words, here=editor == "here")
        issues = pipeline.find_unanswered(directory, editions)
        if not issues:
            change = pipeline.write_files(editions, options.root)
            say(options, "cli.written", count=len(change.written), removed=len(change.removed))
            return directory, []
        print_issues(options, issues, directory)
    errors = [issue for issue in issues if issue.severity == "error"]
    return None, [as_text(options.words, issue) for issue in errors]
