"""An earlier version of a root, as Git keeps it, in a folder that is gone afterwards."""

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 120


class RevisionError(Exception):
    """Git does not know the revision, or the folder is in no repository."""


@contextmanager
def revision_root(root: Path, revision: str) -> Iterator[Path]:
    """Give a folder with the files of a root at a revision, without changing the repository.

    An archive, not a worktree: no hook runs, and a link becomes a plain file, never followed.
    """
    if revision.startswith("-"):
        raise RevisionError
    commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    archive = _git(root, "archive", "--format=zip", commit.decode().strip())
    with tempfile.TemporaryDirectory(prefix="site-builder-") as name:
        zipfile.ZipFile(io.BytesIO(archive)).extractall(name)
        yield Path(name)


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 -- the only argument from outside is no option
            ["git", "-C", str(root), *arguments],  # noqa: S607 -- the Git of whoever calls
            capture_output=True,
            check=True,
            timeout=SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise RevisionError from error
    return done.stdout
