"""One build or server at a time: a lock that ends with the process that holds it."""

import contextlib
import fcntl
from collections.abc import Callable, Iterator
from pathlib import Path

from site_builder.publish.faults import AnotherBuildError, AnotherServerError

# Beside the site that it stands for.
SITE_LOCK = ".site.lock"
SERVER_LOCK = "build/.server.lock"


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


@contextlib.contextmanager
def serving_alone(root: Path) -> Iterator[Callable[[str], None]]:
    """Be the only server of a root, or raise `AnotherServerError` with the address of the other.

    What is given is called with the own address once there is one.
    """
    path = root / SERVER_LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(locked(path))
        except AnotherBuildError as error:
            raise AnotherServerError(path.read_text(encoding="utf-8")) from error
        # What stands there is of a server that is gone.
        path.write_bytes(b"")
        yield lambda address: _note(path, address)


def _note(path: Path, address: str) -> None:
    path.write_text(address, encoding="utf-8")
