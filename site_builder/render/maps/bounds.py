"""What part of the world a map shows."""

from collections.abc import Sequence

from site_builder.records.outlines import Geometry
from site_builder.render.maps.views import Bounds, MapArea, MapView

# Longitude and latitude.
Corner = tuple[float, float]


def area_bounds(area: MapArea) -> Bounds:
    """Return ((south, west), (north, east)) of an area."""
    return _around(_corners(area.geometry))


def view_bounds(view: MapView) -> Bounds:
    """Return the bounds of everything that a map draws."""
    pins = [(pin.longitude, pin.latitude) for pin in view.pins]
    corners = [corner for area in view.areas for corner in _corners(area.geometry)]
    return _around([*pins, *corners] or [(0.0, 0.0)])


def _corners(geometry: Geometry) -> list[Corner]:
    return [
        (longitude, latitude)
        for polygon in geometry["coordinates"]
        for longitude, latitude in polygon[0]
    ]


def _around(corners: Sequence[Corner]) -> Bounds:
    longitudes, latitudes = zip(*corners, strict=True)
    return (min(latitudes), min(longitudes)), (max(latitudes), max(longitudes))
