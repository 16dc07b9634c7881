"""The icons of the site in pixels, for browsers, search engines and home screens."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from site_builder.render.paper.paper import Paper

TEMPLATE = "paper/icon.typ"
FOLDER = "assets/icons"
# The paper of the light pages.
GROUND = "#faf6ec"
# The drawing that is plain enough for the tab of a browser, and the full one.
PLAIN, FULL = "favicon", "mark"
# Systems may cut a maskable icon to the circle of 80 % (W3C Web Application Manifest, Icon masks),
# and home screens of Apple round the corners.
IN_CIRCLE, IN_CORNERS = 0.76, 0.84


@dataclass(frozen=True, slots=True)
class Icon:
    """A square icon: the share of its width that a drawing takes, on a ground or on none."""

    name: str
    size: int
    drawing: str
    share: float = 1.0
    ground: str | None = None
    purpose: Literal["any", "maskable"] | None = None

    @property
    def path(self) -> str:
        """Return the path of the file of the site."""
        return f"{FOLDER}/{self.name}.png"


# The first three are named by the head of every page (main.html), those with a purpose by the
# manifest.
ICONS = (
    Icon("favicon-32", 32, PLAIN),
    Icon("favicon-48", 48, PLAIN),
    Icon("touch-180", 180, FULL, IN_CORNERS, GROUND),
    Icon("icon-192", 192, FULL, purpose="any"),
    Icon("icon-512", 512, FULL, purpose="any"),
    Icon("maskable-512", 512, FULL, IN_CIRCLE, GROUND, purpose="maskable"),
)


def icons() -> Iterator[Paper]:
    """Yield every icon, to be set."""
    for icon in ICONS:
        values = {
            "size": icon.size, "drawing": icon.drawing, "share": icon.share, "ground": icon.ground,
        }  # fmt: skip
        yield Paper(icon.path, TEMPLATE, values)
