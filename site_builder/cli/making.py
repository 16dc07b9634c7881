"""Making a site, as `render`, `build` and `serve` do: check, write, publish, and say so."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import click

from site_builder import pipeline
from site_builder.cli.faults import FAULTS, tell
from site_builder.cli.options import Options
from site_builder.cli.printing import print_issues, progress_shown, say, tell_placeholder
from site_builder.publish.answers import Answer
from site_builder.publish.checked import count_records
from site_builder.publish.disk_copy import add_disk_copy
from site_builder.publish.index import next_tick
from site_builder.publish.site import Work
from site_builder.records.directory import Directory
from site_builder.records.models.settings import Settings
from site_builder.records.text import name_in
from site_builder.render.addresses import DISK_COPY
from site_builder.staff.editor import FOLDER as EDITOR
from site_builder.staff.editor import editor_files
from site_builder.staff.editor.config import choose_backend, is_local
from site_builder.words.catalogue import ORIGINAL, load_words
from site_builder.words.issue import Issue
from site_builder.words.reports import as_text

# Whether the site has the form for editors, and whether that one edits the files of this machine.
EditorUse = Literal["public", "here"] | None


class Plan(NamedTuple):
    """How to publish: all or what changed, in how many processes, one shard or all, what with it.

    What may come with it is the form for editors and the copy for a disk.
    """

    is_whole: bool = False
    jobs: int | None = None
    shard: tuple[int, int] | None = None
    editor: EditorUse = None
    has_disk_copy: bool = False


class Written(NamedTuple):
    """The files that were written, by their paths in `directory/`, and when they all had been."""

    paths: frozenset[str] = frozenset()
    by: int = 0


class Made(NamedTuple):
    """What was said of the records, and what stopped the making, in lines: with any, none is made.

    `answer` is what an unchanged root will be answered with.
    """

    answer: Answer
    complaints: list[str]
    written: Written = Written()


def make_site(
    options: Options, plan: Plan, keep: Callable[[Made], None] = lambda _made: None
) -> Made:
    """Check, write and publish; `keep` is told what was made while no other build can begin."""
    made, settings = _make(options, plan, keep)
    if settings is not None:
        tell_placeholder(options, made.answer.address)
        if plan.editor == "public" and is_local(choose_backend(settings, here=False)):
            click.echo(options.words("editor.local", folder=EDITOR), err=True)
    return made


def make_tree(options: Options) -> Made:
    """Check and write."""
    return _make(options, None, lambda _made: None)[0]


def _make(
    options: Options, plan: Plan | None, keep: Callable[[Made], None]
) -> tuple[Made, Settings | None]:
    """Check and write, and publish if asked: without the records, which fill much memory."""
    made = Made(Answer((), 0, is_good=False), [])
    try:
        with pipeline.building(options.root):
            made, settings = _write(options, plan or Plan())
            if settings is not None and plan is not None:
                _publish(options, plan)
                keep(made)
    except FAULTS as error:
        settings = None
        made = made._replace(complaints=tell(options.words, options.root, error))
    if settings is None:
        click.echo(options.words("cli.not_published"), err=True)
    return made, settings


def _publish(options: Options, plan: Plan) -> None:
    root, today = options.root, options.today
    with progress_shown(options) as progress:
        work = Work(plan.jobs, progress)
        if plan.shard is None:
            pipeline.publish_directory(root, today, work, is_whole=plan.is_whole)
        else:
            folder = pipeline.publish_shard(root, today, plan.shard, work)
    if plan.shard is not None:
        name = "/".join(map(str, plan.shard))
        say(options, "publish.shard_built", shard=name, folder=name_in(root, folder))
        return
    size = add_disk_copy(root / pipeline.SITE, root / "node_modules") if plan.has_disk_copy else 0
    say(options, "cli.published", folder=pipeline.SITE)
    if size:
        say(options, "cli.copied", file=DISK_COPY, size=round(size / 1_000_000, 1))


def _write(options: Options, plan: Plan) -> tuple[Made, Settings | None]:
    directory, issues = pipeline.load_directory(options.root, options.today, options.private)
    answer = _answer(options, issues, directory)
    print_issues(options, issues, answer.records, is_good=answer.is_good)
    if directory is not None:
        added = {"has_form": plan.editor is not None, "has_disk_copy": plan.has_disk_copy}
        editions = pipeline.render_editions(directory, options.root, plan.jobs, **added)
        if plan.editor is not None:
            modules, words, here = options.root / "node_modules", load_words(ORIGINAL), "here"
            editions[ORIGINAL] += editor_files(directory, modules, words, here=plan.editor == here)
        issues = pipeline.find_unanswered(directory, editions)
        if not issues:
            change = pipeline.write_editions(options.root, editions)
            say(options, "cli.written", count=len(change.written), removed=len(change.removed))
            written = Written(frozenset(change.written), next_tick(options.root))
            return Made(answer, [], written), directory.settings
        print_issues(options, issues, answer.records)
    return Made(answer, complaints_of(options, issues)), None


def complaints_of(options: Options, issues: list[Issue]) -> list[str]:
    """Return the errors among issues, a line each."""
    return [as_text(options.words, issue) for issue in issues if issue.severity == "error"]


def _answer(options: Options, issues: list[Issue], directory: Directory | None) -> Answer:
    settings = directory.settings if directory is not None else None
    return Answer(
        tuple(issues),
        count_records(options.root),
        directory is not None,
        settings.site_url if settings is not None and settings.has_placeholder_address else "",
    )
