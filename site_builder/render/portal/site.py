"""The files of a portal: its page in each language, and what its search needs beside the index."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from site_builder.records.portal import Portal, SiteData
from site_builder.render.addresses import HOME, SEARCH
from site_builder.render.environment import TEMPLATES, environment
from site_builder.render.find.data import script_words
from site_builder.render.find.large import engine_file, words_file
from site_builder.render.find.stubs import Entry
from site_builder.render.headers import headers_file
from site_builder.render.portal.entries import site_link
from site_builder.render.portal.provinces import province_name, province_order
from site_builder.words.catalogue import LANGUAGES, ORIGINAL, Words, load_words
from site_builder.words.formats import format_date, format_number
from site_builder.words.generated import GeneratedFile, text_file

TEMPLATE = "portal/home.html.jinja"
STYLES = "portal/portal.css"
FOLDERS = {language: "" if language == ORIGINAL else f"{language}/" for language in LANGUAGES}


def portal_files(portal: Portal, entries: Sequence[Entry], today: date) -> Iterator[GeneratedFile]:
    """Yield the files of a portal that are made from its sites; the index of entries is apart."""
    for language, folder in FOLDERS.items():
        words = load_words(language)
        yield text_file(f"{folder}index.html", _page(portal, words, today))
        found = words_file(_about(words, today), entries)
        yield GeneratedFile(f"{folder}{found.path}", found.content)
    yield engine_file(large=True)
    yield headers_file()
    yield GeneratedFile("assets/portal.css", (TEMPLATES / STYLES).read_bytes())


def _about(words: Words, today: date) -> dict[str, object]:
    """Return what `words_file` takes from find.json on a site."""
    levels = [[str(star), words("awards.stars", star=star)] for star in range(5, 0, -1)]
    return {
        "generated_on": today.isoformat(),
        "words": script_words(words),
        "facets": {"products": [{"key": "star", "options": levels}]},
    }


def _page(portal: Portal, words: Words, today: date) -> str:
    settings = portal.settings
    english = settings.name_en if words.language != ORIGINAL else None
    sites = sorted(portal.sites, key=lambda data: province_order(data.site.name))
    totals = {
        "count": _count(len(sites), words),
        "organisations": _count(sum(len(data.organisations) for data in sites), words),
        "products": _count(sum(len(data.products) for data in sites), words),
    }
    other = next(language for language in LANGUAGES if language != words.language)
    root = "../" if FOLDERS[words.language] else ""
    html = (
        environment()
        .get_template(TEMPLATE)
        .render(
            t=words,
            name=english or settings.name,
            name_language=None if english or words.language == ORIGINAL else ORIGINAL,
            description=words("portal.description", **totals),
            lead=words("portal.lead", **totals),
            about=words("portal.about", date=format_date(today, words)),
            address=f"{settings.address.rstrip('/')}/",
            folders=FOLDERS,
            root=root,
            other=f"{root}{FOLDERS[other]}" or "./",
            other_language=other,
            provinces=[_province(data, words) for data in sites],
        )
    )
    return "\n".join(line.rstrip() for line in html.splitlines() if line.strip()) + "\n"


def _province(data: SiteData, words: Words) -> Mapping[str, str]:
    return {
        "name": province_name(words, data.site.name),
        "href": site_link(data, HOME, words),
        "by_name": site_link(data, SEARCH, words),
        "organisations": words("portal.organisations", count=_count(len(data.organisations), words)),
        "products": words("portal.products", count=_count(len(data.products), words)),
        "as_of": words("portal.as_of", date=format_date(data.generated_on, words)),
    }


def _count(number: int, words: Words) -> str:
    return format_number(number, words.language)
