"""The one door to esbuild: modules in, one script out that needs no module loader."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from site_builder.publish.faults import MissingPackageError

# The program itself: its wrapper would need Node.js.
PROGRAMS = "@esbuild/*/bin/esbuild"
# A module knows its address; a script asks for it while it starts.
ADDRESS = "addressOfScript"


def bundle(node_modules: Path, folder: Path, modules: Sequence[str]) -> bytes:
    """Return modules of a folder, and all that they import, as one script; in this order they run.

    The script must stand in the same folder. A missing program is a `MissingPackageError`.
    """
    program = next(iter(sorted(node_modules.glob(PROGRAMS))), None)
    if program is None:
        raise MissingPackageError((node_modules / PROGRAMS).as_posix())
    done = subprocess.run(  # noqa: S603 -- a locked program, given names of our own files
        [
            program.resolve(),
            "--bundle",
            "--format=iife",
            "--charset=utf8",
            "--minify",
            "--legal-comments=inline",
            "--log-level=error",
            f"--banner:js=var {ADDRESS} = document.currentScript.src;",
            f"--define:import.meta.url={ADDRESS}",
        ],
        input="".join(f'import "./{name}";\n' for name in modules).encode(),
        cwd=folder,
        capture_output=True,
        check=True,
    )
    return done.stdout
