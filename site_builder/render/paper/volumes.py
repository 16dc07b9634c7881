"""Catalogues that are too long to be printed as one: a volume for each part of the list.

What a press needs of memory grows with a paper. The volumes are those of the lists on the site
(`render/find/parts.py`), and the catalogue itself leads to them. Their addresses are permanent: one
that the records no longer fill is answered by the catalogue that it belonged to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from site_builder.records.directory import (
    ListedOrganisation,
    ListedProduct,
    OrganisationOrProduct,
)
from site_builder.render.environment import Site
from site_builder.render.find.parts import STEP, Part, part_label, split_list
from site_builder.render.paper.catalogue_parts import Catalogue
from site_builder.render.views.own_names import kind_phrases, split_name
from site_builder.words.catalogue import ORIGINAL, load_words
from site_builder.words.language_marks import unmark

SUFFIX = ".pdf"


def volumes(site: Site, catalogue: Catalogue) -> list[Catalogue]:
    """Return the volumes of a catalogue; none of one that is short enough.

    What a link to a volume says is its part alone. All editions have the same volumes.
    """
    phrases = kind_phrases(load_words(ORIGINAL))

    def own_name(listed: OrganisationOrProduct) -> str:
        return split_name(unmark(listed.record.name_vi), phrases)[1]

    entries: list[OrganisationOrProduct] = [*catalogue.products, *catalogue.organisations]
    folder = f"{catalogue.address.removesuffix(SUFFIX)}/"
    return [_volume(site, catalogue, part) for part in split_list(entries, own_name, folder)]


def _volume(site: Site, catalogue: Catalogue, part: Part[OrganisationOrProduct]) -> Catalogue:
    label = part_label(site.words, part)
    return replace(
        catalogue,
        address=part.address.rstrip("/") + SUFFIX,
        title=site.words("parts.title", list=catalogue.title, part=label),
        link=label,
        products=[one for one in part.items if isinstance(one, ListedProduct)],
        organisations=[one for one in part.items if isinstance(one, ListedOrganisation)],
    )


def emptied_volumes(
    site: Site, catalogue: Catalogue, present: Sequence[Catalogue]
) -> Iterator[str]:
    """Yield the address of every volume of the ledger that is not there any more."""
    folder = f"{catalogue.address.removesuffix(SUFFIX)}/{STEP}/"
    volume = re.compile(re.escape(folder) + r"[a-z0]+(/\d+)?" + re.escape(SUFFIX))
    answered = {one.address for one in present}
    for row in site.directory.ledger:
        if volume.fullmatch(row.address) and row.address not in answered:
            yield row.address
