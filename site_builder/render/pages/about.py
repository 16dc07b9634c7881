"""Who runs the directory, what it is made from, and how to correct it."""

from collections import Counter

from site_builder.records.directory import Directory
from site_builder.render.addresses import ABOUT, CORRECTIONS, OFFLINE
from site_builder.render.environment import Page, Site
from site_builder.render.views.texts import in_language
from site_builder.words.formats import format_partial_date
from site_builder.words.language_marks import unmark
from site_builder.words.order import vietnamese_order


def about_page(site: Site) -> Page:
    """Return the page about the directory, its bodies and every document it cites."""
    words, directory = site.words, site.directory
    kinds = Counter(document.kind for document in directory.documents.values())
    return Page(
        address=ABOUT,
        template="about.html.jinja",
        title=words("pages.about.title"),
        description=words("pages.about.description"),
        values={
            "operator": directory.settings.scope.operator,
            "scope": directory.settings.scope.name,
            "counts": {
                "organisations": len(directory.organisations),
                "products": len(directory.products),
                "programmes": len(directory.programmes),
                "figures": len(directory.figures),
                "documents": len(directory.documents),
            },
            "kinds": [(words(f"documents.{kind}"), count) for kind, count in kinds.most_common()],
            "documents": _documents(site),
            "bodies": _bodies(site),
        },
    )


def corrections_page(site: Site) -> Page:
    """Return how to have something corrected or removed, as far as somebody runs this edition."""
    settings = site.directory.settings
    return Page(
        address=CORRECTIONS,
        template="corrections.html.jinja",
        title=site.words("pages.corrections.title"),
        description=site.words("pages.corrections.description"),
        values={"operator": settings.scope.operator, "repository": settings.repo_url},
    )


def offline_page(site: Site) -> Page:
    """Return what a browser shows in place of a page it has not kept, while there is no network."""
    return Page(
        address=OFFLINE,
        template="offline.html.jinja",
        title=site.words("offline.title"),
        description=site.words("offline.text"),
        values={},
        is_hidden=True,
    )


def _documents(site: Site) -> list[dict[str, object]]:
    """Return every document by publisher, each with how often it is cited."""
    cited = _citing_records(site.directory)
    documents = sorted(
        site.directory.documents.values(),
        key=lambda d: (vietnamese_order(d.publisher), d.date or "", d.id),
    )
    return [
        {
            "id": document.id,
            "title": document.title,
            "href": document.address,
            "publisher": document.publisher,
            "date": format_partial_date(document.date, site.words) if document.date else None,
            "cited": cited[document.id],
            "note": in_language(site.words, document.note_vi, document.note_en),
        }
        for document in documents
    ]


def _bodies(site: Site) -> list[dict[str, object]]:
    """Return the bodies around the sector, each with the documents that name it."""
    words, documents = site.words, site.directory.documents
    return [
        {
            "name": in_language(words, body.name_vi, body.name_en),
            "role": _sentence(in_language(words, body.role_vi, body.role_en)),
            "documents": [
                (name, documents[name].title)
                for name in dict.fromkeys(source.document for source in body.sources)
            ],
        }
        for body in site.directory.bodies
    ]


def _sentence(text: str | None) -> str | None:
    """Return a text with a full stop, as another sentence follows."""
    return f"{text}." if text and unmark(text)[-1] not in ".!?" else text


def _citing_records(directory: Directory) -> Counter[str]:
    """Return how many records cite each document among their sources."""
    sources = (
        *(organisation.record.sources for organisation in directory.organisations),
        *(product.record.sources for product in directory.products),
        *(programme.record.sources for programme in directory.programmes),
        *(body.sources for body in directory.bodies),
    )
    cited = Counter(name for refs in sources for name in {source.document for source in refs})
    cited.update(figure.record.source.document for figure in directory.figures)
    return cited
