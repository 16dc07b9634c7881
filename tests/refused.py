"""A root on a small disk of its own, filled up and then made read-only; prints what builds did.

Run it where mounting is allowed, which is inside a mount namespace of its own:
`unshare --mount python -m tests.refused SOURCE ROOT`. The disk goes when the process ends.
"""

import json
import subprocess
import sys
from pathlib import Path

from site_builder.words.catalogue import load_words
from tests.building import build, contents, copy_root, run_command
from tests.killing import leftovers

ROOM = "48m"
# What the full disk still takes, and how it is built there: nothing, part of what waits to be
# written, the pages and little of a site that is built anew, and half of one.
FULL_DISKS: dict[int, list[str]] = {0: [], 600: [], 2400: ["--full"], 4000: ["--full"]}
WRITTEN = load_words("vi")("cli.written", count=1, removed=1).partition("1")[0]
STEP = 4096


def attempt(root: Path, before: dict[str, bytes], *options: str) -> dict[str, object]:
    """Build and return how that went."""
    done = run_command("build", "--today", "2026-11-22", *options, folder=root)
    return {
        "status": done.returncode,
        "said": done.stderr.splitlines(),
        "has_pages": WRITTEN in done.stdout,
        "is_whole": contents(root / "site") == before,
        "left": [path.name for path in leftovers(root)],
    }


def fill(ballast: Path, free_kib: int) -> None:
    """Write until nothing fits any more, then give back what shall stay free."""
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(STEP)) == STEP:
                pass
        except OSError:
            file.truncate(max(0, file.tell() - free_kib * 1024))


def main(source: Path, root: Path) -> None:
    """Build on a good disk, a full one, a read-only one and a good one again."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", root], check=True)  # noqa: S607
    copy_root(source, root)
    before = contents(build(root))
    record = root / "content" / "products" / "chi-co-ten.yml"
    record.unlink()
    results: dict[str, object] = {}
    for free_kib, options in FULL_DISKS.items():
        fill(root / "ballast", free_kib)
        name = " ".join((f"full but for {free_kib} KiB", *options))
        results[name] = attempt(root, before, *options)
        (root / "ballast").unlink()
    subprocess.run(["mount", "-o", "remount,bind,ro", root], check=True)  # noqa: S607
    results["read-only"] = attempt(root, before)
    subprocess.run(["mount", "-o", "remount,bind,rw", root], check=True)  # noqa: S607
    results["mended"] = attempt(root, before)
    sys.stdout.write(json.dumps(results))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
