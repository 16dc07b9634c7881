"""The stages in order: load, check, link, render, write, publish. No logic of their own."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from site_builder.publish.checked import check_root
from site_builder.publish.drafts import Drafts
from site_builder.publish.index import TREES, clock, read_index
from site_builder.publish.kept import kept_file
from site_builder.publish.lock import SITE_LOCK, locked
from site_builder.publish.memory import remembering
from site_builder.publish.pagefind import search_files
from site_builder.publish.papers import making_files
from site_builder.publish.parts import Edition
from site_builder.publish.photos import photo_files
from site_builder.publish.rendering import rendering_editions
from site_builder.publish.shards import FOLDER as SHARDS
from site_builder.publish.shards import build_shard, forget_other_shards, merge_shards
from site_builder.publish.site import ALONE, Published, Publishing, Work, publish
from site_builder.publish.sitemap import sitemap_files
from site_builder.publish.state import environment_digest
from site_builder.publish.swap import clear_staged
from site_builder.publish.tree import TreeChange, clear_temporary, write_file, write_trees
from site_builder.publish.vendor import vendor_files
from site_builder.records.directory import Directory
from site_builder.records.ledger import PATH as LEDGER
from site_builder.records.ledger import PublishedAddress, ledger_text
from site_builder.records.link import link
from site_builder.records.models.settings import SETTINGS_FILES
from site_builder.render.data.record_schemas import render_schemas
from site_builder.render.editions import original_site
from site_builder.render.find.large import is_large
from site_builder.render.paper.papers import unmade
from site_builder.render.published import (
    Editions,
    check_rendered,
    new_addresses,
    published_addresses,
)
from site_builder.words.catalogue import LANGUAGES, ORIGINAL
from site_builder.words.folding import fold
from site_builder.words.generated import GeneratedFile
from site_builder.words.issue import Issue, sort_issues
from site_builder.words.order import vietnamese_order

DOCS = "directory"
THEME = "theme"
SITE = "site"
BUILD = "build"
PACKAGE = Path(__file__).parent
SCHEMAS = "content/schemas"


@contextlib.contextmanager
def building(root: Path) -> Iterator[None]:
    """Be the only build of a root; what killed ones left half-done is cleared away first."""
    with locked(root / SITE_LOCK):
        clear_staged(root / SITE)
        for folder in (DOCS, BUILD):
            clear_temporary(root / folder)
        yield


def load_directory(
    root: Path, today: date, private: Path | None = None, changed: frozenset[str] = frozenset()
) -> tuple[Directory | None, list[Issue]]:
    """Return the linked directory of a root, or none when its records have errors; all issues.

    `private` is the folder of the private overlay, outside the root; `changed` are the paths of
    record files that are judged more strictly.
    """
    checked, issues = check_root(root, today, private, changed)
    if checked is None:
        return None, issues
    linked = link(checked.content, checked.settings, today, checked.outlines, checked.people)
    return linked, issues


def render_editions(
    directory: Directory,
    root: Path,
    jobs: int | None = None,
    *,
    has_form: bool = False,
    has_disk_copy: bool = False,
) -> dict[str, list[GeneratedFile]]:
    """Return every generated file of the site, by the language of its edition.

    `jobs` processes make the editions, and as many the papers meanwhile. With `has_form` the pages
    of records lead to the form for editors, which comes from elsewhere; with `has_disk_copy` the
    page of the data leads to the copy for a disk, which comes afterwards.
    """
    environment = environment_digest([PACKAGE], directory.today)
    outside = _outside_files(directory, root)
    original = replace(original_site(directory), has_form=has_form, has_disk_copy=has_disk_copy)
    with (
        remembering(root, [root / DOCS / n for n in LANGUAGES], environment) as memories,
        rendering_editions(original, root, memories, jobs) as rendered,
        making_files(original, root, jobs) as papers,
    ):
        editions = rendered()
        outside += papers()
    sitemap = sitemap_files(directory.settings.site_url, editions, root / DOCS)
    editions[ORIGINAL] += [*outside, *sitemap]
    if is_large(directory):
        for language, made in search_files(editions, root, environment).items():
            editions[language] += made
    editions[ORIGINAL].append(kept_file(root / DOCS / ORIGINAL, editions))
    return editions


def render_directory(directory: Directory, root: Path, language: str) -> list[GeneratedFile]:
    """Return every generated file of the edition in one language."""
    original = original_site(directory)
    with rendering_editions(original, root, jobs=1, languages=[language]) as rendered:
        files = rendered()[language]
    if language != ORIGINAL:
        return files
    outside = _outside_files(directory, root)
    with making_files(original, root) as papers:
        return [*files, *outside, *papers()]


def draft_pages(directory: Directory, root: Path, *, has_form: bool = False) -> Drafts:
    """Return what makes single pages, for whoever cannot wait for the whole site."""
    original = replace(original_site(directory), has_form=has_form)
    return Drafts(original, _publishing(root, directory.today, ALONE).editions)


def _outside_files(directory: Directory, root: Path) -> list[GeneratedFile]:
    return [*photo_files(directory, root), *vendor_files(root / "node_modules")]


def find_unanswered(directory: Directory, editions: Editions) -> list[Issue]:
    """Return an issue for every published address that the generated files do not answer."""
    return sort_issues(check_rendered(directory.ledger, editions))


def list_addresses(directory: Directory, root: Path) -> list[PublishedAddress]:
    """Return every address that a build would publish in the first edition; nothing is written."""
    original = original_site(directory)
    with rendering_editions(original, root, jobs=1, languages=[ORIGINAL]) as rendered:
        files = rendered()[ORIGINAL]
    return published_addresses({ORIGINAL: [*files, *unmade(original)]})


def find_new_addresses(directory: Directory, root: Path) -> list[PublishedAddress]:
    """Return the addresses that a build would publish and the ledger does not know."""
    original = original_site(directory)
    with rendering_editions(original, root) as rendered:
        editions = rendered()
    own = [*editions[ORIGINAL], *unmade(original)]
    return new_addresses(directory.ledger, {**editions, ORIGINAL: own})


def write_ledger(directory: Directory, root: Path, new: Iterable[PublishedAddress]) -> None:
    """Add addresses to the ledger."""
    write_file(root / LEDGER, ledger_text([*directory.ledger, *new]).encode())


def write_editions(root: Path, editions: Editions) -> TreeChange:
    """Make the folder of each edition hold exactly its generated files beside those of people."""
    index = read_index(root, clock(root), TREES)
    return write_trees(root / DOCS, editions, index.look)


def publish_directory(
    root: Path, today: date, work: Work = ALONE, *, is_whole: bool = False
) -> Published:
    """Build the written trees with MkDocs and put them in the place of `site/` in one step.

    Only what changed since the last build is built anew, unless `is_whole`.
    """
    _forget_names()
    task = _publishing(root, today, work)
    forget_other_shards(task)
    return publish(task, is_whole=is_whole)


def publish_shard(root: Path, today: date, shard: tuple[int, int], work: Work = ALONE) -> Path:
    """Build one of so many shards of the written trees with MkDocs and return its folder."""
    _forget_names()
    return build_shard(_publishing(root, today, work), *shard)


def merge_site(root: Path, today: date, folder: Path | None = None) -> int:
    """Put the shards in a folder together in the place of `site/`; return how many there were."""
    with building(root):
        return merge_shards(_publishing(root, today, ALONE), folder or root / SHARDS)


def _forget_names() -> None:
    """Let go of what was worked out for each name: every run of MkDocs would count it."""
    fold.cache_clear()
    vietnamese_order.cache_clear()


def _publishing(root: Path, today: date, work: Work) -> Publishing:
    docs = root / DOCS
    # The first one clears the folder of the site and so comes first.
    editions = [
        Edition(name, root / config, docs / name, "" if name == ORIGINAL else name)
        for name, config in SETTINGS_FILES.items()
    ]
    return Publishing(root, root / SITE, editions, docs / THEME, today, work)


def write_schemas(root: Path) -> int:
    """Write the JSON Schemas of the records to `content/schemas/`; return how many there are."""
    schemas = render_schemas()
    for file in schemas:
        write_file(root / SCHEMAS / file.path, file.content)
    return len(schemas)
