"""The tables of fields, as the models have them: for editors who look one up."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from site_builder.records.content import FOLDERS, LISTS
from site_builder.records.models.common import Model
from site_builder.staff.canonical import CLOSING
from site_builder.staff.workbooks.columns import TABLES, labels_of
from site_builder.words.catalogue import load_words

HEAD = """\
# Mọi trường của hồ sơ

Trang này do lệnh `make documents` viết ra từ chương trình; đừng sửa ở đây.
Hồ sơ mẫu đã điền, với lời giải thích ở từng dòng: [Đóng góp](../CONTRIBUTING.md#hồ-sơ-mẫu).
Trường có dấu chấm nằm bên trong trường đứng trước dấu chấm.
`[]` là danh sách, mỗi mục bắt đầu bằng `- `.
"""
TITLES = {
    "cooperatives": "Tổ chức",
    "products": "Sản phẩm",
    "programmes": "Chương trình",
    "documents": "Tài liệu",
    "figures": "Con số",
}
WORDS = load_words("vi")


def fields_page() -> str:
    """Return a table of the fields of each kind of record."""
    models: dict[str, type[Model]] = {**FOLDERS, **LISTS}
    parts = [HEAD]
    for name, title in TITLES.items():
        place = f"content/{name}/<mã>.yml" if name in FOLDERS else f"content/{name}.yml"
        rows = "".join(_row(path, field, labels_in(name)) for path, field in fields(models[name]))
        head = "| Trường | Bắt buộc | Giải thích | Giá trị |\n| --- | --- | --- | --- |\n"
        parts.append(f"## {title}\n\nTệp `{place}`.\n\n{head}{rows}")
    return "\n".join(parts)


def fields(model: type[Model], before: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Yield every field of a model and of the models inside, by its path."""
    known = list(model.model_fields)
    for name in sorted(known, key=lambda name: (name in CLOSING and not before, known.index(name))):
        field = model.model_fields[name]
        is_list = get_origin(_bare(field.annotation)) is tuple
        path = f"{before}{name}{'[]' if is_list else ''}"
        yield path, field
        for part in models_in(field.annotation):
            yield from fields(part, f"{path}.")


def _bare(annotation: Any) -> Any:  # noqa: ANN401 -- an annotation has no type of its own
    """Return an annotation without «or nothing»."""
    if get_origin(annotation) in {Union, UnionType}:
        return next(part for part in get_args(annotation) if part is not NoneType)
    return annotation


def models_in(annotation: Any) -> Iterator[type[Model]]:  # noqa: ANN401 -- as above
    """Yield the models inside an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def labels_in(folder: str) -> dict[str, dict[str, str]]:
    """Return the words for the values of the closed lists of a kind of record, by field."""
    found: dict[str, dict[str, str]] = {}
    for table in TABLES:
        for column in table.columns if table.folder == folder else ():
            labels = labels_of(table, column, WORDS, {}) if column.labels else None
            start = f"{table.inside}[]." if table.inside else ""
            found[start + column.field] = dict(labels or {})
    return found


def _row(path: str, field: FieldInfo, labels: dict[str, dict[str, str]]) -> str:
    known = labels.get(path, {})
    values = (f"`{v}` ({known[v]})" if v in known else f"`{v}`" for v in choices(field.annotation))
    cells = [f"`{path}`", "có" if field.is_required() else "", field.description or ""]
    return f"| {' | '.join([*cells, ', '.join(values)])} |\n"


def choices(annotation: Any) -> Iterator[str]:  # noqa: ANN401 -- as above
    """Yield the values of a closed list."""
    if get_origin(annotation) is Literal:
        yield from (str(value) for value in get_args(annotation))
        return
    for part in get_args(annotation):
        if not (isinstance(part, type) and issubclass(part, Model)):
            yield from choices(part)
