"""The kinds of single values a record may hold.

Every value arrives as the text that stands in the file; these types convert it and refuse what
only looks right. Errors carry the key of a message (`messages.<key>`) and its parameters.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from stdnum import ean
from stdnum.vn import mst

from site_builder.records.phones import normalise
from site_builder.records.signs import line_fault
from site_builder.words.folding import slugify
from site_builder.words.issue import shown

# One and two stars get neither decision nor certificate (QĐ 26/2026/QĐ-TTg, Article 4).
CERTIFIED_STARS = (3, 4, 5)
TAX_CODE = r"\d{10}(-\d{3})?"
GTIN = r"\d{8}|\d{12,14}"
EMAIL = r"[^\s@,;]+@[^\s@,;.]+(\.[^\s@,;.]+)+"
# Plain ASCII, so that no letter of another alphabet passes for one of these; no bare number.
HOST = r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
TRUE_WORDS = frozenset({"true", "yes", "y", "on", "có", "co", "đúng", "1"})
FALSE_WORDS = frozenset({"false", "no", "n", "off", "không", "khong", "sai", "0"})


def problem(key: str, **params: object) -> PydanticCustomError:
    """Return the error that the message `messages.<key>` explains."""
    return PydanticCustomError(key, key, {name: shown(value) for name, value in params.items()})


def plain(value: Any) -> str:
    """Return the text of a scalar; a list or a mapping is refused."""
    if not isinstance(value, str):
        raise problem("not_text")
    return value


def _line(value: Any) -> str:
    text = plain(value).strip()
    if not text:
        raise problem("empty_text")
    if fault := line_fault(text):
        key, params = fault
        raise problem(key, **params)
    return text.replace("\u00a0", " ")


@dataclass(frozen=True)
class Form:
    """The written form of a code: the whole value must match `pattern`, else message `key`.

    Where `suggest` makes a right one of the text, message `near` names it.
    """

    pattern: str
    key: str
    near: str = ""
    suggest: Callable[[str], str] = str

    def fits(self, text: str) -> bool:
        """Return whether a text has the form."""
        return re.fullmatch(self.pattern, text, re.ASCII) is not None

    def check(self, value: Any) -> str:
        """Return the value when it has the form."""
        text = _line(value)
        if not self.fits(text):
            right = self.suggest(text) if self.near else ""
            raise problem(self.near if right else self.key, value=text, right=right)
        return text

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Check before pydantic does."""
        return core_schema.no_info_before_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Carry the pattern into the JSON Schema, for editors."""
        return handler(schema) | {"type": "string", "pattern": f"^({self.pattern})$"}


def _whole(value: Any) -> int:
    text = plain(value).strip()
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", text, re.ASCII):
        raise problem("grouped_number", value=text, right=re.sub(r"[.,]", "", text))
    if re.fullmatch(r"\d{1,15}", text, re.ASCII) is None:
        raise problem("whole_number", value=text)
    return int(text)


def _decimal(value: Any) -> Decimal:
    text = plain(value).strip()
    # Three digits after the comma may be thousands: then nobody can tell what is meant.
    if re.fullmatch(r"-?(\d{1,3}(\.\d{3})+|\d+),(\d{1,2}|\d{4,6})", text, re.ASCII):
        right = text.replace(".", "").replace(",", ".")
        raise problem("decimal_comma", value=text, right=right)
    if re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", text, re.ASCII) is None:
        raise problem("decimal_number", value=text)
    return Decimal(text)


def _boolean(value: Any) -> bool:
    text = plain(value).strip()
    if text in {"true", "false"}:
        return text == "true"
    word = text.lower()
    if word in TRUE_WORDS | FALSE_WORDS:
        raise problem("boolean_near", value=text, right="true" if word in TRUE_WORDS else "false")
    raise problem("boolean", value=text)


def _tax_code(value: Any) -> str:
    text = _line(value)
    digits = re.sub(r"\D", "", text)
    if len(digits) == 12:  # noqa: PLR2004 -- a personal identity number has twelve digits
        raise problem("personal_number")
    if re.fullmatch(TAX_CODE, text, re.ASCII) is None:
        raise problem("tax_code_form", value=text)
    if not mst.is_valid(text):
        raise problem("tax_code_check", value=text)
    return text


def _gtin(value: Any) -> str:
    text = _line(value)
    # Zeros alone pass the check, but were given to nobody.
    if re.fullmatch(GTIN, text, re.ASCII) is None or not int(text):
        raise problem("gtin_form", value=text)
    if not ean.is_valid(text):
        raise problem("gtin_check", value=text, right=ean.calc_check_digit(text[:-1]))
    return text


def _phone(value: Any) -> str:
    text = _line(value)
    number = normalise(text)
    if number is None:
        raise problem("phone_form", value=text)
    return number


def _web_address(value: Any) -> str:
    text = _line(value)
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise problem("web_address", value=text) from error
    # A browser reads a backslash as a slash.
    if parts.scheme not in {"http", "https"} or not host or re.search(r"[\s\\]", text):
        raise problem("web_address", value=text)
    if "@" in parts.netloc:
        raise problem("web_address_credentials")
    if re.fullmatch(HOST, host) is None:
        raise problem("web_host", value=host)
    return text


def _encrypted_address(value: Any) -> str:
    text = _web_address(value)
    if urlsplit(text).scheme != "https":
        raise problem("web_address_http")
    return text


def _star(value: Any) -> int:
    text = plain(value).strip()
    if text not in {str(star) for star in CERTIFIED_STARS}:
        raise problem("star_range", value=text)
    return int(text)


def _month(value: Any) -> int:
    text = plain(value).strip()
    if re.fullmatch(r"[1-9]|1[0-2]", text, re.ASCII) is None:
        raise problem("month", value=text)
    return int(text)


# An id names a file, so it leads to no other folder.
ID_FORM = Form(r"[a-z0-9]+(-[a-z0-9]+)*", "record_id", "record_id_near", slugify)
RecordId = Annotated[str, Field(max_length=80), ID_FORM]
KEY_FORM = Form(r"[a-z0-9]+([_-][a-z0-9]+)*", "record_id", "record_id_near", slugify)
Key = Annotated[str, Field(max_length=80), KEY_FORM]
# Without a folder, so that it leads nowhere else.
FileName = Annotated[
    str, Field(max_length=100), Form(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9]+)+", "file_name")
]
# What reads every text that people write for people.
LINE = BeforeValidator(_line)
Line = Annotated[str, Field(max_length=500), LINE]
Name = Annotated[str, Field(max_length=200), LINE]
Prose = Annotated[str, Field(max_length=3000), LINE]
Description = Annotated[str, Field(max_length=600), LINE]
Whole = Annotated[int, BeforeValidator(_whole)]
DecimalNumber = Annotated[
    Decimal, BeforeValidator(_decimal), PlainSerializer(float, return_type=float, when_used="json")
]
Boolean = Annotated[bool, BeforeValidator(_boolean)]
TaxCode = Annotated[
    str,
    BeforeValidator(_tax_code),
    WithJsonSchema({"type": "string", "pattern": f"^({TAX_CODE})$"}),
]
Gtin = Annotated[
    str, BeforeValidator(_gtin), WithJsonSchema({"type": "string", "pattern": f"^({GTIN})$"})
]
Phone = Annotated[str, BeforeValidator(_phone)]
Email = Annotated[str, Field(max_length=200), Form(EMAIL, "email_form")]
WebAddress = Annotated[str, Field(max_length=500), BeforeValidator(_encrypted_address)]
# Of a document that is cited: some offices publish without https.
SourceAddress = Annotated[str, Field(max_length=500), BeforeValidator(_web_address)]
Month = Annotated[int, Field(ge=1, le=12), BeforeValidator(_month)]
Star = Annotated[int, Field(ge=CERTIFIED_STARS[0], le=CERTIFIED_STARS[-1]), BeforeValidator(_star)]
CommuneCode = Annotated[str, Form(r"\d{5}", "commune_code")]
DistrictCode = Annotated[str, Form(r"\d{3}", "district_code")]
ProvinceCode = Annotated[str, Form(r"\d{2}", "province_code")]
SetCode = Annotated[str, Form(r"0[1-9]|1\d|2[0-6]", "ocop_set")]
DECISION = Form(r"\d+(/\d{4})?/QĐ-[A-ZĐ][A-Za-zĐ0-9]*(-[A-ZĐ][A-ZĐa-z0-9]*)*", "decision_number")
DecisionNumber = Annotated[str, DECISION]
