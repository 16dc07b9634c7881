"""The private overlay: whom to reach at an organisation, with that person's consent.

Such files never stand in the repository. Consent is voluntary, specific, informed and provable
(Law 91/2025/QH15 on personal data); what it does not name is not published.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from site_builder.records.dates import Date
from site_builder.records.models.common import Model
from site_builder.records.scalars import Email, Line, Name, Phone

PersonalField = Literal["name", "role", "phone", "email"]


class Consent(Model):
    """What a person agreed to, for what, since when and until when."""

    given_on: Date = Field(description="Ngày đồng ý.")
    until: Date | None = Field(
        default=None, description="Ngày cuối cùng; không ghi thì là 24 tháng sau ngày đồng ý."
    )
    withdrawn_on: Date | None = Field(default=None, description="Ngày rút lại; từ ngày đó gỡ.")
    scope: tuple[PersonalField, ...] = Field(
        min_length=1, description="Những gì được đăng: name, role, phone, email."
    )
    purpose: Line = Field(description="Mục đích đã nói với người đó.")
    evidence: Line = Field(description="Chứng cứ lưu ở đâu (phiếu số mấy); không để trong kho.")


class PersonalContact(Model):
    """A person who may be reached at an organisation; the file is named by its id."""

    name: Name | None = Field(default=None, description="Họ tên.")
    role: Line | None = Field(default=None, description="Việc ở tổ chức.")
    phone: Phone | None = Field(default=None, description="Điện thoại.")
    email: Email | None = Field(default=None, description="Thư điện tử.")
    consent: Consent = Field(description="Sự đồng ý.")


class AgreedContact(Model):
    """What of a person may be shown today, and the day of the consent."""

    name: str | None = None
    role: str | None = None
    phone: str | None = None
    email: str | None = None
    agreed_on: date
