"""schema.org's own definitions, read from the locked npm package `schema-dts`.

The package writes them as TypeScript: `ProductBase` holds the properties of `Product` with what
each may hold, and names the types above it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

DEFINITIONS = Path(__file__).parent.parent / "node_modules" / "schema-dts" / "dist" / "schema.d.ts"
INTERFACE = re.compile(
    r"^(?:export )?interface (\w+)(?:Base|Leaf) extends ([^{]+)\{\n(.*?)^\}",
    re.MULTILINE | re.DOTALL,
)
PROPERTY = re.compile(r'^    "(\w+)"\?: SchemaValue<(.+), "\w+">;$', re.MULTILINE)
MEMBERS = re.compile(r"^export type (\w+) = (.+);$", re.MULTILINE)
PARTIAL_DATE = re.compile(r"\d{4}(-\d\d){0,2}")

Node = dict[str, Any]


@dataclass(frozen=True)
class Vocabulary:
    """Types and properties as schema.org defines them."""

    text: str

    @cached_property
    def parents(self) -> dict[str, set[str]]:
        """Every type with the types right above it."""
        found: dict[str, set[str]] = {}
        for name, above, _ in INTERFACE.findall(self.text):
            bases = {base.removesuffix("Base") for base in re.findall(r"\w+Base", above)}
            found.setdefault(name, set()).update(bases - {name})
        return found

    @cached_property
    def ranges(self) -> dict[tuple[str, str], set[str]]:
        """What a property of a type may hold."""
        return {
            (name, key): {part.strip() for part in range_.split("|")}
            for name, _, body in INTERFACE.findall(self.text)
            for key, range_ in PROPERTY.findall(body)
        }

    @cached_property
    def members(self) -> dict[str, set[str]]:
        """The values that the definitions name for each enumeration."""
        return {
            name: set(re.findall(r'"(https://schema\.org/\w+)"', union))
            for name, union in MEMBERS.findall(self.text)
        }

    def kinds(self, name: str) -> set[str]:
        """Return a type with all that stand above it."""
        above = (self.kinds(parent) for parent in self.parents.get(name, set()))
        return {name}.union(*above)

    def faults(self, node: Node, path: str = "") -> Iterator[str]:
        """Yield what the definitions do not know of a node and of those inside it."""
        kind = node["@type"]
        if kind not in self.parents:
            yield f"{path}: no type {kind}"
            return
        for key, held in node.items():
            if key.startswith("@"):
                continue
            place = f"{path}/{key}"
            allowed = [self.ranges[k, key] for k in self.kinds(kind) if (k, key) in self.ranges]
            if not allowed:
                yield f"{place}: no property of {kind}"
                continue
            for value in held if isinstance(held, list) else [held]:
                if not self._fits(value, set.union(*allowed)):
                    yield f"{place}: {value} is none of {allowed}"
                if isinstance(value, dict) and "@type" in value:
                    yield from self.faults(value, place)

    def _fits(self, value: object, allowed: set[str]) -> bool:
        if isinstance(value, dict):
            kind = value.get("@type")
            return bool(self.kinds(kind) & allowed) if kind else "IdReference" in allowed
        if isinstance(value, int | float):
            return bool({"Number", "Integer", "Float"} & allowed)
        if "Text" in allowed:
            return isinstance(value, str) and bool(value)
        if any(value in self.members.get(name, set()) for name in allowed):
            return True
        if "URL" in allowed:
            return str(value).startswith("https://")
        return "Date" in allowed and _is_date(str(value))


def _is_date(text: str) -> bool:
    """Return whether a text is `2024`, `2024-06` or `2024-06-25`, a day that exists."""
    if not PARTIAL_DATE.fullmatch(text):
        return False
    date.fromisoformat((text + "-01-01")[: len("2024-01-01")])
    return True


def read_vocabulary() -> Vocabulary:
    """Return the definitions."""
    return Vocabulary(DEFINITIONS.read_text(encoding="utf-8"))
