"""The headers for hosts: `_headers` and the example for nginx say the same, and nginx does it."""

import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from itertools import combinations
from pathlib import Path

import pytest

from tests.building import ROOT

DEFAULT = {"Cache-Control": "public, max-age=0, must-revalidate"}
EXAMPLE = ROOT / "docs/nginx.conf"
MANY_LINES = re.MULTILINE | re.DOTALL
Rules = dict[str, dict[str, str]]


def parse_headers(text: str) -> Rules:
    """Return the headers of each pattern of a `_headers` file."""
    rules: Rules = {}
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[list(rules)[-1]][name] = value
        elif line:
            rules[line] = {}
    return rules


def expected(rules: Rules, path: str) -> dict[str, str]:
    """Return the headers that a host sends with a path."""
    found = dict(DEFAULT)
    for pattern, headers in rules.items():
        if path.startswith(pattern.removesuffix("*")):
            found |= headers
    return found


@pytest.fixture(scope="session")
def rules(built_example: Path) -> Rules:
    """Return the rules that stand in a built site."""
    return parse_headers((built_example / "site/_headers").read_text(encoding="utf-8"))


def test_no_header_stands_in_two_rules_that_meet(rules: Rules) -> None:
    for one, other in combinations(rules, 2):
        starts = one.removesuffix("*"), other.removesuffix("*")
        if starts[0].startswith(starts[1]) or starts[1].startswith(starts[0]):
            assert not rules[one].keys() & rules[other].keys()


def test_only_what_a_page_cannot_say_of_itself_is_a_policy_for_all(rules: Rules) -> None:
    assert rules["/*"]["Content-Security-Policy"] == "frame-ancestors 'self'"
    policies = [pattern for pattern, found in rules.items() if "Content-Security-Policy" in found]
    assert policies == ["/*"]


def test_what_is_kept_for_a_year_has_its_content_in_its_name(
    rules: Rules, built_example: Path
) -> None:
    site = built_example / "site"
    kept = [pattern for pattern, found in rules.items() if "immutable" in str(found)]
    assert len(kept) == 5
    names = [p for pattern in kept for p in site.glob(pattern[1:].replace("*", "*.*"))]
    assert any(path.suffix == ".css" for path in names)
    assert [n.name for n in names if not re.search(r"\.[0-9a-f]{8}\.|[0-9a-f]{16}-", n.name)] == []


def test_every_rule_is_about_something(rules: Rules, built_example: Path) -> None:
    for pattern in rules:
        folder = built_example / "site" / pattern[1:].removesuffix("*")
        assert folder.is_dir() or pattern == "/assets/photos/*"


PATHS = {
    "/": 200,
    "/san-pham/mien-mau/": 200,
    "/khong-co/": 404,
    "/en/san-pham/mien-mau/": 200,
    "/en/khong-co/": 404,
    "/api/v1/products.json": 200,
    "/du-lieu/can-lam.csv": 200,
    "/du-lieu/can-lam.ics": 200,
    "/du-lieu/yaml/products/mien-mau.yml": 200,
    "/assets/site.css": 200,
    "/assets/vendor/leaflet/leaflet.js": 200,
    "/maps/tinh.html": 200,
    "/_headers": 404,
}
TYPES = {
    "/": "text/html; charset=utf-8",
    "/api/v1/products.json": "application/json; charset=utf-8",
    "/du-lieu/can-lam.csv": "text/csv; charset=utf-8",
    "/du-lieu/can-lam.ics": "text/calendar; charset=utf-8",
    "/du-lieu/yaml/products/mien-mau.yml": "application/yaml; charset=utf-8",
}


def test_the_example_for_nginx_has_the_same_rules(rules: Rules) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    sent = dict(re.findall(r"^    add_header (\S+) (\$\w+) always;$", text, re.MULTILINE))
    maps = {
        name: re.findall(r'^    (\S+) "(.*)";$', body, re.MULTILINE)
        for name, body in re.findall(r"^map \$uri (\$\w+) {\n(.*?)^}", text, MANY_LINES)
    }
    assert sorted(sent.values()) == sorted(maps)
    for path in (
        *PATHS,
        "/assets/stylesheets/a.css",
        "/en/assets/javascripts/a.js",
        "/assets/photos/a.webp",
    ):
        found: dict[str, str] = {}
        for header, variable in sent.items():
            (_, general), *others = maps[variable]
            value = next((v for pattern, v in others if re.match(pattern[2:-1], path)), general)
            found |= {header: value} if value else {}
        assert found == expected(rules, path)


@pytest.fixture(scope="module")
def nginx(built_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the example with nginx and the example for it; an empty text where there is none."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        yield ""
        return
    folder = tmp_path_factory.mktemp("nginx")
    folder.parent.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = EXAMPLE.read_text(encoding="utf-8").replace("listen 80", f"listen 127.0.0.1:{port}")
    text = text.replace("<danh-ba.example>", "localhost")
    (folder / "site.conf").write_text(
        text.replace("</srv/danh-ba/site>", f'"{built_example / "site"}"'), encoding="utf-8"
    )
    temporary = "".join(
        f'{name}_temp_path "{folder}";'
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f'daemon off; master_process off; pid "{folder}/pid"; error_log "{folder}/log";'
        "events {}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {temporary}"
        f'include "{folder}/site.conf"; }}',
        encoding="utf-8",
    )
    command = [program, "-p", str(folder), "-e", str(folder / "log"), "-c", "nginx.conf"]
    done = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        while process.poll() is None and not answers(port):
            time.sleep(0.05)
        yield address
        process.terminate()


def answers(port: int) -> bool:
    with socket.socket() as visitor:
        return visitor.connect_ex(("127.0.0.1", port)) == 0


def ask(address: str, headers: dict[str, str] | None = None) -> tuple[int, Message]:
    request = urllib.request.Request(address, headers=headers or {})  # noqa: S310 -- our server
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 -- as above
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers


def test_nginx_sends_them(
    nginx: str, rules: Rules, record_property: Callable[[str, object], None]
) -> None:
    if not nginx:
        record_property("figure", "nginx is not on this machine: its example was only read")
        return
    names = {name for found in rules.values() for name in found} | DEFAULT.keys()
    for path, status in PATHS.items():
        found, headers = ask(nginx + path)
        assert found == status, path
        sent = {name: headers[name] for name in names if headers[name] is not None}
        assert sent == expected(rules, path), path
        assert headers["Content-Type"] == TYPES.get(path, headers["Content-Type"])
    _, headers = ask(f"{nginx}/")
    assert ask(f"{nginx}/", {"If-None-Match": headers["ETag"]})[0] == 304
    assert ask(f"{nginx}/api/v1/products.json", {"Accept-Encoding": "gzip"})[1][
        "Content-Encoding"
    ] == ("gzip")
    assert ask(f"{nginx}/san-pham/mien-mau")[1]["Content-Type"].startswith("text/html")
    record_property("figure", f"nginx sent the headers of {len(PATHS)} paths as _headers says")
