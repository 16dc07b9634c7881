"""A browser that tells what no page may do: ask another host, break its policy, run a text."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Dialog, Page

# What hostile texts try to call or to set, wherever they stand.
CANARY = "pwned"
WATCH = f"""
Object.defineProperty(window, "{CANARY}", {{
  configurable: true,
  get() {{ console.error("a text ran"); return () => undefined; }},
  set() {{ console.error("a text ran"); }},
}});
document.addEventListener("securitypolicyviolation", (event) => {{
  console.error(`refused: ${{event.violatedDirective}} ${{event.blockedURI}} ${{event.sample}}`);
}});
"""
# What only an element that a text made would have.
FOREIGN = f"""() => [...document.querySelectorAll("*")].filter((element) =>
  element.localName.includes("{CANARY}")
  || element.getAttributeNames().some((name) => name.startsWith("on") || name.includes("{CANARY}"))
  || [element.href, element.src, element.action].some((url) =>
    /^(javascript|data|vbscript|file):(?!,|image)/.test(url))
).map((element) => element.outerHTML.slice(0, 200))"""


@contextmanager
def watched(browser: Browser, host: str, **options: object) -> Iterator[tuple[Page, list[str]]]:
    """Open an empty page of a visitor; give it with all that goes wrong on the way."""
    faults: list[str] = []
    with browser.new_context(**options) as context:  # type: ignore[arg-type]
        context.add_init_script(WATCH)
        page = context.new_page()

        def note(fault: str) -> None:
            faults.append(f"{page.url.removeprefix(host)}: {fault}")

        def dismiss(dialog: Dialog) -> None:
            note(f"dialog: {dialog.message}")
            dialog.dismiss()

        page.on("console", lambda message: note(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: note(str(error)))
        page.on("dialog", dismiss)
        page.on("response", lambda r: note(f"missing: {r.url}") if r.status >= 400 else None)
        context.on("page", lambda opened: note("a window opened") if opened != page else None)
        context.on(
            "request",
            lambda r: (
                None
                if r.url.startswith((f"{host}/", "data:", f"blob:{host}/"))
                else note(f"foreign request: {r.url}")
            ),
        )
        yield page, faults


def open_pages(page: Page, host: str, paths: Iterable[str]) -> list[str]:
    """Open pages one after the other, their maps too; return elements that a text made."""
    made = []
    for path in paths:
        page.goto(host + path)
        for frame in page.locator("iframe").all():
            frame.scroll_into_view_if_needed()
            frame.content_frame.locator(".pin").first.wait_for()
        made += [f"{path}: {html}" for frame in page.frames for html in frame.evaluate(FOREIGN)]
    return made
