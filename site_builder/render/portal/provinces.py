"""The names of provinces in the settings of a portal, as they stand in lists and sentences."""

from site_builder.words.catalogue import Words
from site_builder.words.folding import slugify
from site_builder.words.language_marks import capitalised
from site_builder.words.order import OrderKey, vietnamese_order

# What a name may begin with: the two kinds of unit at the level of provinces.
KINDS = ("Tỉnh", "Thành phố")


def province_name(words: Words, name: str) -> str:
    """Return a province's name by itself: `Tỉnh X`, `X province`."""
    return capitalised(province_inside(words, name))


def province_inside(words: Words, name: str) -> str:
    """Return a province's name as it stands inside a sentence: `tỉnh X`, `X province`."""
    kind, own = _parts(name)
    if not kind:
        return name
    said = words(f"places.unit.{slugify(kind)}", name=own)
    return said if said.startswith(own) else said[:1].lower() + said[1:]


def province_order(name: str) -> OrderKey:
    """Return what provinces are sorted by: their names, of whatever kind they are."""
    return vietnamese_order(_parts(name)[1])


def _parts(name: str) -> tuple[str, str]:
    kind = next((kind for kind in KINDS if name.startswith(f"{kind} ")), "")
    return kind, name.removeprefix(kind).strip()
