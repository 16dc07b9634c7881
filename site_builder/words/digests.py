"""Digests, by which contents are told apart without being compared."""

import hashlib
from collections.abc import Iterable


def digest(content: bytes) -> str:
    """Return the digest of some bytes."""
    return digest_of([content])


def digest_of(parts: Iterable[bytes]) -> str:
    """Return the digest of the bytes that some parts are one after the other."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        found.update(part)
    return found.hexdigest()
