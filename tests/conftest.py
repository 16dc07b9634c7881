"""What the tests share: the example site, as it is or as a copy to damage, and its day."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings

from bench.synthetic import make_root
from site_builder import pipeline
from site_builder.cli import main
from site_builder.publish.papers import CACHE as PAPERS
from site_builder.records import signs
from site_builder.records.directory import Directory
from site_builder.words.catalogue import load_words
from site_builder.words.reports import as_text
from tests.building import SET_BY_A_BUILD, Run, build, copy_root, share_papers
from tests.hostile_root import hostile_root
from tests.html_pages import HtmlPage, read_editions, read_site
from tests.long_lists import built_in_parts
from tests.order import longest_first
from tests.recount import Recount
from tests.shared import shared

ROOT = Path(__file__).parent.parent
# The states of the example's awards hold on this day.
TODAY = date(2026, 11, 22)

# Property tests try the same examples every time, however slow the machine is.
settings.register_profile(
    "same",
    derandomize=True,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("same")


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
def synthetic_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a made-up root of 200 records; nothing is written there."""

    def make(folder: Path) -> None:
        make_root(folder / "root", 200, seed=1, today=TODAY)
        share_papers(folder / "root")

    return shared(tmp_path_factory, "synthetic", make) / "root"


@pytest.fixture(scope="session")
def site_in_parts(tmp_path_factory: pytest.TempPathFactory, synthetic_root: Path) -> Path:
    """Return the made-up root built as if lists of more than 20 entries were too long."""
    make = partial(built_in_parts, synthetic_root)
    return shared(tmp_path_factory, "parts", make) / "root"


@pytest.fixture(scope="session")
def synthetic_directory(synthetic_root: Path) -> Directory:
    """Return the linked directory of the made-up root."""
    return _load(synthetic_root)


@pytest.fixture(scope="session")
def check() -> Callable[[Path], list[str]]:
    """Return a function that gives the lines of `site-builder check` for a root."""
    words = load_words("vi")

    def messages(root: Path) -> list[str]:
        _, issues = pipeline.load_directory(root, TODAY)
        return [as_text(words, issue) for issue in issues]

    return messages


@pytest.fixture
def messages_after(
    site_copy: Path, check: Callable[[Path], list[str]]
) -> Callable[[str, str, str], list[str]]:
    """Return a function that changes one text of one file of the example, then checks it."""

    def messages(path: str, old: str, new: str) -> list[str]:
        file = site_copy / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, text
        file.write_text(text.replace(old, new), encoding="utf-8")
        return check(site_copy)

    return messages


def _load(root: Path) -> Directory:
    directory, issues = pipeline.load_directory(root, TODAY)
    assert directory is not None, issues
    return directory


# The real site and the example, each built once for all tests of the built pages.


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the golden files anew."""
    parser.addoption("--update-golden", action="store_true", help="Write tests/golden/ anew.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the long files begin."""
    longest_first(items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests measured: their properties called "figure"."""
    reports = [r for outcome in ("passed", "failed") for r in terminalreporter.getreports(outcome)]
    figures = [text for r in reports for name, text in r.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("figures")
        for text in figures:
            terminalreporter.line(str(text))


@pytest.fixture(scope="session")
def real_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the repository's own root with its site built; nothing may change it."""
    return shared(tmp_path_factory, "real", partial(_built, ROOT))


@pytest.fixture(scope="session")
def built_example(tmp_path_factory: pytest.TempPathFactory, example_site: Path) -> Path:
    """Return a copy of the example site, built; nothing may change it."""
    return shared(tmp_path_factory, "example", partial(_built, example_site))


def _built(source: Path, target: Path) -> None:
    build(copy_root(source, target))


@pytest.fixture(scope="session")
def built_hostile(tmp_path_factory: pytest.TempPathFactory, example_site: Path) -> Path:
    """Return a root full of hostile texts, built; nothing may change it.

    The models refuse `<` and `>`; here they do not, so that the escaping of the pages is tried.
    """
    return shared(tmp_path_factory, "hostile", partial(_built_hostile, example_site))


def _built_hostile(example: Path, target: Path) -> None:
    root = hostile_root(example, target)
    with pytest.MonkeyPatch.context() as patch:
        for name in SET_BY_A_BUILD:
            patch.setenv(name, "")
        patch.setattr(signs, "MARKUP", re.compile(r"(?!)"))
        common = ["--root", str(root), "--today", TODAY.isoformat()]
        done = CliRunner().invoke(main, ["build", *common])
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="session", params=["real_root", "built_example"])
def built_root(request: pytest.FixtureRequest) -> Path:
    """Return the real root, then the example: what holds for one must hold for the other."""
    root: Path = request.getfixturevalue(request.param)
    return root


@pytest.fixture(scope="session")
def site(built_root: Path) -> Path:
    """Return the folder of a built site."""
    return built_root / "site"


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, HtmlPage]:
    """Return every page of the Vietnamese edition of a built site by its address."""
    return read_site(site)


@pytest.fixture(scope="session")
def every_page(site: Path) -> dict[str, HtmlPage]:
    """Return every page of a built site by its address, of all editions."""
    return read_editions(site)


@pytest.fixture(scope="session")
def recount(built_root: Path) -> Recount:
    """Return the records of a built site, read anew."""
    return Recount(built_root, TODAY)


@pytest.fixture(scope="session")
def real_pages(real_root: Path) -> dict[str, HtmlPage]:
    """Return every page of the real site by its address."""
    return read_site(real_root / "site")


@pytest.fixture(scope="session")
def real_recount(real_root: Path) -> Recount:
    """Return the real records, read anew."""
    return Recount(real_root, TODAY)


@pytest.fixture
def example_root(tmp_path: Path, example_site: Path) -> Path:
    """Return a copy of the example site that can be built, for one test to change."""
    return copy_root(example_site, tmp_path / "example")


@pytest.fixture
def published(example_root: Path, built_example: Path) -> Path:
    """Return the same copy with the trees, the site and the memory of a build."""
    ignore = shutil.ignore_patterns(PAPERS.rpartition("/")[2])
    for name in ("build", "directory", "site"):
        shutil.copytree(
            built_example / name, example_root / name, ignore=ignore, dirs_exist_ok=True
        )
    return example_root


@pytest.fixture
def run(example_root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a copy of the example site, on its day."""
    for name in SET_BY_A_BUILD:
        monkeypatch.setenv(name, "")

    def run(command: str, *arguments: str) -> Result:
        common = ("--root", str(example_root), "--today", TODAY.isoformat())
        return CliRunner().invoke(main, [command, *common, *arguments])

    return run
