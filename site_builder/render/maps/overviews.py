"""The overview drawing of a page: the former districts as links, each with what it holds."""

from markupsafe import Markup

from site_builder.render.addresses import district_address, relative_link
from site_builder.render.environment import Site
from site_builder.render.maps.overview import OverviewArea, render_overview
from site_builder.render.views.texts import former_name


def overview(site: Site, page: str) -> Markup:
    """Return the drawing for the page at address `page`; it works and prints without scripts."""
    words, directory = site.words, site.directory
    areas = [
        OverviewArea(
            key=district.code,
            name=former_name(words, district),
            label=district.name,
            count=words(
                "maps.count", count=len(directory.organisations_in_district(district.code))
            ),
            href=relative_link(page, district_address(district.slug)),
            geometry=site.areas[district.code],
        )
        for district in directory.districts
        if district.code in site.areas
    ]
    caption = words("maps.outlines" if site.has_outlines else "maps.schematic")
    # The drawing escapes its own texts.
    return Markup(render_overview(areas, words("maps.overview.label"), caption))  # noqa: S704
