"""A web server that serves a folder as a usual host does: compressed, and kept by the browser."""

import gzip
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

# Whatever else there is has been compressed before.
COMPRESSED = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"})
KEPT = "public, max-age=31536000, immutable"


class _Handler(SimpleHTTPRequestHandler):
    # Keeps a connection for the next file, as every host does.
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, or the page that says that there is none."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        status = HTTPStatus.OK
        if not path.is_file():
            path, status = Path(self.directory) / "404.html", HTTPStatus.NOT_FOUND
        body, encoding = _content(path)
        self.send_response(status)
        self.send_header("Content-Type", _type(self.guess_type(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache" if path.suffix == ".html" else KEPT)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is inherited)
        """Write no line for a request."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 (inherited)
        """Tell of a fault, but not of a browser that went away before it had its file."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def answering(handler: type[SimpleHTTPRequestHandler], folder: Path) -> Iterator[str]:
    """Serve a folder while the context lasts, and give its address, without a `/` at the end."""
    with _Server(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def web_host(folder: Path) -> AbstractContextManager[str]:
    """Serve a folder as a usual host does."""
    return answering(_Handler, folder)


@cache
def _content(path: Path) -> tuple[bytes, str]:
    """Return what is sent for a file, and the name of its compression."""
    content = path.read_bytes()
    if path.suffix not in COMPRESSED:
        return content, ""
    return gzip.compress(content, compresslevel=6, mtime=0), "gzip"


def _type(name: str) -> str:
    return f"{name}; charset=utf-8" if name.startswith("text/") else name
