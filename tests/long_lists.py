"""A made-up root whose lists are too long for one page, built."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from site_builder.render.find import parts
from tests.building import SET_BY_A_BUILD, TODAY

LONGEST = 20


def built_in_parts(source: Path, folder: Path) -> Path:
    """Copy a root and build it as if lists of more than 20 entries were too long."""
    root = shutil.copytree(source, folder / "root", symlinks=True)
    with pytest.MonkeyPatch.context() as patch:
        for name in SET_BY_A_BUILD:
            patch.setenv(name, "")
        patch.setattr(parts, "LONGEST_LIST", LONGEST)
        done = CliRunner().invoke(
            main, ["build", "--root", str(root), "--today", TODAY.isoformat()]
        )
    assert done.exit_code == 0, done.output
    return root
