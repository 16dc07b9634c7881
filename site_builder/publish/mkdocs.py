"""The one door to MkDocs: a written tree becomes a built site, or a list of reasons."""

import logging
import os
from datetime import UTC, date, datetime
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException


class PublishError(Exception):
    """MkDocs could not build the site; `reasons` are its own words, worst last."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class _Collector(logging.Handler):
    """Keeps the warnings of one build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.reasons: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message of a warning or error."""
        self.reasons.append(record.getMessage())


def build_site(config_file: Path, output: Path, today: date) -> None:
    """Build the site that `config_file` describes into the folder `output`.

    Dates that MkDocs prints come from `today`. Any warning is a `PublishError`.
    """
    midnight = datetime(today.year, today.month, today.day, tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(midnight.timestamp()))
    # Material prints a banner about a future MkDocs that is not ours to act on here.
    os.environ["DISABLE_MKDOCS_2_WARNING"] = os.environ["NO_MKDOCS_2_WARNING"] = "true"
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    try:
        config = load_config(config_file=str(config_file), site_dir=str(output), strict=True)
        build(config)
    except (Abort, UnicodeDecodeError) as error:
        raise PublishError([*collector.reasons, str(error)]) from error
    except MkDocsException as error:
        raise PublishError([str(error)]) from error
    finally:
        logger.removeHandler(collector)
    if collector.reasons:
        raise PublishError(collector.reasons)
