"""The settings of one directory, as they stand in `mkdocs.yml`."""

from urllib.parse import urlsplit

from pydantic import Field

from site_builder.records.models.common import Model
from site_builder.records.scalars import Line, ProvinceCode, WebAddress
from site_builder.words.catalogue import LANGUAGES, ORIGINAL

# Of each edition the settings of MkDocs, in the root; those of the first hold for all.
SETTINGS_FILES = {
    language: "mkdocs.yml" if language == ORIGINAL else f"mkdocs.{language}.yml"
    for language in LANGUAGES
}


class Operator(Model):
    """Who runs this edition."""

    name: Line = Field(description="Tên cơ quan, tổ chức vận hành.")
    contact: Line = Field(description="Cách liên hệ công khai của đơn vị vận hành.")


class Editor(Model):
    """The form in the browser, once people can sign in to it."""

    sign_in: WebAddress = Field(description="Máy chủ đăng nhập GitHub của biểu mẫu.")


class Scope(Model):
    """What the directory covers (`extra.directory`)."""

    name: Line = Field(description="Tên vùng, như người dân gọi.")
    province: ProvinceCode = Field(description="Mã tỉnh hiện nay.")
    former_province: ProvinceCode | None = Field(
        default=None, description="Mã tỉnh trước 01/7/2025, khi danh bạ chỉ gồm đất của tỉnh đó."
    )
    operator: Operator | None = Field(default=None, description="Đơn vị vận hành; chưa có thì bỏ.")
    editor: Editor | None = Field(default=None, description="Biểu mẫu; chưa đăng nhập được thì bỏ.")


class Extra(Model):
    """What MkDocs passes on to themes (`extra`): here the scope."""

    directory: Scope = Field(description="Phạm vi của danh bạ.")


class EditionSettings(Model):
    """The part of `mkdocs.<language>.yml` that the pipeline reads."""

    site_name: Line = Field(description="Tên trang trong ngôn ngữ ấy.")


class Settings(Model):
    """The part of `mkdocs.yml` that the pipeline reads."""

    site_name: Line = Field(description="Tên trang.")
    site_name_en: Line | None = Field(default=None, description="Tên bản tiếng Anh.")
    site_url: WebAddress = Field(description="Địa chỉ của trang khi đã công bố.")
    repo_url: WebAddress | None = Field(default=None, description="Kho chứa các tệp YAML.")
    extra: Extra = Field(description="Phần dành cho danh bạ.")

    @property
    def scope(self) -> Scope:
        """What the directory covers."""
        return self.extra.directory

    @property
    def has_placeholder_address(self) -> bool:
        """Whether `site_url` is still the reserved `.example` name of RFC 2606."""
        return (urlsplit(self.site_url).hostname or "").endswith(".example")
