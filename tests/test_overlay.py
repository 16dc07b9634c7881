"""The private overlay: a person is shown while the consent holds, and gone without a trace after.

The people here are made up, and their files stand in temporary folders only.
"""

import json
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder import pipeline
from site_builder.cli import main
from site_builder.publish.watch import view
from site_builder.records.overlay import load_overlay
from site_builder.words.catalogue import LANGUAGES, load_words
from site_builder.words.reports import as_text
from tests.building import copy_root, run_command
from tests.leaks import Person, traces

TODAY = date(2026, 11, 22)
ID = "htx-mau-day-du"
PERSON = Person("900000918", "Người Thử Nghiệm", "nguoi.thu@hom-thu.example")
GIVEN = {
    "name": "Người Thử Nghiệm",
    "role": "phụ trách bán hàng",
    "phone": "0900 000 918",
    "email": "nguoi.thu@hom-thu.example",
}
CONSENT = {"given_on": "2026-01-15", "purpose": "khách hàng liên hệ", "evidence": "phiếu 7"}
# What a build with `--shard` leaves, of other records than those of now.
SHARD = '{"format": 1, "number": 1, "count": 2, "inputs": "", "files": {}}'
PAGES = [
    f"directory/en/hop-tac-xa/{ID}.md",
    f"directory/vi/hop-tac-xa/{ID}.md",
    f"site/en/hop-tac-xa/{ID}/index.html",
    f"site/hop-tac-xa/{ID}/index.html",
]
Write = Callable[..., Path]


def contact(scope: str = "name, role, phone, email", given: object = None, **consent: str) -> str:
    """Return an overlay file; `consent` replaces or adds fields of the consent."""
    fields = GIVEN if given is None else given
    assert isinstance(fields, dict)
    lines = [f'{name}: "{value}"' for name, value in fields.items()]
    lines += ["consent:", f"  scope: [{scope}]"]
    lines += [f"  {name}: {value}" for name, value in {**CONSENT, **consent}.items()]
    return "\n".join(lines) + "\n"


@pytest.fixture
def overlay(tmp_path: Path) -> Write:
    """Return a function that writes one overlay file and returns the folder."""

    def write(text: str, name: str = f"{ID}.yml") -> Path:
        folder = tmp_path / "rieng"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write


def is_shown(folder: Path, today: date = TODAY) -> bool:
    contacts, _ = load_overlay(folder, (ID,), today)
    return ID in contacts


# The consent


@pytest.mark.parametrize(
    ("consent", "last"),
    [
        ({}, date(2028, 1, 15)),
        ({"until": "2026-12-31"}, date(2026, 12, 31)),
        ({"given_on": "2026-02-28", "until": "2028-02-28"}, date(2028, 2, 28)),
        ({"given_on": "2024-12-31"}, date(2026, 12, 31)),
        ({"given_on": "2028-02-29"}, date(2030, 2, 28)),
        ({"withdrawn_on": "2026-12-01"}, date(2026, 11, 30)),
    ],
)
def test_a_consent_holds_to_its_last_day_and_no_longer(
    overlay: Write, consent: dict[str, str], last: date
) -> None:
    folder = overlay(contact(**consent))
    assert is_shown(folder, last)
    assert not is_shown(folder, last + timedelta(days=1))


def test_a_consent_does_not_hold_before_it_was_given(overlay: Write) -> None:
    folder = overlay(contact(given_on="2026-11-22"))
    assert is_shown(folder)
    assert not is_shown(folder, TODAY - timedelta(days=1))


@pytest.mark.parametrize("field", GIVEN)
def test_only_what_the_consent_names_is_passed_on(overlay: Write, field: str) -> None:
    contacts, issues = load_overlay(overlay(contact(scope=field)), (ID,), TODAY)
    shown = contacts[ID].model_dump(exclude={"agreed_on"})
    assert issues == []
    assert [name for name, value in shown.items() if value is not None] == [field]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (contact(until="2028-01-16"), ["consent_span"]),
        (contact(until="2026-01-14"), ["consent_span"]),
        (contact(withdrawn_on="2026-11-22"), ["consent_withdrawn"]),
        (contact(until="2026-11-21"), ["consent_over"]),
        (contact(scope=""), ["too_few"]),
        (contact(scope="photo"), ["not_in_list"]),
        (contact(given=GIVEN | {"phone": "0900 000"}), ["phone_form"]),
        (contact(given=GIVEN | {"role": "gọi 0900 000 918"}), ["phone_in_text"]),
        (contact(given=GIVEN | {"name": "số 001099012345"}), ["personal_number_in_text"]),
        (contact(given=GIVEN | {"0900000918": "x"}), ["unknown_key"]),
        (contact(given=GIVEN | {"email": "nguoi.thu"}), ["email_form"]),
        ("phone: 0900000918\nname: Người Thử Nghiệm\n", ["missing", "unquoted_code"]),
        ("phone: *nguoi_thu_nghiem\n", ["alias", "missing"]),
        ("phone: [\n", ["yaml_sign"]),
        ('"nguoi.thu@hom-thu.example": a\n"nguoi.thu@hom-thu.example": b\n',
         ["duplicate_key", "missing", "unknown_key"]),
        (contact(given=GIVEN | {"phone": "Người Thử Nghiệm 0900000918"}), ["phone_form"]),
        (contact(given_on="0900000918"), ["date_form", "unquoted_code"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_is_named_with_its_place_but_never_with_a_value(
    overlay: Write, text: str, keys: list[str], language: str
) -> None:
    folder = overlay(text)
    contacts, issues = load_overlay(folder, (ID,), TODAY)
    assert contacts == {}
    assert sorted(issue.key for issue in issues) == keys
    for issue in issues:
        message = as_text(load_words(language), issue)
        assert message.startswith(f"rieng/{ID}.yml:")
        assert not PERSON.is_in(message)
        assert "001099012345" not in message


def test_a_file_belongs_to_an_organisation_of_the_directory(overlay: Write) -> None:
    folder = overlay(contact(), "htx-khac.yml")
    (folder / "anh.jpg").touch()
    _, issues = load_overlay(folder, (ID,), TODAY)
    assert [issue.key for issue in issues] == ["unexpected_file", "overlay_organisation"]


def test_an_organisation_that_has_ended_shows_no_person(site_copy: Path, overlay: Write) -> None:
    folder = overlay(contact(), "htx-mau-da-sap-nhap.yml")
    directory, issues = pipeline.load_directory(site_copy, TODAY, folder)
    assert issues == []
    assert directory is not None
    (ended,) = [o for o in directory.departed_organisations if o.record.id == "htx-mau-da-sap-nhap"]
    assert ended.person is None


# The command line


def test_a_folder_in_the_repository_is_refused(example_root: Path) -> None:
    inside = example_root / "rieng"
    inside.mkdir()
    for command in ("check", "render", "build", "serve"):
        arguments = [command, "--root", str(example_root), "--private", str(inside)]
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 2
        assert "nằm trong kho công khai" in result.output


def test_a_folder_beside_a_root_in_the_same_git_repository_is_refused(
    example_root: Path, tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "rieng"
    folder.mkdir()
    arguments = ["check", "--root", str(example_root), "--private", str(folder)]
    assert CliRunner().invoke(main, arguments).exit_code == 2


def test_a_fault_of_the_overlay_stops_the_build(example_root: Path, overlay: Write) -> None:
    folder = overlay("phone: 0900000918\n")
    arguments = ["check", "--root", str(example_root), "--private", str(folder)]
    result = CliRunner().invoke(main, [*arguments, "--today", TODAY.isoformat()])
    assert result.exit_code == 1
    assert not PERSON.is_in(result.output)


def test_an_edit_of_the_overlay_is_noticed(example_root: Path, overlay: Write) -> None:
    folder = overlay(contact())
    before = view(example_root, folder)
    overlay(contact(withdrawn_on="2026-11-22"))
    assert view(example_root, folder) != before


# The whole output


def build(root: Path, today: date, *arguments: str) -> str:
    done = run_command("build", "--today", today.isoformat(), *arguments, folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, example_site: Path) -> tuple[Path, Path]:
    """Return a root built with a consent in force, and its overlay."""
    folder = tmp_path_factory.mktemp("overlay")
    private = folder / "rieng"
    private.mkdir()
    (private / f"{ID}.yml").write_text(contact(until="2026-12-31"), encoding="utf-8")
    root = copy_root(example_site, folder / "root")
    said = build(root, TODAY, "--private", str(private))
    assert not PERSON.is_in(said)
    return root, private


def test_a_person_who_agreed_stands_on_one_page_of_each_language_and_nowhere_else(
    shown: tuple[Path, Path],
) -> None:
    root, _ = shown
    assert traces(root, PERSON) == PAGES
    page = (root / PAGES[-1]).read_text(encoding="utf-8")
    assert '<a href="tel:+84900000918">0900 000 918</a>' in page
    assert "theo đồng ý ngày 15/01/2026" in page
    assert "Người Thử Nghiệm, phụ trách bán hàng" in page


@pytest.mark.parametrize("end", ["withdrawn", "expired", "file deleted", "option left out"])
def test_after_the_end_of_a_consent_nothing_of_the_person_is_left(
    shown: tuple[Path, Path], tmp_path: Path, end: str
) -> None:
    built, _ = shown
    private = tmp_path / "rieng"
    private.mkdir()
    root = copy_built(built, tmp_path / "root")
    assert traces(root, PERSON) == PAGES
    shard = root / "build" / "shards" / "1-of-2"
    shutil.copytree(root / "site", shard / "site")
    (shard / "shard.json").write_text(SHARD, encoding="utf-8")

    withdrawn = {"withdrawn_on": TODAY.isoformat()} if end == "withdrawn" else {}
    if end != "file deleted":
        text = contact(until="2026-12-31", **withdrawn)
        (private / f"{ID}.yml").write_text(text, encoding="utf-8")
    today = date(2027, 1, 1) if end == "expired" else TODAY
    said = build(root, today, *(() if end == "option left out" else ("--private", str(private))))

    assert traces(root, PERSON) == []
    assert not PERSON.is_in(said)


def copy_built(source: Path, target: Path) -> Path:
    """Copy a whole built root, hidden files and the manifest of the generated tree too."""
    return shutil.copytree(source, target, symlinks=True)


def test_the_data_files_know_nothing_of_a_person(shown: tuple[Path, Path]) -> None:
    root, _ = shown
    path = root / "site" / "api" / "v1" / "organisations" / f"{ID}.json"
    assert "person" not in json.loads(path.read_bytes())["item"]


def test_without_the_option_the_pages_are_those_of_before(
    example_site: Path, overlay: Write
) -> None:
    ended = overlay(contact(withdrawn_on="2026-01-16"))
    without, _ = pipeline.load_directory(example_site, TODAY)
    with_ended, issues = pipeline.load_directory(example_site, TODAY, ended)
    assert with_ended == without
    assert [issue.severity for issue in issues] == ["warning"]
