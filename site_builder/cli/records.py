"""The commands for those who write records: fmt, new."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from site_builder.cli.options import Options, common_options
from site_builder.cli.printing import print_issues, say
from site_builder.publish.checked import count_records
from site_builder.records.content import Content, load_content
from site_builder.records.text import name_in
from site_builder.staff.answers import SeveralMeantError, listed, understood
from site_builder.staff.fmt import (
    NotARecordFileError,
    format_files,
    record_files,
    write_formatted,
)
from site_builder.staff.new import (
    FOLDER_OF,
    PLACES,
    UNCLASSED,
    check_draft,
    draft,
    faults_of,
    find_namesakes,
    missing_answers,
    propose_id,
    write_new,
)
from site_builder.words.issue import count_errors

# What `new` can be told, and its help.
ANSWERS = {
    "name": "The name, as in the source.",
    "kind": "The kind, one of those that the field `kind` knows.",
    "id": "The id; made from the name if not given.",
    "producer": "Id of the organisation that makes the product.",
    "group": "The OCOP group of the product.",
    "regulatory-class": "The class of the product; needed when its name begins with rượu.",
    "former-commune": "Code of the commune before 1 July 2025.",
    "commune": "Code of today's commune.",
    "district": "Code of the district before 1 July 2025.",
    "as-stated": "The address in the words of the source.",
    "source": "Id of the document it rests on.",
    "fact": "What the document says.",
}


@click.command()
@common_options
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--check", is_flag=True, help="Only name the files that are not in this form.")
def fmt(options: Options, paths: tuple[Path, ...], *, check: bool) -> None:
    """Give the record files, or those at PATHS, their one form of writing."""
    try:
        files = record_files(options.root, paths)
    except NotARecordFileError as error:
        raise click.UsageError(options.words("fmt.no_record", path=error.path)) from error
    results = list(format_files(options.root, files))
    changed = [file for file in results if file.is_changed]
    for file in changed:
        if not check:
            write_formatted(file)
        click.echo(name_in(options.root, file.path), err=options.format == "json")
    issues = [issue for file in results for issue in file.issues]
    print_issues(options, issues, count_records(options.root))
    key = "fmt.changed" if not check else "fmt.would_change" if changed else "fmt.all_good"
    readable = sum(not file.issues for file in results)
    say(options, key, count=len(changed), total=readable)
    if issues or (check and changed):
        raise SystemExit(1)


def _answer_options(command: Callable[..., None]) -> Callable[..., None]:
    for name, words in reversed(ANSWERS.items()):
        command = click.option(f"--{name}", default=None, help=words)(command)
    return command


@click.command()
@common_options
@click.argument("what", type=click.Choice([*FOLDER_OF]))
@_answer_options
def new(options: Options, what: str, **given: str | None) -> None:
    """Write the file of a new cooperative or product; what is not given is asked for."""
    folder = FOLDER_OF[what]
    content, _ = load_content(options.root, options.today)
    answers = {
        name: _understood(options, content, folder, name, value)
        for name, value in given.items()
        if value is not None
    }
    missing = missing_answers(folder, answers)
    is_asking = bool(missing) and sys.stdin.isatty()
    if is_asking:
        _ask_all(options, content, folder, answers)
    elif missing:
        listed = ", ".join(_named(options, group) for group in missing)
        click.echo(options.words("new.missing", options=listed), err=True)
        raise SystemExit(2)
    else:
        answers.setdefault("id", propose_id(content, folder, answers))
        _tell_namesakes(options, content, folder, answers)
    issues = check_draft(content, folder, draft(folder, answers), options.today)
    print_issues(options, issues, count_records(options.root))
    if count_errors(issues):
        raise SystemExit(1)
    try:
        path = write_new(options.root, folder, answers)
    except FileExistsError as error:
        place = f"content/{folder}/{answers['id']}.yml"
        click.echo(options.words("new.exists", path=place), err=True)
        raise SystemExit(1) from error
    say(options, "new.written", path=name_in(options.root, path))


def _understood(options: Options, content: Content, folder: str, name: str, text: str) -> str:
    try:
        return understood(options.words, content, folder, name, text)
    except SeveralMeantError as error:
        click.echo(options.words("new.several", value=text, named=error.named), err=True)
        raise SystemExit(2) from error


def _named(options: Options, group: tuple[str, ...]) -> str:
    """Return the options of which one is needed, as people write them."""
    first, *others = (f"--{name.replace('_', '-')}" for name in group)
    if not others:
        return first
    return options.words("new.either", first=first, others=", ".join(others))


def _ask_all(options: Options, content: Content, folder: str, answers: dict[str, str]) -> None:
    """Ask for everything that is not answered yet, in the order in which people know it."""

    def ask(name: str, *, optional: bool = False) -> None:
        if name not in answers:
            _ask(options, content, folder, answers, name, optional=optional)

    ask("name")
    ask("kind")
    if folder == "products":
        ask("producer", optional=True)
        ask("group", optional=True)
    if _tell_namesakes(options, content, folder, answers) and not click.confirm(
        options.words("new.go_on"), default=False
    ):
        click.echo(options.words("new.given_up"))
        raise SystemExit(1)
    ask("id")
    for name in PLACES[:-1] if folder == "cooperatives" else ():
        if not any(place in answers for place in PLACES):
            ask(name, optional=True)
    if missing_answers(folder, {**answers, "source": ""}):
        ask("as_stated")
    ask("source")
    ask("fact", optional=True)


def _ask(
    options: Options,
    content: Content,
    folder: str,
    answers: dict[str, str],
    name: str,
    *,
    optional: bool,
) -> None:
    """Ask for one answer until it is a right one."""
    question = options.words(f"new.ask.{name}", choices=listed(options.words, folder, name))
    if optional:
        question = options.words("new.skip", question=question)
    default = propose_id(content, folder, answers) if name == "id" else "" if optional else None
    while True:
        text = click.prompt(question, default=default, show_default=name == "id").strip()
        if not text and optional:
            return
        try:
            text = understood(options.words, content, folder, name, text)
        except SeveralMeantError as error:
            click.echo(options.words("new.several", value=text, named=error.named))
            continue
        faults = faults_of(content, folder, {**answers, name: text}, name, options.today)
        if any(fault.key == UNCLASSED for fault in faults):
            answers[name] = text
            _ask(options, content, folder, answers, "regulatory_class", optional=False)
            return
        if not faults:
            answers[name] = text
            return
        for fault in faults:
            click.echo(options.words(f"messages.{fault.key}", **fault.params))


def _tell_namesakes(
    options: Options, content: Content, folder: str, answers: dict[str, str]
) -> bool:
    """Name the records that the new one may double; return whether there are any."""
    ids = find_namesakes(content, folder, answers)
    if ids:
        click.echo(options.words("new.namesake", ids=", ".join(ids)), err=True)
    return bool(ids)
