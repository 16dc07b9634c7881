"""Claims: what a text of ours may not say of food, of spirits, or without a certificate.

Quotations, and names as sources write them (`other_names`), are not claims of ours. Words are
sought with their tone marks and as whole words: "chữa bệnh" is a claim, "sửa chữa" is none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from site_builder.records.fields import FieldText, field_of
from site_builder.records.models.common import Certificate
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.records.raw import FieldPath
from site_builder.records.validate import Entry
from site_builder.words.issue import Issue

# Law 44/2019/QH14, Article 5: spirits of 15 % and more may not be advertised.
SPIRIT_ABV = 15
ALCOHOL_SETS = frozenset({"14", "15"})
NOT_FOR_ALCOHOL = ("price", "season_months", "marketplace_links")

# What may stand between the words of a claim: blanks of any kind and number, hyphens, underscores.
BETWEEN = re.compile(r"[\s_\u2010-\u2015-]+")

NAMES = frozenset({"name_vi", "name_en"})
DESCRIPTIONS = frozenset({"description_vi", "description_en"})
# Everything that we say ourselves; `fact` gives a document in our words.
OUR_TEXTS = (
    NAMES | DESCRIPTIONS | {"note_vi", "note_en", "fact", "activities", "ingredients", "warnings"}
)
# What a spirit may not be praised in, and what names a certificate on a page.
ABOUT_SPIRITS = NAMES | DESCRIPTIONS | {"note_vi", "note_en", "ingredients", "warnings"}
CERTIFIABLE = NAMES | DESCRIPTIONS | {"ingredients"}
# The classes that a spirit is not in, though a record might say so.
FOOD = frozenset({None, "ordinary_food", "health_supplement"})
# The kinds of products of which medicine or looks, not food, is said.
NOT_FOOD = frozenset({"traditional_medicine", "craft", "ornamental", "service"})

# Texts with their place in the record, one blank between their words.
Claims = Sequence[tuple[FieldPath, str]]


def plain(text: str) -> str:
    """Return a text in which one blank stands between words, whatever stood there before."""
    return BETWEEN.sub(" ", text)


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


# What "to treat" is a claim about; "sweet treats" are none.
AILMENTS = (
    r"diseases?|illness(?:es)?|pains?|aches?|coughs?|colds|fever|inflammation|insomnia|cancer"
    r"|diabetes|throats?|stomachs?|livers?|kidneys?|joints?|wounds?|infections?|hypertension"
)
# Decree 15/2018/NĐ-CP, Article 27, and the Advertising Law: food neither heals nor prevents.
HEALTH = _words(
    r"(?:điều|đặc|chữa) trị", r"(?:chữa|trị) bệnh",
    r"(?<!sửa )chữa(?! cháy| lỗi| lại)",
    r"(?<!giá )(?<!quản )(?<!chính )(?<!thống )(?<!Quảng )(?<!tự )"
    r"trị(?! giá| an| sự| số| vì| thủy)",
    r"(?:khỏi|phòng|ngừa|chống) bệnh", r"ung thư", r"tiểu đường", r"huyết áp", r"thần dược",
    r"(?:giải độc|mát|bổ|hạ men) gan", r"mỡ máu", r"xương khớp", r"kháng viêm",
    r"cures?", r"heals?", rf"treat(?:s|ing)(?= (?:\w+ ){{0,3}}(?:{AILMENTS})\b)", r"remedy",
    r"remedies", r"prevents? disease", r"cancer",
    r"diabetes", r"blood pressure", r"detox\w*",
    r"(?:giảm|hạ|lowers?|reduces?|lowering|reducing) cholesterol",
)  # fmt: skip
# The sentence that the decree asks for names healing in order to deny it.
DENIAL = _words(r"(?:không(?: có tác dụng)? )?thay thế thuốc chữa bệnh")
# Advertising Law 16/2012/QH13, Article 8 (11): needs a document that proves it.
SUPERLATIVE = _words(
    r"số một", r"duy nhất", r"hàng đầu(?! tiên)", r"đệ nhất",
    r"(?<!người )đứng đầu",
    # Neither a number of something, nor the beginning of a longer one.
    r"(?<!xưởng )(?<!tổ )(?<!thôn )(?<!lộ )(?<!đường )(?<!nhà máy )(?<!cơ sở )(?<!khu )(?<!lô )"
    r"(?<!kho )(?<!mẫu )(?<!định )(?<!ngõ )(?<!nhà )(?<!nhóm )(?<!bản )số 1(?![/.,]\w)",
    r"(?<!thống )(?<!hợp )(?<!thứ )(?<!ít )(?<!đồng )(?<!giải )(?<!hạng )(?<!mới )(?<!gần )"
    # "Nhất" is also the name of people and places, unless it stands behind what can be praised.
    r"(?<!sớm )(?<!muộn )(?<!chậm )(?<!duy )(?<!đệ )"
    r"(?:(?-i:nhất|NHẤT)|(?:(?<=tốt )|(?<=ngon )|(?<=lớn )|(?<=đẹp )|(?<=sạch )|(?<=cao ))nhất)"
    r"(?! định| là| trí| thể| quán| thiết| thời| loạt)",
    r"best(?! before| by| served)", r"finest", r"number one", r"no\. 1", r"world-class",
)  # fmt: skip
SPIRIT_NAME = _words(r"rượu")
# What praises a drink rather than states what it is.
PRAISE = _words(
    r"ngon", r"tuyệt(?: vời| hảo)?", r"hảo hạng", r"thượng hạng", r"đậm đà", r"êm", r"nồng nàn",
    r"ngây ngất", r"tinh t(?:úy|uý)", r"đẳng cấp", r"sang trọng", r"quý(?! [1-4IV])", r"nổi tiếng",
    r"trứ danh", r"đặc sản", r"tốt cho sức kh(?:ỏe|oẻ)", r"bổ dưỡng", r"không (?:đau|nhức) đầu",
    r"hấp dẫn", r"khó quên", r"làm quà", r"delicious", r"smooth", r"premium", r"famous",
    r"exquisite", r"tasty", r"healthy", r"excellent",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CertifiedWord:
    """A word that only a certificate of one of these types lets a product bear."""

    pattern: re.Pattern[str]
    types: frozenset[str]


# Decree 109/2018/NĐ-CP: organic by a third party, so PGS does not suffice.
CERTIFIED_WORDS = (
    CertifiedWord(
        _words(
            r"(?<!phân )(?<!phân bón )(?<!chất )(?<!rác )(?<!vi sinh )(?<!mùn )(?<!axit )hữu cơ",
            r"organic(?! fertili[sz]er| matter| waste| acid| compost)",
        ),
        frozenset({"organic_vn", "organic_other"}),
    ),
    CertifiedWord(_words(r"vi[eệ]t ?gap"), frozenset({"vietgap"})),
    CertifiedWord(_words(r"global ?g\.?a\.?p"), frozenset({"globalgap"})),
)


def is_spirit(product: Product) -> bool:
    """Return whether a product counts as a spirit; unknown strength does."""
    strength = product.abv_percent
    return product.regulatory_class == "alcohol" and (strength is None or strength >= SPIRIT_ABV)


def facts_only(product: Product) -> Product:
    """Return an alcoholic product without what would sell it, however it came into the record."""
    if product.regulatory_class != "alcohol":
        return product
    return product.model_copy(update={"price": None, "season_months": (), "marketplace_links": ()})


def check_product_claims(
    entry: Entry[Product],
    texts: Iterable[FieldText],
    maker: Entry[Organisation] | None,
    today: date,
) -> Iterator[Issue]:
    """Yield what a product may not say of itself in its texts."""
    product, claims = entry.model, _claims_in(texts)
    if product.regulatory_class == "alcohol":
        yield from _check_alcohol(entry, claims)
    else:
        yield from _check_unmarked_alcohol(entry)
    if product.regulatory_class not in NOT_FOOD:
        yield from _check_health(entry, claims)
    yield from _check_superlatives(entry, claims)
    held = (*product.certificates, *(maker.model.certificates if maker else ()))
    covering = [c for c in held if not c.products or product.id in c.products]
    certifiable = _only(claims, CERTIFIABLE)
    yield from _check_certified(entry, certifiable, covering, today)


def check_organisation_claims(
    entry: Entry[Organisation], texts: Iterable[FieldText], today: date
) -> Iterator[Issue]:
    """Yield what an organisation may not say of itself; its name is what the register says."""
    claims = _claims_in(texts)
    yield from _check_health(entry, claims)
    yield from _check_superlatives(entry, claims)
    described = _only(claims, DESCRIPTIONS)
    yield from _check_certified(entry, described, entry.model.certificates, today)


def _claims_in(texts: Iterable[FieldText]) -> Claims:
    """Return what a record says in our words, of all its texts."""
    return [(where, plain(text)) for where, text in texts if field_of(where) in OUR_TEXTS]


def _only(claims: Claims, fields: frozenset[str]) -> Claims:
    """Return the claims in some of `OUR_TEXTS`."""
    return [(where, text) for where, text in claims if field_of(where) in fields]


def _check_unmarked_alcohol(entry: Entry[Product]) -> Iterator[Issue]:
    """Yield a drink that would slip past the rules for alcohol for want of its class."""
    product = entry.model
    if product.ocop_set in ALCOHOL_SETS:
        yield entry.issue(("ocop_set",), "alcohol_set", value=product.ocop_set)
    elif product.regulatory_class in FOOD and SPIRIT_NAME.match(product.name_vi):
        yield entry.issue(("name_vi",), "alcohol_name")


def _check_alcohol(entry: Entry[Product], claims: Claims) -> Iterator[Issue]:
    product = entry.model
    for field in NOT_FOR_ALCOHOL:
        if getattr(product, field):
            yield entry.issue((field,), "alcohol_sale")
    for position, link in enumerate(product.traceability):
        if link.system == "marketplace":
            yield entry.issue(("traceability", position), "alcohol_sale")
    if is_spirit(product):
        for where, text in _only(claims, ABOUT_SPIRITS):
            if found := PRAISE.search(text):
                say = entry.warning if where[0] in NAMES else entry.issue
                yield say(where, "spirit_praise", word=found[0])


def _check_health(entry: Entry[Any], claims: Claims) -> Iterator[Issue]:
    for where, text in claims:
        if found := HEALTH.search(DENIAL.sub("", text)):
            yield entry.issue(where, "health_claim", word=found[0])


def _check_superlatives(entry: Entry[Any], claims: Claims) -> Iterator[Issue]:
    """Yield superlatives: in a name, which may be registered so, only a warning."""
    for where, text in _only(claims, NAMES | DESCRIPTIONS):
        if found := SUPERLATIVE.search(text):
            say = entry.warning if where[0] in NAMES else entry.issue
            yield say(where, "superlative", word=found[0])


def _check_certified(
    entry: Entry[Any], claims: Claims, held: Sequence[Certificate], today: date
) -> Iterator[Issue]:
    """Yield words of certificates that are not held: an error, and a warning once one has ended.

    An end that comes with time alone must not stop the daily build, or other stars would go stale.
    """
    for where, text in claims:
        for word in CERTIFIED_WORDS:
            found = word.pattern.search(text)
            fitting = [c for c in held if c.type in word.types]
            ends = [c.valid_until for c in fitting if c.valid_until is not None]
            if found is None or any(end >= today for end in ends):
                continue
            if ends:
                day = max(ends).isoformat()
                yield entry.warning(where, "certificate_over", word=found[0], date=day)
            elif fitting:
                yield entry.issue(where, "certificate_undated", word=found[0])
            else:
                yield entry.issue(where, "certificate_missing", word=found[0])
