"""What a map shows, told without any library: areas, pins and their popups."""

from dataclasses import dataclass

from site_builder.records.outlines import Geometry

# ((south, west), (north, east)) in WGS 84 degrees.
Bounds = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class MapArea:
    """An area to draw: `label` stands on it, `name` is its full name, `href` the page it opens.

    An area without `href` is the one the map is about. Addresses are relative to `maps/`.
    """

    key: str
    name: str
    label: str
    geometry: Geometry
    href: str = ""
    is_schematic: bool = True


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A line of a popup: the name leads to `href`; `kind_label` stands under it."""

    name: str
    href: str
    kind_label: str = ""


@dataclass(frozen=True, slots=True)
class MapPin:
    """A place with everything that is there, in WGS 84 degrees.

    `note` says what the position is worth ("vị trí gần đúng"); a pin with a note is drawn dashed.
    """

    latitude: float
    longitude: float
    title: str
    entries: tuple[MapEntry, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class MapView:
    """A map: `maps/<path_stem>.html` with its title, areas and pins.

    `bounds` is ((south, west), (north, east)), by default around everything drawn; `credits` are
    further lines of the sources; `assets` leads from `maps/` to the site's assets.
    """

    path_stem: str
    title: str
    language: str
    areas: tuple[MapArea, ...]
    pins: tuple[MapPin, ...]
    bounds: Bounds | None = None
    credits: tuple[str, ...] = ()
    assets: str = "../assets"

    @property
    def paths(self) -> tuple[str, str]:
        """The paths of the page and the script of the map."""
        return f"maps/{self.path_stem}.html", f"maps/{self.path_stem}.js"
