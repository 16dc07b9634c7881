"""What every record page shows: the way to it, notes, sources, the last check, its file."""

from pathlib import PurePosixPath

from site_builder.records.models.common import Record
from site_builder.render.addresses import FORMS, HOME
from site_builder.render.environment import Site
from site_builder.render.views.sources import Citations
from site_builder.render.views.texts import edit_address, in_language, verified_view


def record_values(site: Site, record: Record, path: str, citations: Citations) -> dict[str, object]:
    """Return the values that the templates of all record pages share; `path` is the YAML file."""
    return {
        "note": in_language(site.words, record.note_vi, record.note_en),
        "sources": citations.views,
        "verified": verified_view(site.words, record),
        "edit": edit_address(site, path),
        "form": _place_in_form(site, path),
    }


def _place_in_form(site: Site, path: str) -> str | None:
    """Return where a record stands in the form for editors, if the site has one that shows it."""
    _, folder, file = PurePosixPath(path).parts
    if not site.has_form or folder not in FORMS:
        return None
    return f"collections/{folder}/entries/{PurePosixPath(file).stem}"


def record_crumbs(
    site: Site, section: str, address: str, name: str
) -> list[tuple[str, str | None]]:
    """Return the way from the first page to a record: names with addresses, its own without."""
    words = site.words
    return [
        (words("pages.home.short"), HOME),
        (words(f"pages.{section}.short"), address),
        (name, None),
    ]
