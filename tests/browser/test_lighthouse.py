"""The scores of Lighthouse for a phone (its default), served as a usual host does."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import find_chromium
from tests.browser.node import node
from tests.browser.web_host import web_host
from tests.building import ROOT

PAGES = (
    "/",
    "/san-pham/",
    "/san-pham/mien-dong-tai-hoan/",
    "/hop-tac-xa/htx-tai-hoan/",
    "/huyen/ba-be/",
)
WANTED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
# Other work of the machine lowers this score: under the wanted one, the best of three counts.
NOISY = "performance"
RUNS = 3
PROGRAM = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
CHROMIUM = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
OPTIONS = (
    "--quiet",
    "--output=json",
    "--no-enable-error-reporting",
    f"--only-categories={','.join(WANTED)}",
    f"--chrome-flags={CHROMIUM}",
)


@pytest.fixture(scope="module")
def host(real_root: Path) -> Iterator[str]:
    """Return the address of the real site on a server that compresses."""
    with web_host(real_root / "site") as address:
        yield address


@pytest.mark.parametrize("path", PAGES)
def test_lighthouse_gives_the_wanted_scores(
    host: str, path: str, record_property: Callable[[str, object], None]
) -> None:
    best = _report(host + path)
    for _ in range(RUNS - 1):
        if _scores(best)[NOISY] >= WANTED[NOISY]:
            break
        best = max(best, _report(host + path), key=lambda report: _scores(report)[NOISY])
    scores = _scores(best)
    record_property("figure", f"{' / '.join(map(str, scores.values())):>19}  Lighthouse  {path}")
    assert all(scores[name] >= score for name, score in WANTED.items()), _faults(best)


def _report(url: str) -> dict[str, Any]:
    done = subprocess.run(
        [*node(), str(PROGRAM), url, *OPTIONS],
        env={**os.environ, "CHROME_PATH": find_chromium()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _scores(report: dict[str, Any]) -> dict[str, int]:
    return {name: round(100 * report["categories"][name]["score"]) for name in WANTED}


def _faults(report: dict[str, Any]) -> list[str]:
    """Return the audits that cost points, with what they saw."""
    weighted = [
        ref["id"] for c in report["categories"].values() for ref in c["auditRefs"] if ref["weight"]
    ]
    audits = [report["audits"][name] for name in weighted]
    return [
        f"{a['id']}: {a['score']} {a.get('displayValue', '')}"
        for a in audits
        if a["score"] not in (None, 1)
    ]
