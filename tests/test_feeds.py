"""The Atom feeds: read by another program, counted anew, and dated by the records alone."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped]

from site_builder import pipeline
from site_builder.render.environment import Site
from site_builder.render.news.feeds import LONGEST, feed_files
from site_builder.words.catalogue import load_words
from tests.building import TODAY
from tests.html_pages import HtmlPage, elements, resolve
from tests.recount import Recount
from tests.recounted_events import SECTIONS, told

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00\+07:00")
ALL = "/tin-moi/tat-ca.xml"
ONE_DAY = timedelta(days=1)


def feeds_of(site: Path) -> dict[str, bytes]:
    """Return every feed of a built site by its address."""
    paths = sorted((site / "tin-moi").rglob("*.xml"))
    return {f"/{path.relative_to(site).as_posix()}": path.read_bytes() for path in paths}


def on(root: Path, today: date) -> dict[str, bytes]:
    """Return the feeds of a root on a day."""
    directory, issues = pipeline.load_directory(root, today)
    assert directory is not None, issues
    site = Site(directory, load_words("vi"), areas={}, has_outlines=False)
    return {f"/{file.path}": file.content for file in feed_files(site)}


def tree(feed: bytes) -> ET.Element:
    return ET.fromstring(feed)  # noqa: S314 -- our own file


def ids(feed: bytes) -> list[str]:
    return [str(entry.findtext(f"{ATOM}id")) for entry in tree(feed).iter(f"{ATOM}entry")]


def test_there_is_a_feed_for_everything_each_district_and_each_group(
    site: Path, recount: Recount
) -> None:
    districts = {page.strip("/").split("/")[1] for page in recount.district_pages}
    groups = ("food", "drinks", "herbal", "crafts", "ornamental", "services")
    wanted = {ALL, *(f"/tin-moi/huyen/{slug}.xml" for slug in districts)}
    assert set(feeds_of(site)) == wanted | {f"/tin-moi/nhom/{group}.xml" for group in groups}


def test_a_feed_reader_takes_every_feed(site: Path, recount: Recount) -> None:
    for address, content in feeds_of(site).items():
        read = feedparser.parse(content)
        assert not read.bozo, (address, read.get("bozo_exception"))
        assert (read.version, read.feed.language) == ("atom10", "vi")
        assert read.feed.id == host(recount) + address
        assert read.feed.author_detail.name
        assert len(read.entries) == len(ids(content)) <= LONGEST
        for entry in read.entries:
            assert entry.title
            assert entry.summary
            assert entry.published_parsed == entry.updated_parsed


def test_the_rules_of_atom_hold(site: Path, recount: Recount) -> None:
    """RFC 4287, 4.1: what a feed and an entry must have, and no more than once."""
    for address, content in feeds_of(site).items():
        root = tree(content)
        assert root.tag == f"{ATOM}feed"
        entries = root.findall(f"{ATOM}entry")
        for element in (root, *entries):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1, (address, name)
            for name in ("updated", "published"):
                assert all(MOMENT.fullmatch(e.text or "") for e in element.findall(ATOM + name))
        assert len(root.findall(f"{ATOM}author/{ATOM}name")) == 1
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        assert links["self"] == host(recount) + address
        assert len(links) == len(root.findall(f"{ATOM}link"))
        assert len(ids(content)) == len(set(ids(content)))
        days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
        assert days == sorted(days, reverse=True)
        if days:
            assert root.findtext(f"{ATOM}updated") == days[0]


def host(recount: Recount) -> str:
    return str(recount.settings["site_url"]).rstrip("/")


def test_every_entry_leads_to_a_page(
    site: Path, recount: Recount, pages: Mapping[str, HtmlPage]
) -> None:
    for content in feeds_of(site).values():
        root = tree(content)
        for element in (root, *root.iter(f"{ATOM}entry")):
            (href,) = [
                link.get("href", "")
                for link in element.findall(f"{ATOM}link")
                if link.get("rel") == "alternate"
            ]
            assert href.removeprefix(host(recount)) in pages


def test_one_event_is_the_same_entry_in_every_feed(site: Path) -> None:
    known: dict[str, bytes] = {}
    for content in feeds_of(site).values():
        for entry in tree(content).iter(f"{ATOM}entry"):
            text = ET.tostring(entry).strip()
            assert known.setdefault(str(entry.findtext(f"{ATOM}id")), text) == text


def test_the_feed_of_everything_tells_every_event_of_the_records(
    site: Path, recount: Recount
) -> None:
    events = {
        f"{host(recount)}/{SECTIONS[folder]}/{id_}/#{kind}-{day}": day
        for kind, folder, id_, day in told(recount)
    }
    found = ids(feeds_of(site)[ALL])
    assert len(found) == min(len(events), LONGEST)
    assert set(found) <= set(events)
    oldest = min(events[id_] for id_ in found)
    assert {id_ for id_, day in events.items() if day > oldest} <= set(found)


def test_a_district_and_a_group_tell_their_own_events(site: Path, recount: Recount) -> None:
    pages = {code: page.strip("/").split("/")[1] for page, code in recount.district_pages.items()}
    wanted: dict[str, set[str]] = {address: set() for address in feeds_of(site)}
    for kind, folder, id_, day in told(recount):
        record = recount.every(folder)[id_]
        makes = [p for p in recount.products.values() if p.get("producer") == id_]
        groups = {p.get("ocop_group") for p in (makes if folder == "cooperatives" else [record])}
        district = recount.place(record)[1]
        parts = [f"/tin-moi/nhom/{group}.xml" for group in groups if group]
        parts += [f"/tin-moi/huyen/{pages[district]}.xml"] if district in pages else []
        for address in parts:
            wanted[address].add(f"{host(recount)}/{SECTIONS[folder]}/{id_}/#{kind}-{day}")
    for address, content in feeds_of(site).items():
        if address != ALL and len(wanted[address]) <= LONGEST:
            assert set(ids(content)) == wanted[address], address


def test_nothing_is_new_without_a_day_in_the_data(example_site: Path) -> None:
    every = b"".join(on(example_site, TODAY).values()).decode()
    for unnamed in ("chi-co-ten", "ten-dai", "lien-hiep-mau", "tht-mau-it-nhat"):
        assert f"/{unnamed}/#new" not in every


def test_feeds_stay_the_same_until_something_happens(example_site: Path) -> None:
    before = on(example_site, TODAY)
    assert on(example_site, TODAY + ONE_DAY) == before
    assert on(example_site, date(2027, 1, 15)) == before


def test_an_award_that_ends_is_told_on_the_day_after(example_site: Path) -> None:
    expired = "/san-pham/che-sap-het-han/#expired-2027-01-16"
    assert not [id_ for id_ in ids(on(example_site, date(2027, 1, 15))[ALL]) if expired in id_]
    after = on(example_site, date(2027, 1, 16))
    assert ids(after[ALL])[0].endswith(expired)
    assert ids(after["/tin-moi/nhom/food.xml"])[0].endswith(expired)
    assert b"<updated>2027-01-16T00:00:00+07:00</updated>" in after[ALL]


def test_an_upgrade_is_no_end(example_site: Path) -> None:
    found = [
        id_.rpartition("#")[2] for id_ in ids(on(example_site, TODAY)[ALL]) if "/mien-mau/" in id_
    ]
    assert found == ["recertified-2025-03-10", "new-2024-02-29"]


def test_a_withdrawal_before_its_day_changes_nothing(site_copy: Path) -> None:
    path = site_copy / "content/products/ruou-bi-thu-hoi.yml"
    found = ids(on(site_copy, TODAY)[ALL])
    assert any(id_.endswith("/ruou-bi-thu-hoi/#withdrawn-2026-04-01") for id_ in found)
    text = re.sub(r"    withdrawn:\n(      .*\n)+", "", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    assert not any("#withdrawn" in id_ for id_ in ids(on(site_copy, TODAY)[ALL]))


def test_what_a_later_source_says_stands_beside_the_end(example_site: Path) -> None:
    read = feedparser.parse(on(example_site, TODAY)[ALL])
    (summary,) = [e.summary for e in read.entries if "/gao-chua-kiem-chung/#expired" in e.id]
    assert "Ngày cuối còn hiệu lực: 30/06/2024." in summary
    assert "Sau đó có nguồn vẫn nêu" in summary


def test_names_arrive_as_they_are_written(example_site: Path) -> None:
    read = feedparser.parse(on(example_site, TODAY)[ALL])
    (title,) = [e.title for e in read.entries if "/htx-mau-da-sap-nhap/#closed" in e.id]
    name = """HTX "Đã" & 'Sáp' ${nhap} {{ 7*7 }} `mã` **đậm** [x](javascript:1)"""
    assert title == f"{name}: sáp nhập"


def test_every_page_leads_to_the_feeds(pages: Mapping[str, HtmlPage], site: Path) -> None:
    for page in pages.values():
        found = [
            resolve(page.address, link.get("href", ""))
            for link in elements(page.root, "link")
            if link.get("type") == "application/atom+xml"
        ]
        if not page.address.startswith("/maps/"):
            assert found[0] == ALL
            own = re.fullmatch(r"/(huyen|san-pham/nhom)/([\w-]+)/", page.address)
            if own:
                part = own[1].split("/")[-1]
                assert found[1:] == [f"/tin-moi/{part}/{own[2]}.xml"]
                assert found[1] in feeds_of(site)


def test_the_page_of_news_lists_every_feed(pages: Mapping[str, HtmlPage], site: Path) -> None:
    page = pages["/tin-moi/"]
    assert set(feeds_of(site)) <= set(page.links())
    for address in ("/", "/gioi-thieu/", "/du-lieu/"):
        assert "/tin-moi/" in pages[address].links()
