"""The command serve: a changed record is checked and shown at once, the whole site follows."""

import contextlib
import gc
from functools import partial
from typing import NoReturn

import click

from site_builder import pipeline
from site_builder.cli import RARELY
from site_builder.cli.faults import FAULTS, tell
from site_builder.cli.making import Made, Plan, complaints_of, make_site
from site_builder.cli.options import Options, common_options, editor_option, private_option
from site_builder.cli.printing import print_issues
from site_builder.publish.checked import count_records
from site_builder.publish.drafts import Drafts
from site_builder.publish.lock import serving_alone
from site_builder.publish.serve import Stage, serve_folder
from site_builder.publish.standby import Standby, standing_by
from site_builder.publish.watch import View, view, wait_for_change

HOME_PAGE = "index.html"


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
    plan = Plan(editor="here" if with_editor else None)
    folder = options.root / pipeline.SITE
    seen = view(options.root, options.private)
    making = partial(_make, options, plan)
    with serving_alone(options.root) as note, standing_by(making) as builder:
        builder.ask()
        complaints = _result(options, builder)
        if complaints and not folder.is_dir():
            raise SystemExit(1)
        stage = Stage(options.words("cli.not_published"))
        stage.complain(complaints)
        with contextlib.suppress(KeyboardInterrupt), serve_folder(folder, port, stage) as address:
            note(address)
            click.echo(options.words("cli.serving", address=address))
            _warm_up(options)
            _follow(options, plan, stage, builder, seen)


def _follow(
    options: Options, plan: Plan, stage: Stage, builder: Standby[Made], seen: View
) -> NoReturn:
    """Show each change: single pages at once, the whole site when it is built."""
    is_good, is_wanted = True, False
    while True:
        now = wait_for_change(options.root, seen, options.private, builder.wait)
        if now != seen:
            seen = now
            drafts, complaints = _read(options, plan)
            is_good = is_wanted = drafts is not None
            if drafts is not None:
                stage.show(drafts.read)
            else:
                stage.complain(complaints)
        else:
            complaints = _result(options, builder)
            # What is older than the records that were read last is not worth a word.
            if is_good and not is_wanted:
                stage.complain(complaints) if complaints else stage.show()
        if is_wanted and not builder.is_busy:
            builder.ask()
            is_wanted = False


def _read(options: Options, plan: Plan) -> tuple[Drafts | None, list[str]]:
    """Return what makes single pages of the records as they are now, or what is wrong with them."""
    try:
        directory, issues = pipeline.load_directory(options.root, options.today, options.private)
    except FAULTS as error:
        return None, tell(options.words, options.root, error)
    if directory is not None:
        drafts = pipeline.draft_pages(directory, options.root, has_form=plan.editor is not None)
        return drafts, []
    print_issues(options, issues, count_records(options.root))
    click.echo(options.words("cli.not_published"), err=True)
    return None, complaints_of(options, issues)


def _warm_up(options: Options) -> None:
    """Read all once and make a page: what the first of them loads is there for all others."""
    with contextlib.suppress(*FAULTS):
        directory, _ = pipeline.load_directory(options.root, options.today, options.private)
        if directory is not None:
            pipeline.draft_pages(directory, options.root).read(HOME_PAGE)


def _make(options: Options, plan: Plan) -> Made:
    """Make the site, in the process that stands by for it."""
    gc.set_threshold(*RARELY)
    return make_site(options, plan)


def _result(options: Options, builder: Standby[Made]) -> list[str]:
    """Return what hinders the build that was asked for, having said so."""
    try:
        return builder.result().complaints
    except FAULTS as error:
        return tell(options.words, options.root, error)
