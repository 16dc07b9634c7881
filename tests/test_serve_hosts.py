"""Whom `site-builder serve` answers: the browser of this machine, and no page of another site."""

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from site_builder.publish.serve import Stage, own_hosts, serve_folder

NUMBER = "0999 000 111"


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Serve a folder with one page and return the port."""
    (tmp_path / "index.html").write_text(NUMBER, encoding="utf-8")
    with serve_folder(tmp_path, 0, Stage("")) as address:
        yield int(address.rstrip("/").rpartition(":")[2])


def ask(port: int, address: str, *hosts: str, method: str = "GET") -> tuple[int, str]:
    """Ask the server on this machine, under whatever names."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.putrequest(method, address, skip_host=True)
    for host in hosts:
        connection.putheader("Host", host)
    connection.endheaders()
    response = connection.getresponse()
    answer = response.status, response.read().decode()
    connection.close()
    return answer


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LocalHost"])
def test_this_machine_is_answered(port: int, name: str) -> None:
    assert ask(port, "/", f"{name}:{port}") == (200, NUMBER)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("address", ["/", "/_serve/live.js", "/_serve/events", "/nowhere"])
@pytest.mark.parametrize(
    "host",
    [
        "evil.example:{port}",
        "evil.example",
        "localhost",
        "localhost:1",
        "127.0.0.1.evil.example:{port}",
        "localhost.:{port}",
        "x@localhost:{port}",
        "127.0.0.1:{port}, evil.example",
        "0.0.0.0:{port}",
        "",
    ],
)
def test_no_other_name_is_answered(port: int, host: str, address: str, method: str) -> None:
    status, text = ask(port, address, host.format(port=port), method=method)
    assert status == 421
    assert NUMBER not in text


def test_a_request_names_one_host(port: int) -> None:
    assert ask(port, "/")[0] == 421
    assert ask(port, "/", f"localhost:{port}", "evil.example")[0] == 421


def test_the_port_of_the_scheme_goes_without_saying() -> None:
    assert "localhost" in own_hosts(80)
    assert "localhost" not in own_hosts(8000)
