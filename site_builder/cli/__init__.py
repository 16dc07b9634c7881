"""The command line: the only room that prints or exits.

Exit status: 0 good, 1 the data has errors or the site cannot be built, 2 wrong use.
"""

import gc
from importlib import import_module
from types import MappingProxyType

import click

# The module of each command, which is loaded when the command is used.
COMMANDS = MappingProxyType({
    "check": "build", "render": "site", "build": "build", "merge": "site", "serve": "serving",
    "init": "province", "new": "records", "fmt": "records", "export": "workbooks",
    "import": "workbooks", "changes": "review", "links": "links", "schema": "upkeep",
    "outlines": "upkeep", "addresses": "upkeep", "offline": "upkeep", "portal": "portal",
})  # fmt: skip

# How many objects are made between two searches for garbage, and how often the older are searched.
RARELY = (50_000, 20, 100)


class _Commands(click.Group):
    """Loads a command when it is asked for: what they need takes longer than most of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of a name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"{__name__}.{COMMANDS[cmd_name]}")
        name = f"{cmd_name}_" if cmd_name == "import" else cmd_name
        command: click.Command = getattr(module, name)
        return command


@click.command(cls=_Commands)
@click.version_option(package_name="site-builder")
def main() -> None:
    """Build a public directory of cooperatives and OCOP products from YAML records."""
    # Records and pages live to the end: looking for garbage among them takes a tenth of a build.
    gc.set_threshold(*RARELY)
