"""The architecture: rooms in one direction, one door to each outside package, small parts.

The order below is the order in which data goes: a module imports from the lines above its own.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "site_builder"
MODULES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = PACKAGE / "render" / "templates"

ROOMS = ("words", "records", "render", "publish", "pipeline", "staff", "cli", "__main__")
RECORDS = (
    {"signs", "slips"},
    {"raw", "text", "phones", "yaml_events"},
    {"yaml_comments", "yaml_text"},
    {"parsed", "yaml_value"},
    {"scalars", "fields", "images", "annotations", "json_text"},
    {"dates", "salvage"},
    {"models.common"},
    {
        "models.mapping",
        "models.organisation",
        "models.private",
        "models.product",
        "models.reference",
        "models.settings",
    },
    {"load", "validate", "places", "outlines", "photos"},
    {
        "tables",
        "ledger",
        "rules.addresses",
        "rules.awards",
        "rules.claims",
        "rules.identifiers",
        "rules.people",
    },
    {"models.portal"},
    {"content"},
    {
        "rules.award_checks",
        "rules.references",
        "rules.life_cycle",
        "rules.published",
        "rules.clock",
        "rules.duplicates",
        "rules.photos",
        "directory",
        "overlay",
    },
    {"check", "link", "editions", "portal"},
)
RENDER = (
    {"addresses", "memory", "headers"},
    {"environment"},
    {"views"},
    {"data", "figures", "maps", "work"},
    {"find"},
    {"news", "paper", "portal"},
    {"pages"},
    {"published", "web_files", "editions"},
    {"site"},
)
DOORS = {
    "yaml": {"records.yaml_events"},
    "PIL": {"records.images"},
    "stdnum": {"records.scalars"},
    "phonenumbers": {"records.phones"},
    "folium": {"render.maps.interactive"},
    "shapely": {"render.maps.schematic"},
    "jinja2": {"render.environment"},
    "markdown": {"publish.mkdocs"},
    "mkdocs": {"publish.mkdocs"},
    "openpyxl": {"words.workbook", "words.workbook_cells", "words.workbook_sheets"},
    "segno": {"render.paper.qr"},
    "typst": {"publish.typst"},
}
# These come with the models, templates and commands, whose every module may know them.
ROOM_PACKAGES = {
    "pydantic": "records", "pydantic_core": "records", "markupsafe": "render", "click": "cli",
}  # fmt: skip
LONGEST_FILE = 250
LONGEST_FUNCTION = 40


def name_of(path: Path) -> str:
    """Return the name of a module inside the package: `records.load`; of a package its own."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> frozenset[str]:
    """Return the full name of every module that a module imports."""
    return frozenset(_imported(tree_of(path)))


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "an import names its module in full"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in OURS else str(node.module)


OURS = {f"site_builder.{name_of(path)}" for path in MODULES}
NAMES = [name_of(path) for path in MODULES]
EVERY_MODULE = pytest.mark.parametrize("path", MODULES, ids=NAMES)


def our_imports(path: Path) -> set[str]:
    """Return the modules of ours that a module imports, as `name_of` names them."""
    names = {name for name in imported(path) if name.startswith("site_builder")}
    assert names <= OURS | {"site_builder"}, names - OURS
    return {name.removeprefix("site_builder.") for name in names - {"site_builder"}}


@EVERY_MODULE
def test_a_room_imports_from_lower_rooms_only(path: Path) -> None:
    room, *_ = name_of(path).split(".")
    if room != "__init__":
        allowed = {*ROOMS[: ROOMS.index(room)], room}
        assert {name.split(".")[0] for name in our_imports(path)} <= allowed


@pytest.mark.parametrize("path", [p for p in MODULES if "records" in p.parts], ids=name_of)
def test_the_modules_of_records_stand_in_the_order_of_the_data(path: Path) -> None:
    name = name_of(path).removeprefix("records").removeprefix(".")
    if path.name == "__init__.py":
        assert our_imports(path) == set()
        return
    (place,) = [number for number, level in enumerate(RECORDS) if name in level]
    below = {f"records.{module}" for level in RECORDS[:place] for module in level}
    assert {module for module in our_imports(path) if module.startswith("records")} <= below


def test_no_module_of_records_is_missing_from_the_order() -> None:
    known = {f"records.{module}" for level in RECORDS for module in level}
    found = {name_of(p) for p in MODULES if "records" in p.parts and p.name != "__init__.py"}
    assert known == found


@pytest.mark.parametrize("path", [p for p in MODULES if "render" in p.parts], ids=name_of)
def test_the_rooms_of_render_stand_in_one_order(path: Path) -> None:
    if name_of(path) == "render":
        return
    rooms = [
        name.split(".")[1] for name in (name_of(path), *our_imports(path)) if "render." in name
    ]
    levels = {room: number for number, level in enumerate(RENDER) for room in level}
    own, *used = rooms
    assert all(room == own or levels[room] < levels[own] for room in used), used


def test_modules_import_each_other_in_no_ring() -> None:
    imports = {name_of(path): our_imports(path) - {name_of(path)} for path in MODULES}
    while imports:
        free = {name for name, needed in imports.items() if not needed & imports.keys()}
        assert free, f"a ring among {sorted(imports)}"
        imports = {name: needed for name, needed in imports.items() if name not in free}


@EVERY_MODULE
def test_an_outside_package_has_one_door(path: Path) -> None:
    outside = {name.split(".")[0] for name in imported(path)} - {"site_builder"}
    for package in outside - sys.stdlib_module_names:
        if package in ROOM_PACKAGES:
            assert name_of(path).split(".")[0] == ROOM_PACKAGES[package]
        else:
            assert name_of(path) in DOORS[package]


def test_every_door_is_used() -> None:
    for package, doors in DOORS.items():
        for door in doors:
            path = PACKAGE / f"{door.replace('.', '/')}.py"
            assert package in {name.split(".")[0] for name in imported(path)}


@EVERY_MODULE
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    if name_of(path).split(".")[0] in {"cli", "__main__"}:
        return
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in {"print", "exit", "quit", "sys.exit", "os._exit"}
        if isinstance(node, ast.Name):
            assert node.id != "SystemExit"


@EVERY_MODULE
def test_files_and_functions_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    long = {
        node.name: length
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


@EVERY_MODULE
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


def test_every_template_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("render/**/*.py"))
    code += "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.jinja"))
    # Typst names a file from the root of a paper on.
    papers = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.typ"))
    code += papers.replace('"/paper/', '"paper/')
    names = {
        path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()
    }
    assert {name for name in names if f'"{name}"' not in code and f"'{name}'" not in code} == set()
    used = set(re.findall(r"[\"']([\w/.-]+\.jinja)[\"']", code))
    assert used <= names


@pytest.mark.parametrize(
    "path",
    [
        path
        for folder in (PACKAGE, ROOT / "bench", ROOT / "tools")
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".py", ".jinja", ".toml", ".typ"}
    ],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_no_place_is_known_by_name(path: Path) -> None:
    text = path.read_text(encoding="utf-8").casefold()
    for name in ("bắc kạn", "thái nguyên", "bac kan", "thai nguyen", "bac-kan", "thai-nguyen"):
        assert name not in text
