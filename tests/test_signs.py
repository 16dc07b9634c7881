"""Signs that nobody sees, addresses that lead elsewhere, names of files that are paths."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from site_builder.records.scalars import FileName, SourceAddress, WebAddress
from site_builder.records.signs import INVISIBLE, line_fault, name_of
from site_builder.records.text import decode

FILE, LINK, SOURCE = (TypeAdapter(kind) for kind in (FileName, WebAddress, SourceAddress))
# What shows nothing, or changes how the signs beside it are shown.
HIDDEN_KINDS = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
VARIATION = "VARIATION SELECTOR"
# Signs of format that have a shape of their own: marks of numbers and verses in Arabic, Syriac
# and Kaithi, and of how hieroglyphs join.
SHOWN = ("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN HIEROGLYPH")


def key_of(kind: TypeAdapter[str], text: str) -> str | None:
    """Return the key of the message with which a kind of value refuses a text."""
    try:
        assert kind.validate_python(text) == text
    except ValidationError as error:
        return error.errors()[0]["type"]
    return None


def is_hidden(sign: str) -> bool:
    name = unicodedata.name(sign, "")
    if unicodedata.category(sign) in HIDDEN_KINDS:
        return not name.startswith(SHOWN) or name == "ARABIC LETTER MARK"
    return name.startswith(VARIATION) or name in {"HANGUL FILLER", "BRAILLE PATTERN BLANK"}


def test_every_sign_that_nobody_sees_is_known() -> None:
    hidden = {chr(number) for number in range(0x110000) if is_hidden(chr(number))}
    assert {sign for sign in hidden if not INVISIBLE.match(sign)} == set()


@given(st.characters(categories=["L", "N", "P", "S"]))
def test_a_sign_that_is_seen_may_stand_in_a_text(sign: str) -> None:
    fault = line_fault(sign)
    assert fault is None or sign in "<>\u115f\u1160\u2800\u3164\uffa0" or fault[0] == "not_nfc"


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\u2066", "\u00ad", "\ufe0f", "\U000e0041"])
def test_a_hidden_sign_is_named_at_its_place_and_read_as_a_blank(sign: str) -> None:
    text, (issue,) = decode("f.yml", f"a: 1\nb: Gạo{sign}Nếp\n".encode())
    assert (issue.line, issue.column, issue.key) == (2, 7, "invisible_sign")
    assert issue.params == {"sign": name_of(sign)}
    assert unicodedata.name(sign) in issue.params["sign"]
    assert text == "a: 1\nb: Gạo Nếp\n"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("anh-1.jpg", None),
        ("000_6fd82f606b538e97.txt", None),
        ("a.tar.gz", None),
        ("../anh.jpg", "file_name"),
        ("/etc/passwd", "file_name"),
        ("a/b.jpg", "file_name"),
        ("a\\b.jpg", "file_name"),
        ("C:anh.jpg", "file_name"),
        (".htaccess", "file_name"),
        ("anh..jpg", "file_name"),
        ("anh.jpg.", "file_name"),
        ("anh", "file_name"),
        ("ảnh.jpg", "file_name"),
        ("anh jpg.jpg", "file_name"),
        ("anh%2e.jpg", "file_name"),
        ("-rf.jpg", "file_name"),
        ("anh.jpg\0.txt", "invisible_sign"),
        ("a" * 97 + ".jpg", "string_too_long"),
    ],
)
def test_a_file_name_is_a_name_and_no_path(text: str, key: str | None) -> None:
    assert key_of(FILE, text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("https://example.org", None),
        ("https://xn--bn-hoa-bta.example.org:8443/a?b=c#d", None),
        ("https://example.org/gạo-nếp", None),
        ("http://example.org/", "web_address_http"),
        ("HTTP://example.org/", "web_address_http"),
        ("https://@example.org/", "web_address_credentials"),
        ("https://ex\u0430mple.org/", "web_host"),
        ("https://gạo.example.org/", "web_host"),
        ("https://2130706433/", "web_host"),
        ("https://[::1]/", "web_host"),
        ("https://example.org%00.example.com/", "web_host"),
        ("https://example.org:99999/", "web_address"),
        ("https://example.org\\@example.com/", "web_address"),
        ("//example.org/", "web_address"),
        (" javascript:alert(1)", "web_address"),
        ("java\tscript:alert(1)", "invisible_sign"),
        ("https://example.org/\u202e", "invisible_sign"),
    ],
)
def test_an_address_leads_to_a_host_over_https(text: str, key: str | None) -> None:
    assert key_of(LINK, text) == key


def test_a_cited_document_may_stand_on_a_page_without_https() -> None:
    assert key_of(SOURCE, "http://example.org/") is None
    assert key_of(SOURCE, "ftp://example.org/") == "web_address"
