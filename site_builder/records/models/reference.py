"""Reference records: documents, programmes, figures, support bodies and the vocabularies."""

from typing import Literal

from pydantic import Field

from site_builder.records.dates import PartialDate, PastPartialDate, Period
from site_builder.records.models.common import Address, Model, Record, SourceRef
from site_builder.records.scalars import (
    DecimalNumber,
    FileName,
    Key,
    Line,
    Name,
    Prose,
    RecordId,
    SetCode,
    SourceAddress,
)


class Document(Model):
    """A document that records cite."""

    id: Key = Field(description="Mã tài liệu.")
    kind: Literal[
        "decision", "official_page", "press", "aggregator", "dataset", "self_declared"
    ] = Field(description="Loại: quyết định, trang cơ quan nhà nước, báo chí …")
    title: Prose = Field(description="Nhan đề.")
    publisher: Line = Field(description="Nơi công bố.")
    document_number: Line | None = Field(default=None, description="Số hiệu văn bản.")
    date: PastPartialDate | None = Field(
        default=None, description="Ngày công bố; không rõ thì để trống."
    )
    address: SourceAddress | None = Field(default=None, description="Địa chỉ trên mạng.")
    stored_copy: FileName | None = Field(default=None, description="Tên tệp của bản lưu, nếu có.")
    note_vi: Prose | None = Field(default=None, description="Ghi chú về ngày, nhan đề.")
    note_en: Prose | None = Field(default=None, description="Ghi chú bằng tiếng Anh.")


class LegalDocument(Model):
    """A decision, plan or circular that a programme rests on."""

    number: Line = Field(description="Số hiệu hoặc tên văn bản.")
    date: PastPartialDate | None = Field(default=None, description="Ngày ban hành.")
    issuer: Line | None = Field(default=None, description="Cơ quan ban hành.")
    subject_vi: Prose | None = Field(default=None, description="Trích yếu.")
    subject_en: Prose | None = Field(default=None, description="Trích yếu bằng tiếng Anh.")


class Participant(Model):
    """An organisation that took part in a programme."""

    organisation: RecordId = Field(description="Mã tổ chức.")
    year: PartialDate | None = Field(default=None, description="Năm tham gia.")
    note_vi: Line | None = Field(default=None, description="Ghi chú.")
    note_en: Line | None = Field(default=None, description="Ghi chú bằng tiếng Anh.")


class Programme(Record):
    """A policy, project, event or recognition."""

    name_vi: Prose = Field(description="Tên chương trình.")
    name_en: Prose | None = Field(default=None, description="Tên tiếng Anh.")
    type: Key = Field(description="Loại, trong content/programme_types.yml.")
    level: Literal["district", "province", "interprovincial", "national", "international"] = Field(
        description="Cấp."
    )
    year: PartialDate | None = Field(default=None, description="Năm.")
    start: PartialDate | None = Field(default=None, description="Bắt đầu.")
    end: PartialDate | None = Field(default=None, description="Kết thúc.")
    legal_documents: tuple[LegalDocument, ...] = Field(default=(), description="Văn bản.")
    results: tuple[Prose, ...] = Field(default=(), description="Kết quả như nguồn nêu.")
    participants: tuple[Participant, ...] = Field(default=(), description="Tổ chức tham gia.")


class SupportBody(Model):
    """An authority, fund or mass organisation around the sector."""

    id: RecordId = Field(description="Mã.")
    name_vi: Name = Field(description="Tên.")
    name_en: Name | None = Field(default=None, description="Tên tiếng Anh.")
    role_vi: Prose | None = Field(default=None, description="Vai trò như nguồn nêu.")
    role_en: Prose | None = Field(default=None, description="Vai trò bằng tiếng Anh.")
    sources: tuple[SourceRef, ...] = Field(min_length=1, description="Tài liệu làm căn cứ.")


class Indicator(Model):
    """What is counted: the definition shared by the figures of one series."""

    id: Key = Field(description="Mã chỉ tiêu.")
    label_vi: Line = Field(description="Tên chỉ tiêu.")
    label_en: Line = Field(description="Tên tiếng Anh.")
    topic: Key = Field(description="Chủ đề, trong content/topics.yml.")


class Figure(Model):
    """One value of an indicator at one place and time, from one document."""

    id: RecordId = Field(description="Mã con số.")
    indicator: Key = Field(description="Mã chỉ tiêu.")
    value: DecimalNumber | None = Field(default=None, description="Giá trị; để trống khi vô nghĩa.")
    value_max: DecimalNumber | None = Field(default=None, description="Đầu trên của khoảng.")
    qualifier: Line | None = Field(default=None, description="Chữ đi kèm: hơn, gần, dưới …")
    unit_vi: Line = Field(description="Đơn vị.")
    unit_en: Line = Field(description="Đơn vị bằng tiếng Anh.")
    place: Address = Field(description="Phạm vi.")
    as_of: Period | None = Field(
        default=None, description="Thời điểm hoặc giai đoạn: 2024, 2024-06, 2020/2025."
    )
    nature: Literal["actual", "estimate", "target", "percent_of_target"] = Field(
        description="Thực hiện, ước, kế hoạch, tỷ lệ so với kế hoạch."
    )
    source: SourceRef = Field(description="Tài liệu và lời của nó.")
    note_vi: Prose | None = Field(default=None, description="Ghi chú.")
    note_en: Prose | None = Field(default=None, description="Ghi chú bằng tiếng Anh.")


class Term(Model):
    """One entry of a closed vocabulary (sectors, topics, programme types)."""

    id: Key = Field(description="Mã.")
    label_vi: Line = Field(description="Tên.")
    label_en: Line = Field(description="Tên tiếng Anh.")


class OcopSet(Model):
    """One of the 26 product sets (QĐ 26/2026/QĐ-TTg, Annexes I and II)."""

    code: SetCode = Field(description="Số bộ, 01 đến 26.")
    id: Key = Field(description="Mã dùng trong địa chỉ trang.")
    group: Literal["food", "drinks", "herbal", "crafts", "ornamental", "services"] = Field(
        description="Ngành."
    )
    label_vi: Line = Field(description="Tên bộ.")
    label_en: Line = Field(description="Tên tiếng Anh.")
