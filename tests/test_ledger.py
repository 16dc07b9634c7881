"""The ledger of addresses: what was published is answered for ever, or nothing is published."""

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder import pipeline
from site_builder.records.directory import Directory
from site_builder.records.ledger import PATH, ledger_text, load_ledger
from site_builder.render.addresses import page_address, page_path
from site_builder.render.published import new_addresses
from site_builder.words.catalogue import load_words
from tests.building import ROOT, TODAY, Run, contents, copy_root, stamps
from tests.recount import SECTIONS

Check = Callable[[Path], list[str]]
Figure = Callable[[str, object], None]
Files = dict[str, bytes]

WORDS = load_words("vi")


def add_row(root: Path, *cells: str) -> None:
    with (root / PATH).open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(cells)


def test_every_address_of_the_real_directory_is_guarded(
    real_directory: Directory, record_property: Figure
) -> None:
    new = pipeline.find_new_addresses(real_directory, ROOT)
    assert new == [], "New addresses: run `site-builder addresses --write`."
    of_records = {row.record for row in real_directory.ledger if row.record}
    count = len(real_directory.ledger)
    record_property("figure", f"{count:,} addresses guarded, of {len(of_records)} records")


def test_the_ledger_is_committed_in_order_each_address_once() -> None:
    ledger, issues = load_ledger(ROOT)
    assert issues == []
    assert (ROOT / PATH).read_text(encoding="utf-8") == ledger_text(ledger)
    assert len({row.address for row in ledger}) == len(ledger)


def test_without_a_ledger_nothing_was_published(site_copy: Path, check: Check) -> None:
    (site_copy / PATH).unlink()
    assert check(site_copy) == []


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", ["1:1: error: sổ địa chỉ phải bắt đầu bằng dòng «address,record,name»"]),
        ("a,b\n", ["1:1: error: sổ địa chỉ phải bắt đầu bằng dòng «address,record,name»"]),
        (
            "address,record,name\n/a/\n/a/,,,\n",
            [
                "2:1: error: dòng này thừa hoặc thiếu cột",
                "3:1: error: dòng này thừa hoặc thiếu cột",
            ],
        ),
        (
            "address,record,name\n/xa/a-9/,,A\n/xa/a-9/,,B\n",
            ["3:1: error: địa chỉ /xa/a-9/ có hai lần trong sổ"],
        ),
        (
            'address,record,name\n/a/,,"b\n',
            ["2:1: error: dòng này không đúng dạng CSV"],
        ),
        *(
            (f"address,record,name\n{bad},,\n", [f"2:1: error: «{bad}» không phải địa chỉ"])
            for bad in ("a/", "//a/", "/../a/", "/a/../../b/", "/.a/", "/a b/", "https://a/")
        ),
    ],
)
def test_a_damaged_ledger_is_told_with_its_line(
    text: str, messages: list[str], site_copy: Path, check: Check
) -> None:
    (site_copy / PATH).write_text(text, encoding="utf-8")
    found = check(site_copy)
    assert len(found) == len(messages)
    for line, start in zip(found, messages, strict=True):
        assert line.startswith(f"{PATH}:{start}")


def test_a_record_that_vanished_is_one_message_that_says_what_to_do(
    site_copy: Path, check: Check
) -> None:
    page = "/san-pham/nghe-qua-36-thang/"
    for address in ("/api/v1/products/nghe-qua-36-thang.json", f"/en{page}", page):
        add_row(site_copy, address, "products/nghe-qua-36-thang", "")
    (site_copy / "content/products/nghe-qua-36-thang.yml").unlink()
    expected = (
        f"{PATH}:13:1: error: địa chỉ /san-pham/nghe-qua-36-thang/ đã công bố mà không "
        "còn hồ sơ nào mang mã «nghe-qua-36-thang»; khôi phục tệp và ghi «left», hoặc thêm "
        "«nghe-qua-36-thang» vào «aliases» của hồ sơ thay nó"
    )
    assert check(site_copy) == [expected]


def test_a_renamed_record_is_guessed_and_its_alias_settles_it(
    site_copy: Path, check: Check
) -> None:
    add_row(site_copy, "/san-pham/nghe-qua-36-thang/", "products/nghe-qua-36-thang", "")
    folder = site_copy / "content" / "products"
    text = (folder / "nghe-qua-36-thang.yml").read_text(encoding="utf-8")
    (folder / "nghe-qua-36-thang.yml").unlink()
    new = folder / "nghe-qua-36-thang-roi.yml"
    text = text.replace("id: nghe-qua-36-thang", "id: nghe-qua-36-thang-roi")
    new.write_text(text, encoding="utf-8")
    (message,) = check(site_copy)
    assert (
        "nếu đã đổi thành «nghe-qua-36-thang-roi», thêm «nghe-qua-36-thang» vào «aliases»"
        in message
    )
    new.write_text(f"{text}aliases: [nghe-qua-36-thang]\n", encoding="utf-8")
    assert check(site_copy) == []


def test_a_record_with_faults_of_its_own_is_not_said_to_have_vanished(
    site_copy: Path, check: Check
) -> None:
    path = site_copy / "content/products/mien-thoi-lam.yml"
    path.write_text("aliases: [", encoding="utf-8")
    assert [message.split(":")[0] for message in check(site_copy)] == [
        "content/products/mien-thoi-lam.yml"
    ]


@pytest.mark.parametrize(
    ("change", "is_right"),
    [
        ("", True),
        ("name_vi: MIẾN mẫu", True),
        ("name_vi: Miến khác\nother_names: [Miến Mẫu cũ, Miến Mẫu]", True),
        ("name_vi: Bánh khác\nother_names: [Bánh]", False),
        ("name_vi: Đã gỡ tên\nleft: {on: 2026-11-01, reason: on_request}", True),
    ],
)
def test_an_id_is_not_used_again_for_another_thing(
    change: str, site_copy: Path, check: Check, *, is_right: bool
) -> None:
    add_row(site_copy, "/san-pham/mien-mau/", "products/mien-mau", "Miến Mẫu")
    path = site_copy / "content/products/mien-mau.yml"
    text = path.read_text(encoding="utf-8")
    if change:
        text = re.sub(r"other_names:\n  - .*\n", "", text).replace("name_vi: Miến Mẫu", change)
    path.write_text(text, encoding="utf-8")
    expected = (
        "content/products/mien-mau.yml:3:5: error: id: mã «mien-mau» đã công bố cho «Miến Mẫu»; "
        "nếu chỉ đổi tên, ghi tên cũ vào «other_names», nếu là hồ sơ khác, đặt mã khác"
    )
    assert check(site_copy) == ([] if is_right else [expected])


def test_an_alias_that_was_given_up_cannot_become_another_record(
    site_copy: Path, check: Check
) -> None:
    path = site_copy / "content/products/mien-mau.yml"
    text = path.read_text(encoding="utf-8").replace("aliases:\n  - mien-mau-cu\n", "")
    path.write_text(text, encoding="utf-8")
    add_row(site_copy, "/san-pham/mien-mau-cu/", "products/mien-mau-cu", "Miến Mẫu")
    other = "id: mien-mau-cu\nname_vi: Kẹo\nkind: other\nsources: [{document: trang-so-mau}]\n"
    (site_copy / "content/products/mien-mau-cu.yml").write_text(other, encoding="utf-8")
    (message,) = check(site_copy)
    assert "mã «mien-mau-cu» đã công bố cho «Miến Mẫu»" in message


def test_a_vanished_address_stops_the_build_before_anything_is_written(
    run: Run, published: Path
) -> None:
    folders = [published / "directory", published / "site"]
    before = [(stamps(folder), contents(folder)) for folder in folders]
    add_row(published, "/tin-tuc/", "", "Tin tức")
    # A change that would be written.
    text = (published / "content/products/mien-mau.yml").read_text(encoding="utf-8")
    (published / "content/products/mien-mau.yml").write_text(text + "\n# .\n", "utf-8")
    for command in ("render", "build"):
        result = run(command)
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit)
        assert f"{PATH}:11:1: error: địa chỉ /tin-tuc/ đã công bố mà" in result.stdout
        assert result.stderr == WORDS("cli.not_published") + "\n"
    assert [(stamps(folder), contents(folder)) for folder in folders] == before


def test_the_command_shows_what_is_new_and_writes_it_when_asked(
    run: Run, example_root: Path
) -> None:
    ledger = example_root / PATH
    before = ledger.read_text(encoding="utf-8")
    shown = run("addresses")
    *new, count = shown.stdout.splitlines()
    assert shown.exit_code == 0
    assert new == sorted(new)
    assert {"/", "/san-pham/mien-mau/", "/san-pham/mien-mau-cu/", "/san-pham/sao/5/"} <= set(new)
    assert {"/api/v1/products/mien-mau-cu.json", "/du-lieu/yaml/products/mien-mau.yml"} <= set(new)
    assert count == WORDS("cli.addresses", guarded=9, new=len(new))
    assert ledger.read_text(encoding="utf-8") == before

    assert run("addresses", "--write").stdout.splitlines()[:-1] == new
    text = ledger.read_text(encoding="utf-8")
    assert set(before.splitlines()) <= set(text.splitlines())
    assert text.splitlines()[1:] == sorted(text.splitlines()[1:])
    assert run("addresses").stdout == WORDS("cli.addresses", guarded=9 + len(new), new=0) + "\n"
    assert run("addresses", "--write").exit_code == 0
    assert ledger.read_text(encoding="utf-8") == text


def test_an_emptied_list_keeps_its_page_and_says_so(built_example: Path) -> None:
    for address, title in (
        ("san-pham/kenh/cho-cu.example", "Chợ &#34;Cũ&#34; &amp; {{ 7*7 }}"),
        ("hop-tac-xa/nganh/chan-nuoi-cu", "/hop-tac-xa/nganh/chan-nuoi-cu/"),
        ("xa/xa-khong-con-99999", "Xã không còn trong bảng"),
        ("so-lieu/chu-de-cu", "Chủ đề cũ"),
    ):
        page = (built_example / "site" / address / "index.html").read_text(encoding="utf-8")
        assert f"<h1>{title}</h1>" in page
        assert WORDS("life.emptied_here") in page


def test_a_commune_without_records_keeps_the_page_that_tells_its_past(built_example: Path) -> None:
    path = built_example / "site" / "xa" / "o-khong-ho-so-90205" / "index.html"
    page = path.read_text(encoding="utf-8")
    assert WORDS("pages.commune.no_organisations") in page
    assert WORDS("pages.commune.no_products") in page
    assert WORDS("life.emptied_here") not in page


def test_an_address_is_that_of_its_file(real_directory: Directory) -> None:
    pages = [row.address for row in real_directory.ledger if row.address.endswith("/")]
    for address in [*pages, "/san-pham/che-index/", "/san-pham/bo/index-tea/"]:
        assert page_address(page_path(address)) == address


# Records are renamed, retired and joined at random, and published after each step


def names(root: Path) -> list[tuple[str, str]]:
    return [(f, p.stem) for f in SECTIONS for p in sorted((root / "content" / f).glob("*.yml"))]


def rename(root: Path, folder: str, name: str, number: int) -> None:
    """Give a record a new id, keep the old one as an alias, and name it anew everywhere."""
    new = f"ma-moi-{number}"
    for path in (root / "content").rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        changed = re.sub(rf"(?<![\w/-]){name}(?![\w-])", new, text)
        if changed != text:
            path.write_text(changed, encoding="utf-8")
    path = root / "content" / folder / f"{name}.yml"
    add_alias(path, name)
    path.rename(path.with_name(f"{new}.yml"))


def add_alias(path: Path, alias: str) -> None:
    text = path.read_text(encoding="utf-8")
    head, tail = ("aliases:\n", "") if "aliases:\n" in text else ("", "aliases:\n")
    text = text.replace(head, f"{head}  - {alias}\n") if head else f"{text}{tail}  - {alias}\n"
    path.write_text(text, encoding="utf-8")


def retire(root: Path, folder: str, name: str, _: int) -> None:
    """Make a tombstone of a record."""
    path = root / "content" / folder / f"{name}.yml"
    text = path.read_text(encoding="utf-8")
    if "\nleft:\n" not in text:
        path.write_text(f"{text}left:\n  on: 2026-11-01\n  reason: on_request\n", encoding="utf-8")


def end(root: Path, folder: str, name: str, _: int) -> None:
    """Dissolve an organisation, or drop an award and so empty a catalogue."""
    path = root / "content" / folder / f"{name}.yml"
    text = path.read_text(encoding="utf-8")
    if folder == "cooperatives" and "dissolved_on" not in text:
        text = re.sub(r"^status: .*\n", "", text, flags=re.MULTILINE) + "status: dissolved\n"
    elif folder == "products":
        text = re.sub(r"^ocop_(group|set): .*\n", "", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


STEPS = st.lists(
    st.tuples(st.sampled_from([rename, retire, end]), st.integers(0, 99)), min_size=1, max_size=5
)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, example_site: Path) -> tuple[Path, Files]:
    """Return a root whose addresses are in its ledger, and its files."""
    root = copy_root(example_site, tmp_path_factory.mktemp("ledger") / "root")
    return root, publish(root)


@settings(max_examples=10)
@given(steps=STEPS)
def test_whatever_is_renamed_or_retired_every_published_address_still_answers(
    first: tuple[Path, Files], steps: list[tuple[Callable[[Path, str, str, int], None], int]]
) -> None:
    original, published_first = first
    with TemporaryDirectory() as folder:
        root = shutil.copytree(original, Path(folder) / "root", symlinks=True)
        published = dict(published_first)
        for number, (step, choice) in enumerate(steps):
            every = names(root)
            step(root, *every[choice % len(every)], number)
            answered = publish(root)
            assert published.keys() <= answered.keys()
            follow(published, answered)
            published |= answered


def publish(root: Path) -> Files:
    """Render a root, add its addresses to the ledger, and return all files by path."""
    directory, issues = pipeline.load_directory(root, TODAY)
    assert directory is not None, issues
    editions = pipeline.render_editions(directory, root)
    assert pipeline.find_unanswered(directory, editions) == []
    pipeline.write_ledger(directory, root, new_addresses(directory.ledger, editions))
    return {
        file.path: file.content
        for file in editions["vi"]
        if file.path.endswith(".md") or file.path.startswith(("api/", "du-lieu/"))
    }


def follow(published: dict[str, bytes], answered: dict[str, bytes]) -> None:
    """Every redirect leads to a page that is no redirect, every old file to the present record."""
    for path in published:
        moved = re.search(rb'^moved_to: "(.*)/"$', answered[path], re.MULTILINE)
        if moved:
            target = answered[f"{moved[1].decode()}.md"]
            assert b"\nmoved_to: " not in target
