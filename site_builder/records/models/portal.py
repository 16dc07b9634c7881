"""The portal over several province sites: its own settings, and what it reads of a site's data.

Data of other sites is foreign: what the portal shows is held to the rules of our own records, and
whatever else there is, is passed over.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from site_builder.records.dates import Date, PartialDate
from site_builder.records.models.common import Model
from site_builder.records.rules.awards import AwardState
from site_builder.records.scalars import (
    CommuneCode,
    DistrictCode,
    Form,
    Line,
    Name,
    Prose,
    RecordId,
    SourceAddress,
    WebAddress,
)


class ProvinceSite(Model):
    """A published site of a province."""

    name: Name = Field(description="Tên tỉnh, như hiện trên cổng.")
    folder: Name = Field(description="Thư mục chứa trang đã xuất bản (thư mục «site»).")
    address: WebAddress = Field(description="Địa chỉ công khai của trang tỉnh.")


class PortalSettings(Model):
    """What a portal is made from: one file."""

    name: Name = Field(description="Tên cổng.")
    name_en: Name | None = Field(default=None, description="Tên cổng bằng tiếng Anh.")
    address: WebAddress = Field(description="Địa chỉ công khai của cổng.")
    sites: tuple[ProvinceSite, ...] = Field(min_length=1, description="Các trang tỉnh.")


class Foreign(BaseModel):
    """A part of another site's data."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class ForeignIndex(Foreign):
    """`api/v1/index.json`."""

    version: Line
    generated_on: Date


class ForeignList(Foreign):
    """The frame of a list."""

    count: Annotated[int, Field(ge=0)]
    items: tuple[object, ...]


class ForeignPlace(Foreign):
    """Where a record is."""

    commune: CommuneCode | None = None
    former_commune: CommuneCode | None = None
    former_district: DistrictCode | None = None


class ForeignWithdrawal(Foreign):
    """When an award was taken back."""

    date: Date


class ForeignAward(Foreign):
    """One award of a product."""

    state: AwardState
    withdrawn: ForeignWithdrawal | None = None


class ForeignRecord(Foreign):
    """What all records have."""

    id: RecordId
    name_vi: Prose
    name_en: Prose | None = None
    other_names: tuple[Prose, ...] = ()
    url: SourceAddress
    place: ForeignPlace | None = None


class ForeignOrganisation(ForeignRecord):
    """An item of `organisations.json`."""

    kind: Literal["cooperative_group", "cooperative", "cooperative_union"]


class ForeignProgramme(ForeignRecord):
    """An item of `programmes.json`."""

    year: PartialDate | None = None


class ForeignMaker(Foreign):
    """A maker that is no organisation of the directory."""

    name: Prose | None = None


class ForeignProduct(ForeignRecord):
    """An item of `products.json`."""

    kind: Literal["ocop", "candidate", "other"]
    producer: RecordId | None = None
    producer_other: ForeignMaker | None = None
    awards: tuple[ForeignAward, ...] = ()
    state: AwardState | None = None
    star: Annotated[int, Field(ge=1, le=5)] | None = None
    ends_on: Date | None = None


class ForeignUnit(Foreign):
    """An item of `places.json`: an administrative unit of one era."""

    era: Literal["former", "present"]
    level: Literal["province", "district", "commune"]
    code: Annotated[str, Form(r"\d{2,5}", "commune_code")]
    type: Name
    name: Name
    commune: CommuneCode | None = None
    url: SourceAddress | None = None
