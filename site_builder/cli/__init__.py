"""The command line: the only room that prints or exits.

Exit status: 0 good, 1 the data has errors or the site cannot be built, 2 wrong use.
"""

import click

from site_builder.cli.build import build, check, merge, render, serve
from site_builder.cli.links import links
from site_builder.cli.province import init
from site_builder.cli.records import fmt, new
from site_builder.cli.review import changes
from site_builder.cli.upkeep import addresses, offline, outlines, schema
from site_builder.cli.workbooks import export, import_


@click.group()
@click.version_option(package_name="site-builder")
def main() -> None:
    """Build a public directory of cooperatives and OCOP products from YAML records."""


for command in (
    check, render, build, merge, serve, init, new, fmt, export, import_, changes, links,
    schema, outlines,
    addresses, offline,
):  # fmt: skip
    main.add_command(command)
