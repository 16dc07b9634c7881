"""A portal over made-up provinces: their open data, and what its search costs a visitor.

    python -m bench.portal DIR --provinces 34 --records 48000

Of each province's site only the files are made that a portal reads, by the code that makes them
for a site. Nothing in them is true.
"""

import argparse
import gzip
import json
import random
import re
import resource
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Request, sync_playwright

from bench.measure import MEGABYTE, run_once
from bench.synthetic import ROOT, TODAY, make_root
from site_builder.pipeline import load_directory
from site_builder.render.data.api import data_files, data_lists
from site_builder.render.data.index import index_files
from site_builder.render.environment import Site
from site_builder.words.catalogue import ORIGINAL, load_words
from site_builder.words.folding import fold
from tests.browser.conftest import find_chromium
from tests.browser.web_host import web_host

QUERIES = (
    "mien dong", "htx", "hop tac xa", "dau", "đậu", "mein dong", "mien dong thu nghiem", "xyzxyz",
)  # fmt: skip
# Of a cheap phone, as in the other measurements.
SLOWER = 4
NAMES = 200
ASK = """async ([root, text]) => {
  const { openSearch } = await import(`${root}/assets/data/engine.js`);
  const start = performance.now();
  globalThis.search ??= await openSearch();
  const { hits, near } = await globalThis.search(text);
  return { ms: performance.now() - start, near, hits: hits.slice(0, 5).map(hit => hit.path) };
}"""


def make_sites(folder: Path, provinces: int, records: int) -> Path:
    """Write the open data of made-up provinces and the settings of their portal; return these."""
    folder.mkdir(parents=True)
    lines = ["name: Cổng Thử Nghiệm", "address: https://cong.example/", "sites:"]
    for number in range(1, provinces + 1):
        own = records // provinces + (number <= records % provinces)
        _make_data(folder / f"{number:02}", own, number)
        lines += [
            f"  - name: Tỉnh Thử Nghiệm {number}",
            f'    folder: "{number:02}"',
            f"    address: https://tinh-{number}.example/",
        ]
    settings = folder / "portal.yml"
    settings.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return settings


def _make_data(folder: Path, records: int, seed: int, today: date = TODAY) -> None:
    root = folder / "root"
    make_root(root, records, seed, today)
    directory, issues = load_directory(root, today)
    if directory is None:
        raise SystemExit(f"{root}: {issues[0]}")
    site = Site(directory, load_words(ORIGINAL), areas={}, has_outlines=False)
    files = [f for f in data_files(site, data_lists(site)) if f.count is not None]
    for file in (*files, *index_files(site, [file.facts for file in files])):
        path = folder / file.address.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    shutil.rmtree(root)


def measure_search(page: Page, base: str, folder: Path, settings: Path) -> None:
    """Print what a first search fetches, how long queries take, and which names are found."""
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.on("requestfinished", note)
    page.goto(f"{base}/")
    page.wait_for_load_state("networkidle")
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    for query in QUERIES:
        asked.clear()
        answer = _ask(page, base, query)
        page.wait_for_load_state("networkidle")
        size = sum(_weight(folder / _path(request, base)) for request in asked)
        print(f"{query}: {answer['ms']:.0f} ms, {len(asked)} requests, {size:,} bytes")
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    names = _names(settings.parent)
    for label, spell in (("with marks", str), ("without marks", fold)):
        hits = [(address, _ask(page, base, spell(name))["hits"]) for name, address in names]
        first = sum(found[:1] == [address] for address, found in hits)
        among = sum(address in found for address, found in hits)
        print(f"{len(hits)} whole names {label}: {first} first, {among} in the first five")


def _ask(page: Page, base: str, text: str) -> dict[str, Any]:
    answer: dict[str, Any] = page.evaluate(ASK, [base, text])
    return answer


def _path(request: Request, base: str) -> str:
    return re.sub(r"[?#].*", "", request.url.removeprefix(f"{base}/")) or "index.html"


def _weight(path: Path) -> int:
    content = path.read_bytes()
    # Pagefind compresses its own parts.
    return len(content) if content[:2] == b"\x1f\x8b" else len(gzip.compress(content, 6))


def _names(folder: Path) -> list[tuple[str, str]]:
    """Return some names of products and organisations with the addresses that must be found."""
    names = [
        (
            item["name_vi"],
            f"https://tinh-{int(path.parents[2].name)}.example/{section}/{item['id']}/",
        )
        for kind, section in (("products", "san-pham"), ("organisations", "hop-tac-xa"))
        for path in sorted(folder.glob(f"*/api/v1/{kind}.json"))
        for item in json.loads(path.read_bytes())["items"]
    ]
    return random.Random(1).sample(names, min(NAMES, len(names)))  # noqa: S311 -- no secret


def main() -> None:
    """Make the data unless it is there, make the portal of it, and measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.portal", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--provinces", type=int, default=34)
    parser.add_argument("--records", type=int, default=48_000)
    arguments = parser.parse_args()
    folder: Path = arguments.folder.absolute()
    settings = folder / "portal.yml"
    if not settings.is_file():
        make_sites(folder, arguments.provinces, arguments.records)
    made = folder / "portal"
    command = [
        sys.executable, "-m", "site_builder", "portal", str(settings), str(made),
        "--root", str(ROOT), "--today", TODAY.isoformat(),
    ]  # fmt: skip
    shutil.rmtree(ROOT / "build" / "portal-search", ignore_errors=True)
    run = run_once(command, ROOT, folder / "log")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime
    sizes = [path.stat().st_size for path in made.rglob("*") if path.is_file()]
    print(
        f"made in {run.seconds:.1f} s ({processor:.1f} s of processor), "
        f"{run.peak / MEGABYTE:.0f} MB, {len(sizes):,} files of {sum(sizes):,} bytes"
    )
    with web_host(made) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium())
        measure_search(browser.new_page(), base, made, settings)
        browser.close()


if __name__ == "__main__":
    main()
