"""The command line: what it prints, what it exits with, and that no input is a traceback."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.words.catalogue import load_words
from tests.building import ROOT, contents, run_command, stamps

VIETNAMESE, ENGLISH = load_words("vi"), load_words("en")
SQUARES = ROOT / "tests" / "fixtures" / "synthetic_squares.geojson"

Run = Callable[..., Result]


@pytest.fixture
def run(example_root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a copy of the example site, on its day."""
    for name in ("SOURCE_DATE_EPOCH", "DISABLE_MKDOCS_2_WARNING", "NO_MKDOCS_2_WARNING"):
        monkeypatch.setenv(name, "")

    def run(command: str, *arguments: str) -> Result:
        common = ("--root", str(example_root), "--today", "2026-11-22")
        return CliRunner().invoke(main, [command, *common, *arguments])

    return run


def damage(root: Path) -> Path:
    """Give a record two faults in a field each, and return its file."""
    path = root / "content" / "products" / "chi-co-ten.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "knd: other\nprice:\n  amount_vnd: 45.000\n", encoding="utf-8")
    return path


def records(root: Path) -> int:
    folders = ("cooperatives", "products", "programmes")
    return sum(len(list((root / "content" / name).glob("*.yml"))) for name in folders)


def test_a_good_root_prints_the_count_only_and_nothing_is_written(
    run: Run, example_root: Path
) -> None:
    before = stamps(example_root)
    result = run("check")
    count = VIETNAMESE("messages.all_good", records=records(example_root))
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{count}\n", "")
    assert stamps(example_root) == before


def test_every_problem_is_a_line_with_its_place_then_the_count(
    run: Run, example_root: Path
) -> None:
    damage(example_root)
    result = run("check")
    *lines, count = result.stdout.splitlines()
    start = "content/products/chi-co-ten.yml"
    assert result.exit_code == 1
    places = [tuple(map(int, line.split(":")[1:3])) for line in lines]
    assert places == sorted(places)
    assert any(line.startswith(f"{start}:8:1: error: knd: ") for line in lines)
    assert any(line.startswith(f"{start}:10:15: error: price.amount_vnd: ") for line in lines)
    assert not [line for line in lines if not line.startswith(start)]
    assert count == VIETNAMESE(
        "messages.total", errors=len(lines), warnings=0, records=records(example_root)
    )


def test_messages_come_in_english_too(run: Run, example_root: Path) -> None:
    assert run("check", "--lang", "en").stdout == (
        ENGLISH("messages.all_good", records=records(example_root)) + "\n"
    )
    damage(example_root)
    vietnamese, english = run("check").stdout, run("check", "--lang", "en").stdout
    places = [line.split(": ")[0] for line in vietnamese.splitlines()[:-1]]
    assert [line.split(": ")[0] for line in english.splitlines()[:-1]] == places
    assert english != vietnamese


def test_json_is_one_array_with_the_parts_of_each_issue(run: Run, example_root: Path) -> None:
    assert json.loads(run("check", "--format", "json").stdout) == []
    damage(example_root)
    result = run("check", "--format", "json")
    issues = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {(i["line"], i["column"], i["severity"], i["field"]) for i in issues} >= {
        (8, 1, "error", "knd")
    }
    for issue in issues:
        assert issue["path"] == "content/products/chi-co-ten.yml"
        assert issue["message"]
        assert issue["key"]


def test_json_stays_json_beside_what_a_command_says(run: Run) -> None:
    result = run("render", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == []
    assert result.stderr.startswith("đã ghi ")


def test_the_form_of_github_escapes_what_would_end_a_command(run: Run, example_root: Path) -> None:
    path = example_root / "content" / "products" / "chi-co-ten.yml"
    path.rename(path.with_name("a%,b:c.yml"))
    result = run("check", "--format", "github")
    lines = [line for line in result.stdout.splitlines() if line.startswith("::")]
    assert result.exit_code == 1
    assert lines
    assert all(
        line.startswith("::error file=content/products/a%25%2Cb%3Ac.yml,line=") for line in lines
    )
    assert all("%25" in line.split("::")[2] for line in lines if "a%" in line.split("::")[2])


def test_errors_leave_the_tree_and_the_site_as_they_were(run: Run, example_root: Path) -> None:
    assert run("build").exit_code == 0
    folders = [example_root / "directory", example_root / "site"]
    before = [(stamps(folder), contents(folder)) for folder in folders]
    damage(example_root)
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
    run: Run, example_root: Path
) -> None:
    assert run("build").exit_code == 0
    before, bytes_before = stamps(example_root / "site"), contents(example_root / "site")
    page = example_root / "directory" / "vi" / "trang.md"
    page.write_text("# Trang\n\n[x](khong-co.md)\n", encoding="utf-8")
    result = run("build")
    assert result.exit_code == 1
    assert "khong-co.md" in result.stderr
    assert result.stderr.endswith(VIETNAMESE("cli.not_published") + "\n")
    assert isinstance(result.exception, SystemExit)
    assert (stamps(example_root / "site"), contents(example_root / "site")) == (
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
    result = run("build")
    assert result.exit_code == 1
    assert "leaflet" in result.stderr
    assert "make site" in result.stderr


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


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--root", "/no/such/folder"],
        ["check", "--root", str(ROOT / "tests")],
        ["check", "--root", str(ROOT), "--today", "22/11/2026"],
        ["check", "--root", str(ROOT), "--today", "2026-02-30"],
        ["check", "--root", str(ROOT), "--format", "xml"],
        ["check", "--root", str(ROOT), "--lang", "fr"],
        ["check", "--root", str(ROOT), "--nothing"],
        ["check", "more"],
        ["serve", "--root", str(ROOT), "--port", "0"],
        ["outlines", "--root", str(ROOT), "--from-file", str(ROOT)],
        ["nothing"],
    ],
)
def test_wrong_use_exits_with_2_and_says_how_to_use_it(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_root_without_settings_is_named(language: str) -> None:
    folder = ROOT / "tests"
    result = CliRunner().invoke(main, ["check", "--root", str(folder), "--lang", language])
    assert load_words(language)("cli.no_root", root=folder) in result.stderr


@pytest.mark.parametrize("text", ["", "- a\n", "site_name: [", "site_name: x\n", "\x00"])
def test_settings_that_cannot_be_used_are_an_error_of_the_data(
    run: Run, example_root: Path, text: str
) -> None:
    (example_root / "mkdocs.yml").write_text(text, encoding="utf-8")
    result = run("build")
    assert result.exit_code == 1
    assert result.stdout.startswith("mkdocs.yml:")
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("command", ["check", "render", "build", "serve", "schema", "outlines"])
def test_every_command_explains_itself(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    for option in ("--root", "--today", "--format", "--lang"):
        assert option in result.stdout


def test_the_program_runs_as_a_module_in_the_folder_of_the_root(example_root: Path) -> None:
    done = run_command("check", "--today", "2026-11-22", folder=example_root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{records(example_root)} ")
    damage(example_root)
    done = run_command("check", "--today", "2026-11-22", folder=example_root)
    assert (done.returncode, done.stderr) == (1, "")
    assert run_command("check", "--today", "tomorrow", folder=example_root).returncode == 2
