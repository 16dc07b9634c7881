"""Identifiers: a file is named by its id, codes stand in quotes, no two records share one."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from site_builder.records.models.common import Record
from site_builder.records.models.organisation import Organisation
from site_builder.records.scalars import ID_FORM
from site_builder.records.validate import Entry
from site_builder.words.folding import slugify
from site_builder.words.issue import Issue, shown

# The file name that web hosts, and the pages of sections, keep for themselves.
SECTION = "index"
# Of the longest GTIN.
GTIN_DIGITS = 14


def check_file_name(entry: Entry[Any]) -> Iterator[Issue]:
    """Yield an issue when a file is not named by the `id` of its record, or by what is no id."""
    stem = PurePosixPath(entry.raw.path).stem
    if not ID_FORM.fits(stem):
        yield entry.issue(
            (), "file_no_id", value=shown(stem), right=slugify(stem) or "htx-suoi-trong"
        )
    elif entry.model.id != stem:
        yield entry.issue(("id",), "id_not_file_name", value=entry.model.id, right=stem)


def check_reserved(entry: Entry[Any]) -> Iterator[Issue]:
    """Yield an issue when an id or alias asks for the address of a section."""
    if entry.model.id == SECTION:
        yield entry.issue(("id",), "id_reserved", value=SECTION)
    for position, alias in enumerate(entry.model.aliases):
        if alias == SECTION:
            yield entry.issue(("aliases", position), "id_reserved", value=SECTION)


def check_unique_ids(entries: Iterable[Entry[Any]]) -> Iterator[Issue]:
    """Yield an issue for every id or alias that stands for two records."""
    seen: dict[str, Entry[Any]] = {}
    for entry in entries:
        record = entry.model
        aliases = record.aliases if isinstance(record, Record) else ()
        for position, name in enumerate((record.id, *aliases)):
            where = ("id",) if position == 0 else ("aliases", position - 1)
            if name in seen:
                yield entry.issue(where, "duplicate_id", value=name, other=_place(seen[name]))
            else:
                seen[name] = entry


def check_code(entries: Iterable[Entry[Any]], field: str) -> Iterator[Issue]:
    """Yield the codes of one field that stand without quotes or in two records."""
    seen: dict[str, Entry[Any]] = {}
    for entry in entries:
        code = getattr(entry.model, field)
        if code is None:
            continue
        if not _is_quoted(entry, field, code):
            yield entry.issue((field,), "unquoted_code", value=code)
        # A GTIN with zeros before it is the same one; of other codes all have one length.
        whole = code.zfill(GTIN_DIGITS)
        if whole in seen:
            yield entry.issue((field,), "duplicate_value", value=code, other=_place(seen[whole]))
        seen.setdefault(whole, entry)


def _is_quoted(entry: Entry[Any], field: str, code: str) -> bool:
    """Return whether a code stands in quotes; its place is asked where the text leaves a doubt."""
    text = entry.raw.text
    if text.count(code) == 1 and (f'"{code}"' in text or f"'{code}'" in text):
        return True
    return entry.raw.marks[(*entry.base, field)].quoted


def check_registration(entries: Iterable[Entry[Organisation]]) -> Iterator[Issue]:
    """Yield an old registration number that only repeats the tax code."""
    for entry in entries:
        number = entry.model.registration_number
        if number is not None and number == entry.model.tax_code:
            yield entry.warning(("registration_number",), "registration_is_tax_code", value=number)


def _place(entry: Entry[Any]) -> str:
    return f"{entry.raw.path}:{entry.raw.mark(entry.base).line}"
