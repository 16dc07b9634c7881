"""A new record from a few answers: its id, what it may double, and its canonical file."""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from site_builder.records.check import check_content
from site_builder.records.content import FOLDERS, Content, Shelf, shelve
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.records.raw import FieldPath, RawRecord, dotted
from site_builder.records.validate import salvage_record
from site_builder.staff.fmt import canonical_text
from site_builder.words.folding import fold, slugify
from site_builder.words.issue import Issue, sort_issues

# What can be made -> its folder, and what must be known of it.
FOLDER_OF = {"cooperative": "cooperatives", "product": "products"}
REQUIRED = ("name", "kind", "source")
PLACES = ("former_commune", "commune", "district", "as_stated")
# Answer -> its field.
FIELD_OF: dict[str, FieldPath] = {
    "id": ("id",),
    "name": ("name_vi",),
    "kind": ("kind",),
    "producer": ("producer",),
    "group": ("ocop_group",),
    "regulatory_class": ("regulatory_class",),
    "former_commune": ("address", "former_commune"),
    "commune": ("address", "commune"),
    "district": ("address", "former_district"),
    "as_stated": ("address", "as_stated"),
    "source": ("sources", 0, "document"),
    "fact": ("sources", 0, "fact"),
}
PREFIX_OF = {
    "cooperative_group": "tht",
    "cooperative": "htx",
    "cooperative_union": "lien-hiep-htx",
}
# The words for the form of an organisation, folded, before the name of its own.
FORM_WORDS = re.compile(
    r"^((lien hiep (hop tac xa|htx)|lh ?htx|hop tac xa|htx|to hop tac|tht)( |$))+"
)
# The fault of a name that this answer mends.
UNCLASSED = "alcohol_name"
LONGEST_ID = 80
LONGEST_NAME = 70

Answers = Mapping[str, str]


def missing_answers(folder: str, answers: Answers) -> list[tuple[str, ...]]:
    """Return what is still needed; of each group one answer is enough."""
    needed: list[tuple[str, ...]] = [(name,) for name in REQUIRED]
    if folder == "cooperatives":
        needed.append(PLACES)
    return [group for group in needed if not any(name in answers for name in group)]


def own_name(name: str) -> str:
    """Return the folded name without the words for the form of the organisation."""
    folded = fold(name)
    return FORM_WORDS.sub("", folded, count=1) or folded


def propose_id(content: Content, folder: str, answers: Answers) -> str:
    """Return a free id for a record: the form and the folded name, then the maker, then a number.

    An id that was published once is never free again.
    """
    name = slugify(answers["name"])
    if folder == "cooperatives":
        own = own_name(answers["name"]).replace(" ", "-")
        name = "-".join(filter(None, (PREFIX_OF.get(answers.get("kind", "")), slugify(own))))
    name = _shortened(name)
    maker = answers.get("producer", "").partition("-")[2]
    taken = _taken_ids(content, folder)
    of_maker = [f"{name}-{maker}"] if maker else []
    candidates = itertools.chain([name], of_maker, (f"{name}-{n}" for n in itertools.count(2)))
    return next(fit for fit in candidates if fit not in taken and len(fit) <= LONGEST_ID)


def _shortened(name: str) -> str:
    """Return the whole words of a slug that leave room for a number, or part of a very long one."""
    cut = name[:LONGEST_NAME]
    return name if cut == name else cut.rpartition("-")[0] or cut


def _taken_ids(content: Content, folder: str) -> set[str]:
    shelf = _shelf(content, folder)
    published = {row.record for row in content.ledger if row.record.startswith(f"{folder}/")}
    aliases = {alias for entry in shelf for alias in entry.model.aliases}
    return {*(shelf.ids or ()), *aliases, *(record.partition("/")[2] for record in published)}


def find_namesakes(content: Content, folder: str, answers: Answers) -> list[str]:
    """Return the ids of the records of the same name; of products, those of the same maker."""
    name = own_name(answers["name"])
    records: Iterator[Organisation | Product] = (e.model for e in _shelf(content, folder))
    return [
        record.id
        for record in records
        if name in {own_name(known) for known in (record.name_vi, *record.other_names)}
        and (isinstance(record, Organisation) or record.producer == answers.get("producer"))
    ]


def draft(folder: str, answers: Answers) -> RawRecord:
    """Return the record that the answers make, as if read from its file."""
    value: dict[str, Any] = {}
    for name, (field, *inside) in FIELD_OF.items():
        if name not in answers:
            continue
        if field == "sources":
            value.setdefault("sources", [{}])[0][inside[-1]] = answers[name]
        elif inside:
            value.setdefault(str(field), {})[inside[-1]] = answers[name]
        else:
            value[str(field)] = answers[name]
    return RawRecord(f"content/{folder}/{answers.get('id', '')}.yml", value, {}, {})


def draft_text(folder: str, answers: Answers) -> str:
    """Return the canonical text of the record that the answers make."""
    return canonical_text(draft(folder, answers), folder, many=False)


def check_draft(content: Content, folder: str, raw: RawRecord, today: date) -> list[Issue]:
    """Return every issue that a record would have among the others."""
    entry, issues = salvage_record(raw, FOLDERS[folder], today)
    if entry is not None:
        shelf = _shelf(content, folder)
        more = shelve((*shelf.entries, entry), (*(shelf.ids or ()), Path(raw.path).stem))
        is_product = folder == "products"
        content = (
            replace(content, products=more) if is_product else replace(content, organisations=more)
        )
        issues += [issue for issue in check_content(content, today) if issue.path == raw.path]
    return sort_issues(issues)


def faults_of(
    content: Content, folder: str, answers: Answers, name: str, today: date
) -> list[Issue]:
    """Return the errors of one answer, while others may still be missing."""
    documents = content.documents.ids or ("x",)
    stand_ins = {"id": "x", "name": "x", "kind": "other", "source": documents[0], "as_stated": "x"}
    if folder == "cooperatives":
        stand_ins["kind"] = "cooperative"
    raw = draft(folder, {**stand_ins, **answers})
    field = dotted(FIELD_OF[name])
    found = check_draft(content, folder, raw, today)
    return [issue for issue in found if issue.where == field and issue.severity == "error"]


def write_new(root: Path, folder: str, answers: Answers) -> Path:
    """Write the file of a new record and return its path; one that is there is an `OSError`."""
    path = root / "content" / folder / f"{answers['id']}.yml"
    text = draft_text(folder, answers)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return path


def _shelf(content: Content, folder: str) -> Shelf[Any]:
    return content.products if folder == "products" else content.organisations
