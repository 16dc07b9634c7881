"""What the page and the sheet of a product tell of it, in rows."""

from site_builder.records.directory import ListedProduct
from site_builder.render.environment import Site
from site_builder.render.views.facts import Fact, place_facts
from site_builder.render.views.register_facts import product_register
from site_builder.render.views.seasons import has_season, season_strip
from site_builder.render.views.sources import Citations
from site_builder.render.views.texts import in_language, label, short_place
from site_builder.words.formats import format_date, format_money, format_number


def product_facts(site: Site, product: ListedProduct, citations: Citations) -> list[Fact]:
    """Return the facts that the page and the sheet of a product show."""
    record, words = product.record, site.words
    ocop_set = site.directory.ocop_sets[record.ocop_set] if record.ocop_set else None
    rows: list[Fact] = []
    if record.address is not None and product.place is not None:
        rows += place_facts(site, record.address, product.place, citations)
    elif product.place is not None:
        rows.append((words("fields.maker_place"), short_place(words, product.place), ()))
    if record.kind == "ocop":
        rows.append((words("fields.ocop_set"), label(words, ocop_set) if ocop_set else None, ()))
    if record.regulatory_class is not None:
        name = words(f"records.regulatory_class.{record.regulatory_class}")
        rows.append((words("fields.regulatory_class"), name, ()))
    rows += [
        (words(f"marks.{mark.type}"), in_language(words, mark.text_vi, mark.text_en),
         citations.of(mark.source))
        for mark in record.marks
    ]  # fmt: skip
    rows += [
        (words("fields.honour"), in_language(words, honour.title_vi, honour.title_en),
         citations.of(honour.source))
        for honour in record.honours
    ]  # fmt: skip
    rows += _label_facts(site, product)
    rows += product_register(site, record)
    if record.other_names:
        rows.append((words("fields.other_names"), record.other_names, ()))
    return rows


def _label_facts(site: Site, product: ListedProduct) -> list[Fact]:
    """Return what stands on the label of the product; what buyers ask for is shown as missing."""
    record, words = product.record, site.words
    rows: list[Fact] = [
        (words(f"fields.{name}"), getattr(record, name), ())
        for name in ("ingredients", "storage", "shelf_life", "warnings", "gtin")
        if getattr(record, name) is not None
    ]
    if record.regulatory_class == "alcohol":
        strength = record.abv_percent
        shown = f"{format_number(strength, words.language)}%" if strength is not None else None
        return [(words("fields.abv_percent"), shown, ()), *rows]
    price = record.price
    rows.append((words("fields.net_content"), record.net_content, ()))
    if has_season(product):
        rows.append((words("fields.season_months"), season_strip(site, product), ()))
    rows.append((
        words("fields.price"),
        words(
            "records.price",
            amount=format_money(price.amount_vnd, words.language),
            unit=price.unit,
            date=format_date(price.as_of, words),
        ) if price else None,
        (),
    ))  # fmt: skip
    return rows


def product_documents(product: ListedProduct) -> list[str | None]:
    """Return the documents that single fields of a product name."""
    record = product.record
    return [
        *(award.source for award in record.awards),
        *(step.source for step in record.ocop_steps),
        *(mark.source for mark in record.marks),
        *(honour.source for honour in record.honours),
        *(held.certificate.source for held in product.certificates),
        *(photo.source for photo in record.photos),
        record.address.source if record.address else None,
    ]
