"""What people answer to `new`: a code, or the words and names that stand for one."""

from collections.abc import Iterator, Mapping

from site_builder.records.annotations import choices_in
from site_builder.records.content import FOLDERS, Content
from site_builder.staff.new import own_name
from site_builder.words.catalogue import Words
from site_builder.words.folding import fold

# Answer -> the field whose closed list it takes from.
CLOSED = {"kind": "kind", "group": "ocop_group", "regulatory_class": "regulatory_class"}
# Between the words that the catalogue gives for one code; the first is shown.
BETWEEN = ";"


class SeveralMeantError(Exception):
    """A name that several places or makers bear; `named` says which, with their codes."""

    def __init__(self, text: str, meant: Mapping[str, str]) -> None:
        super().__init__(text)
        self.named = "; ".join(f"{code} ({name})" for code, name in meant.items())


def listed(words: Words, folder: str, name: str) -> str:
    """Return the codes that an answer may be, each with its words; empty where any may be right."""
    choices = _choices(words, folder, name)
    return ", ".join(f"{code} ({known[0]})" for code, known in choices.items())


def understood(words: Words, content: Content, folder: str, name: str, text: str) -> str:
    """Return the code that an answer stands for, or the answer itself.

    Tone marks, case and blanks do not count. A name that means several is a `SeveralMeantError`.
    """
    plain = fold(text)
    for code, known in _choices(words, folder, name).items():
        if plain in {fold(code), *map(fold, known), fold(f"{code} {known[0]}")}:
            return code
    named = list(_named(content, name))
    if any(code == text for code, _, _ in named):
        return text
    meant = {code: shown for code, shown, names in named if plain in map(fold, names)}
    if name == "producer" and not meant:
        own = own_name(text)
        meant = {code: shown for code, shown, names in named if own in map(own_name, names)}
    if not meant:
        return text
    if len(meant) > 1:
        raise SeveralMeantError(text, meant)
    return next(iter(meant))


def _choices(words: Words, folder: str, name: str) -> dict[str, list[str]]:
    """Return the codes of a closed list, each with the words that stand for it."""
    if name not in CLOSED:
        return {}
    field = FOLDERS[folder].model_fields[CLOSED[name]]
    return {
        code: [known.strip() for known in words(f"new.choice.{name}.{code}").split(BETWEEN)]
        for code in choices_in(field.annotation)
    }


def _named(content: Content, name: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield what an answer may name: its code, how a message names it, what people call it."""
    places = content.places
    if name == "producer":
        for entry in content.organisations:
            maker = entry.model
            yield maker.id, maker.name_vi, (maker.name_vi, *maker.other_names)
    elif name == "commune":
        for commune in places.communes.values():
            yield commune.code, commune.full_name, (commune.name, commune.full_name)
    elif name == "former_commune":
        for former in places.former_communes.values():
            district = places.districts.get(former.former_district)
            of_district = f"{former.full_name}, {district.full_name}" if district else former.code
            yield former.code, of_district, (former.name, former.full_name, of_district)
    elif name == "district":
        for district in places.districts.values():
            yield district.code, district.full_name, (district.name, district.full_name)
