"""The command for the weekly check of outside links."""

from pathlib import Path

import click

from site_builder.cli.options import Options, common_options
from site_builder.staff.links import find_links, has_name, links_text, read_failures


@click.command()
@common_options
@click.option(
    "--found",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=None,
    help="What lychee reported about that list, as JSON: say in Markdown which links are broken.",
)
def links(options: Options, found: Path | None) -> None:
    """List the outside links of the records, or say which of them are broken."""
    addresses = find_links(options.root)
    if found is None:
        for address in addresses:
            click.echo(address)
        return
    try:
        failures = read_failures(found, list(addresses), has_name)
    except ValueError as error:
        raise click.UsageError(options.words("links.no_report", file=found)) from error
    click.echo(links_text(options.words, addresses, failures), nl=False)
    if any(failure.state == "broken" for failure in failures):
        raise SystemExit(1)
