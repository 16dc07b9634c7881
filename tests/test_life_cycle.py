"""How organisations end and records leave: what their pages say, and where they are no more."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.pipeline import load_directory, render_directory
from tests.building import TODAY, Run
from tests.html_pages import HtmlPage, elements, one, text_of
from tests.recount import SECTIONS, Recount

Pages = dict[str, HtmlPage]
Check = Callable[[Path], list[str]]

NEWS = "tin-moi/index.md"
HTX = "content/cooperatives/htx-ten-hiem.yml"
STARS = "stars"


def notices(page: HtmlPage) -> list[str]:
    return [text_of(e) for e in elements(page.article, css="notice--warning")]


def generated(root: Path) -> dict[str, str]:
    """Return every text generated from a root, by its path."""
    directory, issues = load_directory(root, TODAY)
    assert directory is not None, issues
    return {
        file.path: file.content.decode()
        for file in render_directory(directory, root, "vi")
        if file.path.endswith((".md", ".json", ".js")) and "vendor" not in file.path
    }


@pytest.mark.parametrize(
    ("status", "said", "is_listed"),
    [
        ("active", None, True),
        ("unknown", None, True),
        ("suspended", "Tổ chức này đang tạm ngừng hoạt động.", True),
        ("dissolving", "Tổ chức này đang làm thủ tục giải thể.", True),
        ("dissolved", "Tổ chức này đã giải thể ngày 01/02/2026.", False),
        ("revoked", "Tổ chức này đã bị thu hồi đăng ký ngày 01/02/2026.", False),
        ("merged", "Tổ chức này đã sáp nhập vào tổ chức khác ngày 01/02/2026.", False),
    ],
)
def test_each_state_is_said_on_the_page_and_the_ended_leave_the_lists(
    example_root: Path, status: str, said: str | None, *, is_listed: bool
) -> None:
    path = example_root / HTX
    end = "" if is_listed else "dissolved_on: 2026-02-01\nsuccessor: htx-cho-mau\n"
    text = path.read_text(encoding="utf-8").replace("suspended", status) + end
    path.write_text(text, encoding="utf-8")

    files = generated(example_root)
    page = files["hop-tac-xa/htx-ten-hiem.md"]
    assert ("notice--warning" in page) == (said is not None)
    assert (said or "") in page
    assert ('Tổ chức kế thừa: <a href="../htx-cho-mau/">' in page) == (not is_listed)
    # The news tell of what happened, for ever.
    listing = [n for n, text in files.items() if "htx-ten-hiem" in text and n != NEWS]
    own = {"hop-tac-xa/htx-ten-hiem.md", "api/v1/organisations/htx-ten-hiem.json"}
    assert own <= set(listing)
    assert (set(listing) == own) == (not is_listed)


def test_a_product_of_a_maker_that_is_no_more_says_so_on_its_page_and_in_lists(
    built_example: Path,
) -> None:
    site = built_example / "site"
    pages = {
        name: HtmlPage(name, (site / name / "index.html").read_text(encoding="utf-8"))
        for name in ("san-pham/bun-het-han", "san-pham", "san-pham/nhom/food", "san-pham/mien-mau")
    }
    (told,) = notices(pages["san-pham/bun-het-han"])
    assert told.startswith("Cơ sở làm ra sản phẩm này đã sáp nhập vào tổ chức khác ngày 30/06/2025")
    assert told.endswith("Tổ chức kế thừa: HTX Mẫu Đầy Đủ.")
    row = one(
        [e for e in elements(pages["san-pham"].root, "tr") if e.get("data-id") == "bun-het-han"]
    )
    assert text_of(one(elements(row, css="row__maker"))).endswith("(đã sáp nhập)")
    cards = [text_of(e) for e in elements(pages["san-pham/nhom/food"].article, css="card")]
    assert sum("(đã sáp nhập)" in card for card in cards) == 1
    assert notices(pages["san-pham/mien-mau"]) == []


@pytest.mark.parametrize(
    ("status", "notice", "short"),
    [
        ("suspended", "Cơ sở làm ra sản phẩm này đang tạm ngừng hoạt động.", "đang tạm ngừng"),
        ("dissolving", "Cơ sở làm ra sản phẩm này đang làm thủ tục giải thể.", "đang giải thể"),
        ("revoked", "Cơ sở làm ra sản phẩm này đã bị thu hồi đăng ký.", "đã bị thu hồi đăng ký"),
    ],
)
def test_a_maker_that_does_not_work_is_known_as_such_wherever_it_is_named(
    example_root: Path, status: str, notice: str, short: str
) -> None:
    path = example_root / "content/cooperatives/htx-cho-mau.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("status: .*", f"status: {status}", text), encoding="utf-8")

    files = generated(example_root)
    maker = f"HTX Chợ Mẫu ({short})"
    page = files["san-pham/che-sap-het-han.md"]
    assert notice in page
    assert f"{maker}." in re.findall('description: "?(.*?)"?\n', page)[0]
    assert maker in re.sub("<[^>]+>", "", files["san-pham/index.md"])
    found = json.loads(files["assets/data/find.json"])
    assert {p["maker"] for p in found["products"] if p.get("maker_id") == "htx-cho-mau"} == {maker}
    own = files["hop-tac-xa/htx-cho-mau.md"]
    assert f"Hợp tác xã ({short})" in re.findall('description: "?(.*?)"?\n', own)[0]
    is_listed = status in {"suspended", "dissolving"}
    for name in ("hop-tac-xa/index.md", "maps/tinh.js", "assets/data/find.json"):
        assert (f"Hợp tác xã ({short})" in as_read(files[name])) == is_listed, name


def as_read(text: str) -> str:
    """Return a text without the escapes of JSON."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


@pytest.mark.parametrize("status", ["active", "suspended", "dissolved"])
def test_nobody_is_sent_to_the_phone_of_an_organisation_that_is_no_more(
    example_root: Path, status: str
) -> None:
    path = example_root / "content/cooperatives/htx-mau-day-du.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("status: .*", f"status: {status}", text), encoding="utf-8")

    page = generated(example_root)["hop-tac-xa/htx-mau-day-du.md"]
    is_reached = status in {"active", "suspended"}
    assert ("0209 3000 000" in page) == is_reached
    assert ("telephone" in page) == is_reached
    assert ("htx@vung-mau.example" in page) == is_reached


def departed(recount: Recount) -> dict[str, str]:
    """Return the page of each record that left, with the part of the address that names it."""
    return {
        f"/{section}/{id_}/": id_
        for folder, section in SECTIONS.items()
        for id_, record in recount.every(folder).items()
        if "left" in record
    }


def test_a_tombstone_tells_when_why_and_where_to_go(built_example: Path) -> None:
    site, told = built_example / "site", {}
    for address in (
        "san-pham/mien-thoi-lam",
        "hop-tac-xa/htx-ghi-nham",
        "chuong-trinh/hoi-cho-huy",
    ):
        page = HtmlPage(f"/{address}/", (site / address / "index.html").read_text(encoding="utf-8"))
        (told[address],) = notices(page)
        assert elements(page.article, css=STARS) == []
        assert elements(page.article, css="award") == []
        assert elements(page.article, css="pick") == []
        assert "₫" not in text_of(page.article)
    assert told == {
        "san-pham/mien-thoi-lam": "Sản phẩm này đã rời danh bạ ngày 01/10/2026, vì không còn được "
        "làm ra. Sản phẩm thay thế: Miến Mẫu.",
        "hop-tac-xa/htx-ghi-nham": "Tổ chức này đã rời danh bạ ngày 02/09/2026, vì trước đây ghi "
        "nhầm.",
        "chuong-trinh/hoi-cho-huy": "Chương trình này đã rời danh bạ ngày 31/08/2026, vì không "
        'được thực hiện. Chương trình thay thế: Hội chợ Mẫu "Xuân & Thu" 2025.',
    }


def test_nothing_leads_to_a_record_that_left_but_its_old_addresses(built_example: Path) -> None:
    recount = Recount(built_example, TODAY)
    gone = departed(recount)
    assert len(gone) == 3
    docs = built_example / "directory" / "vi"
    moved = recount.moved()
    for path in docs.rglob("*"):
        inside = path.relative_to(docs).as_posix()
        address = f"/{inside.removesuffix('.md')}/"
        answers = address in gone or address in moved or inside == NEWS
        if path.suffix in {".md", ".json", ".js"} and not answers:
            text = path.read_text(encoding="utf-8")
            for id_ in gone.values():
                own = f"{id_}.json" in inside or "mien-thoi-lam-cu.json" in inside
                assert own or f"{id_}/" not in text, (inside, id_)
                assert own or f'"{id_}"' not in text, (inside, id_)


def test_the_file_of_a_record_that_left_says_no_more_than_its_page(built_example: Path) -> None:
    folder = built_example / "site" / "api" / "v1" / "products"
    item = json.loads((folder / "mien-thoi-lam.json").read_bytes())["item"]
    assert set(item) == {"id", "aliases", "left", "name_vi", "kind", "url"}
    assert item["left"] == {"on": "2026-10-01", "reason": "stopped", "successor": "mien-mau"}


def test_successors_in_a_ring_are_told_at_each_of_them(site_copy: Path, check: Check) -> None:
    path = site_copy / "content/cooperatives/htx-cho-mau.yml"
    text = path.read_text(encoding="utf-8").replace("status: unknown", "status: dissolved")
    path.write_text(text + "successor: htx-mau-da-sap-nhap\n", encoding="utf-8")
    merged = site_copy / "content/cooperatives/htx-mau-da-sap-nhap.yml"
    text = merged.read_text(encoding="utf-8")
    merged.write_text(text.replace("successor: htx-mau-day-du", "successor: htx-cho-mau"), "utf-8")

    first, second = check(site_copy)
    assert "htx-cho-mau.yml:17:12: error: successor: " in first
    assert "(htx-cho-mau → htx-mau-da-sap-nhap → htx-cho-mau)" in first
    assert "(htx-mau-da-sap-nhap → htx-cho-mau → htx-mau-da-sap-nhap)" in second


def test_a_line_that_leads_into_a_ring_is_no_ring_itself(site_copy: Path, check: Check) -> None:
    for name, successor in (("a", "b"), ("b", "c"), ("c", "b")):
        text = (
            f"id: {name}\nname_vi: Mẫu {name}\nkind: other\nsources: [{{document: trang-so-mau}}]\n"
            f"left: {{on: 2026-01-01, reason: stopped, successor: {successor}}}\n"
        )
        (site_copy / f"content/products/{name}.yml").write_text(text, encoding="utf-8")

    messages = check(site_copy)
    assert [message.split(":")[0] for message in messages] == [
        "content/products/b.yml",
        "content/products/c.yml",
    ]


def test_a_root_may_hold_ended_organisations_only(run: Run, example_root: Path) -> None:
    for path in (example_root / "content" / "cooperatives").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        lines = [x for x in text.splitlines() if not x.startswith(("status:", "dissolved_on:"))]
        path.write_text("\n".join([*lines, "status: dissolved\n"]), encoding="utf-8")
    result = run("build")
    assert (result.exit_code, result.exception) == (0, None), result.output
