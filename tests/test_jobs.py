"""Several processes for one site: the same bytes for any number, and a death is a fault."""

import signal
import time
from pathlib import Path

import pytest

from site_builder import pipeline
from site_builder.publish import site
from site_builder.publish.mkdocs import Part
from site_builder.publish.parts import Edition, share_out
from site_builder.publish.site import Work
from site_builder.words.catalogue import LANGUAGES, load_words
from tests.building import TODAY, contents, copy_root, run_command
from tests.killing import PATIENCE, Stop, finished, leftovers, output_of

VIETNAMESE = load_words("vi")
WORKERS = "site_builder.publish.workers"
RENDERING, PUBLISHING = Stop("site_builder.publish.rendering", "_make"), Stop(WORKERS, "_run")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, example_site: Path) -> Path:
    """Return a copy of the example that one process has built."""
    root = copy_root(example_site, tmp_path_factory.mktemp("jobs") / "root")
    assert finished(root, None, signal.SIGKILL, "--jobs", "1") == 0, output_of(root)
    return root


@pytest.mark.parametrize("jobs", ["2", "5"])
def test_any_number_of_processes_makes_the_same_site(root: Path, jobs: str) -> None:
    before = contents(root / "site")
    assert finished(root, None, signal.SIGKILL, "--full", "--jobs", jobs) == 0, output_of(root)
    assert contents(root / "site") == before


def test_any_number_of_processes_remembers_the_same(root: Path) -> None:
    memories = [root / "build" / f"rendered-{name}.json" for name in LANGUAGES]
    before = [path.read_bytes() for path in memories]
    for path in memories:
        path.unlink()
    assert finished(root, None, signal.SIGKILL, "--jobs", "2") == 0, output_of(root)
    assert [path.read_bytes() for path in memories] == before


def test_a_site_of_many_pages_is_built_in_several_rounds(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(root / "site")
    monkeypatch.setattr(site, "MOST_PAGES", 15)
    with pipeline.building(root):
        pipeline.publish_directory(root, TODAY, Work(2), is_whole=True)
    assert contents(root / "site") == before


@pytest.mark.parametrize("dying", [RENDERING, PUBLISHING], ids=str)
def test_a_process_that_dies_fails_the_build_and_is_named(root: Path, dying: Stop) -> None:
    before = contents(root / "site")
    assert finished(root, dying, signal.SIGKILL, "--full", "--jobs", "2") == 1
    reason = VIETNAMESE("publish.by_signal", name="SIGKILL")
    *_, told, last = output_of(root).splitlines()
    assert told == VIETNAMESE("publish.worker_died", reason=reason)
    assert last == VIETNAMESE("cli.not_published")
    assert contents(root / "site") == before
    assert leftovers(root) == []


def test_no_process_outlives_a_build_that_is_killed(root: Path) -> None:
    before = contents(root / "site")
    stop = Stop("site_builder.publish.processes", "_collect")
    assert finished(root, stop, signal.SIGKILL, "--full", "--jobs", "2") == -signal.SIGKILL
    # The lock ends with the last of them.
    deadline = time.monotonic() + PATIENCE
    while finished(root, None, signal.SIGKILL, "--full") != 0:
        assert VIETNAMESE("cli.another_build") in output_of(root)
        assert time.monotonic() < deadline
    assert contents(root / "site") == before
    assert leftovers(root) == []


def test_what_mkdocs_complains_of_in_any_process_stops_the_build(root: Path) -> None:
    page = root / "directory" / "vi" / "trang.md"
    for link, words in (("khong-co.md", "khong-co.md"), ("dong-gop.md#khong-co", "#khong-co")):
        page.write_text(f"# Trang\n\n[x]({link})\n", encoding="utf-8")
        done = run_command("build", "--full", "--jobs", "2", "--today", "2026-11-22", folder=root)
        assert done.returncode == 1
        assert words in done.stderr
        assert "Traceback" not in done.stderr
    page.write_text("# Trang\n\n[x](tin-cay/index.md#khong-co)\n", encoding="utf-8")
    done = run_command("build", "--full", "--jobs", "3", "--today", "2026-11-22", folder=root)
    assert (done.returncode, "#khong-co" in done.stderr) == (1, True)
    page.unlink()


def test_shares_hold_every_file_once_and_the_first_what_people_wrote(tmp_path: Path) -> None:
    edition = Edition("vi", tmp_path / "mkdocs.yml", tmp_path / "vi")
    names = frozenset({"a.md", "b.md", "c.css", "d/e.md", "d/f.json", "g.css"})
    (tmp_path / ".generated-vi.json").write_text('["b.md", "d/e.md", "d/f.json"]', "utf-8")
    first, second = share_out([edition], {"vi": Part(names, has_theme=True)}, 2)
    by_hand, generated = {"a.md", "c.css", "g.css"}, {"b.md", "d/f.json"}
    assert first == {"vi": Part(frozenset(by_hand | generated), has_theme=True)}
    assert second == {"vi": Part(frozenset({"d/e.md"}))}
