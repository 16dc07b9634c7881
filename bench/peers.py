"""The other generators: how each is made to build the same Markdown, in the same shell of a page.

A peer that this machine lacks, and cannot get, is missing with its reason.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ARTICLE = re.compile(r"(<article[^>]*>).*(</article>)", re.DOTALL)
PLAIN_SETTINGS = """\
site_name: Bench
site_url: https://thu-nghiem.example/
docs_dir: docs
theme:
  name: material
  language: vi
  font: false
plugins:
  - search:
      lang: vi
markdown_extensions:
  - attr_list
"""
HUGO_SETTINGS = """\
baseURL = "https://thu-nghiem.example/"
title = "Bench"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
"""
ELEVENTY_SETTINGS = """\
export default function (config) {
  config.addGlobalData("layout", "shell.njk");
  return {
    dir: { input: "docs", includes: "../includes", output: "site" },
    templateFormats: ["md"],
    markdownTemplateEngine: false,
  };
}
"""


class MissingError(Exception):
    """A peer is not on this machine, with the reason."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator ready to build: the command, and the version it gives itself."""

    name: str
    version: str
    command: tuple[str, ...]
    folder: Path


def copy_markdown(root: Path, folder: Path) -> int:
    """Copy the Markdown of both editions to a folder; return the number of pages."""
    count = 0
    for language, inside in (("vi", ""), ("en", "en")):
        tree = root / "directory" / language
        for path in sorted(tree.rglob("*.md")):
            target = folder / inside / path.relative_to(tree)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
            count += 1
    return count


def mkdocs(root: Path, work: Path) -> Peer:
    """Return plain MkDocs with Material and its search."""
    folder = _folder(root, work / "mkdocs", "docs")
    (folder / "mkdocs.yml").write_text(PLAIN_SETTINGS, encoding="utf-8")
    program = (sys.executable, "-m", "mkdocs")
    command = (*program, "build", "--quiet", "--clean")
    return Peer(
        "MkDocs + Material, with search", _version([*program, "--version"]), command, folder
    )


def zensical(root: Path, work: Path) -> Peer:
    """Return Zensical with its search."""
    program = Path(sys.executable).with_name("zensical")
    if not program.is_file():
        message = "not installed: make .venv/.installed-bench"
        raise MissingError(message)
    folder = _folder(root, work / "zensical", "docs")
    (folder / "mkdocs.yml").write_text(PLAIN_SETTINGS, encoding="utf-8")
    command = (str(program), "build", "--clean")
    return Peer("Zensical, with search", _version([str(program), "--version"]), command, folder)


def hugo(root: Path, work: Path) -> Peer:
    """Return Hugo, without search, in our shell."""
    program = shutil.which("hugo")
    if program is None:
        message = "not installed: the package `hugo` of the system"
        raise MissingError(message)
    folder = _folder(root, work / "hugo", "content")
    # In a section of Hugo the page of the section is called so.
    for path in sorted((folder / "content").rglob("index.md")):
        path.rename(path.with_name("_index.md"))
    (folder / "hugo.toml").write_text(HUGO_SETTINGS, encoding="utf-8")
    (folder / "config.toml").write_text(HUGO_SETTINGS, encoding="utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text(_shell(root, "{{ .Content }}"), encoding="utf-8")
    command = (program, "--quiet", "--destination", "site", "--cleanDestinationDir")
    return Peer("Hugo, without search", _version([program, "version"]), command, folder)


def eleventy(root: Path, work: Path) -> Peer:
    """Return Eleventy from npm, without search, in our shell."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        message = "npm is not installed"
        raise MissingError(message)
    folder = _folder(root, work / "eleventy", "docs")
    (folder / "package.json").write_text('{"private": true, "type": "module"}\n', encoding="utf-8")
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(
        [npm, "install", *quiet, "@11ty/eleventy@3"], cwd=folder, capture_output=True, check=False
    )
    package = folder / "node_modules" / "@11ty" / "eleventy"
    if done.returncode or not package.is_dir():
        message = "npm could not install @11ty/eleventy"
        raise MissingError(message)
    (folder / "eleventy.config.js").write_text(ELEVENTY_SETTINGS, encoding="utf-8")
    (folder / "includes").mkdir()
    shell = _shell(root, "{{ content | safe }}")
    (folder / "includes" / "shell.njk").write_text(shell, encoding="utf-8")
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    command = (node, str(package / "cmd.cjs"), "--quiet")
    return Peer("Eleventy, without search", str(version), command, folder)


PEERS = (mkdocs, zensical, hugo, eleventy)


def _folder(root: Path, folder: Path, docs: str) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    copy_markdown(root, folder / docs)
    return folder


def _shell(root: Path, content: str) -> str:
    """Return the page around an article as our own theme makes it."""
    page = (root / "site" / "index.html").read_text(encoding="utf-8")
    return ARTICLE.sub(lambda found: f"{found[1]}{content}{found[2]}", page, count=1)


def _version(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"v?\d+(\.\d+)+", done.stdout + done.stderr)
    return found[0] if found else "unknown"
