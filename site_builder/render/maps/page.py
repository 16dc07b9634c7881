"""The page around a map: our own, because folium's forbids zooming and names no language.

Its policy allows files of this site only, and no code or style within the page.
"""

from collections.abc import Callable, Iterator
from html import escape

from site_builder.render.maps.views import MapView
from site_builder.words.catalogue import ORIGINAL
from site_builder.words.language_marks import as_html

# Of the site's assets, in the order they build on each other.
STYLES = (
    "vendor/leaflet/leaflet.css",
    "vendor/leaflet.markercluster/MarkerCluster.css",
    "maps.css",
)
SCRIPTS = (
    "vendor/leaflet/leaflet.js",
    "vendor/leaflet.markercluster/leaflet.markercluster.js",
    "maps.js",
    "maps-filter.js",
)

Word = Callable[[str], str]

PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; \
style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" href="data:,">
{links}
</head>
<body{words}>
<main aria-label="{title}">
<h1 class="unseen">{title}</h1>
<div class="folium-map" id="{map_id}"></div>
<noscript><p class="map-notice">{no_script}</p></noscript>
<footer class="map-caption">
{footer}
</footer>
</main>
</body>
</html>
"""


def render_page(view: MapView, words: Word, map_id: str) -> str:
    """Return the page of a map; `map_id` names the element that its script fills."""
    settings = ("zoom_in", "zoom_out", "whole", "close", "count")
    page = PAGE.format(
        language=escape(view.language),
        title=escape(view.title),
        links="\n".join(_links(view)),
        words="".join(
            f' data-{name.replace("_", "-")}="{escape(words(f"maps.{name}"))}"' for name in settings
        ),
        map_id=map_id,
        no_script=escape(words("maps.no_script")),
        footer="\n".join(_footer(view, words)),
    )
    return as_html(page, ORIGINAL)


def _links(view: MapView) -> Iterator[str]:
    for path in STYLES:
        yield f'<link rel="stylesheet" href="{escape(view.assets)}/{path}">'
    for path in SCRIPTS:
        yield f'<script src="{escape(view.assets)}/{path}" defer></script>'
    yield f'<script src="{escape(view.path_stem)}.js" defer></script>'


def _footer(view: MapView, words: Word) -> Iterator[str]:
    """Yield what the areas are, how to read the pins, and the sources behind one click."""
    is_schematic = any(area.is_schematic for area in view.areas)
    caption = [words("maps.schematic" if is_schematic else "maps.outlines")] if view.areas else []
    if any(pin.note for pin in view.pins):
        caption.append(words("maps.dashed"))
    yield f'<p class="map-scheme">{escape(" ".join(caption))}</p>'
    yield f'<p class="map-gesture">{escape(words("maps.two_fingers"))}</p>'
    sources = [words("maps.credit.points"), *view.credits, words("maps.credit.software")]
    if view.areas and not is_schematic:
        sources.insert(0, words("maps.credit.outlines"))
    yield f"<details><summary>{escape(words('maps.sources'))}</summary>"
    yield from (f"<p>{escape(source)}</p>" for source in sources)
    yield "</details>"
