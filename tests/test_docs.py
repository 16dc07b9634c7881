"""The documents say what is so: commands, make targets, settings, links, messages."""

import re
import tomllib
from pathlib import Path

import click
import pytest

from site_builder.cli import COMMANDS as MODULES
from site_builder.cli import main

ROOT = Path(__file__).parent.parent
DOCUMENTS = (
    "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "directory/vi/dong-gop.md",
    *(path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob("docs/*.md"))),
)  # fmt: skip
# What only a built site has; the pages of a directory link to it.
GENERATED = tuple(f"directory/vi/{name}/index.md" for name in ("gioi-thieu", "sua-doi", "tin-cay"))
MAX_SCREENSHOT = 400_000
MAX_PICTURE = 150_000


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(text: str, first: str) -> dict[str, list[str]]:
    """Return the rows of the table whose first heading is `first`, by their first cell."""
    table = text.split(f"\n| {first} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in table]
    return {row[0].strip("`"): row[1:] for row in cells}


# README: the command, the make targets, the layout


def options(command: click.Command) -> dict[str, str]:
    """Return the options of a command with their help."""
    found = (param for param in command.params if isinstance(param, click.Option))
    return {option.opts[0]: option.help or "" for option in found}


def command_of(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


COMMANDS = {name: command_of(name) for name in MODULES}
COMMON = set.intersection(*(set(options(command)) for command in COMMANDS.values()))


def test_the_readme_names_every_command_with_its_own_help() -> None:
    table = rows(read("README.md"), "command")
    assert {name: row[0] for name, row in table.items()} == {
        name: command.help for name, command in COMMANDS.items()
    }


def test_the_readme_names_the_options_of_each_command() -> None:
    table = rows(read("README.md"), "command")
    named = {name: set(re.findall(r"--[a-z0-9-]+", " ".join(row))) for name, row in table.items()}
    assert named == {name: set(options(c)) - COMMON for name, c in COMMANDS.items()}


def test_the_readme_names_the_common_options() -> None:
    table = rows(read("README.md"), "option of every command")
    helps = options(COMMANDS["check"])
    assert set(table) == COMMON
    assert all(table[name][0].startswith(helps[name].rstrip(".")) for name in COMMON)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert [option for option, words in options(command).items() if not words] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    code = "\n".join(re.findall(r"`[^`\n]+`|^```sh\n.*?^```", read(name), re.DOTALL | re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)", code)) <= targets


def test_every_path_of_the_layout_exists() -> None:
    paths = rows(read("README.md"), "path")
    assert [path for path in paths if not (ROOT / path).is_dir()] == []


def test_every_setting_is_one_that_the_pipeline_reads() -> None:
    of_directory = ("name", "province", "former_province", "operator.name", "operator.contact",
                    "editor.sign_in")  # fmt: skip
    read_by_us = {"site_name", "site_url", "repo_url"}
    read_by_us |= {f"extra.directory.{name}" for name in of_directory}
    assert set(rows(read("README.md"), "setting")) == read_by_us


# Every document: its links, its picture


def anchors(text: str) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a Markdown text."""
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_to_a_file_or_heading(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", read(name)):
        path, _, anchor = target.partition("#")
        if path.startswith("https://"):
            continue
        file = (ROOT / name).parent / path if path else ROOT / name
        file = Path(*file.parts)
        assert file.is_file() or file.relative_to(ROOT).as_posix() in GENERATED, target
        assert not anchor or anchor in anchors(file.read_text(encoding="utf-8")), target


def shown_pictures(name: str) -> list[Path]:
    """Return the pictures that a document shows; each has words for who does not see it."""
    found = re.findall(r"!\[([^]]*)\]\(([^)]+)\)", read(name))
    assert all(len(words) > 10 for words, _ in found)
    return [((ROOT / name).parent / path).resolve() for _, path in found]


def test_every_picture_is_shown_and_is_a_small_png() -> None:
    shown = {path for name in DOCUMENTS for path in shown_pictures(name)}
    assert shown == set((ROOT / "docs").rglob("*.png"))
    assert shown_pictures("README.md") == [ROOT / "docs/home.png"]
    for path in shown:
        picture = path.read_bytes()
        assert picture.startswith(b"\x89PNG\r\n\x1a\n")
        assert len(picture) < (MAX_SCREENSHOT if path.name == "home.png" else MAX_PICTURE)


def test_every_picture_is_taken_by_the_script() -> None:
    script = read("tools/screenshot.py")
    for path in (ROOT / "docs").rglob("*.png"):
        assert f'"{path.relative_to(ROOT / "docs").as_posix()}"' in script


def test_the_page_for_visitors_has_title_and_description() -> None:
    front = read("directory/vi/dong-gop.md").split("---\n")[1]
    assert re.findall(r"^(\w+): \S", front, re.MULTILINE) == ["title", "description"]


# CONTRIBUTING: the messages


def test_every_message_explained_is_one_of_ours() -> None:
    templates = tomllib.loads(read("site_builder/locale/vi/messages.toml")).values()
    patterns = [
        re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)) for text in templates if isinstance(text, str)
    ]
    shown = [*rows(read("CONTRIBUTING.md"), "Lời báo")]
    assert [text for text in shown if not any(re.fullmatch(p, text) for p in patterns)] == []
