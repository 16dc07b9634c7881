"""One product with its award history (QĐ 26/2026/QĐ-TTg and the rules before it)."""

from typing import Literal

from pydantic import Field

from site_builder.records.dates import Date, PastDate, PastPartialDate
from site_builder.records.models.common import (
    Address,
    Certificate,
    Honour,
    Model,
    NamedRecord,
    OutsideLink,
    Photo,
)
from site_builder.records.scalars import (
    DecimalNumber,
    DecisionNumber,
    Description,
    Gtin,
    Key,
    Line,
    Month,
    Name,
    RecordId,
    SetCode,
    Star,
    Whole,
)

Level = Literal["district", "province", "ministry"]


class OtherProducer(Model):
    """A maker that is no organisation of the directory; a household keeps its name private."""

    name: Name | None = Field(
        default=None, description="Tên doanh nghiệp, cơ sở (không tên người)."
    )
    kind: Literal["company", "household", "establishment"] | None = Field(
        default=None, description="Doanh nghiệp, hộ kinh doanh, cơ sở sản xuất."
    )


class Withdrawal(Model):
    """The withdrawal of an award (QĐ 26/2026/QĐ-TTg, Article 8)."""

    date: PastDate = Field(description="Ngày thu hồi.")
    decision_number: DecisionNumber | None = Field(default=None, description="Số quyết định.")
    ground: Literal[
        "false_dossier", "criteria_lost", "law_breach", "mark_misuse", "stopped", "other"
    ] = Field(description="Lý do thu hồi.")


class Award(Model):
    """One recognition of the product as OCOP, or one statement that it was recognised.

    Its state is derived from its dates, never stored. Without decision and date it stays
    unverified; `as_of` is then the time the statement speaks of.
    """

    star: Star | None = Field(default=None, description="Hạng sao: 3, 4 hoặc 5.")
    level: Level | None = Field(default=None, description="Cấp công nhận: huyện, tỉnh, trung ương.")
    score: DecimalNumber | None = Field(default=None, ge=0, le=100, description="Điểm đánh giá.")
    criteria_version: (
        Literal["qd-1048-2019", "qd-148-2023", "qd-1489-2025", "qd-26-2026"] | None
    ) = Field(default=None, description="Bộ tiêu chí áp dụng.")
    decision_number: DecisionNumber | None = Field(
        default=None, description="Số quyết định, ví dụ 2616/QĐ-UBND."
    )
    decision_date: PastDate | None = Field(default=None, description="Ngày quyết định.")
    issuer: Line | None = Field(default=None, description="Cơ quan ra quyết định.")
    product_code: Line | None = Field(default=None, description="Mã sản phẩm OCOP.")
    as_of: PastPartialDate | None = Field(
        default=None, description="Thời điểm mà nguồn nói tới: năm, tháng hoặc ngày."
    )
    valid_until: Date | None = Field(default=None, description="Ngày hết hạn in trên giấy.")
    extended_until: Date | None = Field(default=None, description="Gia hạn chuyển tiếp đến ngày.")
    withdrawn: Withdrawal | None = Field(default=None, description="Thu hồi.")
    assessment: Literal["first", "upgrade", "re_assessment", "re_issue"] | None = Field(
        default=None, description="Lần đánh giá."
    )
    as_stated: Line | None = Field(default=None, description="Nguyên văn trong nguồn.")
    note_vi: Line | None = Field(default=None, description="Ghi chú.")
    note_en: Line | None = Field(default=None, description="Ghi chú bằng tiếng Anh.")
    source: Key = Field(description="Mã tài liệu nêu điều này.")


class OcopStep(Model):
    """A step on the way to an award (registered, assessed by a district …): not an award."""

    step: Literal["planned", "registered", "selected", "assessed", "upgrade_registered"] = Field(
        description="Bước: dự kiến, đăng ký, được chọn, chấm cấp dưới, đăng ký nâng hạng."
    )
    level: Level | None = Field(default=None, description="Cấp thực hiện.")
    star: Star | None = Field(default=None, description="Hạng được chấm hoặc nhắm tới.")
    as_of: PastPartialDate | None = Field(default=None, description="Thời điểm.")
    note_vi: Line | None = Field(default=None, description="Ghi chú.")
    note_en: Line | None = Field(default=None, description="Ghi chú bằng tiếng Anh.")
    source: Key = Field(description="Mã tài liệu nêu điều này.")


class Mark(Model):
    """A geographical indication or mark that protects this kind of product."""

    type: Literal["geographical_indication", "collective_mark", "certification_mark"] = Field(
        description="Chỉ dẫn địa lý, nhãn hiệu tập thể, nhãn hiệu chứng nhận."
    )
    text_vi: Line = Field(description="Tên và căn cứ, như nguồn nêu.")
    text_en: Line | None = Field(default=None, description="Bằng tiếng Anh.")
    source: Key | None = Field(default=None, description="Mã tài liệu làm căn cứ.")


class Declaration(Model):
    """The declaration of food quality (Decree 15/2018/NĐ-CP)."""

    kind: Literal["self", "registered"] = Field(description="Tự công bố hay đăng ký công bố.")
    number: Line | None = Field(default=None, description="Số công bố.")
    date: PastDate | None = Field(default=None, description="Ngày.")


class Price(Model):
    """An indicative price in whole đồng; never for spirits."""

    amount_vnd: Whole = Field(ge=1000, description="Số nguyên đồng: 45000.")
    unit: Line = Field(description="Đơn vị tính: gói 500 g, chai 500 ml …")
    as_of: PastDate = Field(description="Ngày của giá.")


class Product(NamedRecord):
    """A product of the directory (schema.org `Product`)."""

    kind: Literal["ocop", "candidate", "other"] = Field(
        description="Đã được nêu là OCOP, đang là ứng viên, hay sản phẩm khác."
    )
    producer: RecordId | None = Field(default=None, description="Mã tổ chức làm ra.")
    producer_other: OtherProducer | None = Field(
        default=None, description="Chủ thể không phải tổ chức trong danh bạ."
    )
    ocop_group: Literal["food", "drinks", "herbal", "crafts", "ornamental", "services"] | None = (
        Field(default=None, description="Nhóm OCOP.")
    )
    ocop_set: SetCode | None = Field(
        default=None, description="Bộ sản phẩm 01 đến 26, lấy từ quyết định, không đoán."
    )
    regulatory_class: (
        Literal[
            "ordinary_food",
            "health_supplement",
            "alcohol",
            "cosmetic",
            "traditional_medicine",
            "craft",
            "ornamental",
            "service",
        ]
        | None
    ) = Field(default=None, description="Phân loại quản lý.")
    abv_percent: DecimalNumber | None = Field(default=None, ge=0, le=100, description="Độ cồn.")
    description_vi: Description | None = Field(default=None, description="Mô tả ngắn.")
    description_en: Description | None = Field(default=None, description="Mô tả tiếng Anh.")
    declaration: Declaration | None = Field(default=None, description="Công bố chất lượng.")
    ingredients: Line | None = Field(default=None, description="Thành phần.")
    net_content: Line | None = Field(default=None, description="Khối lượng, thể tích.")
    storage: Line | None = Field(default=None, description="Bảo quản.")
    shelf_life: Line | None = Field(default=None, description="Hạn dùng.")
    warnings: Line | None = Field(default=None, description="Cảnh báo.")
    gtin: Gtin | None = Field(default=None, description="Mã số vạch, trong dấu nháy.")
    traceability: tuple[OutsideLink, ...] = Field(default=(), description="Truy xuất nguồn gốc.")
    address: Address | None = Field(default=None, description="Vùng làm ra, khi nguồn nêu.")
    marks: tuple[Mark, ...] = Field(default=(), description="Chỉ dẫn địa lý, nhãn hiệu tập thể.")
    certificates: tuple[Certificate, ...] = Field(
        default=(), description="Chứng nhận của riêng sản phẩm."
    )
    honours: tuple[Honour, ...] = Field(default=(), description="Danh hiệu, giải thưởng.")
    photos: tuple[Photo, ...] = Field(
        default=(), max_length=12, description="Ảnh, tấm đầu đại diện cho hồ sơ."
    )
    price: Price | None = Field(default=None, description="Giá tham khảo.")
    season_months: tuple[Month, ...] = Field(
        default=(), max_length=12, description="Các tháng có hàng, 1 đến 12."
    )
    marketplace_links: tuple[OutsideLink, ...] = Field(default=(), description="Nơi bán.")
    awards: tuple[Award, ...] = Field(default=(), description="Các lần được công nhận OCOP.")
    ocop_steps: tuple[OcopStep, ...] = Field(
        default=(), description="Các bước chưa phải công nhận."
    )
