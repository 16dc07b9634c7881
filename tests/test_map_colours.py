"""The colours of the maps are legible, in the light and in the dark scheme."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parent.parent / "directory" / "vi" / "assets" / "maps.css"
PAIRS = [
    *(("--land-label", f"--land-{tint}", 4.5) for tint in range(4)),
    ("--ink", "--surface", 4.5),
    ("--ink-soft", "--surface", 4.5),
    ("--ink-soft", "--paper", 4.5),
    ("--link", "--surface", 4.5),
    ("--on-pin", "--pin", 4.5),
    ("--pin", "--surface", 4.5),
    # A sign needs less than a text (WCAG 2.2, 1.4.11).
    *(("--pin", f"--land-{tint}", 3.0) for tint in range(4)),
]


def colours(scheme: int) -> dict[str, str]:
    """Return the colours by name; 0 is the light scheme, 1 the dark one over it."""
    blocks = re.findall(r":root \{(.*?)\}", STYLES.read_text(encoding="utf-8"), re.DOTALL)
    text = "".join(blocks[: scheme + 1])
    return dict(re.findall(r"(--[\w-]+): #([0-9a-f]{3,6});", text))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour without its `#` (WCAG 2.2)."""
    digits = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [part / 255 for part in bytes.fromhex(digits)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("sign", "ground", "least"), PAIRS)
def test_signs_and_texts_stand_out_from_their_ground(
    sign: str, ground: str, least: float, scheme: int
) -> None:
    known = colours(scheme)
    dark, light = sorted((luminance(known[sign]), luminance(known[ground])))
    assert (light + 0.05) / (dark + 0.05) >= least
