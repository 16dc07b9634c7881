"""The messages: all of them as one list to read through, and what each means for editors."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from site_builder.staff.markdown import code
from site_builder.words.catalogue import LOCALE, load_words
from site_builder.words.language_marks import capitalised

CASES = Path(__file__).parent.parent / "tests" / "invalid_records"
# What speaks to those who keep a directory, in the order in which they meet it.
SUBJECTS = ("messages", "new", "fmt", "sheet", "list", "changes", "links", "cli")
# Names of things, and what a workbook holds.
NAMES = (
    "changes.field", "changes.kind", "list.field", "sheet.about", "sheet.certainty", "sheet.column",
    "sheet.criteria", "sheet.title",
)  # fmt: skip
LONGEST_EXAMPLE = 70
# What is wrong here does not stand in the line that is named.
ELSEWHERE = frozenset({"missing", "duplicate_key", "too_many_keys", "yaml_indent"})
PLACEHOLDER = re.compile(r"\{\w+\}")
EXPECTED = re.compile(r"# [^:]+:(\d+):\d+: (?:error|warning): (.+)")
WORDS = load_words("vi")

HEAD = """\
# Từng lời báo nghĩa là gì

Trang này do lệnh `make documents` viết ra từ chương trình; đừng sửa ở đây.
Dấu … là chỗ máy điền giá trị, tên tệp, con số trong hồ sơ của bạn.
Cách đọc một lời báo, và những lời hay gặp kèm giải thích:
[Đóng góp](../CONTRIBUTING.md#đọc-lời-báo-của-máy-kiểm-tra).
"""
SHEET_HEADS = (
    ("Bảng tính Excel (lệnh `import`)", ("sheet.file", "sheet.fault")),
    ("Danh sách CSV (lệnh `import --mapping`)", ("list.file", "list.fault")),
)


def messages_list() -> str:
    """Return every message with its key, a line each."""
    lines = [
        f"{key} = {text}"
        for subject in SUBJECTS
        for key, text in WORDS.entries.items()
        if _is_of(key, subject) and not any(_is_of(key, name) for name in NAMES)
    ]
    return "\n".join(line.replace("\n", " | ") for line in lines) + "\n"


def _is_of(key: str, subject: str) -> bool:
    return key.startswith(f"{subject}.")


def messages_guide() -> str:
    """Return the page for editors: what is wrong, what to do, and a line that causes it."""
    examples = _examples()
    parts = [HEAD]
    for heading, keys in _groups():
        rows = (_row(WORDS(f"messages.{key}"), examples.get(key, "")) for key in keys)
        head = "| Sai gì | Làm gì | Ví dụ viết sai |\n| --- | --- | --- |\n"
        parts.append(f"## {heading}\n\n{head}{''.join(rows)}")
    for heading, starts in SHEET_HEADS:
        texts = (t for s in starts for k, t in WORDS.entries.items() if _is_of(k, s))
        head = "| Sai gì | Làm gì |\n| --- | --- |\n"
        parts.append(f"## {heading}\n\n{head}{''.join(_row(text) for text in texts)}")
    return "\n".join(parts)


def _groups() -> Iterator[tuple[str, list[str]]]:
    """Yield the headings of the catalogue of messages with their keys."""
    text = (LOCALE / "vi" / "messages.toml").read_text(encoding="utf-8")
    for block in text.split("\n\n")[1:]:
        heading, _, body = block.strip().partition("\n")
        yield heading.removeprefix("# "), list(tomllib.loads(body))


def _row(text: str, *more: str) -> str:
    wrong, _, right = text.partition("; ")
    cells = [_shown(wrong), _shown(right), *(code(line.strip()) if line else "" for line in more)]
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _shown(text: str) -> str:
    """Return a message as Markdown: with a sign for what is filled in."""
    plain = re.sub(r"([*_<>\\`])", r"\\\1", PLACEHOLDER.sub("…", text))
    return capitalised(plain)


def _examples() -> dict[str, str]:
    """Return for each message the shortest line of the bad records of the tests that causes it."""
    patterns = {
        key.removeprefix("messages."): re.compile(
            re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)) + "$"
        )
        for key, text in WORDS.entries.items()
        if _is_of(key, "messages")
    }
    found: dict[str, str] = {}
    for path in sorted(CASES.glob("*/*.yml")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, message in (e.groups() for line in lines if (e := EXPECTED.match(line))):
            line = lines[int(number) - 1]
            for key, pattern in patterns.items():
                if pattern.search(message) and len(line) < len(found.get(key, line + " ")):
                    found[key] = line
    return {key: line for key, line in found.items() if _is_telling(key, line)}


def _is_telling(key: str, line: str) -> bool:
    """Return whether people see in a line by itself what is wrong."""
    is_plain = line.isprintable() and not line.startswith("#") and "\\u" not in line
    return is_plain and len(line) <= LONGEST_EXAMPLE and key not in ELSEWHERE
