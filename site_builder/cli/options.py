"""What every command takes."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from site_builder.cli.faults import faults_told
from site_builder.words.catalogue import LANGUAGES, ORIGINAL, Words, load_words


class Options(NamedTuple):
    """What every command takes."""

    root: Path
    today: date
    format: str
    words: Words
    private: Path | None = None


COMMON_OPTIONS = (
    click.option(
        "--root",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        default=".",
        show_default=True,
        help="The folder that holds mkdocs.yml.",
    ),
    click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        default=None,
        help="The day to build for; today if not given.",
    ),
    click.option(
        "--format",
        "format_",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        show_default=True,
        help="How issues are printed.",
    ),
    click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default=ORIGINAL,
        show_default=True,
        help="The language of the messages.",
    ),
)


def common_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that all share, as one `Options`."""

    @wraps(command)
    def with_options(
        root: Path,
        today: datetime | None,
        format_: str,
        lang: str,
        private: Path | None = None,
        **others: Any,  # noqa: ANN401
    ) -> None:
        if not (root / "mkdocs.yml").is_file():
            raise click.UsageError(load_words(lang)("cli.no_root", root=root))
        if private is not None and _is_in_repository(private, root):
            raise click.UsageError(load_words(lang)("cli.private_inside", folder=private))
        day = today.date() if today else date.today()  # noqa: DTZ011 -- the visitor's calendar day
        overlay = private.resolve() if private else None
        options = Options(root.resolve(), day, format_, load_words(lang), overlay)
        with faults_told(options.words, options.root):
            command(options, **others)

    for option in reversed(COMMON_OPTIONS):
        with_options = option(with_options)
    return with_options


private_option = click.option(
    "--private",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=None,
    help="A folder outside the repository with contacts of people who agreed.",
)

editor_option = click.option(
    "--with-editor",
    is_flag=True,
    help="Also build the form at /bien-tap/; `make editor` brings what it needs.",
)


def _is_in_repository(folder: Path, root: Path) -> bool:
    """Return whether a folder lies in the root or in the Git repository around it."""
    top = root.resolve()
    repository = next((p for p in (top, *top.parents) if (p / ".git").exists()), top)
    return folder.resolve().is_relative_to(repository)
