"""Small files that browsers and search engines look for."""

from collections.abc import Iterator

from site_builder.records.json_text import json_lines
from site_builder.render.environment import Site
from site_builder.render.paper.icons import GROUND, ICONS
from site_builder.words.generated import GeneratedFile, text_file


def web_files(site: Site) -> Iterator[GeneratedFile]:
    """Yield the rules for search engines and the manifest of the site as an application."""
    lines = ("User-agent: *", "Allow: /", f"Sitemap: {site.url('/sitemap.xml')}", "")
    yield text_file("robots.txt", "\n".join(lines))
    yield GeneratedFile("assets/manifest.webmanifest", json_lines(_manifest(site)))


def _manifest(site: Site) -> dict[str, object]:
    """Return the manifest (W3C Web Application Manifest); addresses are relative to it."""
    settings = site.directory.settings
    return {
        "name": settings.site_name,
        "short_name": f"OCOP {settings.scope.name}",
        "lang": site.words.language,
        "start_url": "../",
        "scope": "../",
        "display": "browser",
        "background_color": GROUND,
        "theme_color": "#125740",
        "icons": [
            {"src": "brand/favicon.svg", "type": "image/svg+xml", "sizes": "any"},
            *(
                {
                    "src": icon.path.removeprefix("assets/"),
                    "type": "image/png",
                    "sizes": f"{icon.size}x{icon.size}",
                    "purpose": icon.purpose,
                }
                for icon in ICONS
                if icon.purpose
            ),
        ],
    }
