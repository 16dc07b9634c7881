"""The form in a real browser, with Decap's own local server on a Git repository."""

import difflib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from site_builder.publish.tree import write_file
from site_builder.records.directory import Directory
from site_builder.records.load import parse
from site_builder.records.models.settings import Editor, Extra
from site_builder.staff.editor import editor_files
from site_builder.staff.fmt import canonical_text
from site_builder.words.catalogue import load_words
from tests.browser.conftest import Serve
from tests.browser.form import Desk, Trial, decap_server, free_port, lay_desk, open_form, save
from tests.browser.watched import watched
from tests.building import ROOT


class Edit(NamedTuple):
    """A record, one of its fields, the new value, and its line in the file."""

    folder: str
    slug: str
    label: str
    new: str
    line: str


EDITS = (
    Edit("products", "mien-mau", "Quy cách", "gói 300 g", "net_content: gói 300 g"),
    Edit("cooperatives", "htx-mau-day-du", "Số đăng ký cũ", "007", 'registration_number: "007"'),
)
REPOSITORY = "https://github.com/vung-mau/danh-ba"
SIGN_IN = "https://dang-nhap.vung-mau.example"
NEW = """\
# yaml-language-server: $schema=../schemas/organisation.json
id: htx-ban-moi
name_vi: "HTX Bản Mới: số 1"
kind: cooperative
address:
  commune: "90104"
contact:
  kind: organisation
  website: https://example.org/ban-moi
sources:
  - document: trang-so-mau
"""
BARE = """\
# yaml-language-server: $schema=../schemas/organisation.json
id: ten
name_vi: Tên dài
members:
  - count: "012"
sources:
  - document: "null"
"""
# What the form makes of texts and of values, without the form.
THROUGH = """async ([texts, collection]) => {
  const { recordFormat, listFormat } = await import("/bien-tap/record-format.js");
  const { decap } = await (await fetch("/bien-tap/config.json")).json();
  const { fields, files } = decap.collections.find(({ name }) => name === collection);
  const format = fields ? recordFormat(fields, "") : listFormat(files[0].fields[0]);
  return texts.map((one) => format.toFile(format.fromFile(one)));
}"""
WRITTEN = """async ([value, collection]) => {
  const { recordFormat } = await import("/bien-tap/record-format.js");
  const { decap, heads } = await (await fetch("/bien-tap/config.json")).json();
  const { fields } = decap.collections.find(({ name }) => name === collection);
  return recordFormat(fields, heads[collection]).toFile(value);
}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, example_site: Path) -> Iterator[Desk]:
    """Return the example with its form, kept by Decap's local server."""
    port = free_port()
    desk = lay_desk(example_site, tmp_path_factory.mktemp("desk") / "root", port)
    with decap_server(desk.root, port):
        yield desk


@pytest.fixture(scope="module")
def host(desk: Desk, serve: Serve) -> str:
    """Return the address of the site, without a `/`."""
    return serve(desk.root / "site")


@pytest.fixture
def trial(desk: Desk, tmp_path: Path) -> Trial:
    """Return a place where the records can be tried as they would be after a merge."""
    return Trial(shutil.copytree(desk.root / "content", tmp_path / "content").parent, desk)


@pytest.fixture
def page(browser: Browser, desk: Desk, host: str) -> Iterator[Page]:
    """Give a page; afterwards it has asked nobody but the site and the server beside it."""
    asked: set[str] = set()
    with watched(browser, host, locale="vi-VN") as (page, faults):
        page.on("request", lambda request: asked.add(request.url))
        yield page
        assert [url for url in asked if not url.startswith((f"{host}/", desk.server))] == []
        # Decap names its versions, and gives no reason for what it does not save; its server
        # answers 404 where a record has no proposal yet.
        expected = (": log: ", ": undefined", "(Not Found)", desk.server)
        assert [fault for fault in faults if not any(part in fault for part in expected)] == []


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.folder)
def test_after_one_edit_one_line_differs(
    page: Page, desk: Desk, host: str, trial: Trial, edit: Edit
) -> None:
    open_form(page, host, f"collections/{edit.folder}/entries/{edit.slug}")
    page.get_by_label(edit.label).fill(edit.new)
    save(page)

    path = f"content/{edit.folder}/{edit.slug}.yml"
    proposal = desk.proposed(edit.folder, edit.slug)
    assert desk.git("diff", "--name-only", "main", proposal).split() == [path]
    before = desk.git("show", f"main:{path}")
    after = trial.formatted(path, desk.git("show", f"{proposal}:{path}"))
    assert "# Every field of" in after
    assert changed(before, after) == [edit.line]


def changed(before: str, after: str) -> list[str]:
    """Return the new lines of a text in which each took the place of an old one."""
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    new = [line[2:].strip() for line in lines if line.startswith("+ ")]
    assert len(new) == sum(line.startswith("- ") for line in lines)
    return new


def test_a_new_record_passes_the_check(page: Page, desk: Desk, host: str, trial: Trial) -> None:
    open_form(page, host, "collections/cooperatives/new")
    page.get_by_label("Mã", exact=True).fill("htx-mau-day-du")
    page.get_by_label("Tên", exact=True).fill(" HTX Bản Mới: số 1 ")
    choose(page, "Loại", "Hợp", "Hợp tác xã")
    choose(page, "Xã, phường hiện nay", "Đồi", "Xã Đồi Ruộng (90104)")
    page.get_by_role("button", name="Thêm liên hệ").click()
    page.get_by_label("Trang web").fill("https://example.org/ban-moi")
    page.get_by_role("button", name="Thêm nguồn").click()
    choose(page, "Tài liệu", "Trang", "Trang của Sở Mẫu trang-so-mau")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("Mã này đã có hồ sơ dùng").wait_for()

    page.get_by_label("Mã", exact=True).fill("htx-ban-moi")
    save(page)
    path = "content/cooperatives/htx-ban-moi.yml"
    proposal = desk.proposed("cooperatives", "htx-ban-moi")
    assert desk.git("diff", "--name-only", "main", proposal).split() == [path]
    assert trial.formatted(path, desk.git("show", f"{proposal}:{path}")) == NEW


def choose(page: Page, label: str, typed: str, option: str) -> None:
    """Choose from a list, as one who types a part of what is wanted."""
    page.get_by_label(label).first.fill(typed)
    page.get_by_role("option", name=option, exact=True).click()


def test_the_id_of_a_record_cannot_be_changed(page: Page, desk: Desk, host: str) -> None:
    open_form(page, host, "collections/products/entries/chi-co-ten")
    field = page.get_by_label("Mã", exact=True)
    expect(field).to_have_value("chi-co-ten")
    expect(field).not_to_be_editable()
    # Nor by one who takes the lock off.
    field.evaluate("field => { field.readOnly = false; }")
    field.fill("ma-khac")
    page.get_by_label("Quy cách").fill("1 bộ")
    save(page)

    path = "content/products/chi-co-ten.yml"
    saved = desk.git("show", f"{desk.proposed('products', 'chi-co-ten')}:{path}")
    assert saved == desk.git("show", f"main:{path}").replace(
        "kind: other\n", "kind: other\nnet_content: 1 bộ\n"
    )


@pytest.mark.parametrize("collection", ["cooperatives", "products", "reference"])
def test_what_is_not_edited_is_written_as_it_was(page: Page, host: str, collection: str) -> None:
    page.goto(f"{host}/bien-tap/")
    content = ROOT / "content"
    inside = content.glob(f"{collection}/*.yml")
    files = [content / "documents.yml"] if collection == "reference" else sorted(inside)
    texts = [file.read_text(encoding="utf-8") for file in files]
    written = page.evaluate(THROUGH, [texts, collection])
    for text, made in zip(texts, written, strict=True):
        raw, issues = parse("", made)
        assert raw is not None
        assert issues == []
        name = "documents" if collection == "reference" else collection
        assert canonical_text(raw, name, many=collection == "reference") == text


def test_what_is_empty_is_not_written(page: Page, host: str) -> None:
    page.goto(f"{host}/bien-tap/")
    value: dict[str, Any] = {
        "name_vi": "Tên\n dài ",
        "id": "ten",
        "name_en": "",
        "tax_code": None,
        "other_names": ["", None],
        "contact": [{}],
        "members": [{"count": "012", "at_founding": None}, {"count": ""}],
        "address": {"commune": "", "detail": "  "},
        "location": [],
        "sources": [{"document": "null", "quote": ""}],
    }
    assert page.evaluate(WRITTEN, [value, "cooperatives"]) == BARE


def test_the_public_form_asks_nobody_before_one_signs_in(
    browser: Browser, serve: Serve, directory: Directory, tmp_path: Path
) -> None:
    scope = directory.settings.scope.model_copy(update={"editor": Editor(sign_in=SIGN_IN)})
    changes = {"repo_url": REPOSITORY, "extra": Extra(directory=scope)}
    public = replace(directory, settings=directory.settings.model_copy(update=changes))
    for file in editor_files(public, ROOT / "node_modules", load_words("vi"), here=False):
        write_file(tmp_path / file.path, file.content)
    host = serve(tmp_path)
    with watched(browser, host) as (page, faults):
        page.goto(f"{host}/bien-tap/")
        page.get_by_role("button", name="Đăng nhập bằng GitHub").wait_for()
    assert [fault for fault in faults if "foreign" in fault or "refused" in fault] == []


def test_the_page_is_hidden_and_only_built_on_request(
    page: Page, host: str, built_example: Path
) -> None:
    page.goto(f"{host}/hop-tac-xa/htx-mau-day-du/")
    page.get_by_role("link", name="Sửa bằng biểu mẫu").click()
    page.wait_for_url(f"{host}/bien-tap/#/collections/cooperatives/entries/htx-mau-day-du")
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    site = built_example / "site"
    assert not (site / "bien-tap").exists()
    record = site / "hop-tac-xa" / "htx-mau-day-du" / "index.html"
    assert "bien-tap" not in record.read_text(encoding="utf-8")
