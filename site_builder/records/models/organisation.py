"""One organisation: a cooperative group (THT), cooperative (HTX) or union of cooperatives.

The three forms are those of the Law on Cooperatives 17/2023/QH15.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from site_builder.records.dates import PastDate, PastPartialDate
from site_builder.records.models.common import (
    Address,
    Certificate,
    Honour,
    Location,
    Model,
    NamedRecord,
    OutsideLink,
    Photo,
)
from site_builder.records.scalars import (
    Boolean,
    DecimalNumber,
    Description,
    Email,
    Key,
    Line,
    Name,
    Phone,
    RecordId,
    TaxCode,
    WebAddress,
    Whole,
    problem,
)

# States of an organisation that is no more; the others may end or begin again.
ENDED = frozenset({"dissolved", "revoked", "merged"})


class Members(Model):
    """How many official members a source counts, and when."""

    count: Whole = Field(ge=1, description="Số thành viên chính thức.")
    as_of: PastPartialDate | None = Field(default=None, description="Thời điểm của con số.")
    at_founding: Boolean = Field(default=False, description="Con số lúc thành lập (true/false).")
    source: Key | None = Field(default=None, description="Mã tài liệu làm căn cứ.")


class Capital(Model):
    """Charter capital in whole đồng, beside the words of the source."""

    value: Whole = Field(description="Số nguyên đồng, không dấu chấm: 1500000000.")
    as_stated: Line = Field(description="Nguyên văn trong nguồn.")
    as_of: PastPartialDate | None = Field(default=None, description="Thời điểm.")


class SizeClass(Model):
    """The size as an office classed it (Decree 113/2024); never derived here."""

    name: Literal["micro", "small", "medium", "large"] = Field(description="Quy mô.")
    year: Whole = Field(ge=2012, le=2100, description="Năm xếp.")
    basis: Line | None = Field(default=None, description="Căn cứ.")


class AnnualRating(Model):
    """The yearly rating of a cooperative (Circular 01/2020/TT-BKHĐT)."""

    year: Whole = Field(ge=2012, le=2100, description="Năm xếp loại.")
    rating: Literal["good", "fair", "average", "weak"] = Field(
        description="Tốt, khá, trung bình, yếu."
    )
    score: DecimalNumber | None = Field(default=None, ge=0, le=100, description="Điểm.")
    circular: Line | None = Field(default=None, description="Thông tư áp dụng.")


def _no_person(value: object) -> object:
    if value == "personal":
        raise problem("personal_contact")
    return value


class Contact(Model):
    """The organisation's own published contact; a person's contact is refused."""

    kind: Annotated[Literal["organisation"], BeforeValidator(_no_person)] = Field(
        description="Chỉ nhận liên hệ của tổ chức (organisation)."
    )
    phone: Phone | None = Field(default=None, description="Điện thoại của tổ chức.")
    email: Email | None = Field(default=None, description="Thư điện tử của tổ chức.")
    website: WebAddress | None = Field(default=None, description="Trang web của tổ chức.")
    source: Key | None = Field(default=None, description="Mã tài liệu làm căn cứ.")


class Organisation(NamedRecord):
    """An organisation of the directory (schema.org `Organization`)."""

    kind: Literal["cooperative_group", "cooperative", "cooperative_union"] = Field(
        description="Tổ hợp tác, hợp tác xã hay liên hiệp hợp tác xã."
    )
    legal_name_vi: Name | None = Field(default=None, description="Tên đầy đủ theo đăng ký.")
    status: (
        Literal["active", "suspended", "dissolving", "dissolved", "revoked", "merged", "unknown"]
        | None
    ) = Field(default=None, description="Tình trạng hoạt động; để trống khi chưa rõ.")
    successor: RecordId | None = Field(default=None, description="Tổ chức kế thừa, nếu có.")
    tax_code: TaxCode | None = Field(default=None, description="Mã số thuế, 10 chữ số trong nháy.")
    registration_number: Line | None = Field(default=None, description="Số đăng ký cũ.")
    registered_on: PastDate | None = Field(default=None, description="Ngày đăng ký.")
    founded: PastPartialDate | None = Field(
        default=None, description="Thành lập: năm, tháng, ngày."
    )
    dissolved_on: PastDate | None = Field(
        default=None, description="Ngày giải thể, sáp nhập hoặc bị thu hồi đăng ký."
    )
    sector: Key | None = Field(default=None, description="Ngành chính, trong content/sectors.yml.")
    activities: tuple[Line, ...] = Field(
        default=(), description="Việc làm chính, mỗi dòng một việc."
    )
    description_vi: Description | None = Field(default=None, description="Giới thiệu ngắn.")
    description_en: Description | None = Field(default=None, description="Giới thiệu tiếng Anh.")
    members: tuple[Members, ...] = Field(default=(), description="Số thành viên theo nguồn.")
    charter_capital: Capital | None = Field(default=None, description="Vốn điều lệ.")
    size_class: SizeClass | None = Field(default=None, description="Quy mô được xếp.")
    annual_ratings: tuple[AnnualRating, ...] = Field(default=(), description="Xếp loại từng năm.")
    union: RecordId | None = Field(default=None, description="Liên hiệp mà HTX là thành viên.")
    address: Address = Field(description="Địa chỉ: ít nhất một mã hoặc nguyên văn nguồn.")
    location: Location | None = Field(default=None, description="Tọa độ trụ sở mở cửa cho khách.")
    contact: Contact | None = Field(default=None, description="Liên hệ của tổ chức.")
    honours: tuple[Honour, ...] = Field(default=(), description="Danh hiệu, bằng khen.")
    certificates: tuple[Certificate, ...] = Field(default=(), description="Chứng nhận.")
    photos: tuple[Photo, ...] = Field(
        default=(), max_length=12, description="Ảnh, tấm đầu đại diện cho hồ sơ."
    )
    links: tuple[OutsideLink, ...] = Field(default=(), description="Trang ở hệ thống khác.")

    @property
    def has_ended(self) -> bool:
        """Whether the organisation is no more."""
        return self.status in ENDED
