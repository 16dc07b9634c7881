"""Built pages read by a visitor of a later day: what they claim of awards."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

VIETNAM = dt.timezone(dt.timedelta(hours=7))
NOON = dt.time(12)
# What stands on a page: each award with its words, the history, the names from A to Z, the ends of
# certificates. Old and new pages hold them in the same order.
PARTS = """() => [
    ...document.querySelectorAll(".award, .timeline__entry, .names__detail, .facts dt"),
  ].map((part) => ({
    html: part.matches("p, li") ? part.outerHTML : part.textContent,
    isLive: /--(valid|expiring|extended)/.test(part.className) ||
      part.matches("[data-then]") || part.querySelector("[data-then]") !== null,
    ends: part.dataset.expires ?? part.querySelector("[data-expires]")?.dataset.expires ?? "",
  }))"""
# Every claim of an award in force that anybody could meet, templates of scripts left aside.
CLAIMS = """() => {
  const states = ["valid", "expiring", "extended"];
  const live = states.flatMap((state) => [`.award--${state}`, `.timeline__entry--${state}`]);
  const told = /(hiệu lực|hết hạn,|gia hạn) đến (?:ngày )?\\d\\d\\/\\d\\d\\/\\d{4}/;
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const claims = [...document.querySelectorAll([...live, ".stars", "[data-then]"].join())]
    .map((part) => part.outerHTML);
  while (texts.nextNode()) {
    const { data, parentElement: holder } = texts.currentNode;
    if (told.test(data) && !holder.closest("script")) claims.push(data);
  }
  const about = 'meta[name="description"], meta[property="og:description"]';
  for (const { content } of document.querySelectorAll(about)) {
    if (told.test(content)) claims.push(content);
  }
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const { textContent: data } = script;
    if (/hasCertification|CertificationActive/.test(data)) claims.push(data);
  }
  return claims;
}"""
# Every number of awards in force, with the part of the page that must say for which day.
NUMBERS = """() => [...document.querySelectorAll(
    '.stats, .listing__standing, .facet[data-facet="state"] ul, table.table, .lead')]
  .filter(({ textContent: text }) => /hiệu lực|hạn|Trạng thái/i.test(text) && /\\d/.test(text))
  .map((part) => part.closest(".section, .facet, p, article").textContent)"""

MOVED = 'http-equiv="refresh"'

Part = dict[str, Any]


def noon(day: dt.date) -> dt.datetime:
    """Return noon of a day in Vietnam."""
    return dt.datetime.combine(day, NOON, VIETNAM)


@contextmanager
def visitor(browser: Browser, moment: dt.datetime) -> Iterator[Page]:
    """Give a page whose clock stands at a moment; nothing may go wrong in it."""
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.clock.set_fixed_time(moment)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def paths(site: Path, holding: str = "") -> list[str]:
    """Return the path of every page of a built site that stays and whose HTML holds a text."""
    texts = {file: file.read_text("utf-8") for file in site.rglob("index.html")}
    files = (f for f, text in texts.items() if holding in text and MOVED not in text)
    pages = (file.parent.relative_to(site).as_posix() for file in files)
    return sorted("/" if page == "." else f"/{page}/" for page in pages)


def open_quickly(page: Page, address: str) -> None:
    """Open a page and wait for its scripts, but not for maps and drawings."""
    page.goto(address, wait_until="domcontentloaded")


def parts(page: Page) -> list[Part]:
    """Return the awards, the history and the other dated parts of a page."""
    found: list[Part] = page.evaluate(PARTS)
    return found
