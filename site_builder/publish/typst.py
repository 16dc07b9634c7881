"""The one door to Typst: papers in, PDF or PNG out; nothing of the machine goes into them."""

import contextlib
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

import typst

from site_builder.publish.faults import MissingPackageError, PaperError
from site_builder.publish.vendor import FONT_PACKAGE, FONTS
from site_builder.render.environment import TEMPLATES
from site_builder.render.paper.paper import Paper

# ISO 14289-1: read aloud, reflowed and copied as it is meant.
STANDARD: Final = "ua-1"
# A point of a template is a pixel of a picture.
PPI = 72
# Typst keeps what it worked out for each of the last ten papers: a fifth of a megabyte for an entry
# of a catalogue. After a paper of so many signs, as many blank ones make it forget.
LONG = 100_000
KEPT_PAPERS = 10
BLANK = "blank.typ"

Press = Callable[[Paper], bytes]


def font_files(node_modules: Path) -> tuple[Path, ...]:
    """Return the font files; one that is not there is a `MissingPackageError`."""
    files = tuple(node_modules / FONT_PACKAGE / name for name in FONTS)
    for file in files:
        if not file.is_file():
            raise MissingPackageError(file.as_posix())
    return files


def recipe(fonts: tuple[Path, ...], drawings: Path) -> str:
    """Return what changes with everything but the values that a paper is made from."""
    digest = hashlib.sha256(f"typst {version('typst')} {STANDARD} {PPI}".encode())
    for path in (*sorted((TEMPLATES / "paper").iterdir()), *sorted(drawings.glob("*.svg")), *fonts):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@contextlib.contextmanager
def press(fonts: tuple[Path, ...], drawings: Path, made: Path) -> Iterator[Press]:
    """Give a function that sets papers.

    Templates find our drawings under `/brand`, and photos and QR codes of `made` under `/made`.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        shutil.copytree(TEMPLATES / "paper", root / "paper")
        (root / BLANK).touch()
        for name, target in (("brand", drawings), ("made", made)):
            (root / name).symlink_to(target.resolve(), target_is_directory=True)
        faces = typst.Fonts(include_system_fonts=False, font_paths=[font.parent for font in fonts])

        @cache
        def compiler(template: str) -> typst.Compiler:
            return typst.Compiler(root / template, root=root, font_paths=faces)

        def set_paper(paper: Paper) -> bytes:
            text = values_text(paper.values)
            content = _set(compiler(paper.template), paper, text)
            if len(text) > LONG:
                for _ in range(KEPT_PAPERS):
                    compiler(BLANK).compile()
            return content

        yield set_paper


def _set(compiler: typst.Compiler, paper: Paper, text: str) -> bytes:
    is_pdf = paper.path.endswith(".pdf")
    try:
        made, warnings = compiler.compile_with_warnings(
            format="pdf" if is_pdf else "png",
            ppi=PPI,
            sys_inputs={"values": text},
            pdf_standards=[STANDARD] if is_pdf else [],
        )
    except typst.TypstError as error:
        raise PaperError(paper.source or paper.path, error.message) from error
    # A face that is missing is only a warning there.
    if warnings or not isinstance(made, bytes):
        reason = warnings[0].message if warnings else "more than one page"
        raise PaperError(paper.source or paper.path, reason)
    return made


def values_text(values: Mapping[str, object]) -> str:
    """Return values as the JSON that templates read."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
