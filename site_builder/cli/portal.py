"""The command for a portal over several province sites: portal."""

from collections.abc import Sequence
from pathlib import Path

import click

from site_builder.cli.options import Options, common_options
from site_builder.cli.printing import print_issues
from site_builder.pipeline import DOCS
from site_builder.publish.pagefind import index_files
from site_builder.publish.portal import CACHE, is_free, making_portal, write_portal
from site_builder.records.portal import Portal, load_portal
from site_builder.render.find.stubs import Entry
from site_builder.render.portal.entries import portal_entries
from site_builder.render.portal.site import portal_files
from site_builder.words.catalogue import ORIGINAL


@click.command()
@common_options
@click.argument("settings", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def portal(options: Options, settings: Path, folder: Path) -> None:
    """Write to FOLDER one search over the province sites that the YAML file SETTINGS names."""
    folder = folder.absolute()
    if not is_free(folder):
        raise click.UsageError(options.words("portal.not_ours", folder=folder))
    found, issues = load_portal(settings.absolute(), options.today)
    if found is None:
        print_issues(options, issues, 0)
        raise SystemExit(1)
    entries = list(portal_entries(found, options.today))
    try:
        _make(options, found, entries, folder)
    except KeyboardInterrupt:
        click.echo(options.words("portal.stopped", folder=folder), err=True)
        raise SystemExit(1) from None
    records = sum(entry.kind != "places" for entry in entries)
    sites = len(found.sites)
    click.echo(options.words("portal.done", sites=sites, records=records, folder=folder))


def _make(options: Options, found: Portal, entries: Sequence[Entry], folder: Path) -> None:
    modules = options.root / "node_modules"
    with making_portal(options.root, folder):
        index = index_files(entries, modules, options.root / CACHE)
        files = [*portal_files(found, entries, options.today), *index]
        write_portal(folder, files, options.root / DOCS / ORIGINAL / "assets", modules)
