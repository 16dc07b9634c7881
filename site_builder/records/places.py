"""Places of two eras and the crosswalk between them.

Until 30/06/2025 a commune belonged to a district of a province; since 01/07/2025 there are only
provinces and communes (Law 72/2025/QH15). Codes were reused, so a code is read with its era only.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from site_builder.words.folding import slugify

# Between the codes of the communes among which a former one was divided.
DIVIDED = ";"


@dataclass(frozen=True, slots=True)
class Province:
    """A province, of the present or of before 01/07/2025."""

    code: str
    type: str
    name: str

    @property
    def full_name(self) -> str:
        """The name with its type word: `Tỉnh X`."""
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class District:
    """A district (huyện, thành phố, thị xã) as it was until 30/06/2025.

    `slug` is the name as it stands in the address of its page; `apart` the name of the former
    province, where another district is called the same.
    """

    code: str
    type: str
    name: str
    former_province: str
    slug: str
    apart: str = ""

    @property
    def full_name(self) -> str:
        """The name with its type word: `Huyện X`."""
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """A commune as it was until 30/06/2025, and the codes of those that its land belongs to now.

    They are several where it was divided. `clause` and `resolution` say by what; both may be empty.
    """

    code: str
    type: str
    name: str
    former_district: str
    communes: tuple[str, ...]
    clause: str
    alias_keys: tuple[str, ...]
    spelling: str
    resolution: str

    @property
    def commune(self) -> str | None:
        """The code of the commune that all of it belongs to now; none where it was divided."""
        return self.communes[0] if len(self.communes) == 1 else None

    @property
    def full_name(self) -> str:
        """The name with its type word: `Xã X`."""
        return f"{self.type} {self.name}"


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune or ward of today with one point inside it (WGS 84 degrees)."""

    code: str
    type: str
    name: str
    province: str
    latitude: float
    longitude: float

    @property
    def full_name(self) -> str:
        """The name with its type word: `Xã X`."""
        return f"{self.type} {self.name}"

    @property
    def slug(self) -> str:
        """The name and code as they stand in the address of its page; names alone collide."""
        return f"{slugify(self.name)}-{self.code}"


@dataclass(frozen=True)
class Places:
    """Every place by code, one table per era and level.

    `provinces` and `communes` are today's, the others those of before 01/07/2025. Tables that could
    not be read whole are not `complete`: a code that they lack may be right.
    """

    provinces: Mapping[str, Province]
    former_provinces: Mapping[str, Province]
    districts: Mapping[str, District]
    former_communes: Mapping[str, FormerCommune]
    communes: Mapping[str, Commune]
    complete: bool = True

    def former_communes_of(self, commune: str) -> tuple[FormerCommune, ...]:
        """Return the communes that a present one took land from."""
        return self._former_by_commune.get(commune, ())

    # Every commune is asked for; a walk over all former ones for each would take too long.
    @cached_property
    def _former_by_commune(self) -> Mapping[str, tuple[FormerCommune, ...]]:
        found: dict[str, list[FormerCommune]] = defaultdict(list)
        for former in self.former_communes.values():
            for code in dict.fromkeys(former.communes):
                found[code].append(former)
        return {code: tuple(group) for code, group in found.items()}

    def districts_of(self, commune: str) -> tuple[str, ...]:
        """Return the codes of the former districts a present commune takes land from."""
        return tuple(sorted({f.former_district for f in self.former_communes_of(commune)}))
