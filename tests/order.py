"""The order of the files of tests: those that take longest begin.

Each worker takes a file; a long one at the end would leave the others with nothing to do.
"""

from pathlib import Path

import pytest

# By what they took, the longest first. Neighbours share no root, so that none waits for another.
LONGEST = (
    "test_incremental.py",
    "test_every_page.py",
    "test_faults.py",
    "test_stale.py",
    "test_accessibility.py",
    "test_hostile_pages.py",
    "test_refusals.py",
    "test_ledger.py",
    "test_papers.py",
    "test_overlay.py",
    "test_answers.py",
    "test_pages.py",
    "test_shortlist_faults.py",
    "test_jobs.py",
    "test_determinism.py",
    "test_init.py",
)


def longest_first(items: list[pytest.Item]) -> None:
    """Sort tests by the time that their files take; those of one file stay as they are."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(Path(item.path).name, len(places)))
