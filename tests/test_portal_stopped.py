"""A portal that is stopped midway: the last good one stays, and the next run makes it good."""

import shutil
import signal
from pathlib import Path

import pytest

from tests.building import contents
from tests.killing import Stop, finished, output_of
from tests.portal_sites import portal_root, portal_settings

PORTAL, PAGEFIND = "site_builder.publish.portal", "site_builder.publish.pagefind"
SWAP = "site_builder.publish.swap"
STOPS = (
    Stop(PORTAL, "clear_staged"),
    Stop(PAGEFIND, "_make"),
    Stop(PAGEFIND, "_make", after=True),
    Stop(PORTAL, "write_file"),
    Stop(PORTAL, "write_file", after=True),
    Stop(PORTAL, "package_files", after=True),
    # The kept index takes its place before the portal does.
    Stop(SWAP, "swap"),
    Stop(SWAP, "swap", after=True),
    Stop(SWAP, "swap", below="made"),
    Stop(SWAP, "swap", after=True, below="made"),
)

Files = dict[str, bytes]


class Portals:
    """A portal, to be made at several moments from the same provinces."""

    def __init__(self, folder: Path) -> None:
        self.settings = folder / "portal.yml"
        self.root = folder / "root"
        self.made = folder / "made" / "out"

    def run(self, stop: Stop | None = None, sign: int = signal.SIGKILL) -> int:
        """Make the portal and return how that ended."""
        named = str(self.settings), str(self.made)
        return finished(self.root, stop, sign, *named, command="portal")

    def edit(self) -> None:
        """Change a name in one province, which the page, the search and its index show."""
        path = self.settings.parent / "mot" / "api" / "v1" / "products.json"
        text = path.read_text("utf-8")
        assert '"name_vi": "' in text
        path.write_text(text.replace('"name_vi": "', '"name_vi": "Rươi ', 1), "utf-8")

    def left(self) -> list[str]:
        """Return what lies beside the portal and its kept index, besides locks."""
        beside = [*self.made.parent.iterdir(), *(self.root / "build").iterdir()]
        return sorted(path.name for path in beside if not path.name.endswith(".lock"))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with provinces and their portal; nothing may change it."""
    folder = tmp_path_factory.mktemp("first")
    portal_settings(folder)
    portal_root(folder)
    assert Portals(folder).run() == 0, output_of(folder / "root")
    return folder


@pytest.fixture
def portals(first: Path, tmp_path: Path) -> Portals:
    """Return a copy of the portal, whose provinces have changed since."""
    portals = Portals(shutil.copytree(first, tmp_path / "portals", symlinks=True))
    portals.edit()
    return portals


@pytest.fixture(scope="module")
def before(first: Path) -> Files:
    """Return the portal before the edit."""
    return contents(Portals(first).made)


@pytest.fixture(scope="module")
def after(first: Path, before: Files, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Return the portal after the edit, made without a stop."""
    folder = tmp_path_factory.mktemp("after") / "portals"
    portals = Portals(shutil.copytree(first, folder, symlinks=True))
    portals.edit()
    assert portals.run() == 0, output_of(portals.root)
    made = contents(portals.made)
    assert made != before
    return made


@pytest.mark.parametrize("stop", STOPS, ids=str)
def test_a_killed_portal_leaves_a_whole_one_and_the_next_run_is_as_ever(
    stop: Stop, portals: Portals, before: Files, after: Files
) -> None:
    assert portals.run(stop) == -signal.SIGKILL
    assert contents(portals.made) in (before, after)
    assert portals.run() == 0
    assert contents(portals.made) == after
    assert portals.left() == ["out", "portal-search"]


@pytest.mark.parametrize("stop", [Stop(PAGEFIND, "_make"), Stop(SWAP, "swap")], ids=str)
def test_the_first_portal_that_is_killed_leaves_none(
    stop: Stop, tmp_path: Path, before: Files
) -> None:
    portal_settings(tmp_path)
    portal_root(tmp_path)
    portals = Portals(tmp_path)
    assert portals.run(stop) == -signal.SIGKILL
    assert not portals.made.exists()
    assert portals.run() == 0
    assert contents(portals.made) == before


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_it_is_told_of_the_portal_and_nothing_half_done_stays(
    sign: int, portals: Portals, before: Files
) -> None:
    assert portals.run(Stop(PORTAL, "write_file", after=True), sign) == 1
    (line,) = output_of(portals.root).splitlines()
    assert str(portals.made) in line
    assert "site/" not in line
    assert contents(portals.made) == before
    assert portals.left() == ["out", "portal-search"]
