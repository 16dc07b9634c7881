"""Photos: every file that is named is there and good, and every file that is there is named."""

from collections.abc import Iterator
from typing import Any

from site_builder.records.content import Content
from site_builder.records.photos import FOLDER, Photos
from site_builder.records.raw import FieldPath
from site_builder.records.text import visible
from site_builder.records.validate import Entry, nearest
from site_builder.words.issue import Issue


def check_photos(content: Content) -> Iterator[Issue]:
    """Yield what is wrong with the photos that records name, then the files that none names."""
    entries: tuple[Entry[Any], ...] = (*content.organisations, *content.products)
    first: dict[str, Entry[Any]] = {}
    for entry in entries:
        for position, photo in enumerate(entry.model.photos):
            where = ("photos", position, "file")
            yield from _check_file(entry, where, photo.file, content.photos)
            if photo.file in first:
                other = first[photo.file].raw.path
                yield entry.warning(where, "photo_twice", value=photo.file, other=other)
            first.setdefault(photo.file, entry)
    # A record that could not be read may name any of them.
    if len(entries) == len(content.organisations.ids or ()) + len(content.products.ids or ()):
        named = {
            _meant(name, content.photos) for entry in entries for name in _names_in(entry.raw.value)
        }
        for name in content.photos.names:
            if name not in named:
                yield Issue(f"{FOLDER}/{visible(name)}", 1, 1, "", "photo_unused")


def _check_file(entry: Entry[Any], where: FieldPath, name: str, photos: Photos) -> Iterator[Issue]:
    fault = photos.faults.get(name)
    if fault is not None:
        yield entry.issue(where, fault.key, **fault.params)
    elif name not in photos.pictures:
        near = _meant(name, photos)
        is_same = near.casefold() == name.casefold()
        key = "photo_case" if is_same else "photo_missing_near" if near else "photo_missing"
        yield entry.issue(where, key, value=name, near=near)


def _meant(name: str, photos: Photos) -> str:
    """Return the file that a name means, however badly it is written; empty if there is none."""
    same = [known for known in photos.names if known.casefold() == name.casefold()]
    return name if name in same else same[0] if same else nearest(name, photos.names)


def _names_in(value: Any) -> Iterator[str]:
    """Yield the files that a record names, those of photos with other faults included."""
    photos = value.get("photos") if isinstance(value, dict) else None
    for photo in photos if isinstance(photos, list) else ():
        name = photo.get("file") if isinstance(photo, dict) else None
        if isinstance(name, str):
            yield name
