#!/usr/bin/env python3
"""Take the pictures of README and of the guides anew, all from the real thing.

They show the built site, the workbook and the commands as they are. A picture whose program is not
on this machine (LibreOffice draws the workbook, Decap the form) stays as it is, and is named.
"""

import base64
import io
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from site_builder.publish.serve import Stage, serve_folder
from tests.browser.form import SERVER, decap_server, free_port, lay_desk, open_form
from tools.shown_commands import (
    EXAMPLE,
    import_output,
    summary_html,
    terminal_html,
    workbook_picture,
)

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SHOWN_FIELD = "Quy cách"
# The same names, in the same order, as `make browser`.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

HEIGHT = 860
DESKTOP = 1280
GUIDE = 900
PHONE = 360
GAP = 24
COLOURS = 96
# Both pictures on one ground, each with a thin edge, so that they stand out on white and on black.
SHEET = """<style>
  body {{ margin: 0; padding: {gap}px; display: flex; gap: {gap}px; background: #d9dcd7; }}
  img {{ display: block; outline: 1px solid #8c948d; }}
</style>{images}"""


def main() -> None:
    """Take every picture from `site/`, which `make site` has built, and from the example."""
    with (
        serve_folder(ROOT / "site", 0, Stage("")) as address,
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_chromium()) as browser,
    ):
        work = Path(folder)
        for name, take in pictures(browser, address, work).items():
            picture = take()
            if picture is None:
                print(f"{name} stays as it is: what it shows is not on this machine")  # noqa: T201
                continue
            path = DOCS / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(picture if name == "home.png" else small(picture))


def pictures(browser: Browser, address: str, work: Path) -> dict[str, Callable[[], bytes | None]]:
    """Return how each picture is taken, by its name in `docs/`."""
    product = next((ROOT / "site" / "san-pham").glob("*mien-dong*/index.html")).parent.name

    def of_site(path: str, selector: str = "") -> bytes:
        return first_screen(browser, address + path, GUIDE, selector)

    return {
        "home.png": lambda: lay_out(
            browser, [first_screen(browser, address, width) for width in (DESKTOP, PHONE)]
        ),
        "hinh/sua-trang-nay.png": lambda: of_site(f"san-pham/{product}/", "p.edit"),
        "hinh/can-lam.png": lambda: of_site("can-lam/"),
        "hinh/bang-tinh.png": lambda: workbook_picture(work),
        "hinh/import.png": lambda: of_html(browser, terminal_html(*import_output(work))),
        "hinh/tom-tat.png": lambda: of_html(browser, summary_html(work)),
        "hinh/bieu-mau.png": lambda: form_picture(browser, work),
    }


def find_chromium() -> str:
    """Return the path of Chromium: what CHROMIUM names, else a program of the system."""
    names = (os.environ.get("CHROMIUM", ""), *PROGRAMS)
    path = next((path for path in map(shutil.which, names) if path), None)
    if path is None:
        message = f"No Chromium: `make browser` installs it; looked for {', '.join(PROGRAMS)}."
        raise SystemExit(message)
    return path


def open_page(browser: Browser, width: int) -> Page:
    """Return a new page of a width, in light colours and without motion."""
    size = {"width": width, "height": HEIGHT}
    return browser.new_page(viewport=size, color_scheme="light", reduced_motion="reduce")  # type: ignore[arg-type]


def first_screen(browser: Browser, address: str, width: int, selector: str = "") -> bytes:
    """Return a PNG of the first screen of a page, or of the one where something stands."""
    page = open_page(browser, width)
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    if selector:
        found = page.locator(selector).first
        found.evaluate("e => e.scrollIntoView({block: 'center'})")
        found.evaluate(
            "e => { e.style.outline = '3px solid #c2410c'; e.style.outlineOffset = '-2px' }"
        )
    picture = page.screenshot(animations="disabled")
    page.close()
    return picture


def form_picture(browser: Browser, work: Path) -> bytes | None:
    """Return a PNG of the form with a record of the example; none where Decap is not here."""
    if not SERVER.is_file():
        return None
    port = free_port()
    desk = lay_desk(EXAMPLE, work / "desk", port)
    with decap_server(desk.root, port), serve_folder(desk.root / "site", 0, Stage("")) as address:
        page = open_page(browser, DESKTOP)
        open_form(page, address.rstrip("/"), "collections/products/entries/mien-mau")
        page.get_by_label(SHOWN_FIELD).first.wait_for()
        picture = page.screenshot(animations="disabled")
        page.close()
    return picture


def of_html(browser: Browser, html: str) -> bytes:
    """Return a PNG of a whole page of our own."""
    page = open_page(browser, GUIDE)
    page.set_viewport_size({"width": GUIDE, "height": 1})
    page.set_content(html)
    picture = page.screenshot(full_page=True, animations="disabled")
    page.close()
    return picture


def lay_out(browser: Browser, shown: list[bytes]) -> bytes:
    """Return one PNG with the pictures side by side."""
    images = "".join(
        f'<img alt="" src="data:image/png;base64,{base64.b64encode(picture).decode()}">'
        for picture in shown
    )
    width = DESKTOP + PHONE + 3 * GAP
    page = browser.new_page(viewport={"width": width, "height": HEIGHT + 2 * GAP})
    page.set_content(SHEET.format(gap=GAP, images=images))
    return page.screenshot()


def small(picture: bytes) -> bytes:
    """Return a PNG with few colours, which a picture of a page does not miss."""
    made = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


if __name__ == "__main__":
    main()
