"""What a command said of a root, to be said again while nothing that it rests on has changed.

The key of an answer is the digest of all that goes in: every file of the content, the settings, the
private overlay, links among what is published, the program, the installed packages, the day. For a
build it is that, what is taken from npm packages, and the stamps of all that stands in the trees
and in the site, so that whatever was written, lost or added there is noticed. An answer is given
only for the very key. Where anything cannot be read, there is no key, and the work is done. Nor is
there one for an answer during whose making something was written: it may be of the old or the new.
"""

import re
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from site_builder.publish.index import (
    Index,
    are_at_rest,
    clock,
    installed,
    read_index,
    stamps_digest,
    write_index,
)
from site_builder.publish.linked import find_links
from site_builder.publish.state import PATH as PUBLISHED
from site_builder.publish.state import place, read_checked, write_checked
from site_builder.publish.tree import MANIFEST
from site_builder.publish.vendor import FONT_PACKAGE, FONTS, PACKAGES
from site_builder.words.digests import digest
from site_builder.words.issue import Issue

PATH = "build/answer-{command}.json"
# Raised when the meaning of an answer changes.
FORMAT = 1
PROGRAM = Path(__file__).resolve().parent.parent
# What Python writes beside the sources.
COMPILED = "__pycache__"
CONTENT = "content"
SETTINGS = "mkdocs*.yml"
# Settings of MkDocs that let other programs make pages.
FOREIGN = re.compile(rb"^(hooks|plugins)\s*:(?!\s*(\[\]|\{\})\s*$)", re.MULTILINE)
DOCS = "directory"
SITE = "site"
# So often it is looked whether what was written is at rest, and so many seconds between.
TRIES = 20
SHORT_WHILE = 0.01


@dataclass(frozen=True, slots=True)
class Question:
    """A command with everything that it is told; `others` is what is particular to it."""

    command: str
    root: Path
    today: date
    private: Path | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Making:
    """A build that is done: when it began, and which files of the trees it wrote, by when."""

    began: int
    written: frozenset[str]
    written_by: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The issues of a root, how many records it has, and whether they are good.

    `address` is the address of the site while it is a placeholder.
    """

    issues: tuple[Issue, ...]
    records: int
    is_good: bool
    address: str = ""


def content_key(question: Question, since: int = 0) -> str | None:
    """Return the digest of all that the records of a root, and what is said of them, rest on.

    There is none where something may have been written `since` a moment.
    """
    root = question.root
    index = read_index(root, since or clock(root))
    asked = (FORMAT, question.command, question.today, question.private, question.others)
    tops = [root / CONTENT, *sorted(root.glob(SETTINGS))]
    if question.private is not None:
        tops.append(question.private)
    try:
        links = [issue.path for issue in find_links(root, DOCS)]
        told = [str(asked), str(place(root)), installed(), str(links)]
        told += index.describe([PROGRAM], COMPILED)
    except OSError:
        return None
    key = _key(index, told, tops)
    if index.now:
        write_index(root, index)
    return None if since and index.restless else key


def build_key(question: Question, content: str | None, making: Making | None = None) -> str | None:
    """Return the digest of all that a build rests on, and of what stands in trees and site now.

    It begins with `content`, the key of the content, which is sooner known. After a build, with
    its `making`, there is none where something in the trees or the packages may have been written
    meanwhile, but not by it.
    """
    made = _stamps(question.root) if content is not None else None
    if content is None or made is None or _rests_on_more(question.root):
        return None
    modules = question.root / "node_modules"
    packages = {**PACKAGES, FONT_PACKAGE: FONTS}
    files = [modules / package / name for package, names in packages.items() for name in names]
    index = Index(making.began if making is not None else 0)
    key = _key(index, [made], files)
    if key is None or (making is not None and (index.restless or not _is_alone(question, making))):
        return None
    return f"{content} {key}"


def _rests_on_more(root: Path) -> bool:
    """Return whether pages may rest on files that nobody can name, through the settings of MkDocs.

    That is so with hooks and plugins, and where a build could not tell what each page is made of.
    """
    settings = [path.read_bytes() for path in root.glob(SETTINGS) if path.is_file()]
    return any(map(FOREIGN.search, settings)) or not (root / PUBLISHED).is_file()


def _is_alone(question: Question, making: Making) -> bool:
    """Return whether nobody else wrote into the trees while a build used them."""
    docs = question.root / DOCS
    written = {str(docs / path) for path in making.written}
    written |= {str(path) for path in docs.glob(MANIFEST.format(name="*"))}

    def moment_of(path: str) -> int:
        return making.written_by if path in written else making.began

    try:
        return are_at_rest(docs, moment_of)
    except OSError:
        return False


def is_answered(question: Question, content: str) -> bool:
    """Return whether there may be an answer to a build of a content: most builds are of another."""
    table = read_checked(question.root / PATH.format(command=question.command))
    try:
        return str(table["key"]).startswith(f"{content} ")
    except (TypeError, KeyError):
        return False


def recall(question: Question, key: str | None) -> Answer | None:
    """Return the answer that was kept under a key, if there is one."""
    table = read_checked(question.root / PATH.format(command=question.command))
    try:
        if key is None or table["key"] != key:
            return None
        issues = tuple(Issue(**issue) for issue in table["issues"])
        return Answer(issues, table["records"], table["is_good"], table["address"])
    except (TypeError, KeyError):
        return None


def remember(question: Question, key: str | None, answer: Answer) -> None:
    """Keep an answer; where it cannot be kept, the work is done again the next time."""
    path = question.root / PATH.format(command=question.command)
    try:
        if key is None:
            path.unlink(missing_ok=True)
        else:
            write_checked(path, {"key": key, **asdict(answer)})
    except OSError:
        return


def _key(index: Index, told: Iterable[str], tops: Iterable[Path]) -> str | None:
    try:
        lines = [*told, *index.describe(tops)]
    except OSError:
        return None
    return digest("\n".join(lines).encode("utf-8", "surrogateescape"))


def _stamps(root: Path) -> str | None:
    """Return the digest of the stamps of what was made, once all of it is at rest."""
    for _ in range(TRIES):
        now = clock(root)
        try:
            found = stamps_digest([root / name for name in (DOCS, SITE)], now)
        except OSError:
            return None
        if found is not None or not now:
            return found
        time.sleep(SHORT_WHILE)
    return None
