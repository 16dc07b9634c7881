"""The records of a list checked among all others, before one is written: what each row is told."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from site_builder.staff.lists.mapping import ListOrder
from site_builder.staff.lists.matching import Reading
from site_builder.staff.workbooks.applying import issues_with
from site_builder.staff.workbooks.differences import CellFault
from site_builder.words.issue import Issue, sort_issues


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong with rows, what a person should look at, and what is wrong elsewhere."""

    faults: tuple[CellFault, ...]
    warnings: tuple[CellFault, ...]
    issues: list[Issue]


def check_reading(root: Path, today: date, order: ListOrder, reading: Reading) -> Judgement:
    """Return what every check says of the records of a list, by cell where a cell is to blame.

    A constant is blamed once, at its line of the mapping. A likely duplicate is only told: the row
    named its id, and the check of the proposal asks again.
    """
    made = {proposal.raw.path: proposal for proposal in reading.proposals}
    raws = {path: proposal.raw for path, proposal in made.items()}
    unread = {fault.sheet for fault in reading.faults}
    told: dict[str, list[CellFault]] = {"error": [], "warning": []}
    others: list[Issue] = []
    for issue in issues_with(root, today, raws, frozenset(made)) if made else ():
        proposal = made.get(issue.path)
        if proposal is None:
            others += [issue] if issue.severity == "error" else []
            continue
        given = proposal.blamed(issue)
        line = str(proposal.line)
        if given is not None and not given.cell:
            field = ("constants", given.target.name)
            others.append(order.raw.issue(field, issue.key, **issue.params))
        elif issue.key != "missing" or line not in unread:
            cell = given.cell if given is not None else ""
            severity = "warning" if issue.key.startswith("alike_") else issue.severity
            key = "list.fault.missing" if issue.key == "missing" else f"messages.{issue.key}"
            told[severity].append(CellFault(line, cell, key, issue.params))
    return Judgement(tuple(told["error"]), tuple(told["warning"]), sort_issues(others))
