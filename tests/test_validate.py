"""Raw records to typed ones: texts become values, and every fault is explained at its place."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.records.content import FOLDERS, LISTS
from site_builder.records.load import parse
from site_builder.records.models.common import Model
from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.records.models.reference import Figure
from site_builder.records.models.settings import Settings
from site_builder.records.raw import RawRecord
from site_builder.records.validate import nearest, salvage_record, validate_list, validate_record
from site_builder.words.catalogue import LANGUAGES, load_words
from site_builder.words.issue import Issue

TODAY = date(2026, 11, 22)
MODELS: tuple[type[Model], ...] = (Settings, *FOLDERS.values(), *LISTS.values())
LEAST: dict[type[Model], dict[str, Any]] = {
    Product: {"id": "a", "name_vi": "A", "kind": "ocop", "sources": [{"document": "d"}]},
    Organisation: {
        "id": "a",
        "name_vi": "A",
        "kind": "cooperative",
        "address": {"as_stated": "x"},
        "sources": [{"document": "d"}],
    },
    Figure: {
        "id": "a",
        "indicator": "i",
        "unit_vi": "u",
        "unit_en": "u",
        "place": {},
        "nature": "actual",
        "source": {"document": "d"},
    },
}


def raw(value: Any) -> RawRecord:  # noqa: ANN401 -- what YAML may hold
    return RawRecord("f.yml", value, {}, {})


def faults(model: type[Model], **fields: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    _, issues = validate_record(raw(LEAST[model] | fields), model, TODAY)
    return [(issue.where, issue.key) for issue in issues]


@pytest.mark.parametrize(
    ("model", "field", "text", "value"),
    [
        (Organisation, "registered_on", " 2024-02-29 ", date(2024, 2, 29)),
        (Organisation, "registered_on", "2026-11-22", TODAY),
        (Organisation, "founded", "2026", "2026"),
        (Organisation, "founded", "2026-11", "2026-11"),
        (Organisation, "tax_code", "9900000016", "9900000016"),
        (Organisation, "tax_code", "9900000016-001", "9900000016-001"),
        (Organisation, "legal_name_vi", " HTX\u00a0Mẫu ", "HTX Mẫu"),
        (Organisation, "legal_name_vi", "2025", "2025"),
        (Product, "abv_percent", "29.50", Decimal("29.50")),
        (Product, "abv_percent", "0", Decimal(0)),
        (Product, "gtin", "20999999", None),
        (Product, "gtin", "2000000000015", "2000000000015"),
        (Product, "gtin", "00000000", None),
        (Product, "season_months", ["11", "12", "1"], (11, 12, 1)),
        (Figure, "value", "-12.5", Decimal("-12.5")),
        (Figure, "as_of", "2020/2025", "2020/2025"),
        (Figure, "as_of", "2020-12/2021-01-31", "2020-12/2021-01-31"),
        (Figure, "as_of", "2030", "2030"),
    ],
)
def test_a_text_becomes_the_value_it_means(
    model: type[Model],
    field: str,
    text: object,
    value: object,
) -> None:
    entry, issues = validate_record(raw(LEAST[model] | {field: text}), model, TODAY)
    if value is None:
        assert [issue.where for issue in issues] == [field]
    else:
        assert issues == []
        assert entry is not None
        assert getattr(entry.model, field) == value


@pytest.mark.parametrize(
    ("model", "field", "text", "key"),
    [
        (Organisation, "registered_on", "2026-11-23", "date_in_future"),
        (Organisation, "founded", "2026-12", "date_in_future"),
        (Organisation, "founded", "2027", "date_in_future"),
        (Organisation, "founded", "2023-02-29", "date_impossible"),
        (Organisation, "founded", "2023-13", "date_impossible"),
        (Organisation, "founded", "1899", "date_year"),
        (Organisation, "registered_on", "2024-6-5", "date_form"),
        (Organisation, "registered_on", "5.6.2024", "date_form_near"),
        (Organisation, "registered_on", "２０２４-06-05", "date_form"),
        (Organisation, "tax_code", "0100047517", "tax_code_check"),
        (Organisation, "tax_code", "001 099 012 345", "personal_number"),
        (Organisation, "tax_code", "9900000016-1", "tax_code_form"),
        (Product, "abv_percent", "1,5", "decimal_comma"),
        (Product, "abv_percent", "-1.234,5", "decimal_comma"),
        (Product, "abv_percent", "1,234", "decimal_number"),
        (Product, "abv_percent", "1e3", "decimal_number"),
        (Product, "abv_percent", ".inf", "decimal_number"),
        (Product, "abv_percent", "-0.1", "too_small"),
        (Figure, "as_of", "2020/", "period_form"),
        (Figure, "as_of", "2020/2021/2022", "period_form"),
        (Figure, "as_of", "2021/2020", "period_form"),
        (Figure, "value", "9" * 16, "decimal_number"),
    ],
)
def test_what_only_looks_right_is_refused(
    model: type[Model], field: str, text: str, key: str
) -> None:
    assert faults(model, **{field: text}) == [(field, key)]


def test_every_fault_of_a_record_is_found_at_once() -> None:
    award = {"star": "2", "strar": "3", "level": "commune"}
    found = faults(Product, kind="OCOP", awards=[award, "x", {"source": ["d"]}], gtin="1")

    assert sorted(found) == [
        ("awards[1].level", "not_in_list"),
        ("awards[1].source", "missing"),
        ("awards[1].star", "star_range"),
        ("awards[1].strar", "unknown_key_near"),
        ("awards[2]", "not_a_mapping"),
        ("awards[3].source", "not_text"),
        ("gtin", "gtin_form"),
        ("kind", "not_in_list_near"),
    ]


def test_a_faulty_record_keeps_its_sound_fields_for_the_rules_across_records() -> None:
    entry, issues = validate_record(raw(LEAST[Product] | {"gtin": "1", "x": "y"}), Product, TODAY)
    assert [issue.where for issue in issues] == ["gtin", "x"]
    assert entry is not None
    assert entry.model.model_fields_set == set(LEAST[Product])
    entry, _ = validate_record(raw(LEAST[Product] | {"kind": "odd"}), Product, TODAY)
    assert entry is None


def test_what_lacks_a_required_field_is_still_judged_by_the_rest() -> None:
    award = {"star": "2", "as_stated": "Ba sao", "source": "s"}
    record = {"kind": "odd", "awards": ["word", {"star": "5"}, award], "price": {"unit": "kg"}}
    entry, issues = salvage_record(raw(LEAST[Product] | record), Product, TODAY)
    assert entry is not None
    assert [(a.star, a.as_stated, a.source) for a in entry.model.awards] == [
        (None, None, "x"),
        (5, None, "x"),
        (None, "Ba sao", "s"),
    ]
    assert entry.hollow == {
        ("kind",),
        ("awards", 0),
        ("awards", 0, "source"),
        ("awards", 1, "source"),
        ("price", "amount_vnd"),
        ("price", "as_of"),
    }
    assert len(issues) == 6


def test_a_text_that_is_refused_for_its_form_is_kept_for_the_rules_of_people() -> None:
    text = "<b>0209 3000 000</b>"
    entry, _ = salvage_record(raw(LEAST[Product] | {"note_vi": text, "x": "y"}), Product, TODAY)
    assert entry is not None
    assert entry.model.note_vi is None
    assert set(entry.refused) == {(("note_vi",), text), (("x",), "y")}


@pytest.mark.parametrize("value", [{}, {"sources": [[]], "awards": {}, "left": {"on": {}}}])
def test_nothing_at_all_is_still_something_to_judge(value: dict[str, Any]) -> None:
    for model in FOLDERS.values():
        entry, issues = salvage_record(raw(value), model, TODAY)
        assert entry is not None
        assert ("name_vi",) in entry.hollow
        assert issues


def test_a_wrong_item_is_no_missing_item() -> None:
    assert faults(Product, sources=[{}]) == [("sources[1].document", "missing")]
    assert faults(Product, sources=[]) == [("sources", "too_few")]


def test_a_missing_field_is_reported_where_its_item_begins() -> None:
    text = "id: a\nname_vi: A\nkind: ocop\nsources:\n  - document: d\n  - fact: x\n    quote: y\n"
    record, _ = parse("f.yml", text)
    assert record is not None
    _, issues = validate_record(record, Product, TODAY)
    assert [(issue.line, issue.column, issue.where) for issue in issues] == [
        (6, 5, "sources[2].document")
    ]


@pytest.mark.parametrize("value", ["text", ["a", "b"]])
def test_a_record_is_a_mapping(value: object) -> None:
    entry, issues = validate_record(raw(value), Product, TODAY)
    assert entry is None
    assert [issue.key for issue in issues] == ["record_expected"]


def test_a_list_gives_its_right_items_and_the_faults_of_the_others() -> None:
    entries, issues = validate_list(raw([LEAST[Figure], "x", {}]), Figure, TODAY)
    assert [(entry.model.id, entry.base) for entry in entries if not entry.hollow] == [("a", (0,))]
    assert [entry.base for entry in entries if entry.hollow] == [(2,)]
    assert {issue.where.partition(".")[0] for issue in issues} == {"[2]", "[3]"}


@pytest.mark.parametrize(
    ("value", "near"),
    [("name", "name_vi"), ("OCOP", "ocop"), ("strar", "star"), ("colour", ""), ("", "")],
)
def test_a_near_word_is_a_slip_and_not_any_word(value: str, near: str) -> None:
    assert nearest(value, ["name_vi", "ocop", "star", "honours"]) == near


def field_names(model: type[Model]) -> set[str]:
    """Return the names of all fields of a model and of the models in it."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})}


ODD_TEXTS = """
1 3 45.000 no true 2024-06-25 31/02/2024 2024/ ocop a-b https://[ https://a:b@c/ 000999000123
8888888 9/QĐ-UBND 22.1 <b>
"""
TEXTS = st.text(max_size=8) | st.sampled_from(["", "x\ny", *ODD_TEXTS.split()])


def mappings(model: type[Model]) -> st.SearchStrategy[Any]:
    """Return what could stand in a file for this model: right names, wrong names, any nesting."""
    names = st.sampled_from(sorted(field_names(model) | {"nmae", "x"}))
    values = st.recursive(
        TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
        max_leaves=6,
    )
    return st.dictionaries(names, values, max_size=8)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_any_mapping_gives_an_entry_or_explained_issues(
    model: type[Model], data: st.DataObject
) -> None:
    value = data.draw(mappings(model)) | data.draw(st.sampled_from([{}, LEAST.get(model, {})]))
    entry, issues = validate_record(raw(value), model, TODAY)
    assert entry is not None or issues
    for issue in issues:
        assert all(explained(issue, language) for language in LANGUAGES)


def explained(issue: Issue, language: str) -> bool:
    """Return whether a message has its words and all of its values."""
    words = load_words(language)
    message = words(f"messages.{issue.key}", **issue.params)
    return bool(message) and (bool(issue.params) or "{" not in message)
