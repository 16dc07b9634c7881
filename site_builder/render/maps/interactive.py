"""The interactive maps: pins and areas become a small page of its own, shown in an `<iframe>`.

The only module that knows folium, and of folium only what cannot turn text into code: GeoJSON, and
rows through `FastMarkerCluster` to the constant functions of `assets/maps.js`, which build every
popup with `textContent`. A `Popup`, `Tooltip` or `Marker` would run a `${...}` in a name, and
branca reads every finished script as a Jinja template once more, which would run a `{{...}}`: so
texts travel percent-encoded. Leaflet and Leaflet.markercluster are expected under
`assets/vendor/`; no other host is ever asked.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import folium
from folium import JsCode
from folium.plugins import FastMarkerCluster

from site_builder.render.maps.bounds import view_bounds
from site_builder.render.maps.page import Word, render_page
from site_builder.render.maps.schematic import area_tints, label_point
from site_builder.render.maps.views import MapArea, MapPin, MapView
from site_builder.words.generated import GeneratedFile, text_file

# Without a base map nothing more is to be seen closer than this, and markercluster needs an end.
MAX_ZOOM = 13
# Two pins closer than this many pixels become one bubble.
CLUSTER_RADIUS = 26
# What of a text is percent-encoded on its way through folium: all but letters and a few signs.
UNSAFE = re.compile(r"[^\w .,()·-]")
OWN_PATH = re.compile(r"(?:\.{1,2}/|/(?!/))[\w./#?=&%~-]*", re.ASCII)


class _Map(folium.Map):
    """A folium map under a fixed name; branca's own names are random."""

    @classmethod
    def _generate_id(cls) -> str:
        return "directory"


class _Areas(folium.GeoJson):
    """The areas and their labels under a fixed name."""

    @classmethod
    def _generate_id(cls) -> str:
        return "areas"


class _Pins(FastMarkerCluster):
    """The pins under a fixed name."""

    @classmethod
    def _generate_id(cls) -> str:
        return "pins"


def render_map(view: MapView, words: Word) -> tuple[GeneratedFile, ...]:
    """Return the page and the script of a map; `words` gives the catalogue's `maps.…` entries.

    A `ValueError` means that an address is none of our own, which no record can cause.
    """
    map_ = _folium_map(view)
    figure = folium.Figure()
    figure.add_child(map_)
    # Rendering collects the script; folium's page with its addresses elsewhere is left aside.
    figure.render()
    lines = (line.rstrip() for line in figure.script.render().split("\n"))
    page, script = view.paths
    return (
        text_file(page, render_page(view, words, map_.get_name())),
        text_file(script, "\n".join(line for line in lines if line) + "\n"),
    )


def _folium_map(view: MapView) -> folium.Map:
    bounds = view.bounds or view_bounds(view)
    (south, west), (north, east) = bounds
    map_ = _Map(
        location=(round((south + north) / 2, 4), round((west + east) / 2, 4)),
        zoom_start=9,
        tiles=None,
        zoom_control=False,
        max_zoom=MAX_ZOOM,
        # What reaches Leaflet; `max_zoom` above is for tile layers only.
        maxZoom=MAX_ZOOM,
        zoom_snap=0.1,
        scroll_wheel_zoom=False,
        attribution_control=False,
        site_bounds=[list(corner) for corner in bounds],
    )
    if view.areas:
        _areas_layer(view).add_to(map_)
    pins = _Pins(  # type: ignore[no-untyped-call]
        [_row(pin) for pin in view.pins],
        callback="siteMap.drawPin",
        name="pins",
        icon_create_function="siteMap.drawCluster",
        show_coverage_on_hover=False,
        max_cluster_radius=CLUSTER_RADIUS,
    )
    pins.add_to(map_)
    return map_


def _areas_layer(view: MapView) -> folium.GeoJson:
    tints = area_tints({area.key: area.geometry for area in view.areas})
    # The area the map is about lies on top, so that no neighbour covers its edge.
    areas = sorted(view.areas, key=lambda area: not area.href)
    shapes = [_feature(area, tints[area.key], area.geometry) for area in areas]
    labels = [_feature(area, tints[area.key], _label(area)) for area in areas]
    return _Areas(
        {"type": "FeatureCollection", "features": shapes + labels},
        name="areas",
        on_each_feature=JsCode("siteMap.drawArea"),
        point_to_layer=JsCode("siteMap.drawLabel"),
        smooth_factor=0,
    )


def _feature(area: MapArea, tint: int, geometry: Mapping[str, Any]) -> dict[str, Any]:
    properties = {
        "key": _encoded(area.key),
        "name": _encoded(area.name),
        "label": _encoded(area.label),
        "href": _own_path(area.href),
        "schematic": area.is_schematic,
        "tint": tint,
    }
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _label(area: MapArea) -> dict[str, Any]:
    return {"type": "Point", "coordinates": list(label_point(area.geometry))}


def _row(pin: MapPin) -> list[Any]:
    """Return a pin as `siteMap.drawPin` reads it."""
    entries = [
        [_encoded(entry.name), _own_path(entry.href), _encoded(entry.kind_label)]
        for entry in pin.entries
    ]
    return [pin.latitude, pin.longitude, _encoded(pin.title), _encoded(pin.note), entries]


def _encoded(text: str) -> str:
    """Return a text as `decodeURIComponent` of `maps.js` reads it back."""
    return UNSAFE.sub(lambda sign: quote(sign[0], safe=""), text)


def _own_path(href: str) -> str:
    if href and OWN_PATH.fullmatch(href) is None:
        message = f"not an address of this site: {href!r}"
        raise ValueError(message)
    return href
