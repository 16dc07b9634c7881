"""What stops a command though the records are good, in one line each: the system, or a person."""

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from site_builder.publish.faults import (
    AnotherBuildError,
    AnotherServerError,
    MissingPackageError,
    PaperError,
    PublishError,
    ShardError,
    WorkerError,
)
from site_builder.words.catalogue import Words

FAULTS = (
    OSError, AnotherBuildError, AnotherServerError, MissingPackageError, PaperError, PublishError,
    ShardError, WorkerError,
)  # fmt: skip
# Why the system refused, as far as people can do something about it.
REASONS = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "file_limit",
    errno.EROFS: "read_only",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
}


@contextlib.contextmanager
def faults_told(words: Words, root: Path) -> Iterator[None]:
    """End a command that is stopped by a fault or a person with its line and exit status 1.

    SIGTERM counts as Ctrl+C: what is half-done is cleared away before the end.
    """
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except FAULTS as error:
        tell(words, root, error)
        raise SystemExit(1) from error
    except KeyboardInterrupt as error:
        click.echo(words("cli.stopped"), err=True)
        raise SystemExit(1) from error
    finally:
        signal.signal(signal.SIGTERM, before)


def tell(words: Words, root: Path, error: Exception) -> list[str]:
    """Print what stopped a command, and return its lines."""
    _drop_output()
    lines = explain(words, root, error)
    for line in lines:
        click.echo(line, err=True)
    return lines


def _drop_output() -> None:
    """Leave nothing to be written at the end: what could not be is still there, and fails again."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def explain(words: Words, root: Path, error: Exception) -> list[str]:
    """Return what stopped a command: one line, or those of MkDocs."""
    return error.reasons if isinstance(error, PublishError) else [_line(words, root, error)]


def _line(words: Words, root: Path, error: Exception) -> str:
    match error:
        case AnotherBuildError() | AnotherServerError():
            return _of_another(words, error)
        case MissingPackageError() | PaperError():
            return _of_material(words, root, error)
        case ShardError():
            return words(error.key, **error.params)
        case WorkerError():
            return words("publish.worker_died", reason=_end(words, error.status))
        case OSError(errno=errno.EADDRINUSE):
            return words("cli.port_in_use")
        case OSError():
            # Of a copy or a renaming the second name is the one that was to be written.
            path = error.filename2 or error.filename or root
            return words("cli.cannot_write", path=path, reason=_reason(words, error))
        case _:
            raise error


def _of_another(words: Words, error: AnotherBuildError | AnotherServerError) -> str:
    """Return that another process works in the folder, and where it serves."""
    if isinstance(error, AnotherBuildError):
        return words("cli.another_build")
    key = "cli.served_at" if error.address else "cli.served_soon"
    return words(key, address=error.address)


def _of_material(words: Words, root: Path, error: MissingPackageError | PaperError) -> str:
    """Return what is missing for the pages, or which record has no paper and why."""
    if isinstance(error, MissingPackageError):
        # A root that `init` made has the lists of packages, but no Makefile.
        has_make = (root / "Makefile").is_file()
        key = "cli.missing_package" if has_make else "cli.missing_package_npm"
        return words(key, path=error.path, root=root)
    return words("cli.paper_failed", about=error.about, reason=error.reason)


def _end(words: Words, status: int) -> str:
    """Return how a process ended, by what the system says of it."""
    if status < 0:
        return words("publish.by_signal", name=signal.Signals(-status).name)
    return words("publish.by_status", status=status)


def _reason(words: Words, error: OSError) -> str:
    known = REASONS.get(error.errno or 0)
    if known is not None:
        return words(f"cli.reason.{known}")
    return words("cli.reason.other", reason=error.strerror or error)
