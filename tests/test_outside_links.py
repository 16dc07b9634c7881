"""The weekly check of outside links: what is broken, and what only could not be checked."""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.staff.links import Failure, find_links, has_name, links_text, read_failures
from site_builder.words.catalogue import load_words
from tests.building import ROOT, Run

WORDS = load_words("vi")
LYCHEE = Path(sys.executable).parent / "lychee"
# A label longer than names can have: it is refused here, without a question to anybody.
NO_NAME = f"http://{'a' * 70}.vn/"
REPORT = (
    '{"total": 14, "error_map": {"x": [{"span": {"line": %s}, "status": %s}]},'
    ' "timeout_map": {}, "excluded_map": {}}'
)
# Path -> state and reason, and in the report the status.
ANSWERS: dict[str, tuple[Literal["broken", "unchecked"], str] | None] = {
    "200": None,
    "301": None,
    "404": ("broken", "gone"),
    "410": ("broken", "gone"),
    "401": ("unchecked", "refused"),
    "403": ("unchecked", "refused"),
    "429": ("unchecked", "refused"),
    "418": ("unchecked", "status"),
    "500": ("unchecked", "server"),
    "503": ("unchecked", "server"),
    "hang": ("unchecked", "timeout"),
    "drop": ("unchecked", "network"),
}


class Host(BaseHTTPRequestHandler):
    """Answers with the status that the path names; `hang` never answers, `drop` hangs up."""

    over = threading.Event()

    def do_GET(self) -> None:
        """Answer."""
        name = self.path.strip("/")
        if name == "hang":
            self.over.wait(60)
        elif name != "drop":
            self.send_response(int(name))
            if name == "301":
                self.send_header("Location", "/200")
            self.send_header("Content-Length", "0")
            self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """Return the address of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    Host.over.set()
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def root_with_links(host: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a root whose documents stand at addresses of that server, and at one of no name."""
    root = tmp_path_factory.mktemp("links")
    (root / "content").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", root)
    addresses = [f"http://{host}/{name}" for name in ANSWERS]
    addresses += [f"https://{host}/200", NO_NAME, addresses[2]]
    rows = (f"- id: t{n}\n  address: {text}\n" for n, text in enumerate(addresses))
    (root / "content/documents.yml").write_text("".join(rows), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def report(root_with_links: Path) -> Path:
    """Return what lychee reports of them, with our settings but for its patience."""
    listed = root_with_links / "links.txt"
    listed.write_text("\n".join(find_links(root_with_links)) + "\n", encoding="utf-8")
    config = ROOT / ".github/lychee.toml"
    hasty = ["--timeout", "6", "--max-retries", "0", "--host-request-interval", "1ms"]
    target = root_with_links / "links.json"
    done = subprocess.run(
        [LYCHEE, "--config", config, *hasty, "--host-concurrency", "20",
         "--exclude-all-private=false", "--output", target, listed],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    return target


def test_the_links_are_those_of_the_records_with_their_places(run: Run, example_site: Path) -> None:
    links = find_links(example_site)
    assert links["https://example.org/so-mau"] == ["content/documents.yml:17"]
    assert "https://example.org/cho/mien-mau" in links
    assert all(address.startswith("http") for address in links)
    assert run("links").stdout.splitlines() == list(links)


def test_what_is_broken_is_told_from_what_could_not_be_checked(
    root_with_links: Path, report: Path, host: str
) -> None:
    links = list(find_links(root_with_links))
    found = {failure.address: failure for failure in read_failures(report, links, has_name)}
    expected = {
        f"http://{host}/{name}": Failure(
            f"http://{host}/{name}", *answer, int(name) if name.isdecimal() else None
        )
        for name, answer in ANSWERS.items()
        if answer is not None
    }
    secure = f"https://{host}/200"
    expected[secure] = Failure(secure, "unchecked", "certificate")
    expected[NO_NAME] = Failure(NO_NAME, "broken", "no_name")
    assert found == expected


def test_the_report_names_the_places_and_ends_with_an_error(
    root_with_links: Path, report: Path, host: str
) -> None:
    done = command(root_with_links, report)
    broken, unchecked = done.stdout.split("\n## ")
    assert done.exit_code == 1
    assert broken.startswith("## Hỏng: 3 đường dẫn\n")
    places = "`content/documents.yml:6`, `content/documents.yml:30`"
    assert f"- <http://{host}/404>: trang không còn (404) ({places})\n" in broken
    assert f"- <{NO_NAME}>: tên miền không còn (" in broken
    assert unchecked.startswith("Không kiểm được: 9 đường dẫn\n")
    assert f"- <http://{host}/hang>: chờ lâu không thấy trả lời (" in unchecked
    assert unchecked.endswith("\n2 trong 14 đường dẫn mở được.\n")


def command(root: Path, report: Path) -> Result:
    return CliRunner().invoke(main, ["links", "--root", str(root), "--found", str(report)])


def test_nothing_broken_is_no_error(root_with_links: Path, tmp_path: Path) -> None:
    total = len(find_links(root_with_links))
    report = tmp_path / "links.json"
    empty = {"total": total, "error_map": {}, "timeout_map": {}, "excluded_map": {}}
    report.write_text(json.dumps(empty), encoding="utf-8")
    done = command(root_with_links, report)
    assert (done.exit_code, done.stdout) == (0, f"{total} trong {total} đường dẫn mở được.\n")


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", '{"total": 1}', '{"total": 14, "error_map": 1}', "[" * 100_000,
        REPORT % ('"1"', "{}"), REPORT % ("99", "{}"), REPORT % ("0", "{}"), REPORT % ("1.5", "{}"),
        REPORT % ("1", "[]"), REPORT % ("1", '{"code": []}'),
    ],
)  # fmt: skip
def test_what_is_no_report_of_these_links_is_refused(
    root_with_links: Path, tmp_path: Path, text: str
) -> None:
    (tmp_path / "links.json").write_text(text, encoding="utf-8")
    done = command(root_with_links, tmp_path / "links.json")
    assert done.exit_code == 2
    assert "lychee" in done.stderr


def test_a_name_is_missing_only_where_somebody_says_so() -> None:
    assert has_name("127.0.0.1")
    assert has_name("localhost")
    assert not has_name("a" * 70 + ".vn")


def test_a_checker_without_a_network_calls_no_name_gone(tmp_path: Path) -> None:
    row = {"span": {"line": 1}, "status": {"text": "Network error: Connection failed."}}
    found = {"total": 1, "error_map": {"x": [row]}, "timeout_map": {}, "excluded_map": {}}
    (tmp_path / "links.json").write_text(json.dumps(found), encoding="utf-8")
    [failure] = read_failures(tmp_path / "links.json", [NO_NAME], has_name)
    assert (failure.state, failure.reason) == ("unchecked", "network")


def test_a_link_outside_the_list_of_failures_is_good() -> None:
    links = {"https://a.example/": ["content/x.yml:1"], "https://b.example/": ["content/x.yml:2"]}
    failure = Failure("https://a.example/", "unchecked", "left_out")
    text = links_text(WORDS, links, [failure])
    assert "Hỏng" not in text
    assert text.endswith("1 trong 2 đường dẫn mở được.\n")
