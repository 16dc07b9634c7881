"""A paper: a template of Typst with the values to set, and what every paper says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from site_builder.records.images import PLAIN_SUFFIX
from site_builder.records.models.common import Photo
from site_builder.render.addresses import HOME
from site_builder.render.environment import Site
from site_builder.render.paper.qr import code_name
from site_builder.render.views.texts import in_language, inside_sentence
from site_builder.words.formats import format_date

Values = dict[str, Any]

# What the face of all papers can show: Latin with Vietnamese, the signs of good typography, and
# Greek, which a second face has. A sign that is in no face would stop the setting of the paper.
SHOWN = re.compile(
    "[^ -~\u00a0-\u0107\u010a-\u0113\u0116-\u011b\u011e-\u0121\u0126-\u012b\u012e-\u0131"
    "\u0139\u013a\u013d\u013e\u0141-\u0144\u0147\u0148\u014c\u014d\u0150-\u0155\u0158-\u015b\u015e-\u016b"
    "\u016e-\u017e\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0391-\u03a1\u03a3-\u03c9\u2013\u2014"
    "\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u2044\u2070\u2074-\u2079"
    "\u2080-\u2089\u20ab\u20ac\u2122\u2190-\u2193\u2212\u2248\u2260\u2264\u2265]"
)
STAND_IN = "\u25a1"
# Shorter ones fit into every line, with a sign that a template sets behind them.
LONG_WORD = re.compile(r"\S{24}")
# What is not printed, or broken where it is.
UNPRINTED = frozenset({"file", "home", "qr", "url"})


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper or picture before it is set.

    `path` is that of the generated file; `template` makes it of `values`, which JSON can hold;
    `codes` are the addresses whose QR codes it shows and `pictures` the photo files; `source` is
    the record file it is about, if it is about one.
    """

    path: str
    template: str
    values: Mapping[str, object]
    codes: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    source: str | None = None
    title: str = ""

    def at(self, path: str) -> "Paper":
        """Return the same paper at another path."""
        return replace(self, path=path)


def shown(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON can hold
    """Return values with a box in the place of every sign that no face of ours has."""
    # Of JSON there are just these; the abstract types take three times as long to tell.
    if isinstance(value, str):
        return SHOWN.sub(STAND_IN, str(value))
    if isinstance(value, dict):
        return {key: shown(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [shown(part) for part in value]
    return value


def printed(values: Mapping[str, object]) -> Values:
    """Return values as they are shown, and whether a word among them may have to be broken."""
    return {**shown(values), "has_long_words": _has_long_words(values)}


def _has_long_words(value: object) -> bool:
    if isinstance(value, str):
        return LONG_WORD.search(value) is not None
    if isinstance(value, dict):
        return any(_has_long_words(part) for key, part in value.items() if key not in UNPRINTED)
    return isinstance(value, list | tuple) and any(map(_has_long_words, value))


def code_values(site: Site, address: str, name: str) -> Values:
    """Return the QR code of an address of this site, with what is read aloud in its place."""
    url = site.url(address)
    return {
        "file": code_name(url, ".svg"),
        "alt": site.words("paper.block.alt", name=name),
        "url": url,
        "shown": url.partition("://")[2].rstrip("/"),
    }


def scan_text(site: Site, key: str) -> str:
    """Return what is said beside a QR code: what it is for, once it leads anywhere."""
    is_placeholder = site.directory.settings.has_placeholder_address
    return site.words("paper.block.placeholder" if is_placeholder else key)


def picture_file(photo: Photo, site: Site, width: int) -> str:
    """Return the name of the copy of a photo that papers use, no wider than `width`."""
    picture = site.directory.pictures[photo.file]
    best = [size for size, _ in picture.sizes if size <= width] or [picture.sizes[0][0]]
    return picture.copy_name(best[-1], PLAIN_SUFFIX)


def picture_values(site: Site, photos: Sequence[Photo], width: int) -> Values | None:
    """Return the photo that stands for a record; none where there is no photo."""
    if not photos:
        return None
    photo = photos[0]
    alt = in_language(site.words, photo.alt_vi, photo.alt_en) or photo.alt_vi
    credit = site.words("photos.credit", credit=photo.credit)
    return {"file": picture_file(photo, site, width), "alt": alt, "credit": credit}


def pictures_of(values: Sequence[Values | None]) -> tuple[str, ...]:
    """Return the files that some pictures name, each once."""
    return tuple(dict.fromkeys(value["file"] for value in values if value is not None))


def region(site: Site) -> str:
    """Return what the directory covers, and the province of today that it belongs to."""
    scope = site.directory.settings.scope
    province = inside_sentence(site.words, site.directory.places.provinces[scope.province])
    return site.words("pages.home.kicker", scope=scope.name, province=province)


def imprint(site: Site) -> Values:
    """Return what every paper says of itself: its day, who speaks, and how it may be used."""
    words, settings = site.words, site.directory.settings
    operator = settings.scope.operator
    speaker = (
        words("paper.operator", name=operator.name, contact=operator.contact)
        if operator
        else words("paper.no_operator")
    )
    return {
        "site_name": settings.site_name,
        "home": site.url(HOME),
        "as_of": words("paper.as_of", date=format_date(site.directory.today, words)),
        "speaker": speaker,
        "licence": words("paper.licence"),
    }
