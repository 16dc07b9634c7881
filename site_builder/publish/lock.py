"""One build at a time: a lock that ends with the process that holds it."""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from site_builder.publish.faults import AnotherBuildError

# Beside the site that it stands for.
SITE_LOCK = ".site.lock"


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock that the file `path` stands for, or raise `AnotherBuildError`.

    The file stays when the lock ends: a process that removed it would let two others hold the lock
    of two files of one name.
    """
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AnotherBuildError from error
        yield
