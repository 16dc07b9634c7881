"""The record files themselves, published so that every page can lead to its YAML."""

from pathlib import Path, PurePosixPath

from site_builder.records.directory import Directory
from site_builder.render.addresses import source_address
from site_builder.words.generated import GeneratedFile


def record_copies(directory: Directory, root: Path) -> list[GeneratedFile]:
    """Return a copy of each record file at the address its page links to."""
    paths = [
        *(organisation.path for organisation in directory.organisations),
        *(product.path for product in directory.products),
        *(programme.path for programme in directory.programmes),
    ]
    return [
        GeneratedFile(
            source_address(PurePosixPath(path)).lstrip("/"), (root / path).read_bytes(), path
        )
        for path in paths
    ]
