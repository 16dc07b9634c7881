"""The one door to MkDocs: a written tree becomes a built site, or a list of reasons."""

import logging
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from site_builder.publish.faults import PublishError
from site_builder.publish.tree import generated_in, write_tree
from site_builder.render.environment import COMPILED
from site_builder.words.generated import GeneratedFile

# The theme's is empty, so that the generated one stays: a page of the theme spans all others.
SITEMAP = "sitemap.xml"
# Markdown's and MkDocs' own looks at the HTML of a page have 20 and 21.
BEFORE_HTML = 25
ANCHOR = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Part:
    """What one run of MkDocs builds: files of the docs folder by name, and what spans them.

    `docs` is that folder where it is not the one of the settings: one that holds generated files
    alone, and not all of them.
    """

    names: frozenset[str]
    has_theme: bool = False
    docs: Path | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What a run of MkDocs knew: where each file of the docs folder is published.

    `anchored` are the pages to whose parts built pages link; MkDocs checks such a link only when
    both pages are built. `is_plain` says that no file of the docs folder hides one of the theme,
    and that the theme is the one of `theme`.
    """

    addresses: Mapping[str, str]
    anchored: frozenset[str]
    is_plain: bool


class _Collector(logging.Handler):
    """Keeps the warnings of one build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.reasons: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message of a warning or error."""
        self.reasons.append(record.getMessage())


class _Aside(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Put all of a page aside, as one block of HTML."""
        return [self.md.htmlStash.store("\n".join(lines).strip())]


class _WholeHtml(Extension):
    """Takes a page that is HTML from end to end as it is, where `is_on` says so.

    Markdown would take every element apart to find that none is Markdown: most of its time.
    """

    is_on = False

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- the name is Markdown's
        """Put such a page aside as one block, before anything looks into it."""
        if self.is_on:
            md.preprocessors.register(_Aside(md), "whole_html", BEFORE_HTML)


class _Selection(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Leaves out what is not asked for; links to it resolve as if it were built."""

    def __init__(self, part: Part | None, tick: Callable[[], None]) -> None:
        super().__init__()
        self.part = part
        self.tick = tick
        self.files = Files([])
        self.html = _WholeHtml()
        self.generated: frozenset[str] = frozenset()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take part in the reading of pages."""
        config.markdown_extensions.append(self.html)  # type: ignore[arg-type]
        if self.part is not None and self.part.docs is not None:
            self.generated = self.part.names
            config.validation.nav.not_found = logging.DEBUG
        else:
            self.generated = generated_in(Path(config.docs_dir))
        return config

    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """Take generated pages, which are HTML line by line, as they are."""
        self.html.is_on = page.file.src_uri in self.generated and markdown.lstrip().startswith("<")
        return markdown

    def on_env(self, env: Any, *, files: Files, **_: object) -> Any:  # noqa: ANN401 -- Jinja's
        """Find the parts of generated pages to which others link, as MkDocs would have.

        The templates are the same for every edition: they are compiled once.
        """
        env.bytecode_cache = COMPILED
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        for target in {target for page in pages for target in page.links_to_anchors or ()}:
            if target.page is not None and target.page.present_anchor_ids is not None:
                target.page.present_anchor_ids |= set(ANCHOR.findall(target.page.content or ""))
        return env

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Exclude every file outside the part, and the pages of the theme unless asked for."""
        self.files = files
        if self.part is not None:
            for file in files:
                is_ours = file.src_dir == config.docs_dir
                if not (file.src_uri in self.part.names if is_ours else self.part.has_theme):
                    file.inclusion = InclusionLevel.EXCLUDED
            if not self.part.has_theme:
                config.theme.static_templates = set()
        return files

    def on_page_content(self, html: str, *, page: Page, **_: object) -> str:
        """Count a page that was read, and let go of its source: it waits as HTML for the others."""
        page.markdown = None
        self.tick()
        return html

    def on_post_page(self, output: str, **_: object) -> str:
        """Count a page that is about to be written."""
        self.tick()
        return output

    def forget(self) -> None:
        """Let go of the pages, which MkDocs holds until the end of its next run."""
        for file in self.files:
            file.page = None

    def built(self, config: MkDocsConfig, theme: Path) -> Built:
        """Return what is known after a build."""
        ours = [file for file in self.files if file.src_dir == config.docs_dir]
        part = [file for file in ours if self.part is None or file.src_uri in self.part.names]
        pages = [file.page for file in part if file.page is not None]
        folders = [Path(folder) for folder in config.theme.dirs]
        return Built(
            addresses={file.src_uri: file.dest_uri for file in ours},
            anchored=frozenset(
                target.src_uri for page in pages for target in page.links_to_anchors or ()
            ),
            is_plain=theme in folders
            and not any(
                (folder / file.src_uri).exists()
                for folder in folders
                for file in part
                if file.src_uri != SITEMAP
            ),
        )


def build_site(
    config_file: Path,
    output: Path,
    today: date,
    part: Part | None = None,
    tick: Callable[[], None] = lambda: None,
) -> Built:
    """Build the site that `config_file` describes, or a part of it, into the folder `output`.

    Dates that MkDocs prints come from `today`; `tick` is called twice for every page. Any warning
    is a `PublishError`.
    """
    midnight = datetime(today.year, today.month, today.day, tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(midnight.timestamp()))
    # Material prints a banner about a future MkDocs that is not ours to act on here.
    os.environ["DISABLE_MKDOCS_2_WARNING"] = os.environ["NO_MKDOCS_2_WARNING"] = "true"
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    selection = _Selection(part, tick)
    try:
        places = {"site_dir": str(output)}
        if part is not None and part.docs is not None:
            places["docs_dir"] = str(part.docs)
        config = load_config(config_file=str(config_file), strict=True, **places)
        config.plugins["selection"] = selection
        build(config)
        built = selection.built(config, config_file.parent / "directory" / "theme")
        selection.forget()
    except (Abort, UnicodeDecodeError) as error:
        raise PublishError([*collector.reasons, str(error)]) from error
    except MkDocsException as error:
        raise PublishError([str(error)]) from error
    finally:
        logger.removeHandler(collector)
    if collector.reasons:
        raise PublishError(collector.reasons)
    return built


def build_page(config_file: Path, page: GeneratedFile, today: date) -> bytes:
    """Return the HTML of a generated page that stands in no docs folder, as `build_site` makes it.

    It needs no other page, since its links are written out. Any warning is a `PublishError`.
    """
    with tempfile.TemporaryDirectory() as folder:
        docs, site = Path(folder) / "docs", Path(folder) / "site"
        write_tree(docs, [page])
        built = build_site(config_file, site, today, Part(frozenset({page.path}), docs=docs))
        return (site / built.addresses[page.path]).read_bytes()
