"""How papers are made: kept by what they are made of, the same everywhere, faults told apart."""

import io
import os
import shutil
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from site_builder.publish import papers as papers_made
from site_builder.publish.faults import MissingPackageError, PaperError, WorkerError
from site_builder.publish.papers import CACHE as PAPERS
from site_builder.publish.papers import KEPT_FOR, forget_unused, making
from site_builder.publish.vendor import FONT_PACKAGE, FONTS
from site_builder.records.directory import Directory
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.render.environment import Site
from site_builder.render.paper.paper import SHOWN, STAND_IN, Paper, printed, shown
from site_builder.render.paper.papers import site_papers
from site_builder.render.paper.share_cards import HEIGHT, WIDTH, has_card
from site_builder.words.catalogue import load_words
from tests.building import ROOT, contents, run_command, stamps
from tests.paper_reader import PaperReader
from tests.pictures import encoded, give_photo, put

SHEET = "du-lieu/pdf/products/chi-co-ten.pdf"
# A process that shares nothing with that of the tests but the records and the day.
ELSEWHERE = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}


@pytest.fixture(scope="module")
def papers(directory: Directory) -> dict[str, Paper]:
    """Return every paper of the example by its path."""
    site = Site(directory, load_words("vi"), areas={}, has_outlines=False)
    return {paper.path: paper for paper in site_papers(site)}


@pytest.fixture
def sheet(papers: dict[str, Paper]) -> Paper:
    """Return the sheet of the product with the fewest fields."""
    return papers[SHEET]


def with_values(paper: Paper, **values: object) -> Paper:
    values = printed({**paper.values, **values})
    return Paper(paper.path, paper.template, values, source=paper.source, codes=paper.codes)


def made(papers: list[Paper], cache: Path, root: Path = ROOT) -> list[bytes]:
    with making(papers, root, cache) as files:
        return [file.content for file in files()]


def test_a_second_build_makes_nothing_anew(sheet: Paper, tmp_path: Path) -> None:
    first = made([sheet], tmp_path)
    before = stamps(tmp_path)
    assert made([sheet], tmp_path) == first
    assert stamps(tmp_path) == before


@pytest.mark.parametrize("jobs", [2, 5])
def test_any_number_of_processes_makes_the_same_papers(
    papers: dict[str, Paper], tmp_path: Path, jobs: int
) -> None:
    some = [papers[path] for path in sorted(papers)[::4]]
    assert len({paper.source for paper in some}) > jobs
    results = []
    for count in (1, jobs):
        with making(some, ROOT, tmp_path / str(count), count) as files:
            results.append([(file.path, file.content, file.source) for file in files()])
    assert results[0] == results[1]
    assert [path for path, *_ in results[0]] == [paper.path for paper in some]


def test_a_process_that_dies_fails_the_making(
    sheet: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(papers_made, "press", die)
    with pytest.raises(WorkerError) as caught:
        made([sheet], tmp_path)
    assert caught.value.status == -signal.SIGKILL


def test_what_changes_is_made_anew(sheet: Paper, tmp_path: Path) -> None:
    papers = [sheet, with_values(sheet, title="Ấm chén khác"), with_values(sheet, lead="Một câu.")]
    assert len(set(made(papers, tmp_path))) == 3
    assert len(list(tmp_path.glob("*.pdf"))) == 3


def test_a_new_face_or_drawing_makes_everything_anew(sheet: Paper, tmp_path: Path) -> None:
    root = other_root(tmp_path)
    cache = tmp_path / "kept"
    made([sheet], cache, root)
    with (root / "directory" / "vi" / "assets" / "brand" / "mark.svg").open("a") as file:
        file.write("<!-- -->")
    made([sheet], cache, root)
    assert len(list(cache.glob("*.pdf"))) == 2


def other_root(folder: Path) -> Path:
    """Return a root with drawings and faces of its own."""
    brand = Path("directory", "vi", "assets", "brand")
    shutil.copytree(ROOT / brand, folder / brand)
    faces = Path("node_modules", FONT_PACKAGE)
    for name in FONTS:
        (folder / faces / name).parent.mkdir(parents=True)
        shutil.copy(ROOT / faces / name, folder / faces / name)
    return folder


def test_what_no_build_asks_for_is_forgotten_in_the_end(sheet: Paper, tmp_path: Path) -> None:
    made([sheet], tmp_path)
    old = tmp_path / f"{'0' * 64}.pdf"
    old.write_bytes(b"old")
    long_ago = time.time() - KEPT_FOR - 60
    for path in tmp_path.iterdir():
        os.utime(path, (long_ago, long_ago))
    made([sheet], tmp_path)
    forget_unused(tmp_path)
    # The code was not asked for either: the sheet that shows it was there.
    (kept,) = tmp_path.iterdir()
    assert kept.suffix == ".pdf"
    assert kept != old


def test_what_no_build_made_is_never_removed(tmp_path: Path) -> None:
    """The folder may be a link, even one that somebody else slipped in."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "thesis.pdf").touch()
    for path in tmp_path.iterdir():
        os.utime(path, (0, 0))
    forget_unused(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"folder", "thesis.pdf"}


def test_papers_are_the_same_bytes_in_another_place_and_process(
    example_root: Path, built_example: Path
) -> None:
    (example_root / PAPERS).unlink()
    arguments = ("render", "--today", "2026-11-22")
    done = run_command(*arguments, folder=example_root, environment=ELSEWHERE)
    assert done.returncode == 0, done.stderr
    first, second = papers_of(built_example), papers_of(example_root)
    assert len(first) > 60
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def papers_of(root: Path) -> Mapping[str, bytes]:
    files = contents(root / "directory" / "vi")
    places = ("du-lieu/pdf/", "du-lieu/qr/", "assets/cards/", "assets/icons/")
    return {name: content for name, content in files.items() if name.startswith(places)}


def test_a_missing_face_is_named(sheet: Paper, tmp_path: Path) -> None:
    root = other_root(tmp_path)
    face = root / "node_modules" / FONT_PACKAGE / FONTS[0]
    face.unlink()
    with pytest.raises(MissingPackageError) as caught:
        made([sheet], tmp_path / "kept", root)
    assert caught.value.path == face.as_posix()


def test_a_face_that_is_none_names_the_record(sheet: Paper, tmp_path: Path) -> None:
    root = other_root(tmp_path)
    for name in FONTS:
        (root / "node_modules" / FONT_PACKAGE / name).write_bytes(b"no face")
    with pytest.raises(PaperError) as caught:
        made([sheet], tmp_path / "kept", root)
    assert caught.value.about == "content/products/chi-co-ten.yml"
    assert "unknown font family" in caught.value.reason


def test_a_paper_that_cannot_be_set_names_the_record_and_leaves_nothing(
    sheet: Paper, papers: dict[str, Paper], tmp_path: Path
) -> None:
    with pytest.raises(PaperError) as caught:
        made([with_values(sheet, facts="no rows")], tmp_path)
    assert caught.value.about == "content/products/chi-co-ten.yml"
    with pytest.raises(PaperError) as caught:
        made([with_values(papers["du-lieu/pdf/danh-muc.pdf"], parts=None)], tmp_path)
    assert caught.value.about == "du-lieu/pdf/danh-muc.pdf"
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_command_line_tells_which_record_has_no_paper(
    example_root: Path, built_example: Path
) -> None:
    (example_root / "node_modules").unlink()
    (example_root / "node_modules").mkdir()
    for package in (ROOT / "node_modules").iterdir():
        (example_root / "node_modules" / package.name).symlink_to(package)
    (example_root / "node_modules" / "@expo-google-fonts").unlink()
    for name in FONTS:
        face = example_root / "node_modules" / FONT_PACKAGE / name
        face.parent.mkdir(parents=True)
        face.write_bytes(b"no face")
    done = run_command("build", "--today", "2026-11-22", folder=example_root)
    assert done.returncode == 1
    assert "không làm được bản in cho content/cooperatives/" in done.stderr
    assert load_words("vi")("cli.not_published") in done.stderr
    assert (built_example / "site").is_dir()
    assert not (example_root / "site").exists()


HOSTILE = (
    '#eval("1") $x^2$ *đậm* _nghiêng_ `mã` = Đầu đề - mục + 1. @nguồn <nhãn> // chú /* x */ \\ ~ --'
)


@pytest.mark.parametrize("field", ["title", "lead", "kicker"])
def test_no_text_is_read_as_markup(sheet: Paper, tmp_path: Path, field: str) -> None:
    (pdf,) = made([with_values(sheet, **{field: HOSTILE})], tmp_path)
    (tmp_path / "sheet.pdf").write_bytes(pdf)
    assert HOSTILE in PaperReader(tmp_path / "sheet.pdf").text


def test_every_sign_is_shown_or_has_a_box_in_its_place(sheet: Paper, tmp_path: Path) -> None:
    every = (chr(number) for number in range(0x20, 0x3000))
    signs = [sign for sign in every if not SHOWN.match(sign) and sign.isprintable()]
    assert {"đ", "Ặ", "ỹ", "₫", "’", "α"} <= set(signs)
    texts = {weight: " ".join(signs) for weight in ("title", "lead", "kicker")}
    # In every weight; a sign that no face has would be an error of PDF/UA.
    assert made([with_values(sheet, **texts)], tmp_path)
    assert shown({"a": ["Trà 中😀 α"]}) == {"a": [f"Trà {STAND_IN * 2} α"]}


def test_a_hostile_root_is_printed_whole(built_hostile: Path) -> None:
    pdf = built_hostile / "directory" / "vi" / "du-lieu" / "pdf"
    assert len(list(pdf.rglob("*.pdf"))) > 60
    assert len(PaperReader(pdf / "danh-muc.pdf").pages) > 5


@pytest.mark.parametrize(
    "values",
    [
        {"title": "W" * 200},
        {"title": "Nghiêng " * 25, "byline": ["Dài " * 50] * 2, "lead": "Chữ " * 150},
        {"facts": [{"label": "Nhãn dài", "lines": ["Dòng chữ dài " * 8] * 3}] * 24},
        {"sources": ["Một nguồn có nhan đề dài " * 8] * 6, "certificates": ["Giấy " * 40] * 6},
        {"facts": [], "byline": [], "sources": [], "contact": None, "group": None},
    ],
    ids=["a word of 200 signs", "long texts", "many facts", "many sources", "nothing"],
)
def test_extremes_stay_on_the_paper(
    sheet: Paper, tmp_path: Path, values: dict[str, object]
) -> None:
    (pdf,) = made([with_values(sheet, **values)], tmp_path)
    (tmp_path / "sheet.pdf").write_bytes(pdf)
    paper = PaperReader(tmp_path / "sheet.pdf")
    if isinstance(title := values.get("title"), str):
        assert "".join(title.split()) in "".join(paper.text.split())
    images = paper.images(scale=1)
    assert 1 <= len(images) <= 2
    for image in images:
        left, top, right, bottom = ink(image)
        assert min(left, image.width - right) > 20
        assert min(top, image.height - bottom) > 15


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """Return the box around everything that is seen on a page."""
    box = image.convert("L").point([255 * (value < 250) for value in range(256)]).getbbox()
    assert box is not None
    return box


def test_a_photo_is_printed_with_its_words_and_its_author(
    example_root: Path, run: Callable[..., object]
) -> None:
    put(example_root, "mien.jpg", encoded("JPEG", 640, 480))
    give_photo(example_root, "products/chi-co-ten", "mien.jpg")
    run("render")
    docs = example_root / "directory" / "vi"
    paper = PaperReader(docs / SHEET)
    photo = [e.alt for e in paper.elements if e.kind == "Figure" and "QR" not in (e.alt or "")]
    assert len(photo) == 1
    assert "Ảnh: " in paper.text
    with pikepdf.Pdf.open(docs / SHEET) as pdf:
        every: Any = pdf.objects
        images = [obj for obj in every if isinstance(obj, pikepdf.Stream)
                  and obj.get("/Subtype") == "/Image"]  # fmt: skip
        assert [str(image.Filter) for image in images] == ["/DCTDecode"]
    catalogue = PaperReader(docs / "du-lieu" / "pdf" / "danh-muc.pdf")
    assert len(catalogue.pages) > 1


def test_every_record_that_may_be_shown_off_has_a_card(
    built_example: Path, directory: Directory
) -> None:
    cards = built_example / "site" / "assets" / "cards"
    records: dict[str, list[Organisation | Product]] = {
        "cooperatives": [o.record for o in directory.every_organisation],
        "products": [p.record for p in (*directory.products, *directory.departed_products)],
    }
    for folder, found in records.items():
        names = {path.stem for path in (cards / folder).iterdir()}
        assert names == {record.id for record in found if has_card(record)}
    for path in cards.rglob("*.png"):
        with Image.open(io.BytesIO(path.read_bytes())) as image:
            assert image.size == (WIDTH, HEIGHT)
            # Something is drawn: the ground, the hills, the sun, the letters.
            colours = image.convert("RGB").getcolors(1 << 20)
            assert colours is not None
            assert len(colours) > 50
            assert max(image.convert("L").tobytes()) > 200


def test_a_large_site_has_the_same_papers(
    papers: dict[str, Paper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = [papers[path] for path in sorted(papers)[::4]]
    results = []
    for large in (papers_made.LARGE, 0):
        monkeypatch.setattr(papers_made, "LARGE", large)
        with making(some, ROOT, tmp_path / str(large), 2) as files:
            results.append([(file.path, file.content) for file in files()])
    assert results[0] == results[1]
