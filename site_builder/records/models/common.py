"""Parts that several kinds of records share."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from site_builder.records.dates import Date, PastDate, PastPartialDate
from site_builder.records.scalars import (
    CommuneCode,
    DecimalNumber,
    DistrictCode,
    FileName,
    Key,
    Line,
    Name,
    Prose,
    ProvinceCode,
    RecordId,
    WebAddress,
    problem,
)

# Degrees that hold the whole country: enough to notice swapped or mistyped coordinates.
VIETNAM_LATITUDE = (8, 24)
VIETNAM_LONGITUDE = (102, 110)


class Model(BaseModel):
    """The one base class: unknown fields are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceRef(Model):
    """A document that says something about the record, and what it says."""

    document: Key = Field(description="Mã tài liệu trong content/documents.yml.")
    date: PastPartialDate | None = Field(
        default=None, description="Ngày của lời nêu, khi khác ngày của tài liệu."
    )
    quote: Prose | None = Field(default=None, description="Trích nguyên văn, ngắn.")
    fact: Prose | None = Field(default=None, description="Điều tài liệu nêu, bằng lời của mình.")
    supports: tuple[Key, ...] = Field(
        default=(), description="Tên các trường mà tài liệu làm căn cứ."
    )


class Verified(Model):
    """That a person checked the record; never filled by a machine."""

    on: PastDate = Field(description="Ngày kiểm tra.")
    method: Literal["phone", "visit", "document", "self_declared"] = Field(
        description="Cách kiểm tra: điện thoại, đến nơi, giấy tờ, tự khai."
    )


class Address(Model):
    """Where something is, by any code that is known; codes are read with their era.

    `commune` holds since 01/07/2025 (QĐ 19/2025/QĐ-TTg), the `former_*` codes held until then
    (QĐ 124/2004/QĐ-TTg as amended); the crosswalk stands in the tables of places.
    """

    commune: CommuneCode | None = Field(
        default=None, description="Mã xã, phường hiện nay (5 chữ số, trong dấu nháy)."
    )
    former_commune: CommuneCode | None = Field(
        default=None, description="Mã xã, phường, thị trấn trước 01/7/2025 (5 chữ số)."
    )
    former_district: DistrictCode | None = Field(
        default=None, description="Mã huyện, thành phố trước 01/7/2025 (3 chữ số)."
    )
    former_province: ProvinceCode | None = Field(
        default=None, description="Mã tỉnh trước 01/7/2025 (2 chữ số), khi chỉ biết đến tỉnh."
    )
    detail: Line | None = Field(default=None, description="Thôn, tổ, số nhà của tổ chức.")
    as_stated: Line | None = Field(default=None, description="Nguyên văn địa chỉ trong nguồn.")
    certainty: Literal["stated", "inferred"] | None = Field(
        default=None, description="Nguồn nêu rõ (stated) hay suy ra (inferred)."
    )
    source: Key | None = Field(default=None, description="Mã tài liệu làm căn cứ.")


class Location(Model):
    """A point (WGS 84 degrees); `exact` only for premises open to the public."""

    lat: DecimalNumber = Field(description="Vĩ độ, ví dụ 22.147.")
    lon: DecimalNumber = Field(description="Kinh độ, ví dụ 105.834.")
    precision: Literal["exact", "village", "commune"] = Field(description="Mức chính xác.")

    @model_validator(mode="after")
    def _inside_vietnam(self) -> Self:
        if _in(VIETNAM_LATITUDE, self.lat) and _in(VIETNAM_LONGITUDE, self.lon):
            return self
        if _in(VIETNAM_LATITUDE, self.lon) and _in(VIETNAM_LONGITUDE, self.lat):
            raise problem("coordinates_swapped", lat=self.lat, lon=self.lon)
        raise problem("coordinates_outside", lat=self.lat, lon=self.lon)


def _in(bounds: tuple[int, int], value: Decimal) -> bool:
    return bounds[0] <= value <= bounds[1]


class Certificate(Model):
    """A certificate of quality or a right to use a mark, with its holder's record."""

    type: Literal[
        "vietgap",
        "globalgap",
        "organic_vn",
        "organic_other",
        "pgs",
        "food_safety",
        "haccp",
        "iso_22000",
        "halal",
        "gi_use",
        "collective_mark_use",
        "certification_mark_use",
        "trademark",
    ] = Field(description="Loại chứng nhận.")
    scope_vi: Line = Field(description="Phạm vi, đối tượng được chứng nhận.")
    scope_en: Line | None = Field(default=None, description="Phạm vi bằng tiếng Anh.")
    standard: Line | None = Field(default=None, description="Tiêu chuẩn, ví dụ TCVN 11041-2:2017.")
    number: Line | None = Field(default=None, description="Số giấy chứng nhận.")
    issuer: Line | None = Field(default=None, description="Tổ chức cấp.")
    issuer_code: Line | None = Field(default=None, description="Mã số tổ chức chứng nhận.")
    issued_on: PastPartialDate | None = Field(default=None, description="Ngày cấp.")
    valid_until: Date | None = Field(default=None, description="Ngày hết hiệu lực.")
    products: tuple[RecordId, ...] = Field(
        default=(), description="Mã các sản phẩm được chứng nhận."
    )
    source: Key | None = Field(default=None, description="Mã tài liệu làm căn cứ.")


class Honour(Model):
    """A prize or commendation that is not an OCOP star."""

    title_vi: Line = Field(description="Tên danh hiệu, giải thưởng.")
    title_en: Line | None = Field(default=None, description="Tên bằng tiếng Anh.")
    source: Key | None = Field(default=None, description="Mã tài liệu làm căn cứ.")


class Photo(Model):
    """A photo in `content/photos/`, published as smaller copies that hold nothing but pixels."""

    file: FileName = Field(description="Tên tệp trong content/photos.")
    alt_vi: Line = Field(description="Ảnh chụp gì, cho người không xem được ảnh.")
    alt_en: Line | None = Field(default=None, description="Ảnh chụp gì, bằng tiếng Anh.")
    credit: Line = Field(description="Người hoặc nơi giữ quyền tác giả, như họ muốn được nêu.")
    licence: Literal["cc-by-4", "cc-by-sa-4", "cc0", "with-permission"] = Field(
        description="CC BY 4.0, CC BY-SA 4.0, CC0 1.0, hoặc được phép riêng (with-permission)."
    )
    permission: Line | None = Field(
        default=None, description="Ai cho phép, bằng văn bản nào, ngày nào; khi được phép riêng."
    )
    source: Key | None = Field(default=None, description="Mã tài liệu nơi lấy ảnh.")
    taken_on: PastPartialDate | None = Field(default=None, description="Chụp khi nào.")

    @model_validator(mode="after")
    def _permitted(self) -> Self:
        if self.licence == "with-permission" and self.permission is None:
            raise problem("photo_permission")
        return self


class OutsideLink(Model):
    """A page of another system about this record."""

    system: Literal[
        "nbr_portal",
        "itrace247",
        "national_trace",
        "verigoods",
        "checkvn",
        "gi_register",
        "marketplace",
        "gs1",
        "globalgap_db",
        "official_doc",
    ] = Field(description="Hệ thống bên ngoài.")
    url: WebAddress = Field(description="Địa chỉ https.")
    identifier: Line | None = Field(default=None, description="Mã tra cứu trong hệ thống đó.")


class Leaving(Model):
    """That the record left the directory: its address stays and tells what it was, and why.

    Two files about one thing are no leaving: one stays, with the id of the other as an alias. Nor
    is the end of an organisation, which its `status` tells.
    """

    on: PastDate = Field(description="Ngày rời danh bạ.")
    reason: Literal["stopped", "mistake", "out_of_scope", "on_request"] = Field(
        description="Lý do: thôi làm, ghi nhầm, ngoài phạm vi, theo yêu cầu của chủ thể."
    )
    successor: RecordId | None = Field(default=None, description="Mã hồ sơ thay thế, nếu có.")


class Record(Model):
    """What every record of an organisation, a product or a programme has."""

    id: RecordId = Field(description="Mã, trùng tên tệp, không bao giờ đổi.")
    aliases: tuple[RecordId, ...] = Field(default=(), description="Các mã cũ của hồ sơ này.")
    left: Leaving | None = Field(default=None, description="Hồ sơ đã rời danh bạ.")
    note_vi: Prose | None = Field(default=None, description="Ghi chú, mâu thuẫn giữa các nguồn.")
    note_en: Prose | None = Field(default=None, description="Ghi chú bằng tiếng Anh.")
    verified: Verified | None = Field(default=None, description="Lần người kiểm tra gần nhất.")
    sources: tuple[SourceRef, ...] = Field(
        min_length=1, description="Ít nhất một tài liệu làm căn cứ."
    )


class NamedRecord(Record):
    """A record with names in two languages and former or press spellings."""

    name_vi: Name = Field(description="Tên tiếng Việt.")
    name_en: Name | None = Field(default=None, description="Tên tiếng Anh.")
    other_names: tuple[Name, ...] = Field(default=(), description="Tên khác, cách viết khác.")
