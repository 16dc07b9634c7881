"""`site-builder serve` twice on one root: the second says so instead of building against it."""

import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.publish.faults import AnotherServerError
from site_builder.publish.lock import serving_alone
from site_builder.words.catalogue import ORIGINAL, load_words
from tests.building import ROOT, TODAY, contents
from tests.serving import free_port, serving


def serve_again(root: Path, port: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "site_builder", "serve", "--root", str(root)]
    command += ["--today", TODAY.isoformat(), "--port", str(port)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


def test_the_second_server_names_the_address_of_the_first(example_root: Path) -> None:
    port = free_port()
    with serving(example_root, port) as first:
        before = contents(example_root / "site")
        for other in (port, free_port()):
            second = serve_again(example_root, other)
            assert second.returncode == 1
            assert second.stdout == ""
            (line,) = second.stderr.splitlines()
            assert f"http://127.0.0.1:{port}/" in line
        assert first.poll() is None
        assert contents(example_root / "site") == before
    with serving(example_root, port):
        pass


def test_while_the_first_one_builds_it_has_no_address_yet(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").touch()
    with serving_alone(tmp_path) as note:
        note("http://127.0.0.1:1/")
    with serving_alone(tmp_path):
        second = serve_again(tmp_path, free_port())
        with pytest.raises(AnotherServerError) as raised, serving_alone(tmp_path):
            pass
    assert raised.value.address == ""
    assert second.returncode == 1
    assert second.stderr == f"{load_words(ORIGINAL)('cli.served_soon')}\n"
