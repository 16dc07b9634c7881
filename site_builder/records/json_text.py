"""JSON for people and programs, by the writer that comes with the models."""

from collections.abc import Mapping
from typing import Any

from pydantic_core import to_json


def json_lines(content: Mapping[str, Any]) -> bytes:
    """Return the UTF-8 bytes of JSON, with a line for every value and an end to the last line.

    Python's own writer makes the same in seven times the time.
    """
    return to_json(content, indent=1) + b"\n"
