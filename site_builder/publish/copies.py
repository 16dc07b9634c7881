"""The record files themselves, published so that every page can lead to its YAML."""

from pathlib import Path, PurePosixPath

from site_builder.records.directory import Directory
from site_builder.render.addresses import source_address
from site_builder.words.generated import GeneratedFile


def record_copies(directory: Directory, root: Path) -> list[GeneratedFile]:
    """Return a copy of each record file at the address its page links to."""
    records = (*directory.organisations, *directory.products, *directory.programmes)
    return [
        GeneratedFile(
            source_address(PurePosixPath(record.path)).lstrip("/"),
            (root / record.path).read_bytes(),
            record.path,
        )
        for record in records
    ]
