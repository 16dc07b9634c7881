"""Photos as pages and data show them: a few sizes and formats, with who took them."""

from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.records.images import ENCODERS
from site_builder.records.models.common import Photo
from site_builder.records.photos import Picture
from site_builder.render.environment import Site
from site_builder.render.views.sources import Citations
from site_builder.render.views.texts import in_language
from site_builder.words.formats import format_partial_date

PHOTOS = "/assets/photos/"
LICENCES = {
    "cc-by-4": "https://creativecommons.org/licenses/by/4.0/",
    "cc-by-sa-4": "https://creativecommons.org/licenses/by-sa/4.0/",
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


@dataclass(frozen=True, slots=True)
class PhotoCopy:
    """One published copy of a photo."""

    address: str
    type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo with its copies, the smallest first, by media type, the best compressed first."""

    alt: str
    credit: str
    licence: str
    licence_href: str | None
    taken: str | None
    refs: tuple[int, ...]
    copies: dict[str, tuple[PhotoCopy, ...]]


def photo_views(site: Site, photos: Sequence[Photo], citations: Citations) -> list[PhotoView]:
    """Return the photos of a record as its page shows them."""
    words = site.words
    return [
        PhotoView(
            alt=in_language(words, photo.alt_vi, photo.alt_en) or photo.alt_vi,
            credit=words("photos.credit", credit=photo.credit),
            licence=words(f"photos.licence.{photo.licence}"),
            licence_href=LICENCES.get(photo.licence),
            taken=words("photos.taken", date=format_partial_date(photo.taken_on, words))
            if photo.taken_on
            else None,
            refs=citations.of(photo.source),
            copies=photo_copies(site.directory.pictures[photo.file]),
        )
        for photo in photos
    ]


def thumbnail(site: Site, photos: Sequence[Photo]) -> list[PhotoCopy]:
    """Return the smallest copies of the photo that stands for a record; none without photos."""
    if not photos:
        return []
    copies = photo_copies(site.directory.pictures[photos[0].file])
    return [of_type[0] for of_type in copies.values()]


def photo_copies(picture: Picture) -> dict[str, tuple[PhotoCopy, ...]]:
    """Return the copies of a picture by media type."""
    return {
        media_type: tuple(
            PhotoCopy(PHOTOS + picture.copy_name(width, suffix), media_type, width, height)
            for width, height in picture.sizes
        )
        for suffix in ENCODERS
        for media_type in [f"image/{suffix.removeprefix('.')}"]
    }
