"""The samples of CONTRIBUTING.md: valid records that have and explain every field there is."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import pytest

from site_builder.pipeline import load_directory
from site_builder.records.content import FOLDERS, LISTS
from site_builder.records.load import parse
from site_builder.records.models.common import Model
from site_builder.records.raw import FieldPath, RawRecord
from site_builder.records.validate import validate_list, validate_record
from tests.building import SETTINGS

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
REQUIRED = "bắt buộc"


def samples() -> dict[str, str]:
    """Return the YAML blocks of CONTRIBUTING.md by the file that the text before each names."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    *pairs, _ = re.split(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
    names = [re.findall(r"`(content/[a-z/_0-9-]+\.yml)`", prose)[-1] for prose in pairs[::2]]
    return dict(zip(names, pairs[1::2], strict=True))


SAMPLES = samples()


def switched_on(text: str) -> str:
    """Return a sample with its switched-off fields (`#field: …`) in force."""
    return re.sub(r"^( *)#(?=\S)", r"\1", text, flags=re.MULTILINE)


def model_of(name: str) -> type[Model]:
    """Return the model of a record file or list file."""
    path = Path(name)
    return FOLDERS.get(path.parent.name) or LISTS[path.stem]


def parsed(name: str, *, everything: bool) -> RawRecord:
    text = SAMPLES[name]
    record, issues = parse(name, switched_on(text) if everything else text)
    assert issues == []
    assert record is not None
    return record


def test_there_is_a_sample_of_each_kind() -> None:
    assert [Path(name).parent.name for name in SAMPLES] == [
        "content", "cooperatives", "products", "programmes", "content",
    ]  # fmt: skip


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_valid_by_itself(name: str, *, everything: bool) -> None:
    raw = parsed(name, everything=everything)
    validate = validate_list if isinstance(raw.value, list) else validate_record
    assert validate(raw, model_of(name), TODAY)[1] == []


def test_the_samples_are_right_together(tmp_path: Path) -> None:
    folders = shutil.ignore_patterns(*FOLDERS, "schemas", "addresses.csv")
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=folders)
    for name in SETTINGS:
        shutil.copy(ROOT / name, tmp_path)
    for name, text in SAMPLES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + text, encoding="utf-8")
    directory, issues = load_directory(tmp_path, TODAY)
    assert issues == []
    assert directory is not None
    [product] = directory.products
    assert [award.state for award in product.awards] == ["outdated", "valid"]


def test_a_sample_names_the_schema_that_editors_use() -> None:
    for name, text in SAMPLES.items():
        folder = Path(name).parent
        if folder.name in FOLDERS:
            schema = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
            assert schema
            assert (ROOT / folder / schema[1]).resolve().is_file()


# Every field of the models, with whether it is required and what it may be


def fields(model: type[Model]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every field of a model and of the models inside, by its path without positions."""
    for name, field in model.model_fields.items():
        yield (name,), field
        for part in models_in(field.annotation):
            for path, inner in fields(part):
                yield (name, *path), inner


def models_in(annotation: object) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    yield from chain.from_iterable(map(models_in, get_args(annotation)))


def choices(annotation: object) -> Iterator[str]:
    """Yield the words that a field allows, if it allows only some."""
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from choices(part)


def names_in(path: FieldPath) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))


def explained(name: str) -> dict[tuple[str, ...], str]:
    """Return the comment beside or above the first use of each field of a sample."""
    lines = switched_on(SAMPLES[name]).splitlines()
    first: dict[tuple[str, ...], int] = {}
    for path, mark in parsed(name, everything=True).keys.items():
        first.setdefault(names_in(path), mark.line - 1)
    return {path: comment(lines, line) for path, line in first.items()}


def comment(lines: list[str], line: int) -> str:
    """Return the comment of a line: behind its value, and on the comment lines above it."""
    above = line
    while above and lines[above - 1].lstrip().startswith("# "):
        above -= 1
    behind = lines[line].partition(" # ")[2]
    return " ".join([*(text.lstrip() for text in lines[above:line]), behind])


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_every_field_of_its_model(name: str) -> None:
    assert set(explained(name)) == {path for path, _ in fields(model_of(name))}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_explains_each_field(name: str) -> None:
    comments = explained(name)
    for path, field in fields(model_of(name)):
        assert comments[path].strip(), path
        assert (REQUIRED in comments[path]) == field.is_required(), path
        words = set(choices(field.annotation))
        if len(words) > 1:
            assert words <= set(re.findall(r"[a-z0-9_-]+", comments[path])), path
