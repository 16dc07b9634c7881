"""How long an edit takes under `serve`: from the saved record to the reloaded page.

    python -m bench.serve ROOT --edits 5

A record of the root is changed so often, each time with a new text, and put back at the end. As the
browser does, this waits for the word of the server that there is a new edition and asks for the
page. Said are, of each edit, the seconds until the page shows it and until the whole site is built,
and the seconds of processor time that all processes of the server used meanwhile.
"""

import argparse
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.synthetic import TODAY

TICK = os.sysconf("SC_CLK_TCK")
FACT = "    fact: "
EVENT = b"data: "
PATIENCE = 600
# The server makes itself ready after it has told its address.
AFTER_START = 5
BETWEEN_LOOKS = 0.01


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


@contextlib.contextmanager
def serving(root: Path, port: int) -> Iterator[int]:
    """Serve a root; give the number of the process once its site can be seen."""
    command = [sys.executable, "-m", "site_builder", "serve", "--root", str(root)]
    command += ["--today", TODAY.isoformat(), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        if not any(f":{port}" in line for line in process.stdout or ()):
            raise SystemExit(1)
        yield process.pid
    finally:
        process.terminate()
        process.communicate()


def processor_time(session: int) -> float:
    """Return the seconds of processor time of a session, with the children that ended."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
            if int(fields[3]) == session:
                ticks += sum(map(int, fields[11:15]))
    return ticks / TICK


def editions(address: str) -> Iterator[str]:
    """Yield each edition that the server tells of."""
    with urllib.request.urlopen(f"{address}_serve/events", timeout=PATIENCE) as events:  # noqa: S310 -- of this machine
        for line in events:
            state = json.loads(line.removeprefix(EVENT)) if line.startswith(EVENT) else None
            if state is not None and not state["complaints"]:
                yield state["edition"]


def edited(text: str, word: str) -> str:
    """Return a record whose first fact ends in another word."""
    before, sign, after = text.partition(FACT)
    line, end, rest = after.partition("\n")
    return f"{before}{sign}{line} {word}{end}{rest}"


def save(record: Path, text: str) -> None:
    """Write a record in one step, as editors do."""
    new = record.parents[2] / "build" / record.name
    new.write_text(text, "utf-8")
    new.replace(record)


def measure(root: Path, record: Path, edits: int) -> None:
    """Change a record so often and print what was measured."""
    port, text = free_port(), record.read_text("utf-8")
    page = f"san-pham/{record.stem}/"
    published = root / "site" / page / "index.html"
    with serving(root, port) as session:
        address = f"http://127.0.0.1:{port}/"
        news = editions(address)
        next(news)
        time.sleep(AFTER_START)
        for number in range(edits):
            word, used = f"thử{number}lần", processor_time(session)
            start = time.perf_counter()
            save(record, edited(text, word))
            while word not in asked(f"{address}{page}", next(news)):
                pass
            shown, at_once = time.perf_counter() - start, processor_time(session) - used
            while word not in published.read_text("utf-8"):
                time.sleep(BETWEEN_LOOKS)
            whole = time.perf_counter() - start
            next(news)
            used = processor_time(session) - used
            print(
                f"page {shown:5.2f} s ({at_once:5.2f} s CPU),"
                f" whole site {whole:6.2f} s ({used:6.2f} s CPU)",
                flush=True,
            )


def asked(address: str, _edition: str) -> str:
    """Return a page, asked for because there is a new edition."""
    with urllib.request.urlopen(address) as page:  # noqa: S310 -- of this machine
        text: str = page.read().decode()
        return text


def can_be_edited(record: Path) -> bool:
    """Return whether a record has a fact that stands on one line."""
    before, sign, after = record.read_text("utf-8").partition(FACT)
    return bool(before and sign) and not after.startswith((">", "|", '"', "'"))


def main() -> None:
    """Measure a root."""
    # Whoever stops this stops the server as well.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("--edits", type=int, default=5)
    arguments = parser.parse_args()
    root = arguments.root.resolve()
    record = next(filter(can_be_edited, sorted(root.glob("content/products/*.yml"))))
    text = record.read_text("utf-8")
    try:
        measure(root, record, arguments.edits)
    finally:
        save(record, text)


if __name__ == "__main__":
    main()
