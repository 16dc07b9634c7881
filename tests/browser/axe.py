"""axe-core on a page and in the frames it shows."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

SOURCE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# Levels A and AA of WCAG 2.0 to 2.2, and what axe-core counts as good practice beside them.
EVERYTHING = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# What sticks to an edge of the window covers other things only until the reader scrolls.
RUN = """async runOnly => {
  for (const element of document.querySelectorAll("body *")) {
    if (getComputedStyle(element).position === "sticky") element.style.position = "static";
  }
  const found = await axe.run(document, {
    runOnly,
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
  });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(node => ({
    rule: id, html: node.html, where: node.target.flat().join(" "), why: node.failureSummary,
  })));
}"""
# Where a place lies decides where its pin and its name stand, so they may come close to others
# (WCAG 2.5.8, "essential"), and the list beside the map leads to the same pages ("equivalent").
ON_THE_MAP = re.compile(r'class="[^"]*\b(?:pin|area-label)\b')


def violations(page: Page, run_only: Mapping[str, object] = EVERYTHING) -> list[str]:
    """Return what axe-core finds, a line for each element; every frame must have loaded."""
    for frame in page.frames:
        if not frame.evaluate("'axe' in window"):
            frame.evaluate(_source())
    found = page.evaluate(RUN, run_only)
    return [
        f"{finding['rule']}: {finding['where']}: {' '.join(finding['why'].split())}"
        for finding in found
        if not (finding["rule"] == "target-size" and ON_THE_MAP.search(finding["html"]))
    ]


@cache
def _source() -> str:
    if not SOURCE.is_file():
        pytest.fail(f"{SOURCE} is missing; `make test` brings it.")
    return SOURCE.read_text(encoding="utf-8")
