"""Three made-up provinces for a portal: the open data of the example, under three names."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.publish.tree import write_file
from tests.building import ROOT, TODAY

GOLDEN = Path(__file__).parent / "golden" / "api" / "v1"
LISTS = ("index.json", "organisations.json", "products.json", "programmes.json", "places.json")
# Province, and what its names have in the place of "Mẫu".
PROVINCES = {
    "mot": ("Tỉnh Mẫu Một", "Mẫu"),
    "hai": ("Tỉnh Mẫu Hai", "Đậu"),
    "ba": ("Mẫu Ba", "Dầu"),
}


def portal_settings(folder: Path) -> Path:
    """Write the open data of three provinces and the settings of their portal; return these."""
    lines = ["name: Cổng Mẫu", "name_en: Sample Portal", "address: https://cong.example/", "sites:"]
    for id_, (name, word) in PROVINCES.items():
        for file in LISTS:
            text = (GOLDEN / file).read_text(encoding="utf-8")
            write_file(folder / id_ / "api" / "v1" / file, text.replace("Mẫu", word).encode())
        lines += [f"  - name: {name}", f"    folder: {id_}", f"    address: https://{id_}.example/"]
    settings = folder / "portal.yml"
    settings.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return settings


def portal_root(folder: Path) -> Path:
    """Make a root that has the look of ours and a `build/` of its own; return it."""
    root = folder / "root"
    root.mkdir(exist_ok=True)
    for name in ("directory", "mkdocs.yml", "node_modules"):
        if not (root / name).exists():
            (root / name).symlink_to(ROOT / name)
    return root


def change(path: Path, place: tuple[str | int, ...], value: object) -> None:
    """Change one value of a JSON file."""
    content = json.loads(path.read_bytes())
    inside: Any = content
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    path.write_text(json.dumps(content), encoding="utf-8")


def run(settings: Path, folder: Path, *options: str) -> Result:
    """Run the command with the look of our root."""
    arguments = ["portal", str(settings), str(folder), "--root", str(portal_root(settings.parent))]
    return CliRunner().invoke(main, [*arguments, "--today", TODAY.isoformat(), *options])
