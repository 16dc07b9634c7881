"""The form as an editor meets it: built, beside a Git repository, open in Chromium."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Page

from site_builder.cli import main
from site_builder.staff.editor.config import BRANCH, LOCAL_SERVER
from tests.browser.node import node
from tests.building import ROOT, TODAY, copy_root, run_command

SERVER = ROOT / "node_modules" / "decap-server" / "dist" / "index.js"


@dataclass(frozen=True, slots=True)
class Desk:
    """A root in a Git repository, whose form keeps what is saved there at `server`."""

    root: Path
    server: str

    def git(self, *arguments: str) -> str:
        """Run Git in the root and return what it prints."""
        done = subprocess.run(
            ["git", *arguments],  # noqa: S607 -- of the system
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def proposed(self, collection: str, slug: str) -> str:
        """Return the branch of a proposal."""
        return f"cms/{collection}/{slug}"


@dataclass(frozen=True, slots=True)
class Trial:
    """A copy of the records beside the desk, to see what a merge would give."""

    root: Path
    desk: Desk

    def formatted(self, path: str, text: str) -> str:
        """Return a file as `fmt` writes it; with it, every record passes the check."""
        for settings in self.desk.root.glob("mkdocs*.yml"):
            shutil.copy(settings, self.root)
        file = self.root / path
        file.write_text(text, encoding="utf-8")
        for command in (["fmt", str(file)], ["check", "--today", TODAY.isoformat()]):
            done = CliRunner().invoke(main, [*command, "--root", str(self.root)])
            assert done.exit_code == 0, done.output
        return file.read_text(encoding="utf-8")


def lay_desk(source: Path, target: Path, port: int) -> Desk:
    """Build a copy of a root with its form, and keep the copy in Git."""
    root = copy_root(source, target)
    shutil.copy(ROOT / ".gitignore", root)
    done = run_command("build", "--with-editor", "--today", TODAY.isoformat(), folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    server = f"http://127.0.0.1:{port}"
    for name in ("config.json", "index.html"):
        file = root / "site" / "bien-tap" / name
        text = file.read_text(encoding="utf-8")
        assert text.count(LOCAL_SERVER) == 1
        file.write_text(text.replace(LOCAL_SERVER, server), encoding="utf-8")
    desk = Desk(root, server)
    desk.git("init", "--quiet", "--initial-branch", BRANCH)
    desk.git("config", "user.name", "Người thử")
    desk.git("config", "user.email", "nguoi-thu@vung-mau.example")
    desk.git("add", ".")
    desk.git("commit", "--quiet", "--message", "Start")
    return desk


def free_port() -> int:
    """Return a port of this machine that nothing listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


@contextmanager
def decap_server(root: Path, port: int) -> Iterator[None]:
    """Run Decap's own local server on a Git repository."""
    settings = {
        "MODE": "git",
        "GIT_REPO_DIRECTORY": str(root),
        "BIND_HOST": "127.0.0.1",
        "PORT": str(port),
        "LOG_LEVEL": "error",
    }
    with subprocess.Popen([*node(), str(SERVER)], env={**os.environ, **settings}) as server:
        try:
            while server.poll() is None and not _answers(port):
                time.sleep(0.1)
            assert server.poll() is None
            yield
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def open_form(page: Page, host: str, address: str) -> None:
    """Open a place of the form and sign in, which on one's own machine takes no name."""
    page.goto(f"{host}/bien-tap/#/{address}")
    page.get_by_role("button", name="Đăng nhập").click()


def save(page: Page) -> None:
    """Save, and wait until the proposal is there."""
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("Đã lưu thành đề nghị").wait_for()
