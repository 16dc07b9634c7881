"""What the system refuses: a full disk, a folder that cannot be written, a wrong clock."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.words.catalogue import load_words
from tests.building import ROOT, TODAY, Run, build, contents, run_command
from tests.killing import leftovers

VIETNAMESE = load_words("vi")
NOT_PUBLISHED = VIETNAMESE("cli.not_published")
BUILD = ("-m", "site_builder", "build", "--today", TODAY.isoformat())
# A mount namespace, in a user namespace for whoever is not root.
NAMESPACES = (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"])
# The bounding set of capabilities loses CAP_DAC_OVERRIDE, so that permissions hold for root too.
OBEYING = """
import ctypes, os, sys
ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
LIMITED = """
import resource, sys
from site_builder.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)), resource.RLIM_INFINITY))
main()
"""

Figure = Callable[[str, object], None]


@pytest.fixture
def good_root(built_example: Path, tmp_path: Path) -> Path:
    """Return a copy of the built example whose records have changed since."""
    root = shutil.copytree(built_example, tmp_path / "root", symlinks=True)
    (root / "content" / "products" / "chi-co-ten.yml").unlink()
    return root


def python(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def own_disk() -> list[str] | None:
    """Return the start of a command that may mount a disk of its own, if this machine lets us."""
    for namespace in NAMESPACES:
        mounting = [*namespace, "mount", "-t", "tmpfs", "none", "/mnt"]
        try:
            if subprocess.run(mounting, capture_output=True, check=False).returncode == 0:
                return namespace
        except FileNotFoundError:
            return None
    return None


def cannot_write(line: str, reason: str) -> bool:
    start, _, end = VIETNAMESE("cli.cannot_write", path="…", reason=reason).partition("…")
    return line.startswith(start) and line.endswith(end)


def is_refused(done: subprocess.CompletedProcess[str], reason: str) -> bool:
    first, *others = done.stderr.splitlines()
    return done.returncode == 1 and cannot_write(first, reason) and others == [NOT_PUBLISHED]


def test_a_full_disk_and_a_read_only_one_leave_the_site_whole(
    tmp_path: Path, example_site: Path, record_property: Figure
) -> None:
    namespace = own_disk()
    if namespace is None:
        record_property("figure", "no disk may be mounted here: only the limit of file size is met")
        return
    program = [*namespace, sys.executable, "-m", "tests.refused", str(example_site), str(tmp_path)]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    mended = results.pop("mended")
    assert (mended["status"], mended["left"]) == (0, [])
    for name, result in results.items():
        reason = "cli.reason.read_only" if name == "read-only" else "cli.reason.disk_full"
        first, *others = result["said"]
        assert cannot_write(first, VIETNAMESE(reason)), first
        assert others == [NOT_PUBLISHED]
        assert (result["status"], result["is_whole"], result["left"]) == (1, True, []), name
    # The system refuses early and late: before the pages are written, and after.
    assert [result["has_pages"] for result in results.values()] == [False, False, True, True, False]
    record_property("figure", f"{len(results)} refusing disks survived: {', '.join(results)}")


@pytest.mark.parametrize("limit", [1, 20_000, 100_000])
def test_a_file_that_may_not_grow_leaves_the_site_whole(good_root: Path, limit: int) -> None:
    before = contents(good_root / "site")
    done = python("-c", LIMITED, str(limit), *BUILD[2:], folder=good_root)
    assert is_refused(done, VIETNAMESE("cli.reason.file_limit")), done.stderr
    assert contents(good_root / "site") == before
    assert leftovers(good_root) == []


@pytest.mark.parametrize("name", [".", "directory", "directory/vi/san-pham"])
def test_a_folder_without_permission_leaves_the_site_whole(good_root: Path, name: str) -> None:
    before = contents(good_root / "site")
    folder = good_root / name
    folder.chmod(0o555)
    done = python("-c", OBEYING, *BUILD, folder=good_root)
    folder.chmod(0o755)
    assert is_refused(done, VIETNAMESE("cli.reason.no_permission")), done.stderr
    assert contents(good_root / "site") == before
    assert leftovers(good_root) == []


@pytest.mark.parametrize("command", ["schema", "build"])
def test_every_command_that_writes_says_so_in_one_line(example_root: Path, command: str) -> None:
    for folder in (example_root / "content", example_root):
        folder.chmod(0o555)
    done = python("-c", OBEYING, "-m", "site_builder", command, folder=example_root)
    assert done.returncode == 1
    assert cannot_write(done.stderr.splitlines()[0], VIETNAMESE("cli.reason.no_permission"))
    assert "Traceback" not in done.stderr


def test_what_cannot_be_printed_is_no_traceback(example_root: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, *BUILD],
            cwd=example_root,
            # Empty: what is printed waits for the end of its line, or for that of the program.
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert is_refused(done, VIETNAMESE("cli.reason.disk_full")), done.stderr


def test_a_port_in_use_is_one_line(example_root: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run_command(
            "serve", "--port", port, "--today", TODAY.isoformat(), folder=example_root
        )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == VIETNAMESE("cli.port_in_use")


# The clock


def test_a_clock_that_stands_years_back_is_doubted_in_one_line(
    run: Run, example_root: Path
) -> None:
    for today in ("1970-01-01", "2021-01-01"):
        result = run("build", "--today", today)
        line, count = result.stdout.splitlines()
        params = {"count": 6, "today": today}
        assert line.endswith(": error: [1].date: " + VIETNAMESE("messages.clock_in_past", **params))
        assert count.startswith("1 ")
        assert result.exit_code == 1
        assert result.stderr == NOT_PUBLISHED + "\n"
    assert not (example_root / "site").exists()


def test_one_date_of_the_future_is_a_slip_and_not_the_clock(
    messages_after: Callable[[str, str, str], list[str]],
) -> None:
    path = "content/cooperatives/htx-mau-day-du.yml"
    text = (ROOT / "tests" / "example_site" / path).read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if "registered_on" in line]
    messages = messages_after(path, line, "registered_on: 2030-01-01")
    params = {"value": "2030-01-01", "today": TODAY.isoformat()}
    assert [m.split(": ", 3)[-1] for m in messages] == [
        VIETNAMESE("messages.date_in_future", **params)
    ]


@pytest.mark.parametrize("time", [0, 4_102_444_800])
def test_the_times_of_files_change_nothing(
    example_root: Path, built_example: Path, time: int
) -> None:
    for path in example_root.rglob("*"):
        os.utime(path, (time, time), follow_symlinks=False)
    build(example_root)
    for folder in ("site", "directory"):
        assert contents(example_root / folder) == contents(built_example / folder)
