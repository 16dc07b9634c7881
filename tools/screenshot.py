#!/usr/bin/env python3
"""Take the picture of the README: the home page of the built site on a desktop and on a phone."""

import base64
import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from site_builder.publish.serve import Stage, serve_folder

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "home.png"
# The same names, in the same order, as `make browser`.
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")

HEIGHT = 860
DESKTOP = 1280
PHONE = 360
GAP = 24
# Both pictures on one ground, each with a thin edge, so that they stand out on white and on black.
SHEET = """<style>
  body {{ margin: 0; padding: {gap}px; display: flex; gap: {gap}px; background: #d9dcd7; }}
  img {{ display: block; outline: 1px solid #8c948d; }}
</style>{images}"""


def main() -> None:
    """Take `docs/home.png` from `site/`, which `make site` has built."""
    with (
        serve_folder(ROOT / "site", 0, Stage("")) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_chromium()) as browser,
    ):
        pictures = [take(browser, address, width) for width in (DESKTOP, PHONE)]
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_bytes(lay_out(browser, pictures))


def find_chromium() -> str:
    """Return the path of Chromium: what CHROMIUM names, else a program of the system."""
    names = (os.environ.get("CHROMIUM", ""), *PROGRAMS)
    path = next((path for path in map(shutil.which, names) if path), None)
    if path is None:
        message = f"No Chromium: `make browser` installs it; looked for {', '.join(PROGRAMS)}."
        raise SystemExit(message)
    return path


def take(browser: Browser, address: str, width: int) -> bytes:
    """Return a PNG of the first screen of a page, `width` pixels wide."""
    page = browser.new_page(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="light",
        reduced_motion="reduce",
    )
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    picture = page.screenshot(animations="disabled")
    page.close()
    return picture


def lay_out(browser: Browser, pictures: list[bytes]) -> bytes:
    """Return one PNG with the pictures side by side."""
    images = "".join(
        f'<img alt="" src="data:image/png;base64,{base64.b64encode(picture).decode()}">'
        for picture in pictures
    )
    width = DESKTOP + PHONE + 3 * GAP
    page = browser.new_page(viewport={"width": width, "height": HEIGHT + 2 * GAP})
    page.set_content(SHEET.format(gap=GAP, images=images))
    return page.screenshot()


if __name__ == "__main__":
    main()
