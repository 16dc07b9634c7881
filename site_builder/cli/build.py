"""The commands that first ask whether anything changed: check, build.

Nothing heavy is loaded before it is known that there is work to do.
"""

import contextlib
from pathlib import Path, PurePosixPath

import click

from site_builder.cli.options import Options, common_options, editor_option, private_option
from site_builder.cli.printing import print_issues, say, tell_placeholder
from site_builder.publish.answers import (
    SITE,
    Answer,
    Making,
    Question,
    build_key,
    content_key,
    is_answered,
    recall,
    remember,
)
from site_builder.publish.faults import AnotherBuildError
from site_builder.publish.index import next_tick
from site_builder.publish.lock import SITE_LOCK, locked
from site_builder.staff.markdown import issues_text
from site_builder.words.issue import count_errors


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
    answer = _check(options, _named(paths))
    print_issues(options, answer.issues, answer.records, is_good=answer.is_good)
    if summary is not None:
        with summary.open("a", encoding="utf-8") as file:
            file.write(issues_text(options.words, answer.issues))
    if count_errors(answer.issues):
        raise SystemExit(1)


def _check(options: Options, changed: frozenset[str]) -> Answer:
    """Return what is to be said of the records: as the last time, if nothing changed since."""
    others = tuple(sorted(changed))
    question = Question("check", options.root, options.today, options.private, others)
    began = next_tick(options.root)
    key = content_key(question)
    answer = recall(question, key)
    if answer is None:
        from site_builder.publish import checked  # noqa: PLC0415 -- longer than to find the answer

        found, issues = checked.check_root(options.root, options.today, options.private, changed)
        records = checked.count_records(options.root)
        answer = Answer(tuple(issues), records, found is not None)
        # What changed meanwhile may have been read before or after.
        remember(question, key if content_key(question, began) == key else None, answer)
    return answer


def _named(paths: tuple[str, ...]) -> frozenset[str]:
    """Return the paths of record files that a command was given, those of standard input too."""
    read = click.open_file("-").read().splitlines() if "-" in paths else []
    return frozenset(PurePosixPath(path).as_posix() for path in (*paths, *read))


@click.command()
@common_options
@private_option
@click.option("--full", is_flag=True, help="Build everything anew, not only what changed.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=None,
    help="How many processes make papers and pages; one for few, else one for each core.",
)
@click.option(
    "--shard",
    metavar="I/N",
    default=None,
    help="Build only one of N parts of the site, to put together with `merge`.",
)
@editor_option
@click.option(
    "--with-disk-copy",
    is_flag=True,
    help="Also make the zip of `offline`, which /du-lieu/ then offers; not with --shard.",
)
def build(
    options: Options,
    *,
    full: bool,
    jobs: int | None,
    shard: str | None,
    with_editor: bool,
    with_disk_copy: bool,
) -> None:
    """Check, write the pages and publish them to site/ (only when all is good)."""
    numbers = _numbers(options, shard)
    if numbers is not None and with_disk_copy:
        raise click.UsageError(options.words("publish.copy_of_shard"))
    question = Question("build", options.root, options.today, options.private)
    began = next_tick(options.root)
    is_special = full or shard or with_editor or with_disk_copy
    key = None if is_special else content_key(question)
    if key is not None and _is_built(options, question, key):
        return
    from site_builder.cli import making  # noqa: PLC0415 -- takes longer than to find the answer

    plan = making.Plan(full, jobs, numbers, "public" if with_editor else None, with_disk_copy)

    def keep(made: making.Made) -> None:
        done = Making(began, made.written.paths, made.written.by)
        is_still = key is not None and content_key(question, began) == key
        remember(question, build_key(question, key, done) if is_still else None, made.answer)

    if making.make_site(options, plan, keep).complaints:
        raise SystemExit(1)


def _is_built(options: Options, question: Question, key: str) -> bool:
    """Return whether the site stands as the last build left it, having said so."""
    answer = None
    if not is_answered(question, key):
        return False
    # Of another build that runs, or a disk that takes nothing, the one that is asked for will tell.
    with contextlib.suppress(AnotherBuildError, OSError), locked(options.root / SITE_LOCK):
        answer = recall(question, build_key(question, key))
    if answer is None:
        return False
    print_issues(options, answer.issues, answer.records, is_good=True)
    say(options, "cli.written", count=0, removed=0)
    say(options, "cli.published", folder=SITE)
    tell_placeholder(options, answer.address)
    return True


def _numbers(options: Options, shard: str | None) -> tuple[int, int] | None:
    """Return number and count of a shard that is given as `2/4`."""
    if shard is None:
        return None
    number, count = (int(t) if t.isdecimal() else 0 for t in (*shard.split("/"), "", "")[:2])
    if not 1 <= number <= count or shard.count("/") != 1:
        raise click.UsageError(options.words("publish.shard_form", text=shard))
    return number, count
