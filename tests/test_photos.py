"""Photos: only good files named by records, published as copies that hold nothing but pixels."""

import io
import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from PIL import Image

from site_builder.publish.tree import TEMPORARY
from site_builder.records.images import (
    MAX_PIXELS,
    PictureError,
    check_whole,
    make_copies,
    measure,
)
from site_builder.records.photos import CACHE, WIDTHS, Picture, load_photos
from tests.building import Run, contents, copy_root, run_command
from tests.html_pages import elements, one, read_html, text_of
from tests.killing import Stop, finished
from tests.pictures import MAKER, PLACE, REMARK, bomb, drawing, encoded, give_photo, put

Check = Callable[[Path], list[str]]
Figure = Callable[[str, object], None]

KINDS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
RECORD = "products/mien-mau"


# What a file really is


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_measured_by_what_it_holds(kind: str) -> None:
    assert measure(f"a{KINDS[kind]}", encoded(kind, 64, 48)) == (64, 48)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_held_sideways_is_measured_upright(kind: str) -> None:
    assert measure(f"a{KINDS[kind]}", encoded(kind, 64, 48, orientation=6)) == (48, 64)


def test_a_bomb_is_refused_by_its_first_bytes() -> None:
    with pytest.raises(PictureError) as caught:
        measure("a.png", bomb())
    assert caught.value.key == "photo_pixels"
    assert caught.value.params == {"width": 60_000, "height": 60_000, "most": MAX_PIXELS}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_picture_that_is_cut_off_is_refused(kind: str, share: float) -> None:
    content = encoded(kind, 640, 480)
    with pytest.raises(PictureError):
        check_whole(content[: int(len(content) * share)])


@given(st.binary(max_size=200), st.sampled_from(sorted(KINDS)), st.integers(0, 400))
def test_any_bytes_are_a_picture_or_refused(junk: bytes, kind: str, start: int) -> None:
    content = encoded(kind, 24, 16)
    damaged = content[:start] + junk + content[start + len(junk) :]
    for candidate in (junk, damaged):
        try:
            width, height = measure(f"a{KINDS[kind]}", candidate)
            check_whole(candidate)
            picture = Picture("a", "key", width, height)
            assert len(list(make_copies(candidate, picture.sizes))) == len(picture.copy_names)
        except PictureError:
            pass


# What is published of it


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", [1, 6])
def test_a_copy_holds_nothing_but_pixels(kind: str, orientation: int) -> None:
    content = encoded(kind, 640, 480, orientation)
    assert all(secret.encode() in content for secret in (MAKER, PLACE, REMARK))
    sizes = ((320, 240),) if orientation == 1 else ((240, 320),)
    for _, suffix, copy in make_copies(content, sizes):
        for secret in (MAKER, PLACE, REMARK, "Exif", "http", "GPS", "ICC_PROFILE", "ICCP"):
            assert secret.encode() not in copy, (suffix, secret)
        with Image.open(io.BytesIO(copy)) as image:
            assert f".{image.format}".lower() == suffix
            assert image.size == sizes[0]
            assert dict(image.getexif()) == {}
            assert {"exif", "xmp", "icc_profile"} & image.info.keys() == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_stands_upright(kind: str) -> None:
    """Turned by 90 degrees, the red corner comes to the right and the blue one to the left."""
    for _, _, copy in make_copies(encoded(kind, 640, 480, orientation=6), ((240, 320),)):
        with Image.open(io.BytesIO(copy)) as image:
            red, blue = _pixel(image, (220, 20)), _pixel(image, (20, 300))
        assert (red[0] > 200, red[2] < 90) == (True, True)
        assert (blue[2] > 200, blue[0] < 90) == (True, True)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixels_can_be_published(mode: str) -> None:
    file = io.BytesIO()
    image = drawing(64, 48).convert("L" if mode == "I;16" else mode).convert(mode)
    image.save(file, "JPEG" if mode == "CMYK" else "PNG")
    for _, _, copy in make_copies(file.getvalue(), ((32, 24),)):
        with Image.open(io.BytesIO(copy)) as small:
            assert (small.mode, small.size) == ("RGB", (32, 24))


def test_what_shines_through_is_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (32, 24), (0, 0, 0, 0)).save(file, "PNG")
    for _, _, copy in make_copies(file.getvalue(), ((32, 24),)):
        with Image.open(io.BytesIO(copy)) as image:
            assert min(_pixel(image, (16, 12))) > 250


def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    file = io.BytesIO()
    Image.new("I;16", (32, 24), 32_768).save(file, "PNG")
    for _, _, copy in make_copies(file.getvalue(), ((32, 24),)):
        with Image.open(io.BytesIO(copy)) as image:
            assert all(abs(value - 128) < 4 for value in _pixel(image, (16, 12)))


def _pixel(image: Image.Image, place: tuple[int, int]) -> tuple[int, ...]:
    pixel = image.convert("RGB").getpixel(place)
    assert isinstance(pixel, tuple)
    return pixel


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((2000, 1000), ((240, 120), (480, 240), (960, 480))),
        ((700, 1400), ((240, 480), (480, 960), (700, 1400))),
        ((480, 480), ((240, 240), (480, 480))),
        ((100, 50), ((100, 50),)),
        ((9000, 3), ((240, 1), (480, 1), (960, 1))),
    ],
)
def test_a_copy_is_never_wider_than_its_picture(
    size: tuple[int, int], sizes: tuple[tuple[int, int], ...]
) -> None:
    assert Picture("a.jpg", "key", *size).sizes == sizes


def test_the_same_picture_gives_the_same_bytes() -> None:
    content = encoded("JPEG", 1200, 900)
    sizes = Picture("a.jpg", "key", 1200, 900).sizes
    assert list(make_copies(content, sizes)) == list(make_copies(content, sizes))


# The folder of photos


@pytest.mark.parametrize("name", ["thua.jpg", "doc-toi.md", "Thumbs.db"])
def test_a_file_that_no_record_names_is_an_error(site_copy: Path, check: Check, name: str) -> None:
    put(site_copy, name, encoded("JPEG"))
    (message,) = check(site_copy)
    assert message.startswith(f"content/photos/{name}:1:1: error: không hồ sơ nào dùng ảnh này")


def test_a_link_a_folder_and_a_pipe_are_no_photos(site_copy: Path, check: Check) -> None:
    outside = put(site_copy, "a.jpg", encoded("JPEG")).rename(site_copy / "a.jpg")
    folder = site_copy / "content" / "photos"
    (folder / "lien-ket.jpg").symlink_to(outside)
    (folder / "thu-muc.jpg").mkdir()
    os.mkfifo(folder / "ong.jpg")
    names = ["lien-ket.jpg", "thu-muc.jpg", "ong.jpg"]
    give_photo(site_copy, RECORD, *names)
    messages = check(site_copy)
    assert len(messages) == 3
    assert all("không tìm thấy tệp, hoặc đây là liên kết" in message for message in messages)


def test_a_folder_of_photos_that_leads_elsewhere_is_not_entered(
    site_copy: Path, check: Check, tmp_path: Path
) -> None:
    put(site_copy, "a.jpg", encoded("JPEG"))
    (site_copy / "content" / "photos").rename(tmp_path / "elsewhere")
    (site_copy / "content" / "photos").symlink_to(tmp_path / "elsewhere")
    give_photo(site_copy, RECORD, "a.jpg")
    (message,) = check(site_copy)
    assert "không có tệp «a.jpg» trong content/photos" in message


def test_the_name_of_a_file_cannot_break_a_message(site_copy: Path, check: Check) -> None:
    put(site_copy, "a\n::error::b\u202e.jpg", encoded("JPEG"))
    (message,) = check(site_copy)
    assert message.isprintable()
    assert message.startswith("content/photos/a?::error::b?.jpg:1:1: error: ")


def test_a_photo_of_two_records_is_a_warning(site_copy: Path, check: Check) -> None:
    put(site_copy, "a.jpg", encoded("JPEG"))
    give_photo(site_copy, RECORD, "a.jpg")
    give_photo(site_copy, "products/gao-chua-kiem-chung", "a.jpg")
    (message,) = check(site_copy)
    assert ": warning: photos[1].file: ảnh «a.jpg» đã dùng ở content/products/" in message


def test_a_record_with_faults_leaves_no_photo_unused(site_copy: Path, check: Check) -> None:
    put(site_copy, "a.jpg", encoded("JPEG"))
    give_photo(site_copy, RECORD, "a.jpg")
    path = site_copy / "content" / f"{RECORD}.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("kind: ocop", "kind: odd"), encoding="utf-8")
    (message,) = check(site_copy)
    assert ": error: kind: " in message


# The whole way


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, example_site: Path) -> Path:
    """Return a copy of the example with photos of a product and an organisation, written."""
    root = copy_root(example_site, tmp_path_factory.mktemp("photos") / "root")
    put(root, "goi-mien.jpg", encoded("JPEG", 1600, 1200))
    put(root, "lo-say.png", encoded("PNG", 300, 600))
    put(root, "htx.webp", encoded("WEBP", 800, 600, orientation=6))
    give_photo(root, RECORD, "goi-mien.jpg", "lo-say.png")
    give_photo(root, "cooperatives/htx-mau-day-du", "htx.webp")
    render(root)
    return root


def render(root: Path) -> None:
    done = run_command("render", "--today", "2026-11-22", folder=root)
    assert (done.returncode, done.stderr) == (0, "")


def docs(root: Path) -> Path:
    return root / "directory" / "vi"


def page_of(root: Path, name: str) -> Element:
    _, _, body = (docs(root) / name).read_text(encoding="utf-8").split("---\n", 2)
    return read_html(f"<main>{body}</main>")


def photos(root: Path) -> dict[str, bytes]:
    return contents(docs(root) / "assets" / "photos")


def test_every_copy_and_no_original_is_published(root: Path, record_property: Figure) -> None:
    pictures = load_photos(root).pictures
    assert photos(root).keys() == {n for p in pictures.values() for n in p.copy_names}
    originals = set(contents(root / "content" / "photos").values())
    published = contents(docs(root)).values()
    assert originals.isdisjoint(published)
    for content in published:
        assert not any(secret.encode() in content for secret in (MAKER, PLACE, REMARK))
    assert len(photos(root)) == 2 * (3 + 2 + 3)
    weights = [len(content) for content in photos(root).values()]
    record_property("figure", f"{len(weights)} copies of 3 photos, none above {max(weights):,} B")


def test_the_page_of_a_record_shows_its_photos_with_credit_and_licence(root: Path) -> None:
    page = page_of(root, "san-pham/mien-mau.md")
    first, second = elements(page, "figure", "photo")
    image = one(elements(first, "img"))
    assert (image.get("width"), image.get("height")) == ("960", "720")
    assert image.get("alt") == "Ô màu tổng hợp để thử"
    assert image.get("loading") is None
    assert one(elements(second, "img")).get("loading") == "lazy"
    source = one(elements(first, "source"))
    assert source.get("type") == "image/avif"
    widths = [part.split(" ")[1] for part in source.get("srcset", "").split(", ")]
    assert widths == [f"{width}w" for width in WIDTHS]
    caption = one(elements(first, "figcaption"))
    assert text_of(caption).startswith("Ảnh: Bộ thử của danh bạ · CC BY 4.0 · chụp 05/2026")
    href = "https://creativecommons.org/licenses/by/4.0/"
    assert href in [link.get("href") for link in elements(caption, "a")]
    assert elements(page, css="tile--large") == []


def test_a_card_shows_the_smallest_copy_and_a_drawing_where_there_is_none(root: Path) -> None:
    page = page_of(root, "hop-tac-xa/htx-mau-day-du.md")
    cards = elements(page, "li", "card")
    shown = [image.get("width") for card in cards for image in elements(card, "img")]
    assert shown == ["240"]
    drawn = [tile for card in cards for tile in elements(card, "div", "tile")]
    assert len(drawn) == len(cards) - 1


def test_the_data_give_the_addresses_the_words_and_the_licence(root: Path) -> None:
    path = docs(root) / "api" / "v1" / "products" / "mien-mau.json"
    first, second = json.loads(path.read_bytes())["item"]["photos"]
    assert (first["licence"], first["credit"]) == ("cc-by-4", "Bộ thử của danh bạ")
    assert first["alt_vi"] == "Ô màu tổng hợp để thử"
    assert len(first["copies"]) == 6
    for copy in [*first["copies"], *second["copies"]]:
        name = copy["url"].removeprefix("https://vung-mau.example/assets/photos/")
        with Image.open(io.BytesIO(photos(root)[name])) as image:
            assert image.size == (copy["width"], copy["height"])
            assert copy["type"] == f"image/{str(image.format).lower()}"


@pytest.mark.parametrize("name", ["organisation", "product"])
def test_the_data_are_as_their_schema_says(root: Path, name: str) -> None:
    folder = docs(root) / "api" / "v1"
    schema = json.loads((folder / "schema" / f"{name}s.json").read_bytes())
    content = json.loads((folder / f"{name}s.json").read_bytes())
    assert [item["id"] for item in content["items"] if "photos" in item]
    assert list(Draft202012Validator(schema).iter_errors(content)) == []


def test_copies_are_made_once_and_again_only_when_lost(root: Path) -> None:
    before = photos(root)
    cache = root / CACHE
    of_one, of_another = min(before), max(before)
    (cache / of_one).write_bytes(b"kept")
    (cache / of_another).unlink()
    (cache / "0123456789abcdef-240.webp").touch()
    (cache / ".new-x").touch()
    (cache / "of-somebody.webp").touch()
    (cache / "folder").mkdir()
    render(root)
    after = photos(root)
    assert after == before | {of_one: b"kept"}
    assert contents(cache).keys() == {*before, "of-somebody.webp"}
    shutil.rmtree(cache)
    render(root)
    assert photos(root) == before


def test_a_build_killed_among_the_copies_does_no_harm(root: Path) -> None:
    before = photos(root)
    shutil.rmtree(root / CACHE)
    killed = Stop("site_builder.publish.photos", "write_file", after=True)
    for stop in (killed, Stop("pathlib:Path", "replace", below=CACHE)):
        assert finished(root, stop) == -signal.SIGKILL
    half, whole = sorted(contents(root / CACHE))
    assert half.startswith(TEMPORARY)
    assert before.get(whole) == (root / CACHE / whole).read_bytes()
    render(root)
    assert photos(root) == before
    assert contents(root / CACHE) == before


def test_a_photo_that_goes_leaves_nothing(run: Run, example_root: Path) -> None:
    record = example_root / "content" / f"{RECORD}.yml"
    text = record.read_text(encoding="utf-8")
    path = put(example_root, "a.jpg", encoded("JPEG"))
    give_photo(example_root, RECORD, "a.jpg")
    assert run("render").exit_code == 0
    assert len(photos(example_root)) == 2
    record.write_text(text, encoding="utf-8")
    path.unlink()
    assert run("render").exit_code == 0
    assert photos(example_root) == contents(example_root / CACHE) == {}
