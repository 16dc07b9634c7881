"""What the pictures of the guides show of the commands: run on a copy of the example site."""

import html
import io
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import markdown
from openpyxl import load_workbook
from openpyxl.worksheet.properties import PageSetupProperties
from PIL import Image, ImageChops, ImageOps

from site_builder.words.sheets import FIRST_ROW, NAMES_ROW

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "tests" / "example_site"
TODAY = "2026-11-22"
SHEET = "Sản phẩm"
# Sheet of a workbook, field, value: two edits, and two cells that are refused.
EDITS: dict[str, str | int] = {"storage": "Nơi khô ráo, thoáng", "price.amount_vnd": 46000}
FAULTS: dict[str, str | int] = {"price.amount_vnd": "45.000", "gtin": 2000000000015}
KEY = "mien-mau"
SHOWN_CELLS = "A1:H12"
MARGIN = 12
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 24px; font: 15px/1.6 "Noto Sans", "DejaVu Sans", sans-serif; {ground} }}
pre {{ margin: 0; font: inherit; white-space: pre-wrap; }}
h2 {{ font-size: 22px; border-bottom: 1px solid #d0d7de; padding-bottom: 6px; }}
h3 {{ font-size: 17px; }}
code {{ font-family: inherit; font-size: 14px; background: #eef1f3;
  padding: 2px 5px; border-radius: 5px; overflow-wrap: anywhere; }}
li {{ margin: 3px 0; }}
</style>{body}"""
DARK = "background: #1d2721; color: #eef3ee;"
LIGHT = "background: #fff; color: #1f2328;"


def command(root: Path, *arguments: str) -> str:
    """Return what a command prints about a root."""
    options = ["--root", str(root), "--today", TODAY]
    name, *others = arguments
    done = subprocess.run(  # noqa: S603 -- the command is our own
        [sys.executable, "-m", "site_builder", name, *options, *others],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    return done.stdout + done.stderr


def example_in(folder: Path) -> Path:
    """Return a fresh copy of the example site in a folder."""
    root = folder / "danh-ba"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(EXAMPLE / "content", root / "content")
    for settings in EXAMPLE.glob("mkdocs*.yml"):
        shutil.copy(settings, root)
    return root


def exported(folder: Path, edits: Mapping[str, str | int]) -> tuple[Path, Path]:
    """Return a copy of the example and its workbook with some cells of one product edited."""
    root, file = example_in(folder), folder / "danh-ba.xlsx"
    file.unlink(missing_ok=True)
    command(root, "export", "--xlsx", str(file))
    book = load_workbook(file)
    sheet = book[SHEET]
    columns = {cell.value: place for place, cell in enumerate(sheet[NAMES_ROW], start=1)}
    row = next(r for r in range(FIRST_ROW, sheet.max_row + 1) if sheet.cell(r, 1).value == KEY)
    for field, value in edits.items():
        sheet.cell(row, columns[field], value)
    book.save(file)
    return root, file


def import_output(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the command `import` with what it prints: of right cells, then of wrong ones."""
    shown = []
    for edits in (EDITS, FAULTS):
        root, file = exported(folder, edits)
        text = command(root, "import", str(file))
        shown.append((f"site-builder import {file.name}", text.strip()))
    return tuple(shown)


def terminal_html(*shown: tuple[str, str]) -> str:
    """Return a page that shows commands and what they print."""
    text = "\n\n".join(f"$ {typed}\n{printed}" for typed, printed in shown)
    return PAGE.format(ground=DARK, body=f"<pre>{html.escape(text)}</pre>")


def summary_html(folder: Path) -> str:
    """Return the summary of a proposal, as GitHub shows its Markdown."""
    root = example_in(folder)
    before = folder / "goc"
    shutil.rmtree(before, ignore_errors=True)
    shutil.copytree(root, before)
    product = root / "content/products/mien-mau.yml"
    text = product.read_text(encoding="utf-8").replace("amount_vnd: 45000", "amount_vnd: 46000")
    product.write_text(text.replace("storage: Nơi khô ráo\n", ""), encoding="utf-8")
    (root / "content/products/gao-chua-kiem-chung.yml").unlink()
    command(root, "new", "product", "--name", "Bột sắn dây mẫu", "--kind", "candidate",
            "--producer", "htx-cho-mau", "--source", "bao-mau-2022")  # fmt: skip
    # GitHub nests a list at two blanks.
    summary = markdown.markdown(command(root, "changes", str(before)), tab_length=2)
    return PAGE.format(ground=LIGHT, body=summary)


def workbook_picture(folder: Path) -> bytes | None:
    """Return a PNG of the sheet of products as LibreOffice prints it; none where it is not here."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    drawing = shutil.which("pdftoppm")
    if program is None or drawing is None:
        return None
    file = folder / "bang.xlsx"
    command(ROOT, "export", "--xlsx", str(file))
    book = load_workbook(file)
    for name in book.sheetnames:
        book[name].sheet_state = "visible" if name == SHEET else "hidden"
    book.active = book.sheetnames.index(SHEET)
    sheet = book[SHEET]
    sheet.print_options.gridLines = sheet.print_options.headings = True
    sheet.print_area = SHOWN_CELLS
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.save(file)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    printed = file.with_suffix(".pdf")
    convert = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    draw = [drawing, "-png", "-r", "130", "-singlefile", str(printed)]
    for arguments in ([*convert, str(file)], [*draw, str(printed.with_suffix(""))]):
        subprocess.run(arguments, check=True, capture_output=True)  # noqa: S603 -- as above
    return without_margins(file.with_suffix(".png").read_bytes())


def without_margins(picture: bytes) -> bytes:
    """Return a picture of a page without the white around what stands on it."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    inside = ImageChops.invert(image).getbbox() or (0, 0, *image.size)
    made = io.BytesIO()
    ImageOps.expand(image.crop(inside), border=MARGIN, fill="white").save(made, "PNG")
    return made.getvalue()
