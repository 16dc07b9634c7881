"""A clearly synthetic root of thousands of products, made from the example site.

Only for measuring: its names are numbers, its places and documents those of the example.
"""

from pathlib import Path

from tests.building import ROOT, copy_root

MAKERS = 200
# OCOP set and its group, in the vocabulary of the example.
SETS = (
    ("01", "food"), ("06", "food"), ("11", "food"), ("20", "herbal"),
    ("21", "crafts"), ("23", "ornamental"), ("26", "services"),
)  # fmt: skip
SECTORS = ("processing", "tea", "livestock")
# Former communes, of both districts of the example.
PLACES = ("90101", "90102", "90103", "90104", "90201", "90202", "90203")
NAMES = ("Miến", "Chè", "Mật ong", "Gạo nếp", "Măng khô", "Nước mơ", "Bún", "Thịt lợn", "Đậu", "Ổi")
# In force, ending soon, expired, unverified, outdated.
AWARDS = (
    "decision_number: 9/QĐ-MAU\n    decision_date: 2025-06-01\n    assessment: first",
    "decision_number: 8/QĐ-MAU\n    decision_date: 2024-01-15\n    assessment: first",
    "decision_number: 7/QĐ-MAU\n    decision_date: 2021-01-15\n    assessment: first",
    "as_of: 2025-03",
    "as_of: 2021-03",
)


def many_products(target: Path, count: int) -> Path:
    """Make a root with `count` synthetic products and their makers beside those of the example."""
    root = copy_root(ROOT / "tests" / "example_site", target)
    for number in range(MAKERS):
        path = root / "content" / "cooperatives" / f"htx-tong-hop-{number}.yml"
        path.write_text(_maker(number), encoding="utf-8")
    for number in range(count):
        path = root / "content" / "products" / f"san-pham-tong-hop-{number}.yml"
        path.write_text(_product(number), encoding="utf-8")
    return root


def _maker(number: int) -> str:
    return f"""\
id: htx-tong-hop-{number}
name_vi: HTX Tổng Hợp {number}
kind: {"cooperative_group" if number % 7 == 0 else "cooperative"}
sector: {SECTORS[number % len(SECTORS)]}
address:
  former_commune: "{PLACES[number % len(PLACES)]}"
  source: trang-so-mau
sources:
  - document: trang-so-mau
"""


def _product(number: int) -> str:
    code, group = SETS[number % len(SETS)]
    months = ", ".join(str((number + step) % 12 + 1) for step in range(number % 4))
    return f"""\
id: san-pham-tong-hop-{number}
name_vi: {NAMES[number % len(NAMES)]} tổng hợp số {number}
kind: {_kind(number)}
producer: htx-tong-hop-{number * 13 % MAKERS}
ocop_group: {group}
ocop_set: "{code}"
season_months: [{months}]
{_awards(number)}sources:
  - document: trang-so-mau
"""


def _kind(number: int) -> str:
    return {8: "candidate", 9: "other"}.get(number * 7 % 10, "ocop")


def _awards(number: int) -> str:
    if _kind(number) != "ocop":
        return ""
    star = 3 + number % 2
    award = AWARDS[number * 11 % len(AWARDS)]
    return (
        f"awards:\n  - star: {star}\n    level: province\n    {award}\n    source: trang-so-mau\n"
    )
