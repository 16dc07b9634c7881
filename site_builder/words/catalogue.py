"""The message catalogue: every word of the interface, one TOML file per subject and language."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LOCALE = Path(__file__).parent.parent / "locale"
LANGUAGES = ("vi", "en")
# The language of the records, and of the edition that holds what all share.
ORIGINAL = LANGUAGES[0]
# `{count:product|products}`: the first word where the number is one. `data.js` reads it likewise.
BY_NUMBER = re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; call it with a dotted key: `words("state.valid")`."""

    language: str
    entries: Mapping[str, str]

    def __call__(self, key: str, /, **params: object) -> str:
        """Return the entry with its `{placeholders}` filled; an unknown key is a `KeyError`.

        `{count:product|products}` stands for "product" where the parameter `count` is one, and for
        "products" otherwise.
        """
        text = self.entries[key]
        if not params:
            return text

        def chosen(form: re.Match[str]) -> str:
            name, one, many = form.groups()
            return one if str(params[name]) == "1" else many

        if "|" in text:
            text = BY_NUMBER.sub(chosen, text)
        return text.format_map(params)

    def __contains__(self, key: str) -> bool:
        """Return whether the catalogue has an entry under this key."""
        return key in self.entries


@cache
def load_words(language: str) -> Words:
    """Return the catalogue of a language, read from `locale/<language>/*.toml`."""
    entries: dict[str, str] = {}
    for path in sorted((LOCALE / language).glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        entries |= dict(_flatten(path.stem, table))
    return Words(language, entries)


def _flatten(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flatten(f"{prefix}.{key}", value)
        else:
            yield f"{prefix}.{key}", str(value)
