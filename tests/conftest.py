"""What the tests share: the example site, as it is or as a copy to damage, and its day."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from site_builder import pipeline
from site_builder.records.directory import Directory
from site_builder.words.catalogue import load_words
from site_builder.words.reports import as_text
from tests.building import build, copy_root
from tests.html_pages import HtmlPage, read_site
from tests.recount import Recount

ROOT = Path(__file__).parent.parent
# The states of the example's awards hold on this day.
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the repository, which is the root of the real directory."""
    return ROOT


@pytest.fixture(scope="session")
def today() -> date:
    """Return the day for which the tests build."""
    return TODAY


@pytest.fixture(scope="session")
def example_site() -> Path:
    """Return the root of the example site; nothing is written there."""
    return ROOT / "tests" / "example_site"


@pytest.fixture
def site_copy(tmp_path: Path, example_site: Path) -> Path:
    """Return a copy of the example site, for one test to change."""
    return shutil.copytree(example_site, tmp_path / "site")


@pytest.fixture(scope="session")
def directory(example_site: Path) -> Directory:
    """Return the linked directory of the example site."""
    return _load(example_site)


@pytest.fixture(scope="session")
def real_directory() -> Directory:
    """Return the linked directory of the real records."""
    return _load(ROOT)


@pytest.fixture(scope="session")
def check() -> Callable[[Path], list[str]]:
    """Return a function that gives the lines of `site-builder check` for a root."""
    words = load_words("vi")

    def messages(root: Path) -> list[str]:
        _, issues = pipeline.load_directory(root, TODAY)
        return [as_text(words, issue) for issue in issues]

    return messages


def _load(root: Path) -> Directory:
    directory, issues = pipeline.load_directory(root, TODAY)
    assert directory is not None, issues
    return directory


# The real site, built once for all tests of rendering, publishing and the built pages.


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the golden files anew."""
    parser.addoption("--update-golden", action="store_true", help="Write tests/golden/ anew.")


@pytest.fixture(scope="session")
def real_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the repository's own root with its site built; nothing may change it."""
    root = copy_root(ROOT, tmp_path_factory.mktemp("real"))
    build(root)
    return root


@pytest.fixture(scope="session")
def real_site(real_root: Path) -> Path:
    """Return the folder of the real site."""
    return real_root / "site"


@pytest.fixture(scope="session")
def pages(real_site: Path) -> dict[str, HtmlPage]:
    """Return every page of the real site by its address."""
    return read_site(real_site)


@pytest.fixture(scope="session")
def recount(real_root: Path) -> Recount:
    """Return the real records, read anew."""
    return Recount(real_root, TODAY)


@pytest.fixture
def example_root(tmp_path: Path, example_site: Path) -> Path:
    """Return a copy of the example site that can be built, for one test to change."""
    return copy_root(example_site, tmp_path / "example")
