"""Showing a built site on this machine: its pages come again by themselves when it changes."""

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

# Addresses that no page of a site has.
LIVE = "/_serve/"
SCRIPTS = Path(__file__).parent / "live"
TYPES = {"live.js": "text/javascript", "live.css": "text/css"}
SCRIPT_TAG = '<script src="{live}live.js?edition={edition}" defer></script></body>'
# What the theme's pages have, and no other.
SHELL = '<header class="site-header">'
OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")
HTTP_PORT = 80
# What gives the page at a path in the site where it is newer than the file, else nothing.
Draft = Callable[[str], bytes | None]
# A silent connection is written to so often, so that one whose browser left comes to its end.
SECONDS_OF_SILENCE = 15


def no_draft(_path: str) -> bytes | None:
    """Return nothing: all pages are those of the site."""
    return None


class Stage:
    """What is shown at the moment: an edition of the site, and what hinders the next one.

    Pages of `draft` are shown instead of the files.

    A class because the servers of all pages wait for the next change of one state.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._changed = threading.Condition()
        self._edition = time.time_ns()
        self._complaints: tuple[str, ...] = ()
        self.draft: Draft = no_draft

    @property
    def edition(self) -> int:
        """The edition that is shown; each differs from those of every other server before."""
        return self._edition

    def complain(self, complaints: Sequence[str]) -> None:
        """Keep the edition and show what is wrong."""
        with self._changed:
            self._complaints = tuple(complaints)
            self._changed.notify_all()

    def show(self, draft: Draft = no_draft) -> None:
        """Show a new edition."""
        with self._changed:
            self._complaints = ()
            self.draft = draft
            self._edition = max(self._edition + 1, time.time_ns())
            self._changed.notify_all()

    def states(self) -> Iterator[str]:
        """Yield the state as JSON, now and after each change, and at times an empty text."""
        state = ""
        while True:
            with self._changed:
                if self._state() == state:
                    self._changed.wait(SECONDS_OF_SILENCE)
                last, state = state, self._state()
            yield state if state != last else ""

    def _state(self) -> str:
        # As text: the numbers are larger than those that JavaScript tells apart.
        edition = str(self._edition)
        table = {"edition": edition, "title": self._title, "complaints": self._complaints}
        return json.dumps(table)


class _LiveHandler(SimpleHTTPRequestHandler):
    """Serves files without a line in the terminal for each, and lets browsers keep none."""

    def __init__(self, stage: Stage, *arguments: object, directory: str) -> None:
        self.stage = stage
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def parse_request(self) -> bool:
        """Answer to the names of this machine only.

        A page of another site whose name leads here for a moment could read an edition that shows
        private contacts (DNS rebinding).
        """
        if not super().parse_request():
            return False
        port = self.connection.getsockname()[1]
        named = [host.lower() for host in self.headers.get_all("Host", [])]
        if len(named) == 1 and named[0] in own_hosts(port):
            return True
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        return False

    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def end_headers(self) -> None:
        """Ask the browser to come back for every file: it may have changed."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Answer with a file; a page brings the script along that waits for the next edition."""
        address = urlsplit(self.path).path
        if address.startswith(LIVE):
            return self._send_live(address.removeprefix(LIVE))
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if address.endswith("/") else path
        # The edition is read first: a page that is replaced meanwhile comes once more, never less.
        edition = self.stage.edition
        if page.suffix == ".html":
            made = self.stage.draft(page.relative_to(self.directory).as_posix())
            made = page.read_bytes() if made is None and page.is_file() else made
            if made is not None:
                return self._send_page(HTTPStatus.OK, made, edition)
        missing = Path(self.directory) / "404.html"
        if not path.exists() and missing.is_file():
            return self._send_page(HTTPStatus.NOT_FOUND, missing.read_bytes(), edition)
        return super().send_head()

    def _send_page(self, status: HTTPStatus, page: bytes, edition: int) -> BytesIO:
        tag = SCRIPT_TAG.format(live=LIVE, edition=edition)
        content = page.decode()
        # A map comes with its page, and a form must not lose what is being typed.
        if SHELL in content:
            content = content.replace("</body>", tag)
        return self._send(status, "text/html", content.encode())

    def _send_live(self, name: str) -> BytesIO | None:
        if name == "events":
            self._send_events()
            return None
        if name not in TYPES:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return self._send(HTTPStatus.OK, TYPES[name], (SCRIPTS / name).read_bytes())

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)

    def _send_events(self) -> None:
        """Send each state of the stage as an event, until the browser leaves."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with contextlib.suppress(OSError):
            for state in self.stage.states():
                self.wfile.write(f"data: {state}\n\n".encode() if state else b":\n\n")
                self.wfile.flush()


def own_hosts(port: int) -> set[str]:
    """Return what a browser calls this server; the port of the scheme goes without saying."""
    ends = (f":{port}", "") if port == HTTP_PORT else (f":{port}",)
    return {f"{name}{end}" for name in OWN_NAMES for end in ends}


@contextlib.contextmanager
def serve_folder(folder: Path, port: int, stage: Stage) -> Iterator[str]:
    """Serve `folder` on the loopback address; give the address, stop at the end.

    The folder is opened by name for each request, so a replaced `site/` is served at once.
    """
    handler = partial(_LiveHandler, stage, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
