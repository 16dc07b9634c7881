"""A new record from options or answers: its own id, a canonical file that passes the check."""

import os
import pty
import re
import select
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.records.content import Shelf, load_content
from site_builder.staff.answers import SeveralMeantError, understood
from site_builder.staff.fmt import format_file
from site_builder.staff.new import find_namesakes, own_name, propose_id
from site_builder.words.catalogue import load_words
from tests.building import ROOT, TODAY, Run, stamps

WORDS = load_words("vi")
SCHEMA = "# yaml-language-server: $schema=../schemas/{}.json\n"
Check = Callable[[Path], list[str]]


def former_commune(root: Path) -> str:
    table = (root / "content/places/former_communes.csv").read_text(encoding="utf-8")
    return table.splitlines()[1].split(",")[0]


def test_a_cooperative_is_written_and_passes_the_check(
    run: Run, example_root: Path, check: Check
) -> None:
    code = former_commune(example_root)
    done = run(
        "new", "cooperative", "--name", "Hợp tác xã Đồi Sương", "--kind", "cooperative",
        "--former-commune", code, "--source", "bao-mau-2022", "--fact", "HTX trồng chè.",
    )  # fmt: skip
    file = example_root / "content/cooperatives/htx-doi-suong.yml"
    assert (done.exit_code, done.stderr) == (0, "")
    assert file.relative_to(example_root).as_posix() in done.stdout
    assert file.read_text(encoding="utf-8") == SCHEMA.format("organisation") + (
        "id: htx-doi-suong\nname_vi: Hợp tác xã Đồi Sương\nkind: cooperative\naddress:\n"
        f'  former_commune: "{code}"\nsources:\n  - document: bao-mau-2022\n'
        "    fact: HTX trồng chè.\n"
    )
    assert check(example_root) == []
    assert not format_file(example_root, file).is_changed


def test_a_product_is_written_and_passes_the_check(
    run: Run, example_root: Path, check: Check
) -> None:
    arguments = ["--name", "Miến Đồi Sương", "--kind", "candidate", "--source", "bao-mau-2022"]
    done = run("new", "product", *arguments, "--producer", "htx-cho-mau", "--group", "food")
    file = example_root / "content/products/mien-doi-suong.yml"
    assert done.exit_code == 0
    assert file.read_text(encoding="utf-8") == SCHEMA.format("product") + (
        "id: mien-doi-suong\nname_vi: Miến Đồi Sương\nkind: candidate\nproducer: htx-cho-mau\n"
        "ocop_group: food\nsources:\n  - document: bao-mau-2022\n"
    )
    assert check(example_root) == []


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        (["product"], ["--name", "--kind", "--source"]),
        (["product", "--name", "a", "--kind", "other"], ["--source"]),
        (["cooperative", "--name", "a", "--kind", "cooperative"], ["--source", "--former-commune"]),
    ],
)
def test_without_a_terminal_what_is_missing_is_named_in_one_line(
    run: Run, example_root: Path, arguments: list[str], options: list[str]
) -> None:
    before = stamps(example_root)
    done = run("new", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert re.findall(r"--[a-z-]+", done.stderr)[: len(options)] == options
    assert stamps(example_root) == before


WRONG = {
    "an unknown kind": ({"--kind": "coperative"}, "kind"),
    "an unknown document": ({"--source": "bao-mau-2023"}, "sources[1].document"),
    "an unknown place": ({"--commune": "99999"}, "address.commune"),
    "an id that leaves the folder": ({"--id": "../x"}, "id"),
    "an old id of another": ({"--id": "htx-mau-cu"}, "id"),
    "somebody's telephone number": ({"--fact": "Gọi 0900 000 000."}, "sources[1].fact"),
    "a field of products": ({"--producer": "htx-cho-mau"}, "producer"),
}


@pytest.mark.parametrize(("changes", "field"), WRONG.values(), ids=WRONG.keys())
def test_a_record_with_errors_is_not_written(
    run: Run, example_root: Path, changes: dict[str, str], field: str
) -> None:
    before = stamps(example_root)
    options = {"--name": "HTX Đồi Sương", "--kind": "cooperative", "--as-stated": "xã Mẫu",
               "--source": "bao-mau-2022"} | changes  # fmt: skip
    done = run("new", "cooperative", *(word for pair in options.items() for word in pair))
    assert done.exit_code == 1
    assert f": error: {field}: " in done.stdout
    assert stamps(example_root) == before


def test_no_file_is_overwritten(run: Run, example_root: Path) -> None:
    arguments = ["--name", "Khác", "--kind", "other", "--source", "bao-mau-2022"]
    broken = example_root / "content/products/dang-viet.yml"
    broken.write_text("id: [", encoding="utf-8")
    before = stamps(example_root)
    assert run("new", "product", *arguments, "--id", "mien-mau").exit_code == 1
    done = run("new", "product", *arguments, "--id", "dang-viet")
    assert done.exit_code == 1
    assert WORDS("new.exists", path="content/products/dang-viet.yml") in done.stderr
    assert stamps(example_root) == before


def test_a_likely_double_is_named(run: Run, example_root: Path) -> None:
    arguments = ["--kind", "cooperative", "--as-stated", "xã Mẫu", "--source", "bao-mau-2022"]
    done = run("new", "cooperative", "--name", "Hợp tác xã chợ mẫu", *arguments)
    assert done.exit_code == 0
    assert WORDS("new.namesake", ids="htx-cho-mau") in done.stderr
    assert (example_root / "content/cooperatives/htx-cho-mau-2.yml").is_file()


NAMES = {
    "HTX Tài Hoan": "tai hoan",
    "Hợp tác xã Tài Hoan": "tai hoan",
    "HỢP TÁC XÃ TÀI HOAN": "tai hoan",
    "Tổ hợp tác Chè Mẫu": "che mau",
    "Liên hiệp HTX Mẫu": "mau",
    "Liên hiệp Hợp tác xã Mẫu": "mau",
    "HTX": "htx",
    "Thtx Mẫu": "thtx mau",
}


@pytest.mark.parametrize(("name", "own"), NAMES.items())
def test_the_form_of_an_organisation_is_no_part_of_its_own_name(name: str, own: str) -> None:
    assert own_name(name) == own


def test_the_same_product_of_another_maker_is_no_double(example_root: Path) -> None:
    content, _ = load_content(example_root, TODAY)
    same = {"name": "Miến mẫu", "producer": "htx-mau-day-du"}
    assert find_namesakes(content, "products", same) == ["mien-mau"]
    assert find_namesakes(content, "products", same | {"producer": "htx-cho-mau"}) == []


def test_the_id_proposed_is_free_and_short_enough(example_root: Path) -> None:
    content, _ = load_content(example_root, TODAY)

    def proposed(folder: str, **answers: str) -> str:
        return propose_id(content, folder, answers)

    assert proposed("products", name="Miến Mẫu", producer="htx-cho-mau") == "mien-mau-cho-mau"
    assert proposed("products", name="Miến Mẫu") == "mien-mau-2"
    assert proposed("products", name="Miến mẫu cũ") == "mien-mau-cu-2"
    assert proposed("cooperatives", name="THT Mới", kind="cooperative_group") == "tht-moi"
    assert proposed("cooperatives", name="Mới", kind="cooperative_union") == "lien-hiep-htx-moi"
    long = proposed("products", name="tên dài " * 40)
    assert len(long) <= 80
    assert long.endswith("ten")
    # A word is cut only where it is the whole name.
    assert proposed("products", name="dai" * 100) == ("dai" * 100)[:70]


def test_an_id_that_was_published_is_never_free_again() -> None:
    content, _ = load_content(ROOT, TODAY)
    gone = next(row for row in content.ledger if row.record.startswith("products/"))
    content = replace(content, products=Shelf((), ()))
    name = gone.record.partition("/")[2]
    assert propose_id(content, "products", {"name": name}) == f"{name}-2"


MEANT = {
    ("cooperatives", "kind", "hợp tác xã"): "cooperative",
    ("cooperatives", "kind", "  TO HOP TAC "): "cooperative_group",
    ("cooperatives", "kind", "cooperative (hợp tác xã)"): "cooperative",
    ("cooperatives", "kind", "Liên hiệp HTX"): "cooperative_union",
    ("cooperatives", "kind", "HTX"): "cooperative",
    ("cooperatives", "kind", "Cooperative_Group"): "cooperative_group",
    ("cooperatives", "kind", "công ty"): "công ty",
    ("products", "kind", "khac"): "other",
    ("products", "group", "ĐỒ UỐNG"): "drinks",
    ("products", "regulatory_class", "ruou"): "alcohol",
    ("products", "producer", "hop tac xa cho mau"): "htx-cho-mau",
    ("products", "producer", "htx-cho-mau"): "htx-cho-mau",
    ("cooperatives", "former_commune", "xã suối mẫu"): "90101",
    ("cooperatives", "former_commune", "Suoi Mau"): "90101",
    ("cooperatives", "commune", "Mẫu Thượng"): "90101",
    ("cooperatives", "commune", "mau ha"): "mau ha",
    ("cooperatives", "name", "thực phẩm"): "thực phẩm",
}


@pytest.mark.parametrize(("answer", "code"), MEANT.items(), ids=str)
def test_words_and_names_stand_for_their_codes(
    example_root: Path, answer: tuple[str, str, str], code: str
) -> None:
    content, _ = load_content(example_root, TODAY)
    folder, name, text = answer
    assert understood(WORDS, content, folder, name, text) == code
    assert understood(WORDS, content, folder, name, unicodedata.normalize("NFD", text)) in {
        code, unicodedata.normalize("NFD", text),
    }  # fmt: skip


def test_a_name_of_several_places_is_asked_again_with_their_codes(example_root: Path) -> None:
    content, _ = load_content(example_root, TODAY)
    former = content.places.former_communes
    again = replace(former["90101"], code="90299", former_district="902")
    places = replace(content.places, former_communes={**former, again.code: again})
    content = replace(content, places=places)
    with pytest.raises(SeveralMeantError) as error:
        understood(WORDS, content, "cooperatives", "former_commune", "suối mẫu")
    named = dict(re.findall(r"(\d{5}) \((.+?)\)", error.value.named))
    assert set(named) == {"90101", "90299"}
    for code, name in named.items():
        assert understood(WORDS, content, "cooperatives", "former_commune", name) == code


def test_options_take_words_as_a_terminal_does(run: Run, example_root: Path) -> None:
    done = run(
        "new", "cooperative", "--name", "HTX Đồi Sương", "--kind", "hợp tác xã",
        "--former-commune", "Suối Mẫu", "--source", "bao-mau-2022",
    )  # fmt: skip
    assert done.exit_code == 0
    text = (example_root / "content/cooperatives/htx-doi-suong.yml").read_text(encoding="utf-8")
    assert "kind: cooperative\n" in text
    assert 'former_commune: "90101"\n' in text


# In a terminal


def ask(root: Path, what: str, answers: list[str]) -> tuple[int, str]:
    """Run `new` in a terminal, give each answer when a question waits; return status and text."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "site_builder", "new", what, "--root", str(root)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, close_fds=True
    )
    os.close(theirs)
    text = b""
    while True:
        ready = select.select([ours], [], [], 60)[0]
        try:
            part = os.read(ours, 4096) if ready else b""
        except OSError:
            part = b""
        if not part:
            break
        text += part
        if text.endswith(b": ") and answers:
            os.write(ours, answers.pop(0).encode() + b"\n")
            text += b"\n"
    os.close(ours)
    return process.wait(timeout=60), text.decode()


def test_a_terminal_is_asked_until_each_answer_is_right(example_root: Path, check: Check) -> None:
    code = former_commune(example_root)
    answers = ["HTX Đồi Sương", "công ty", "hop tac xa", "", "99999", code[1:], code, "bao-mau",
               "bao-mau-2022", ""]  # fmt: skip
    status, text = ask(example_root, "cooperative", answers)
    assert (status, answers) == (0, [])
    assert "cooperative (hợp tác xã)" in text
    assert WORDS("messages.commune_code", value=code[1:]) in text
    assert "[htx-doi-suong]" in text
    assert "«bao-mau»" in text
    file = example_root / "content/cooperatives/htx-doi-suong.yml"
    assert f'former_commune: "{code}"' in file.read_text(encoding="utf-8")
    assert check(example_root) == []


def test_a_terminal_is_warned_of_a_double_and_may_stop(example_root: Path) -> None:
    before = stamps(example_root)
    answers = ["Miến mẫu", "other", "htx-mau-day-du", "", "n"]
    status, text = ask(example_root, "product", answers)
    assert (status, answers) == (1, [])
    assert "mien-mau" in text
    assert WORDS("new.given_up") in text
    assert stamps(example_root) == before


def test_what_is_named_as_a_spirit_is_classed_at_once(example_root: Path, check: Check) -> None:
    answers = ["Rượu Đồi Sương", "wine", "alcohol", "other", "", "drinks", "", "bao-mau-2022", ""]
    status, text = ask(example_root, "product", answers)
    assert (status, answers) == (0, [])
    assert "«wine»" in text
    file = example_root / "content/products/ruou-doi-suong.yml"
    assert "regulatory_class: alcohol\n" in file.read_text(encoding="utf-8")
    assert check(example_root) == []
