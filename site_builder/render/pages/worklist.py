"""The page of the work that needs a person, by former district and kind."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from site_builder.records.directory import folder_of
from site_builder.render.addresses import WORK, WORK_CALENDAR, WORK_TABLE, record_address
from site_builder.render.environment import Page, Site
from site_builder.render.find import parts
from site_builder.render.views.texts import edit_address
from site_builder.render.work.files import district_label
from site_builder.render.work.worklist import KINDS, Task, tasks, worked_on
from site_builder.words.formats import format_date, format_number

# Nearly every record lacks these: the page counts them, and the table lists them.
COUNTED_ONLY = frozenset({"no_photo"})
# A kind: its name, how often, and the records, or none where the page only counts.
KindRow = tuple[str, int, list[dict[str, str | None]] | None]


def worklist_pages(site: Site) -> Iterator[Page]:
    """Yield the work, with a link to each record and to its file; if long, a page a district."""
    found = tasks(site.directory)
    kinds = Counter(task.kind for task in found)
    is_split = len(worked_on(site.directory)) > parts.LONGEST_LIST
    districts = _districts(site, found)
    yield Page(
        address=WORK,
        template="worklist.html.jinja",
        title=site.words("worklist.title"),
        description=site.words("worklist.description"),
        is_hidden=True,
        values={
            "total": len(found),
            "kinds": [(site.words(f"worklist.kind.{kind}"), kinds[kind]) for kind in KINDS],
            "districts": () if is_split else districts,
            "links": [
                (name, _district_address(id_), None, format_number(count, site.words.language))
                for id_, name, count, _ in districts
                if is_split
            ],
            "files": (WORK_TABLE, WORK_CALENDAR),
        },
    )
    for district in districts if is_split else ():
        yield _district_page(site, *district)


def _district_page(site: Site, id_: str, name: str, count: int, rows: list[KindRow]) -> Page:
    title = site.words("parts.title", list=site.words("worklist.title"), part=name)
    return Page(
        address=_district_address(id_),
        template="worklist_district.html.jinja",
        title=title,
        description=site.words("parts.description", title=title, count=count),
        is_hidden=True,
        values={"id": id_, "name": name, "count": count, "rows": rows, "whole": WORK},
    )


def _district_address(id_: str) -> str:
    return f"{WORK}{id_}/"


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
        "href": record_address(folder_of(task.listed), task.listed.record.id),
        "file": edit_address(site, task.listed.path),
        "day": format_date(task.day, site.words) if task.day else None,
    }
