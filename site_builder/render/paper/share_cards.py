"""Which records have a picture for sharing, 1200 by 630 pixels."""

from site_builder.records.models.organisation import Organisation
from site_builder.records.models.product import Product
from site_builder.render.addresses import share_card_address

WIDTH = 1200
HEIGHT = 630


def has_card(record: Organisation | Product) -> bool:
    """Return whether a record has a picture that networks show when its page is shared.

    A drink with alcohol has none, because that would advertise it (Law 44/2019/QH14, Article 5);
    nor has what left the directory.
    """
    if record.left is not None:
        return False
    return not (isinstance(record, Product) and record.regulatory_class == "alcohol")


def share_card(folder: str, record: Organisation | Product) -> str | None:
    """Return the address of a record's picture, if it has one; `folder` is that of its file."""
    return share_card_address(folder, record.id) if has_card(record) else None
