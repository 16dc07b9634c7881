"""The page of the work that needs a person, by former district and kind."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from site_builder.render.addresses import WORK, WORK_CALENDAR, WORK_TABLE
from site_builder.render.environment import Page, Site
from site_builder.render.texts import edit_address
from site_builder.render.worklist import KINDS, Task, tasks
from site_builder.render.worklist_files import district_label, record_address
from site_builder.words.formats import format_date

# Nearly every record lacks these: the page counts them, and the table lists them.
COUNTED_ONLY = frozenset({"no_photo"})
# A kind: its name, how often, and the records, or none where the page only counts.
KindRow = tuple[str, int, list[dict[str, str | None]] | None]


def worklist_page(site: Site) -> Page:
    """Return the work, with a link to each record and to its file."""
    found = tasks(site.directory)
    kinds = Counter(task.kind for task in found)
    return Page(
        address=WORK,
        template="worklist.html.jinja",
        title=site.words("worklist.title"),
        description=site.words("worklist.description"),
        is_hidden=True,
        values={
            "total": len(found),
            "kinds": [(site.words(f"worklist.kind.{kind}"), kinds[kind]) for kind in KINDS],
            "districts": _districts(site, found),
            "files": (WORK_TABLE, WORK_CALENDAR),
        },
    )


def _districts(site: Site, found: Sequence[Task]) -> list[tuple[str, str, int, list[KindRow]]]:
    """Return the work of each former district in order of its code, that of none last."""
    by_district: dict[str, list[Task]] = defaultdict(list)
    for task in found:
        by_district[task.district.code if task.district else "khac"].append(task)
    return [
        (f"huyen-{code}", district_label(site, own[0]), len(own), _kinds(site, own))
        for code, own in sorted(by_district.items())
    ]


def _kinds(site: Site, found: Sequence[Task]) -> list[KindRow]:
    by_kind: dict[str, list[Task]] = defaultdict(list)
    for task in found:
        by_kind[task.kind].append(task)
    return [
        (
            site.words(f"worklist.kind.{kind}"),
            len(own),
            None if kind in COUNTED_ONLY else [_entry(site, task) for task in own],
        )
        for kind, own in by_kind.items()
    ]


def _entry(site: Site, task: Task) -> dict[str, str | None]:
    return {
        "name": task.listed.record.name_vi,
        "href": record_address(task.listed),
        "file": edit_address(site, task.listed.path),
        "day": format_date(task.day) if task.day else None,
    }
