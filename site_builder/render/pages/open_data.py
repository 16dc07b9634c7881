"""The page of everything to take away: the files with their counts, and what each field means."""

from collections.abc import Mapping, Sequence

from site_builder.render.addresses import DISK_COPY, DOWNLOADS
from site_builder.render.data.api import FileFacts
from site_builder.render.data.dictionary import meaning, table_title, type_of, values_of
from site_builder.render.data.facts import TableFacts
from site_builder.render.data.index import VERSION
from site_builder.render.data.open_data import Offer
from site_builder.render.data.tables import Column
from site_builder.render.environment import Page, Site
from site_builder.render.paper.catalogue_parts import Catalogue
from site_builder.render.paper.catalogues import catalogues
from site_builder.render.paper.volumes import volumes
from site_builder.words.formats import format_number
from site_builder.words.language_marks import capitalised

# The files of the whole directory in the order in which people want them.
WHOLE = (
    ("xlsx", "workbook"),
    ("vcf", "organisations"),
    ("geojson", "organisations"),
    ("geojson", "products"),
    ("package", "package"),
    ("json", "index"),
    ("json", "openapi"),
)


def open_data_page(site: Site, offer: Offer) -> Page:
    """Return the page of the data files with their counts, licence and size."""
    words, organisations = site.words, site.directory.organisations
    by_name = {(file.form, file.name): file for file in offer.known}
    return Page(
        address=DOWNLOADS,
        template="downloads.html.jinja",
        title=words("pages.downloads.title"),
        description=words("pages.downloads.description"),
        values={
            "files": [_whole(site, by_name[key]) for key in WHOLE],
            "tables": [*_table_files(site, offer.tables, by_name)],
            "papers": [_paper_link(site, catalogue) for catalogue in catalogues(site)],
            "volumes": [
                (catalogue.link, [_paper_link(site, volume) for volume in found])
                for catalogue in catalogues(site)
                if (found := volumes(site, catalogue))
            ],
            "dictionary": [_meanings(site, table) for table in offer.tables],
            "version": VERSION,
            "disk_copy": DISK_COPY if site.has_disk_copy else None,
            "organisation": organisations[0].record.id if organisations else None,
        },
    )


def _paper_link(site: Site, catalogue: Catalogue) -> tuple[str, str, str, None]:
    """Return words, address and length of a catalogue: a volume may hold organisations alone."""
    products, organisations = len(catalogue.products), len(catalogue.organisations)
    if organisations and not products:
        detail = site.words("paper.link.organisations", count=organisations)
    else:
        detail = site.words("paper.link.detail", count=products)
    return capitalised(catalogue.link), catalogue.address, detail, None


def _whole(site: Site, file: FileFacts) -> tuple[str, str, str]:
    """Return the name, address, count and size of a file of the whole directory."""
    key = f"{file.form}_{file.name}" if file.form in {"vcf", "geojson"} else file.name
    return (
        site.words(f"open_data.page.file.{key}"),
        file.address,
        site.words(f"open_data.page.file.{_detail(file)}_detail", **_counts(site, file)),
    )


def _detail(file: FileFacts) -> str:
    return "workbook" if file.form == "xlsx" else file.form


def _counts(site: Site, file: FileFacts) -> Mapping[str, str]:
    language = site.words.language
    count = format_number(file.count, language) if file.count is not None else ""
    return {
        "count": count,
        "size": format_number(max(1, round(file.size / 1000)), language),
    }


def _table_files(
    site: Site, tables: Sequence[TableFacts], by_name: Mapping[tuple[str, str], FileFacts]
) -> list[tuple[str, int, list[tuple[str, str]]]]:
    """Return each table: its name, its rows, and its files with what they are called."""
    rows = []
    for table in tables:
        csv, json = by_name["csv", table.name], by_name.get(("json", table.name))
        links = [(_sized(site, "CSV", csv), csv.address)]
        if json is not None and json.schema is not None:
            links.append((_sized(site, "JSON", json), json.address))
            links.append((site.words("open_data.page.schema"), json.schema))
        rows.append((table_title(site.words, table), table.count, links))
    places = by_name["json", "places"]
    links = [(_sized(site, "JSON", places), places.address)]
    links.append((site.words("open_data.page.schema"), places.schema or ""))
    return [*rows, (site.words("open_data.table.places"), places.count or 0, links)]


def _sized(site: Site, form: str, file: FileFacts) -> str:
    return f"{form} {_counts(site, file)['size']} kB"


def _meanings(site: Site, table: TableFacts) -> dict[str, object]:
    """Return what each column of a table means."""
    return {
        "name": table.name,
        "title": table_title(site.words, table),
        "rows": [_column(site, column) for column in table.columns],
    }


def _column(site: Site, column: Column) -> tuple[str, str, str, str]:
    words = site.words
    said = meaning(words, column)
    if column.refers is not None:
        table = words(f"open_data.table.{column.refers[0]}")
        said = f"{said} {words('open_data.page.refers', table=table)}"
    kind = words(f"open_data.type.{type_of(column)}")
    if column.is_list:
        kind = f"{words('open_data.type.list')}: {kind}"
    values = "; ".join(values_of(words, column)) or words("open_data.dictionary.any")
    return column.name, said, kind, values
