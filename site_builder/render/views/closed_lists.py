"""What values of closed lists are called: the table of the catalogue for each field."""

from collections.abc import Mapping

# Field (of a model, if others have one of that name) -> the table of labels for its closed list.
LABELS: Mapping[str, str] = {
    "AnnualRating.rating": "records.rating",
    "Certificate.type": "certificates",
    "Declaration.kind": "records.declaration",
    "Document.kind": "documents",
    "Mark.type": "marks",
    "OcopSet.group": "groups",
    "Organisation.kind": "records.organisation_kind",
    "OtherProducer.kind": "records.producer_kind",
    "Product.kind": "records.product_kind",
    "Programme.level": "records.programme_level",
    "SizeClass.name": "records.size",
    "assessment": "awards.assessment",
    "certainty": "sheet.certainty",
    "criteria_version": "sheet.criteria",
    "ground": "awards.ground",
    "level": "awards.level",
    "licence": "photos.licence",
    "method": "records.verified_by",
    "nature": "statistics.nature",
    "ocop_group": "groups",
    "precision": "editor.precision",
    "reason": "life.reason.{folder}",
    "regulatory_class": "records.regulatory_class",
    "state": "awards.state",
    "status": "records.status",
    "step": "awards.step",
    "system": "systems",
}


def of_field(table: Mapping[str, str], model: str, field: str) -> str | None:
    """Return what a table says of a field of a model, or of every field of that name."""
    return table.get(f"{model}.{field}") or table.get(field)
