"""The command for another province: init."""

from pathlib import Path

import click

from site_builder.cli.options import Options, common_options
from site_builder.staff.new_root import make_root
from site_builder.staff.province import ProvinceError, read_province


@click.command()
@common_options
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--province", required=True, help="The code of today's province, as 38.")
@click.option(
    "--former-province",
    default=None,
    help="The code of a province before 1 July 2025, to cover its land only.",
)
def init(options: Options, folder: Path, province: str, former_province: str | None) -> None:
    """Make the root of a new directory in FOLDER, with the places of a province and no record."""
    try:
        places = read_province(province, former_province)
    except ProvinceError as error:
        click.echo(options.words(error.key, **error.params), err=True)
        raise SystemExit(2 if error.key == "init.unknown_province" else 1) from error
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(options.words("init.not_empty", folder=folder))
    make_root(options.root, folder.absolute(), places, former_province)
    click.echo(options.words("init.done", folder=folder, province=places.full_name))
