"""Three thousand products: the filters leave the right ones, within a budget of work.

What is held is what the script touches before the page answers, the same on every machine. The
milliseconds that it takes are a figure to read: a busy machine would fail them for no reason.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.synthetic import make_root
from site_builder import pipeline
from site_builder.publish.mkdocs import build_site
from site_builder.publish.tree import write_tree
from site_builder.publish.vendor import vendor_files
from site_builder.render.environment import Site, render_page
from site_builder.render.find.data import find_data
from site_builder.render.pages.home import home_page
from site_builder.render.pages.products import product_pages
from site_builder.words.catalogue import load_words
from tests.browser.conftest import Serve
from tests.browser.list_page import ready, shown
from tests.building import SET_BY_A_BUILD, TODAY
from tests.facet_recount import Values, matching, product_values
from tests.recount import Recount

PRODUCTS = 3_000
# A little more than half of the records are products.
RECORDS = 5_600
BUDGET_MS = 50
# Nodes put in, taken out or changed before the page answers. Seen with the processor slowed four
# times: 1,800 of them take 15 to 30 ms, and the 5,700 of a list of 200 rows 50 to 100 ms.
BUDGET_NODES = 2_000
SLOWED = 4
ROUNDS = 3
# Each step chooses or clears: (selector, event, value); "click" ticks a box.
Step = tuple[str, str, str]
# The script of a step runs in the event and in the one microtask that the event leaves behind;
# what is counted, and timed, is what happens until it comes back. Then the rest of the rows comes.
MEASURE = """async (steps) => {
  const answers = [];
  const size = (node) => 1 + (node.querySelectorAll?.("*").length ?? 0);
  const touched = ({ type, addedNodes, removedNodes }) =>
    type === "childList"
      ? [...addedNodes].reduce((sum, node) => sum + size(node), removedNodes.length)
      : 1;
  const observer = new MutationObserver(() => {});
  const every = { attributes: true, characterData: true, childList: true, subtree: true };
  for (const [selector, event, value] of steps) {
    const field = document.querySelector(selector);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
    observer.observe(document.body, every);
    const start = performance.now();
    if (event === "click") field.click();
    else {
      field.value = value;
      field.dispatchEvent(new Event(event, { bubbles: true }));
    }
    await null;
    const time = performance.now() - start;
    const nodes = observer.takeRecords().reduce((sum, record) => sum + touched(record), 0);
    observer.disconnect();
    answers.push({ time, nodes });
    while (document.querySelector("table.rows").ariaBusy === "true") {
      await new Promise(requestAnimationFrame);
    }
  }
  return answers;
}"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a made-up root of 3,000 products; of its site only the list is built."""
    root = tmp_path_factory.mktemp("many") / "root"
    make_root(root, RECORDS, seed=1, today=TODAY)
    directory, issues = pipeline.load_directory(root, TODAY)
    assert directory is not None, issues
    site = Site(directory, load_words("vi"), areas={}, has_outlines=False)
    for page in (root / "directory" / "vi").glob("*.md"):
        page.unlink()
    pages = (home_page(site), next(product_pages(site)))
    vendored = vendor_files(root / "node_modules")
    write_tree(
        root / "directory" / "vi",
        [*(render_page(site, page) for page in pages), find_data(site), *vendored],
    )
    with pytest.MonkeyPatch.context() as patch:
        for name in SET_BY_A_BUILD:
            patch.setenv(name, "")
        build_site(root / "mkdocs.yml", root / "site", TODAY)
    return root


@pytest.fixture(scope="module")
def values(root: Path) -> dict[str, Values]:
    """Return the facets of every product, counted from the records."""
    return product_values(Recount(root, TODAY))


@pytest.fixture(scope="module")
def wanted(values: dict[str, Values]) -> list[tuple[str, str]]:
    """Return one value of each of three facets that leave fewer and fewer products, but some."""
    found: list[tuple[str, str]] = []
    for facet in ("group", "state", "district"):
        left = matching(values, found)
        commonest = Counter(value for id_ in left for value in values[id_][facet]).most_common(1)
        found.append((facet, commonest[0][0]))
    return found


@pytest.fixture(scope="module")
def steps(wanted: list[tuple[str, str]]) -> list[Step]:
    """Return what a buyer does: narrow, type, take everything back."""
    ticks = [(f'[name="{facet}"][value="{value}"]', "click", "") for facet, value in wanted]
    typed = [('[name="q"]', "input", text) for text in ("che", "")]
    return [*ticks, *typed, *reversed(ticks)]


@pytest.fixture(scope="module")
def address(root: Path, serve: Serve) -> str:
    """Return the address of the list."""
    return serve(root / "site") + "/san-pham/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open the list; afterwards it may have reported no fault."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    yield ready(page)
    context.close()
    assert faults == []


def test_thousands_of_products_are_narrowed_to_the_right_ones(
    page: Page, values: dict[str, Values], wanted: list[tuple[str, str]], steps: list[Step]
) -> None:
    assert len(values) > PRODUCTS
    sizes = [len(matching(values, wanted[:count])) for count in range(4)]
    assert sizes == sorted(set(sizes), reverse=True)
    assert sizes[-1] > 0
    page.evaluate(MEASURE, steps[:3])
    # The rows are few enough to stand there in full.
    expect(page.locator(".listing__more")).to_be_hidden()
    assert sorted(shown(page)) == sorted(matching(values, wanted))
    expect(page.locator(".listing__count")).to_contain_text(f"{sizes[-1]} trong ")
    page.evaluate(MEASURE, steps[5:])
    expect(page.locator(".letters")).to_be_visible()
    assert shown(page) == []


def test_filtering_thousands_of_products_keeps_its_budget(
    page: Page, steps: list[Step], record_property: Callable[[str, object], None]
) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    rounds = [page.evaluate(MEASURE, steps) for _ in range(ROUNDS)]
    answers = list(zip(*rounds, strict=True))
    assert len(answers) == len(steps)
    # What is above the least is other work of the machine.
    times = [min(answer["time"] for answer in own) for own in answers]
    nodes = [max(answer["nodes"] for answer in own) for own in answers]
    record_property(
        "figure",
        f"{max(times):5.1f} ms of {BUDGET_MS} ms, script of the slowest of {len(times)} filters,"
        f" {PRODUCTS} products, CPU slowed {SLOWED} times"
        f" (each: {', '.join(f'{time:.0f}' for time in times)})",
    )
    record_property(
        "figure", f"{max(nodes):5,} nodes of {BUDGET_NODES:,}, touched by the largest of them"
    )
    assert max(nodes) <= BUDGET_NODES, nodes
