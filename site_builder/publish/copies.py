"""The record files themselves, published so that every page can lead to its YAML."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from site_builder.records.directory import Directory
from site_builder.render.addresses import source_address
from site_builder.words.generated import GeneratedFile


def record_copies(directory: Directory, root: Path) -> Iterator[GeneratedFile]:
    """Yield a copy of each record file at the address its page links to, and at its old ones."""
    for listed in directory.every_record:
        for name in (listed.record.id, *listed.record.aliases):
            content = (root / listed.path).read_bytes()
            yield GeneratedFile(_address(listed.path, name), content, listed.path)


def _address(path: str, name: str) -> str:
    return source_address(PurePosixPath(path).with_name(f"{name}.yml")).lstrip("/")
