"""The private overlay: contacts of people, read apart and kept only while they agree.

Its messages name file, line and field, and never repeat a value: they may be read by anybody who
sees a terminal or the log of a build.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from site_builder.records.content import without_echoes
from site_builder.records.fields import texts
from site_builder.records.load import load_file
from site_builder.records.models.private import AgreedContact, Consent, PersonalContact
from site_builder.records.rules.awards import add_months
from site_builder.records.rules.people import check_people
from site_builder.records.text import name_in
from site_builder.records.validate import Entry, validate_record
from site_builder.words.issue import Issue

# Our choice: the law only says that a consent has an end.
CONSENT_MONTHS = 24
# Parameters of messages that never come out of a file.
HARMLESS = frozenset({
    "date", "field", "first", "ge", "known", "last", "le", "line", "max_length", "min_length",
    "most", "reason", "size", "today",
})  # fmt: skip
HIDDEN = "…"
FIELDS = frozenset({*PersonalContact.model_fields, *Consent.model_fields})


def load_overlay(
    folder: Path, organisations: Container[str] | None, today: date
) -> tuple[dict[str, AgreedContact], list[Issue]]:
    """Return the contacts that may be shown today by organisation, and every issue of the files."""
    contacts: dict[str, AgreedContact] = {}
    issues: list[Issue] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.suffix != ".yml":
            issues.append(Issue(name_in(folder.parent, path), 1, 1, "", "unexpected_file"))
            continue
        entry, found = _load_contact(folder, path, today)
        if organisations is not None and path.stem not in organisations:
            name = name_in(folder.parent, path)
            found.append(Issue(name, 1, 1, "", "overlay_organisation"))
        issues += found
        if entry is not None and not found and is_in_force(entry.model.consent, today):
            contacts[path.stem] = agreed(entry.model)
    return contacts, issues


def last_day_of(consent: Consent) -> date:
    """Return the last day on which a consent holds, if nobody takes it back."""
    longest = add_months(consent.given_on, CONSENT_MONTHS)
    return min(consent.until or longest, longest)


def is_in_force(consent: Consent, today: date) -> bool:
    """Return whether what a consent covers may be shown; on the day of withdrawal it may not."""
    withdrawn = consent.withdrawn_on is not None and consent.withdrawn_on <= today
    return consent.given_on <= today <= last_day_of(consent) and not withdrawn


def agreed(contact: PersonalContact) -> AgreedContact:
    """Return the fields that the consent names, and no other."""
    scope = contact.consent.scope
    return AgreedContact(
        name=contact.name if "name" in scope else None,
        role=contact.role if "role" in scope else None,
        phone=contact.phone if "phone" in scope else None,
        email=contact.email if "email" in scope else None,
        agreed_on=contact.consent.given_on,
    )


def _load_contact(
    folder: Path, path: Path, today: date
) -> tuple[Entry[PersonalContact] | None, list[Issue]]:
    raw, issues = load_file(folder.parent, path)
    if raw is None:
        return None, [_without_values(issue) for issue in issues]
    entry, found = validate_record(raw, PersonalContact, today)
    issues = without_echoes(issues, found)
    if entry is not None:
        issues += [*check_people(entry, texts(entry.model)), *_check_consent(entry, today)]
    return entry, [_without_values(issue) for issue in issues]


def _check_consent(entry: Entry[PersonalContact], today: date) -> Iterator[Issue]:
    consent = entry.model.consent
    longest = add_months(consent.given_on, CONSENT_MONTHS)
    if consent.until is not None and not consent.given_on <= consent.until <= longest:
        yield entry.issue(
            ("consent", "until"), "consent_span",
            first=consent.given_on.isoformat(), last=longest.isoformat(),
        )  # fmt: skip
    elif consent.withdrawn_on is not None and consent.withdrawn_on <= today:
        day = consent.withdrawn_on.isoformat()
        yield entry.warning(("consent", "withdrawn_on"), "consent_withdrawn", date=day)
    elif last_day_of(consent) < today:
        yield entry.warning(("consent",), "consent_over", date=last_day_of(consent).isoformat())


def _without_values(issue: Issue) -> Issue:
    """Return an issue that repeats nothing of what stands in the file, not even odd field names."""
    names = set(re.findall(r"[^.\[\]]+", re.sub(r"\[\d+\]", "", issue.where)))
    params: Mapping[str, str] = {
        name: text if name in HARMLESS else HIDDEN for name, text in issue.params.items()
    }
    return replace(issue, where=issue.where if names <= FIELDS else "", params=params)
