"""The sites of a directory: that of the first edition, and those of the others, made from it."""

from dataclasses import replace

from site_builder.records.directory import Directory
from site_builder.records.editions import edition, edition_words
from site_builder.render.environment import Site
from site_builder.render.maps.districts import district_areas
from site_builder.words.catalogue import ORIGINAL, load_words


def original_site(directory: Directory) -> Site:
    """Return the site of the first edition."""
    outlines = directory.outlines
    return Site(
        directory,
        load_words(ORIGINAL),
        areas=district_areas(directory, outlines),
        has_outlines=outlines is not None,
    )


def edition_site(original: Site, language: str) -> Site:
    """Return the site of the edition in a language; only the first one leads to the form."""
    if language == ORIGINAL:
        return original
    shown = edition(original.directory, language)
    words = edition_words(language)
    return replace(original, directory=shown, words=words, original=original, has_form=False)
