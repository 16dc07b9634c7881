"""The one door to MkDocs: a written tree becomes a built site, or a list of reasons."""

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files, InclusionLevel

# The theme's is empty, so that the generated one stays: a page of the theme spans all others.
SITEMAP = "sitemap.xml"


class PublishError(Exception):
    """MkDocs could not build the site; `reasons` are its own words, worst last."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Part:
    """What one run of MkDocs builds: files of the docs folder by name, and what spans them."""

    names: frozenset[str]
    has_theme: bool = False


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


class _Selection(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Leaves out what is not asked for; links to it resolve as if it were built."""

    def __init__(self, part: Part | None, tick: Callable[[], None]) -> None:
        super().__init__()
        self.part = part
        self.tick = tick
        self.files = Files([])

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

    def on_page_content(self, html: str, **_: object) -> str:
        """Count a page that was read."""
        self.tick()
        return html

    def on_post_page(self, output: str, **_: object) -> str:
        """Count a page that is about to be written."""
        self.tick()
        return output

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
        config = load_config(config_file=str(config_file), site_dir=str(output), strict=True)
        config.plugins["selection"] = selection
        build(config)
        built = selection.built(config, config_file.parent / "directory" / "theme")
    except (Abort, UnicodeDecodeError) as error:
        raise PublishError([*collector.reasons, str(error)]) from error
    except MkDocsException as error:
        raise PublishError([str(error)]) from error
    finally:
        logger.removeHandler(collector)
    if collector.reasons:
        raise PublishError(collector.reasons)
    return built
