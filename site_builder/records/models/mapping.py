"""How a list from elsewhere maps to the fields of records (`site-builder import --mapping`)."""

from typing import Literal

from pydantic import Field

from site_builder.records.models.common import Model


class ListMapping(Model):
    """What each row of a list is, and which of its columns hold which fields."""

    records: Literal["organisations", "products"] = Field(
        description="Mỗi hàng là một tổ chức (organisations) hay một sản phẩm (products)."
    )
    columns: dict[str, str] = Field(description="Tiêu đề cột trong danh sách: tên trường.")
    constants: dict[str, str] = Field(
        default={}, description="Tên trường: giá trị chung cho những hàng để trống trường ấy."
    )
    values: dict[str, dict[str, str]] = Field(
        default={}, description="Tên trường: chữ trong danh sách: giá trị trong hồ sơ."
    )
    dates: Literal["year_first", "day_first"] = Field(
        default="year_first",
        description="Ngày viết 2024-06-25 (year_first) hay 25/6/2024 (day_first).",
    )
