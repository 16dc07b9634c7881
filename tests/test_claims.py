"""Claims: words of praise, healing and certificates, sought whole and with their tone marks."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from site_builder import pipeline
from site_builder.records.check import check_content
from site_builder.records.content import load_content
from site_builder.records.link import link
from site_builder.records.rules.claims import HEALTH, PRAISE, SUPERLATIVE, plain
from site_builder.words.generated import GeneratedFile
from tests.html_pages import elements, read_site, text_of

TODAY = date(2026, 11, 22)
ROOT = Path(__file__).parent.parent
RECORD = """id: {id}
name_vi: {name}
kind: other
{rest}sources:
  - document: trang-so-mau
    quote: Gạo hữu cơ VietGAP ngon nhất, chữa bệnh gan
"""
SHOP = "https://shop.example/mua-ruou"

Check = Callable[[Path], list[str]]


def write(root: Path, rest: str, name: str = "Sản phẩm Mẫu") -> None:
    path = root / "content/products/mau-thu.yml"
    path.write_text(RECORD.format(id="mau-thu", name=name, rest=rest), encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "chữa bệnh", "Chữa khỏi ho", "điều trị huyết áp", "trị ho", "đặc trị", "phòng bệnh",
        "ngừa ung thư", "người tiểu đường", "thần dược", "giải độc gan", "cures colds",
        "lowers blood pressure", "CHỮA BỆNH DẠ DÀY", "ung  thư", "ung-thư", "xương_khớp",
        "kháng\u00a0viêm", "treats a sore throat", "treating inflammation",
        "lowers cholesterol", "giảm cholesterol",
    ],
)  # fmt: skip
def test_a_word_of_healing_is_found(text: str) -> None:
    assert HEALTH.search(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "sửa chữa máy", "đội chữa cháy", "giấm chua", "chưa có bệnh", "giá trị dinh dưỡng",
        "quản trị", "chính trị", "tỉnh Quảng Trị", "trị giá 5 triệu", "cay gan", "chua benh",
        "chế biến", "đô thị", "thuốc tắm", "cured meat", "secures", "treated water",
        "khu tự trị Việt Bắc", "sweet treats from corn", "water treatment",
        "không chứa cholesterol",
    ],
)  # fmt: skip
def test_a_word_that_only_looks_like_healing_is_not(text: str) -> None:
    assert not HEALTH.search(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "ngon nhất", "Số một", "duy nhất", "hàng đầu", "the best tea", "TỐT NHẤT VIỆT NAM",
        "Miến Ngon Nhất", "miến số 1 Việt Nam", "SỐ 1", "bậc  nhất",
        "đứng đầu cả nước",
    ],
)  # fmt: skip
def test_a_superlative_is_found(text: str) -> None:
    assert SUPERLATIVE.search(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "thống nhất", "hợp nhất", "lần thứ nhất", "nhất định", "nhất là", "ít nhất 5 hộ",
        "Miến dong Nhất Thiện", "lô hàng đầu tiên", "giải nhất", "số 10", "asbestos",
        "GIẢI NHẤT", "THỐNG NHẤT", "nhất thiết", "xưởng số 1", "quốc lộ số 1", "số 1/QĐ-UBND",
        "số 1.200", "best before 12 months",
        "người đứng đầu",
    ],
)  # fmt: skip
def test_a_word_that_only_looks_like_a_superlative_is_not(text: str) -> None:
    assert not SUPERLATIVE.search(plain(text))


def test_praise_is_a_whole_word() -> None:
    assert PRAISE.search("rượu ngon")
    assert not PRAISE.search("ngọn lá, quy trình, nêm men")


@pytest.mark.parametrize("text", ["tốt cho sức khoẻ", "tinh tuý", "RƯỢU QUÝ"])
def test_praise_is_found_however_it_is_typed(text: str) -> None:
    assert PRAISE.search(plain(text))


def test_a_quarter_of_a_year_is_no_praise() -> None:
    assert not PRAISE.search("sản xuất từ quý 1, quý IV năm 2024")


def test_a_spirit_is_praised_in_no_text_of_ours(site_copy: Path) -> None:
    base = "regulatory_class: alcohol\nnote_vi: Rượu nổi tiếng.\nwarnings: Uống rất êm.\n"
    write(site_copy, base)
    assert keys_of(site_copy) == ["spirit_praise", "spirit_praise"]
    write(site_copy, "regulatory_class: alcohol\n", "Rượu Hảo Hạng")
    assert keys_of(site_copy) == ["spirit_praise"]
    # A name may be registered so.
    assert [i.severity for i in pipeline.load_directory(site_copy, TODAY)[1]] == ["warning"]


@pytest.mark.parametrize("kind", ["ordinary_food", "health_supplement"])
def test_a_drink_named_as_a_spirit_is_no_food(site_copy: Path, kind: str) -> None:
    write(site_copy, f"regulatory_class: {kind}\n", "RƯỢU men lá")
    assert keys_of(site_copy) == ["alcohol_name"]
    write(site_copy, "regulatory_class: traditional_medicine\n", "Rượu thuốc")
    assert keys_of(site_copy) == []


@pytest.mark.parametrize(
    "text",
    [
        "description_vi: Rau Việt GAP", "description_vi: Rau ViệtGAP",
        "description_vi: Rau Viet-Gap",
        "description_vi: Gạo hữu  cơ", "description_vi: (hữu-cơ)", "ingredients: Gạo HỮU CƠ",
        "ingredients: Rau VIETGAP", "description_vi: Rau Global-GAP",
        "description_en: Organic noodles",
    ],
)  # fmt: skip
def test_a_word_of_a_certificate_is_found_however_it_is_typed(site_copy: Path, text: str) -> None:
    write(site_copy, f"{text}\n")

    assert keys_of(site_copy) == ["certificate_missing"]


def test_quotations_and_names_of_sources_are_no_claims_of_ours(
    site_copy: Path, check: Check
) -> None:
    write(site_copy, "other_names:\n  - Gạo hữu cơ số một\nnote_vi: Nguồn nêu VietGAP.\n")

    assert check(site_copy) == []


def test_the_sentence_that_the_decree_asks_for_may_stand(site_copy: Path, check: Check) -> None:
    sentence = "Thực phẩm này không phải là thuốc và không có tác dụng thay thế thuốc chữa bệnh."
    write(site_copy, f"warnings: {sentence}\n")

    assert check(site_copy) == []


@pytest.mark.parametrize("kind", ["traditional_medicine", "service"])
def test_what_is_no_food_is_not_judged_as_food(site_copy: Path, check: Check, kind: str) -> None:
    write(site_copy, f"regulatory_class: {kind}\ndescription_vi: Bài thuốc trị ho.\n")

    assert check(site_copy) == []


@pytest.mark.parametrize(
    ("certificate", "keys"),
    [
        ("type: organic_vn\n    valid_until: 2026-11-22", []),
        ("type: organic_other\n    valid_until: 2027-01-01", []),
        ("type: pgs\n    valid_until: 2027-01-01", ["certificate_missing"]),
        ("type: vietgap\n    valid_until: 2027-01-01", ["certificate_missing"]),
        ("type: organic_vn\n    products: [mien-mau]\n    valid_until: 2027-01-01",
         ["certificate_missing"]),
        ("type: organic_vn", ["certificate_undated"]),
        ("type: organic_vn\n    valid_until: 2026-11-21", ["certificate_over"]),
    ],
)  # fmt: skip
def test_organic_needs_a_certificate_in_force_for_this_product(
    site_copy: Path, certificate: str, keys: list[str]
) -> None:
    write(site_copy, f"certificates:\n  - scope_vi: Ruộng mẫu\n    {certificate}\n", "Gạo hữu cơ")

    assert keys_of(site_copy) == keys


@pytest.mark.parametrize(
    ("product", "keys"), [("mien-mau", []), ("other", ["certificate_missing"])]
)
def test_a_certificate_of_the_maker_speaks_for_the_products_it_names(
    site_copy: Path, product: str, keys: list[str]
) -> None:
    path = site_copy / f"content/products/{'mien-mau' if product == 'mien-mau' else 'mau-thu'}.yml"
    if product == "mien-mau":
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("name_vi: ", "name_vi: Hữu cơ ", 1), encoding="utf-8")
    else:
        write(site_copy, "producer: htx-mau-day-du\n", "Gạo hữu cơ")

    assert keys_of(site_copy) == keys


def test_organic_fertiliser_is_no_claim_about_the_product(site_copy: Path, check: Check) -> None:
    for text in (
        "Bón phân hữu cơ, đất giàu chất hữu cơ.", "PHÂN BÓN HỮU CƠ", "phân vi sinh hữu cơ",
        "phân bón vi sinh hữu cơ", "axit hữu cơ", "mùn hữu cơ", "chế phẩm vi sinh hữu cơ",
    ):  # fmt: skip
        write(site_copy, f"description_vi: {text}\n")

        assert check(site_copy) == []
    write(site_copy, "description_en: With organic acids, grown in organic compost.\n")
    assert check(site_copy) == []


def test_weak_alcohol_may_be_described_but_not_sold(site_copy: Path) -> None:
    base = "regulatory_class: alcohol\nabv_percent: 14.9\ndescription_vi: Rượu vang ngon.\n"
    write(site_copy, base)
    assert keys_of(site_copy) == []
    write(site_copy, base + "season_months: [1]\n")
    assert keys_of(site_copy) == ["alcohol_sale"]


def keys_of(root: Path) -> list[str]:
    _, issues = pipeline.load_directory(root, TODAY)
    return [issue.key for issue in issues]


def test_a_price_or_shop_of_a_spirit_reaches_no_page_or_data(example_root: Path) -> None:
    """Even when a record came in before the check knew the rule."""
    price = "price:\n  amount_vnd: 98765\n  unit: chai\n  as_of: 2026-01-01\n"
    shop = f"season_months: [1]\nmarketplace_links:\n  - system: marketplace\n    url: {SHOP}\n"

    write(example_root, f"regulatory_class: ordinary_food\n{price}{shop}")
    assert found_in(rendered(example_root)) > 2

    write(example_root, f"regulatory_class: alcohol\n{price}{shop}", "Rượu Mẫu")
    files = rendered(example_root)
    assert found_in(files) == 0
    (page,) = [file for file in files if file.path == "san-pham/mau-thu.md"]
    assert "18+" in page.content.decode()


def rendered(root: Path) -> list[GeneratedFile]:
    """Return every generated file of a root whose records no check has stopped."""
    content, issues = load_content(root, TODAY)
    assert issues == []
    assert {issue.key for issue in check_content(content, TODAY)} <= {"alcohol_sale"}
    assert content.settings is not None
    return pipeline.render_directory(link(content, content.settings, TODAY), root, "vi")


def found_in(files: Iterable[GeneratedFile]) -> int:
    """Return in how many files, besides the copy of the record itself, the sale shows."""
    texts = (f.content for f in files if f.path != "du-lieu/yaml/products/mau-thu.yml")
    marks = (b"98765", b"98.765", SHOP.encode(), b"shop.example")
    return sum(any(mark in text for mark in marks) for text in texts)


def test_a_spirit_is_no_card_for_other_sites_to_show(built_example: Path) -> None:
    pages = read_site(built_example / "site")
    page = pages["/san-pham/ruou-bi-thu-hoi/"]
    names = {e.get("property") or e.get("name") or "" for e in elements(page.root, "meta")}
    assert "og:description" not in names
    assert [name for name in names if name.startswith(("og:image", "twitter:"))] == []
    assert "18+" in text_of(page.article)
