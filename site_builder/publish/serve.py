"""Showing a built site on this machine."""

import contextlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line in the terminal for each, and lets browsers keep none."""

    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def end_headers(self) -> None:
        """Ask the browser to come back for every file: it may have changed."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


@contextlib.contextmanager
def serve_folder(folder: Path, port: int) -> Iterator[str]:
    """Serve `folder` on the loopback address; give the address, stop at the end.

    The folder is opened by name for each request, so a replaced `site/` is served at once.
    """
    handler = partial(_QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
