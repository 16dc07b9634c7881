"""Areas, maps and the overview drawing come out the same in every process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
IN_ANOTHER_PROCESS = """
import hashlib, sys
from site_builder.render.maps.views import MapArea, MapEntry, MapPin, MapView
from site_builder.render.maps.interactive import render_map
from site_builder.render.maps.overview import OverviewArea, render_overview
from site_builder.render.maps.schematic import CommunePoint, schematic_areas
from site_builder.words.catalogue import load_words

points = [
    CommunePoint(f"{x}{y}", 105 + x / 10, 22 + y / 10 + x / 100, f"{x // 3}{y // 3}" if y else None)
    for x in range(6) for y in range(6)
]
shapes = schematic_areas({point for point in points})
areas = tuple(MapArea(key, key, key, shape, f"../{key}/") for key, shape in shapes.items())
pins = tuple(
    MapPin(p.latitude, p.longitude, p.code, (MapEntry(p.code, "../x/"),)) for p in points
)
words = load_words("vi")
files = render_map(MapView("m", "m", "vi", areas, pins), words)
drawing = render_overview(
    [OverviewArea(a.key, a.name, a.label, "1", a.href, a.geometry) for a in areas], "l", "c"
)
text = b"".join(file.content for file in files) + drawing.encode()
print(len(text), hashlib.sha256(text).hexdigest())
"""


def test_every_process_makes_the_same_bytes() -> None:
    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", IN_ANOTHER_PROCESS]
        return subprocess.run(
            command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        ).stdout

    assert run("1") == run("2") != ""
