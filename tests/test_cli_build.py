"""The commands that write: pages, the site, schemas, outlines; and what stops them."""

import hashlib
import json
from pathlib import Path

import pytest

from site_builder.words.catalogue import load_words
from tests.building import ROOT, Run, contents, damage, stamps

VIETNAMESE = load_words("vi")
SQUARES = ROOT / "tests" / "fixtures" / "synthetic_squares.geojson"


def test_errors_leave_the_tree_and_the_site_as_they_were(run: Run, published: Path) -> None:
    folders = [published / "directory", published / "site"]
    before = [(stamps(folder), contents(folder)) for folder in folders]
    damage(published)
    for command in ("check", "render", "build"):
        result = run(command)
        assert result.exit_code == 1
        assert "Traceback" not in result.output
    assert [(stamps(folder), contents(folder)) for folder in folders] == before
    assert result.stderr == VIETNAMESE("cli.not_published") + "\n"


def test_rendering_writes_pages_and_no_site(run: Run, example_root: Path) -> None:
    result = run("render")
    assert result.exit_code == 0
    docs = example_root / "directory" / "vi"
    assert (docs / "san-pham" / "mien-mau.md").is_file()
    assert (docs / "maps" / "tinh.html").is_file()
    assert not (example_root / "site").exists()
    assert run("render").stdout.endswith(VIETNAMESE("cli.written", count=0, removed=0) + "\n")


def test_building_publishes_and_says_where_and_what_is_not_final(
    run: Run, example_root: Path
) -> None:
    result = run("build")
    assert result.exit_code == 0
    assert (example_root / "site" / "san-pham" / "mien-mau" / "index.html").is_file()
    assert result.stdout.endswith(VIETNAMESE("cli.published", folder="site") + "\n")
    address = "https://vung-mau.example/"
    assert result.stderr == VIETNAMESE("cli.placeholder_address", address=address) + "\n"
    settings = example_root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace(address, "https://danh-ba.example.vn/")
    settings.write_text(text, encoding="utf-8")
    assert run("build").stderr == ""


def test_a_broken_link_of_a_hand_written_page_stops_the_build_without_a_traceback(
    run: Run, published: Path
) -> None:
    before, bytes_before = stamps(published / "site"), contents(published / "site")
    page = published / "directory" / "vi" / "trang.md"
    page.write_text("# Trang\n\n[x](khong-co.md)\n", encoding="utf-8")
    result = run("build")
    assert result.exit_code == 1
    assert "khong-co.md" in result.stderr
    assert result.stderr.endswith(VIETNAMESE("cli.not_published") + "\n")
    assert isinstance(result.exception, SystemExit)
    assert (stamps(published / "site"), contents(published / "site")) == (
        before,
        bytes_before,
    )


def test_what_cannot_be_written_is_one_line(run: Run, example_root: Path) -> None:
    in_the_way = example_root / "directory" / "vi" / "maps"
    in_the_way.write_text("a file where a folder belongs", encoding="utf-8")
    result = run("build")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    first, second = result.stderr.splitlines()
    assert first.startswith("không ghi được ")
    assert "maps" in first
    assert second == VIETNAMESE("cli.not_published")
    assert not (example_root / "site").exists()


def test_a_missing_npm_package_is_named_with_what_to_do(run: Run, example_root: Path) -> None:
    (example_root / "node_modules").unlink()
    for command in (f"npm ci --omit=dev» trong thư mục {example_root}", "make site"):
        result = run("build")
        assert result.exit_code == 1
        first, second = result.stderr.splitlines()
        assert "leaflet" in first
        assert f"chạy «{command}" in first
        assert second == VIETNAMESE("cli.not_published")
        # With one the shorter command works; a root that `init` made has none.
        (example_root / "Makefile").touch()


def test_the_schemas_are_written_as_they_are_committed(run: Run, example_root: Path) -> None:
    folder = example_root / "content" / "schemas"
    assert run("schema").exit_code == 0
    assert contents(folder) == contents(ROOT / "content" / "schemas")


def shifted_squares(root: Path) -> Path:
    """Write the synthetic squares where the example's two districts lie, under their names."""
    names = {"O Vuong Mot": "Mau Thuong", "O Vuong Hai": "Mau Ha"}
    collection = json.loads(SQUARES.read_bytes())
    for feature in collection["features"]:
        properties, geometry = feature["properties"], feature["geometry"]
        properties["shapeName"] = names.get(properties["shapeName"], properties["shapeName"])
        geometry["coordinates"] = [
            [[longitude + 1.8, latitude - 4.1] for longitude, latitude in ring]
            for ring in geometry["coordinates"]
        ]
    path = root / "squares.geojson"
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


def test_fetched_outlines_are_used_and_attributed(run: Run, example_root: Path) -> None:
    file = shifted_squares(example_root)
    refused = run("outlines", "--from-file", str(file))
    assert refused.exit_code == 1
    assert "SHA-256" in refused.stderr
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    result = run("outlines", "--from-file", str(file), "--sha256", sha256)
    assert (result.exit_code, result.stderr) == (0, "")
    assert run("render").exit_code == 0
    docs = example_root / "directory" / "vi"
    for name in ("maps/tinh.html", "maps/mau-ha.html"):
        page = (docs / name).read_text(encoding="utf-8")
        assert VIETNAMESE("maps.outlines") in page
        assert "OCHA" in page
        assert VIETNAMESE("maps.schematic") not in page
    assert VIETNAMESE("maps.outlines") in (docs / "index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "- a\n", "site_name: [", "site_name: x\n", "\x00"])
def test_settings_that_cannot_be_used_are_an_error_of_the_data(
    run: Run, example_root: Path, text: str
) -> None:
    (example_root / "mkdocs.yml").write_text(text, encoding="utf-8")
    result = run("build")
    assert result.exit_code == 1
    assert result.stdout.startswith("mkdocs.yml:")
    assert isinstance(result.exception, SystemExit)
