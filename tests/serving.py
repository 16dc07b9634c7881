"""The command `serve` in a process of its own, as people run it."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.building import ROOT, TODAY


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


@contextmanager
def serving(root: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Run the command in a root until its site can be seen, and stop it afterwards."""
    command = [sys.executable, "-m", "site_builder", "serve", "--root", str(root)]
    command += ["--today", TODAY.isoformat(), "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        assert any(f"127.0.0.1:{port}" in line for line in process.stdout)
        yield process
    finally:
        process.terminate()
        process.communicate()
