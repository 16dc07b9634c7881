"""Shards: what several machines build is put together to the site that one builds."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from site_builder.words.catalogue import load_words
from tests.building import Run, contents, copy_root, run_command

VIETNAMESE = load_words("vi")
COUNT = 3
DAY = ("--today", "2026-11-22")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, example_site: Path) -> Path:
    """Return a folder with the shards of the example, each made in a root of its own."""
    folder = tmp_path_factory.mktemp("shards")
    for number in range(1, COUNT + 1):
        root = copy_root(example_site, tmp_path_factory.mktemp(f"machine-{number}") / "root")
        done = run_command("build", "--shard", f"{number}/{COUNT}", *DAY, folder=root)
        assert done.returncode == 0, done.stderr
        assert not (root / "site").exists()
        shutil.copytree(root / "build" / "shards", folder / f"shard-{number}")
    return folder


@pytest.fixture
def shards(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the shards, for one test to damage."""
    return shutil.copytree(made, tmp_path / "shards")


@pytest.fixture
def merge(run: Run, example_root: Path, shards: Path) -> Callable[[], Result]:
    """Merge the shards in a root that has a site; a fault leaves it as it was."""
    (example_root / "site").mkdir()
    (example_root / "site" / "index.html").write_text("good", encoding="utf-8")

    def merge() -> Result:
        result = run("merge", str(shards))
        if result.exit_code != 0:
            assert contents(example_root / "site") == {"index.html": b"good"}
            assert isinstance(result.exception, SystemExit)
        return result

    return merge


def line(key: str, **params: object) -> str:
    return VIETNAMESE(f"publish.{key}", **params) + "\n"


def manifest(shards: Path, number: int) -> Path:
    return shards / f"shard-{number}" / f"{number}-of-{COUNT}" / "shard.json"


def test_the_site_is_that_of_one_machine(
    merge: Callable[[], Result], run: Run, example_root: Path, built_example: Path
) -> None:
    result = merge()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == line("merged", count=COUNT, folder="site")
    assert contents(example_root / "site") == contents(built_example / "site")
    assert run("build").exit_code == 0
    assert contents(example_root / "site") == contents(built_example / "site")


def test_shards_that_are_missing_are_named(merge: Callable[[], Result], shards: Path) -> None:
    shutil.rmtree(shards / "shard-2")
    assert merge().stderr == line("shard_missing", shards="2/3")
    shutil.rmtree(shards / "shard-3")
    assert merge().stderr == line("shard_missing", shards="2/3, 3/3")
    shutil.rmtree(shards / "shard-1")
    assert merge().stderr == line("no_shards", folder=shards)


@pytest.mark.parametrize(
    "damage",
    ["changed", "gone", "cut", "not ours", "deep", "endless", "dayless", "outside", "twice"],
)
def test_a_shard_that_is_damaged_is_refused_and_named(
    merge: Callable[[], Result], shards: Path, damage: str
) -> None:
    path = manifest(shards, 2)
    page = next(path.parent.rglob("*.html"))
    table = json.loads(path.read_bytes())
    named = page
    match damage:
        case "changed":
            page.write_bytes(page.read_bytes().replace(b"<html", b"<HTML"))
        case "gone":
            page.unlink()
        case "cut":
            path.write_bytes(path.read_bytes()[:100])
            named = path
        case "not ours":
            path.write_text("[]", encoding="utf-8")
            named = path
        case "deep":
            path.write_text("[" * 100_000, encoding="utf-8")
            named = path
        case "endless":
            endless = path.read_bytes().replace(b'"number": 2', b'"number": 1e999')
            path.write_bytes(endless)
            named = path
        case "dayless":
            path.write_text(json.dumps(table | {"today": 20261122}), encoding="utf-8")
            named = path
        case "outside":
            table["files"] = {"../../../x": "0"}
            path.write_text(json.dumps(table), encoding="utf-8")
            named = path.parent / "site" / "../../../x"
        case _:
            shutil.copytree(shards / "shard-2", shards / "shard-2-again")
            named = None  # type: ignore[assignment]
    told = merge().stderr
    if named is None:
        assert "shard-2" in told
    else:
        assert told == line("shard_damaged", path=named)


def test_shards_of_two_builds_are_refused(merge: Callable[[], Result], shards: Path) -> None:
    path = manifest(shards, 3)
    table = json.loads(path.read_bytes()) | {"inputs": "other records"}
    path.write_text(json.dumps(table), encoding="utf-8")
    told = line("shards_differ", first=manifest(shards, 1).parent, other=path.parent)
    assert merge().stderr == told


def test_shards_of_two_days_are_refused_with_their_days(
    merge: Callable[[], Result], shards: Path, run: Run, example_root: Path
) -> None:
    done = run("build", "--shard", f"3/{COUNT}", "--today", "2026-11-23")
    assert done.exit_code == 0, done.output
    path = manifest(shards, 3)
    shutil.rmtree(path.parent)
    shutil.move(example_root / "build" / "shards" / path.parent.name, path.parent)
    days = {"first_day": "2026-11-22", "other_day": "2026-11-23"}
    first = manifest(shards, 1).parent
    assert merge().stderr == line("shards_of_days", first=first, other=path.parent, **days)


@pytest.mark.parametrize("text", ["0/3", "4/3", "2", "2/", "/3", "a/b", "1/2/3", "-1/3"])
def test_a_shard_that_does_not_exist_is_wrong_use(run: Run, text: str) -> None:
    result = run("build", "--shard", text)
    assert result.exit_code == 2
    assert text in result.stderr
