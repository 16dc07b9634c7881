"""Build one generated tree with both engines and compare what readers get.

    python -m bench.second_engine [--root DIR] [--today 2026-11-22]

MkDocs builds the root as `site-builder build` does; Zensical then builds a copy of the same tree.
Addresses, titles and the text of every article must be equal. The exit status is 1 where they are
not, or where one of the two cannot build. The differences that are known stand in README.md.
"""

import argparse
import itertools
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

# Without end tags, so that they are no steps into the page.
VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "path", "source", "wbr"})
ENGINE = Path(sys.executable).with_name("zensical")


class PageText(HTMLParser):
    """What a page says: its language, title and article, blanks apart."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        super().__init__(convert_charrefs=True)
        self.language = self.title = self.article = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Step into an element."""
        if tag == "html":
            self.language = dict(attrs).get("lang") or ""
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Step out of an element."""
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take the text of the article or of the title."""
        if "article" in self._open:
            self.article += f" {data}"
        elif self._open[-2:] == ["head", "title"]:
            self.title += data

    def said(self) -> tuple[str, ...]:
        """Return language, title and article with single blanks."""
        texts = (self.language, self.title, self.article)
        return tuple(" ".join(text.split()) for text in texts)


def read_texts(site: Path) -> dict[str, tuple[str, ...]]:
    """Return what every page of a built site says, by its path."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        page = PageText()
        page.feed(path.read_text(encoding="utf-8"))
        found[path.relative_to(site).as_posix()] = page.said()
    return found


def differences(
    first: Mapping[str, tuple[str, ...]], second: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    """Yield a line for each page that only one engine makes, or that says something else."""
    for path in sorted(first.keys() | second.keys()):
        if path not in second:
            yield f"{path}: MkDocs only"
        elif path not in first:
            yield f"{path}: Zensical only"
        else:
            names = ("language", "title", "article")
            for name, one, other in zip(names, first[path], second[path], strict=True):
                if one != other:
                    yield f"{path}: {name}: {_at_the_first_difference(one, other)}"


def _at_the_first_difference(one: str, other: str) -> str:
    pairs = zip(one, other, strict=False)
    place = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
    start = max(0, place - 20)
    return f"«{one[start : place + 40]}» / «{other[start : place + 40]}»"


def compare(root: Path, today: str) -> list[str]:
    """Build a root with both engines; return every difference. A failed build is an error."""
    _run([sys.executable, "-m", "site_builder", "build", "--root", str(root), "--today", today])
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary)
        shutil.copytree(root / "directory", copy / "directory")
        # That of the root first: the other editions are built into its site.
        settings = sorted(root.glob("mkdocs*.yml"), key=lambda path: len(path.name))
        for path in settings:
            shutil.copy(path, copy)
            _run([str(ENGINE), "build", "--strict", "--clean", "-f", str(copy / path.name)])
        return list(differences(read_texts(root / "site"), read_texts(copy / "site")))


def _run(command: list[str]) -> None:
    print("+", *command, flush=True)
    subprocess.run(command, check=True, stdout=sys.stderr)


def main() -> None:
    """Compare the engines on a root and say how it went."""
    parser = argparse.ArgumentParser(prog="python -m bench.second_engine", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--today", default="2026-11-22")
    arguments = parser.parse_args()
    found = compare(arguments.root.resolve(), arguments.today)
    pages = len(read_texts(arguments.root / "site"))
    for line in found:
        print(line)
    print(f"{pages} pages, {len(found)} differences")
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
