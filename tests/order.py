"""The order of the files of tests: those that take longest begin.

Two workers take a file each; a long one at the end would leave one of them with nothing to do.
"""

from pathlib import Path

import pytest

# By what they took, the longest first. Neighbours share no root, so that none waits for another.
LONGEST = (
    "test_incremental.py",
    "test_every_page.py",
    "test_stale.py",
    "test_faults.py",
    "test_hostile_pages.py",
    "test_accessibility.py",
    "test_overlay.py",
    "test_ledger.py",
    "test_pages.py",
    "test_shortlist_faults.py",
)


def longest_first(items: list[pytest.Item]) -> None:
    """Sort tests by the time that their files take; those of one file stay as they are."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(Path(item.path).name, len(places)))
