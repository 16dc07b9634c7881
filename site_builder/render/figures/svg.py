"""Inline SVG, escaped by construction: a drawing, its parts, and its texts."""

from xml.etree import ElementTree as ET

from markupsafe import Markup

Drawing = ET.Element


def start_drawing(width: int, height: int, title: str, description: str, key: str) -> Drawing:
    """Return an empty drawing that reads as one picture with a title and a description.

    `key` makes the ids of both unique on the page.
    """
    names = {"title": f"{key}-title", "desc": f"{key}-desc"}
    drawing = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "role": "img",
            "aria-labelledby": " ".join(names.values()),
        },
    )
    for tag, words in (("title", title), ("desc", description)):
        ET.SubElement(drawing, tag, {"id": names[tag]}).text = _line(words)
    return drawing


def add_part(parent: Drawing, tag: str, css: str, **attributes: str) -> Drawing:
    """Add an element of a CSS class, and return it."""
    return ET.SubElement(parent, tag, {"class": css, **attributes})


def add_title(parent: Drawing, words: str) -> None:
    """Add the words that a pointer resting on the part shows."""
    ET.SubElement(parent, "title").text = _line(words)


def add_text(parent: Drawing, words: str, css: str, spot: tuple[float, float]) -> Drawing:
    """Add a text whose base line starts at a spot, and return it."""
    element = add_part(parent, "text", css, x=f"{spot[0]:g}", y=f"{spot[1]:g}")
    element.text = _line(words)
    return element


def finish_drawing(drawing: Drawing) -> Markup:
    """Return the drawing as HTML on one line."""
    return Markup(ET.tostring(drawing, encoding="unicode"))  # noqa: S704 -- escaped by ElementTree


def _line(words: str) -> str:
    # A blank line would end the HTML block of a page.
    return " ".join(words.split())
