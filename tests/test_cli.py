"""The command line: what it prints and what it exits with; no input is a traceback."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from site_builder.words.catalogue import load_words
from tests.building import ROOT, Run, damage, run_command, stamps

VIETNAMESE, ENGLISH = load_words("vi"), load_words("en")


def records(root: Path) -> int:
    folders = ("cooperatives", "products", "programmes")
    return sum(len(list((root / "content" / name).glob("*.yml"))) for name in folders)


def test_a_good_root_prints_the_count_only_and_nothing_is_written(
    run: Run, example_root: Path
) -> None:
    # What is remembered from one run to the next stands in `build/`.
    before = outside_build(example_root)
    result = run("check")
    count = VIETNAMESE("messages.all_good", records=records(example_root))
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{count}\n", "")
    assert outside_build(example_root) == before


def outside_build(root: Path) -> dict[str, tuple[int, int]]:
    return {name: mark for name, mark in stamps(root).items() if not name.startswith("build")}


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


def test_the_summary_of_a_check_holds_what_the_annotations_leave_out(
    example_root: Path, run: Run, tmp_path: Path
) -> None:
    lines = "".join(f"nothing_{number}: x\n" for number in range(15))
    product = example_root / "content/products/chi-co-ten.yml"
    product.write_text(product.read_text(encoding="utf-8") + lines, encoding="utf-8")
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    result = run("check", "--format", "github", "--summary", str(summary))
    assert result.exit_code == 1
    assert sum(line.startswith("::") for line in result.stdout.splitlines()) == 10
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("before\n### Lỗi phải sửa (15)\n")
    assert text.count("\n- `") == 15


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


@pytest.mark.parametrize(
    "command", ["check", "render", "build", "serve", "new", "fmt", "schema", "outlines"]
)
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
