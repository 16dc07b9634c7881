"""The memory of rendering on the disk, for one docs folder of one machine; never just trusted."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from site_builder.publish.index import TREES, Index, clock, read_index
from site_builder.publish.state import place, read_checked, write_checked
from site_builder.render.memory import Memories, Memory, Rendered
from site_builder.words.generated import Standing

PATH = "build/rendered-{name}.json"


@contextlib.contextmanager
def remembering(root: Path, folders: Sequence[Path], environment: str) -> Iterator[Memories]:
    """Give the memory of each docs folder by its name; what is rendered with it is known later."""
    index = read_index(root, clock(root), TREES)
    memories = {docs.name: _read(root, docs, environment, index) for docs in folders}
    yield memories
    for docs in folders:
        _write(root, docs, environment, memories[docs.name])


def _read(root: Path, docs: Path, environment: str, index: Index) -> Memory:
    def find(path: str) -> Standing | None:
        name = f"{docs}/{path}"
        found = index.look(name)
        return None if found is None else Standing(name, found)

    known: dict[str, Rendered] = {}
    table = read_checked(root / PATH.format(name=docs.name))
    try:
        if table["environment"] == environment and table["place"] == place(root):
            known = {p: Rendered(k, tuple(found)) for p, (k, found) in table["files"].items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        known = {}
    return Memory(known, find)


def _write(root: Path, docs: Path, environment: str, memory: Memory) -> None:
    files = {path: (found.key, found.digests) for path, found in memory.kept.items()}
    table = {"environment": environment, "place": place(root), "files": files}
    write_checked(root / PATH.format(name=docs.name), table)
