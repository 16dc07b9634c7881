"""Writing the generated tree: only what changed is written, what is gone is removed."""

import contextlib
import errno
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.words.generated import GeneratedFile, Standing

MANIFEST = ".generated-{name}.json"
TEMPORARY = ".new-"
LONGEST_NAME = 255
# What no path inside a folder has between its slashes.
NO_STEPS = frozenset({"", ".", ".."})
# Returns the digest of the file of a name without reading it, if it is known and the file is there.
Look = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class TreeChange:
    """What writing a tree did, as paths relative to the folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def look_nowhere(_name: str) -> None:
    """Return nothing: no digest is known."""


def write_trees(
    docs: Path, editions: Mapping[str, Iterable[GeneratedFile]], look: Look = look_nowhere
) -> TreeChange:
    """Make a folder of each edition hold exactly its generated files, as `write_tree` does.

    What was done is told by paths relative to `docs`, which holds these folders.
    """
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    for language, files in editions.items():
        change = write_tree(docs / language, files, look)
        written += tuple(f"{language}/{path}" for path in change.written)
        removed += tuple(f"{language}/{path}" for path in change.removed)
    return TreeChange(written, removed)


def write_tree(
    folder: Path, files: Iterable[GeneratedFile], look: Look = look_nowhere
) -> TreeChange:
    """Make `folder` hold exactly the generated files beside what people wrote there.

    The manifest beside the folder remembers what was generated, so that a page whose record is gone
    is removed and a hand-written file never is. Two files for one path, or a path that leaves the
    folder, are a `ValueError` before anything is written, and a link that leaves it an `OSError`.
    `look` tells of files whose digest is known, so that they need not be read to be compared.
    """
    wanted = _by_path(files)
    manifest = folder.parent / MANIFEST.format(name=folder.name)
    known = _read_manifest(manifest)
    _refuse_links(folder, wanted)
    removed = tuple(path for path in sorted(known - set(wanted)) if _remove(folder, path))
    # Names go into the manifest before the files exist: a broken run still knows what to remove.
    write_file(manifest, _manifest_text(known | set(wanted)))
    written = tuple(path for path, file in wanted.items() if _write(folder, file, look))
    write_file(manifest, _manifest_text(set(wanted)))
    return TreeChange(written, removed)


def _refuse_links(folder: Path, paths: Iterable[str]) -> None:
    """Refuse to write where a link among what people wrote leads out of the folder."""
    top = folder.resolve()
    for inside in sorted(folders_of(paths)):
        there = folder / inside
        # Only a link leads elsewhere: to follow every path takes a second for many.
        if there.is_symlink() and not there.resolve().is_relative_to(top):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(there))


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return the folders that hold files of some paths, and "" for the one that holds all."""
    folders = {""}
    for path in paths:
        inside = path
        while (inside := inside.rpartition("/")[0]) not in folders:
            folders.add(inside)
    return folders


def generated_in(folder: Path) -> frozenset[str]:
    """Return the paths in `folder` of the files that `write_tree` wrote there."""
    return frozenset(_read_manifest(folder.parent / MANIFEST.format(name=folder.name)))


def hand_written(docs: Path) -> tuple[Path, ...]:
    """Return the files below a folder of trees that people wrote: all that no manifest names."""
    manifests = set(docs.glob(MANIFEST.format(name="*")))
    generated = {
        docs / path.stem.removeprefix(MANIFEST.partition("{")[0]) / name
        for path in manifests
        for name in _read_manifest(path)
    }
    files = (path for path in sorted(docs.rglob("*")) if path.is_file())
    return tuple(path for path in files if path not in manifests | generated)


def _by_path(files: Iterable[GeneratedFile]) -> dict[str, GeneratedFile]:
    wanted: dict[str, GeneratedFile] = {}
    for file in files:
        if not NO_STEPS.isdisjoint(file.path.split("/")):
            message = f"not a path inside the folder: {file.path}"
            raise ValueError(message)
        if file.path in wanted:
            message = f"two generated files for {file.path}"
            raise ValueError(message)
        wanted[file.path] = file
    return wanted


def write_file(path: Path, content: bytes) -> None:
    """Write a file in one step: a reader sees the old bytes or the new ones, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def clear_temporary(folder: Path) -> None:
    """Remove the files that killed runs of `write_file` left; none may run meanwhile."""
    for top, _, names in os.walk(folder):
        for name in names:
            if name.startswith(TEMPORARY):
                Path(top, name).unlink()


def _manifest_text(paths: set[str]) -> bytes:
    # A name on each line; the indenting of `json` takes long for many.
    lines = ",\n".join(json.dumps(path, ensure_ascii=False) for path in sorted(paths))
    return f"[\n{lines}\n]\n".encode()


def _read_manifest(path: Path) -> set[str]:
    try:
        names = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return set()
    return set(filter(_can_be_ours, names)) if isinstance(names, list) else set()


def _can_be_ours(name: object) -> bool:
    """Return whether it is a name that a file can have; another would stop every build."""
    return isinstance(name, str) and name.isprintable() and len(name.encode()) <= LONGEST_NAME


def _write(folder: Path, file: GeneratedFile, look: Look) -> bool:
    """Write a file that is not so yet, and return whether it was another."""
    # Most are so already, and the name of a file is found in half the time that a `Path` takes.
    name = f"{folder}/{file.path}"
    if isinstance(file.made, Standing) and file.made.digest == look(name):
        return False
    content = file.content
    with contextlib.suppress(OSError), open(name, "rb") as there:  # noqa: PTH123
        if there.read() == content:
            return False
    write_file(folder / file.path, content)
    return True


def _remove(folder: Path, name: str) -> bool:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        return False
    was_there = path.is_file()
    if was_there:
        path.unlink()
    parent = path.parent
    # A run that was killed here may have left the folder of a file that is gone.
    while parent != folder and parent.is_dir() and not any(parent.iterdir()):
        parent.rmdir()
        parent = parent.parent
    return was_there
