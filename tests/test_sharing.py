"""What others are told of a page: networks, search engines, home screens."""

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from PIL import Image

from site_builder.render.paper import share_cards
from tests.building import TODAY
from tests.html_pages import HtmlPage, elements, one, resolve, text_of
from tests.recount import SECTIONS, Recount
from tests.recounted_events import source_days, told

Pages = Mapping[str, HtmlPage]


def host(recount: Recount) -> str:
    return str(recount.settings["site_url"]).rstrip("/")


def shared(page: HtmlPage) -> dict[str, str]:
    """Return what a page tells networks; nothing is said twice."""
    found = [
        (name, meta.get("content", ""))
        for meta in elements(page.root, "meta")
        for name in (meta.get("property", ""), meta.get("name", ""))
        if name.startswith(("og:", "twitter:"))
    ]
    assert len(found) == len(dict(found))
    return dict(found)


def drinks(recount: Recount) -> set[str]:
    """Return the pages of drinks with alcohol, which may not be advertised."""
    return {
        f"/{SECTIONS['products']}/{id_}/"
        for id_, record in recount.every("products").items()
        if record.get("regulatory_class") == "alcohol" and "left" not in record
    }


def described(pages: Pages, recount: Recount) -> dict[str, HtmlPage]:
    """Return the pages that are shown when shared: not old addresses, maps, drinks or errors."""
    silent = {*recount.moved(), *drinks(recount)}
    return {a: p for a, p in pages.items() if not a.endswith(".html") and a not in silent}


def test_every_page_says_what_it_is(pages: Pages, recount: Recount) -> None:
    for address, page in described(pages, recount).items():
        said = shared(page)
        title = text_of(one(elements(page.root, "head")[0].findall("title")))
        description = one(
            [m for m in elements(page.root, "meta") if m.get("name") == "description"]
        )
        assert said["og:url"] == host(recount) + address
        assert title in {said["og:title"], f"{said['og:title']} - {said['og:site_name']}"}
        assert said["og:description"] == description.get("content")
        assert said["og:site_name"] == recount.settings["site_name"]
        assert (said["og:type"], said["og:locale"]) == ("website", "vi_VN")


def test_old_addresses_say_nothing_to_networks(pages: Pages, recount: Recount) -> None:
    for address in recount.moved():
        assert shared(pages[address]) == {}


def test_a_drink_with_alcohol_is_shared_by_its_name_and_address_alone(
    pages: Pages, recount: Recount
) -> None:
    names = {f"/{SECTIONS['products']}/{id_}/": r["name_vi"] for id_, r in recount.products.items()}
    for address in drinks(recount):
        assert shared(pages[address]) == {
            "og:type": "website",
            "og:site_name": recount.settings["site_name"],
            "og:locale": "vi_VN",
            "og:url": host(recount) + address,
            "og:title": names[address],
        }


def test_a_record_has_its_card(pages: Pages, recount: Recount) -> None:
    cards = {
        f"/{SECTIONS[folder]}/{id_}/": f"/assets/cards/{folder}/{id_}.png"
        for folder in ("cooperatives", "products")
        for id_, record in recount.every(folder).items()
        if "left" not in record
    }
    for address, page in described(pages, recount).items():
        said = shared(page)
        assert said["og:image"] == host(recount) + cards.get(address, "/assets/cards/site.png")
        assert said["og:image:width"] == str(share_cards.WIDTH)
        assert said["og:image:height"] == str(share_cards.HEIGHT)
        assert said["og:image:alt"] == said["og:title"]
        assert said["twitter:card"] == "summary_large_image"


def test_every_picture_that_a_page_names_is_there_in_the_size_it_states(
    site: Path, every_page: Pages, recount: Recount
) -> None:
    stated: dict[str, tuple[int, int]] = {}
    for page in every_page.values():
        said = shared(page)
        if "og:image" in said:
            size = int(said["og:image:width"]), int(said["og:image:height"])
            assert stated.setdefault(said["og:image"], size) == size
    # One for the site, the others for records.
    assert len(stated) > 10
    for address, size in stated.items():
        path = address.removeprefix(host(recount) + "/")
        with Image.open(site / path) as image:
            assert (image.size, image.get_format_mimetype()) == (size, "image/png"), address


def test_no_shared_line_promises_a_star_without_its_end(pages: Pages, recount: Recount) -> None:
    for address, page in described(pages, recount).items():
        text = shared(page)["og:description"]
        if re.search(r"OCOP \d sao", text) and re.fullmatch(r"/san-pham/[\w-]+/", address):
            stated = re.search(r"[nN]êu là|hết hạn|thu hồi", text)
            assert stated or re.search(r"\d\d/\d\d/\d{4}", text), (address, text)


def lastmods(site: Path, recount: Recount) -> dict[str, str]:
    """Return the day of each page in the sitemap, or nothing."""
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    found = re.findall(r"<loc>(.*?)</loc>(?:<lastmod>(.*?)</lastmod>)?", text)
    return {address.removeprefix(host(recount)): day for address, day in found}


def test_the_sitemap_dates_records_by_their_data(site: Path, recount: Recount) -> None:
    days = lastmods(site, recount)
    events: dict[str, list[str]] = {}
    for _, folder, id_, day in told(recount):
        events.setdefault(f"{folder}/{id_}", []).append(day)
    for folder, section in SECTIONS.items():
        for id_, record in recount.every(folder).items():
            known = [d for d in source_days(recount, record) if len(d) == 10]
            known += [*events.get(f"{folder}/{id_}", ()), *checked(record)]
            assert days[f"/{section}/{id_}/"] == max(known, default=""), id_


def checked(record: Mapping[str, Mapping[str, str]]) -> list[str]:
    return [record[name]["on"] for name in ("verified", "left") if name in record]


def test_the_sitemap_dates_lists_by_their_newest_record(site: Path, recount: Recount) -> None:
    days = lastmods(site, recount)
    for section in SECTIONS.values():
        of_records = [d for a, d in days.items() if re.fullmatch(rf"/{section}/[\w-]+/", a)]
        assert days[f"/{section}/"] == max(of_records)
    assert days["/"] == max(days.values())
    assert all(date.fromisoformat(day) <= TODAY for day in days.values() if day)


def test_search_engines_find_the_sitemap(site: Path, recount: Recount) -> None:
    lines = (site / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines == ["User-agent: *", "Allow: /", f"Sitemap: {host(recount)}/sitemap.xml"]


def test_the_manifest_names_the_site_and_its_icons(
    site: Path, pages: Pages, recount: Recount
) -> None:
    for page in pages.values():
        links = [e for e in elements(page.root, "link") if e.get("rel") == "manifest"]
        if not page.address.startswith("/maps/"):
            where = resolve(page.address, one(links).get("href", ""))
            assert where == "/assets/manifest.webmanifest"
    manifest = json.loads((site / "assets/manifest.webmanifest").read_bytes())
    assert manifest["name"] == recount.settings["site_name"]
    assert manifest["lang"] == "vi"
    base = "/assets/manifest.webmanifest"
    for field in ("start_url", "scope"):
        assert resolve(base, manifest[field]) == "/"
    for icon in manifest["icons"]:
        assert (site / resolve(base, icon["src"]).lstrip("/")).is_file(), icon
