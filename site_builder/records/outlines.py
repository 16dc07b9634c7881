"""The outlines: the real areas of the former districts, once somebody has fetched them."""

import json
from pathlib import Path
from typing import Annotated, Literal, TypedDict

from pydantic import BaseModel, Field, ValidationError

from site_builder.records.text import read_text
from site_builder.words.issue import Issue

FOLDER = "content/places/outlines"
FILE = f"{FOLDER}/outlines.geojson"

Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Position = tuple[Longitude, Latitude]
Ring = Annotated[list[Position], Field(min_length=4)]
Rings = Annotated[list[Ring], Field(min_length=1)]


class Geometry(TypedDict):
    """An area as GeoJSON (RFC 7946) writes it; always a MultiPolygon, in WGS 84 degrees."""

    type: Literal["MultiPolygon"]
    coordinates: list[list[list[list[float]]]]


class _Properties(BaseModel):
    code: str = Field(pattern=r"^\d{3}$")


class _Polygon(BaseModel):
    type: Literal["Polygon"]
    coordinates: Rings

    @property
    def polygons(self) -> list[Rings]:
        return [self.coordinates]


class _MultiPolygon(BaseModel):
    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[Rings], Field(min_length=1)]

    @property
    def polygons(self) -> list[Rings]:
        return self.coordinates


class _Feature(BaseModel):
    type: Literal["Feature"]
    properties: _Properties
    geometry: Annotated[_Polygon | _MultiPolygon, Field(discriminator="type")]


class _Collection(BaseModel):
    type: Literal["FeatureCollection"]
    features: Annotated[list[_Feature], Field(min_length=1)]


def load_outlines(root: Path) -> tuple[dict[str, Geometry] | None, list[Issue]]:
    """Return the fetched area of each former district by its code, `None` where there are none.

    Reads `content/places/outlines/outlines.geojson`; a file that cannot be used gives issues
    (those of reading a text, `outlines_not_json`, `outlines_shape` or `outlines_twice`).
    """
    if not (root / FILE).exists():
        return None, []
    text, issues = read_text(FILE, root / FILE)
    if text is None or issues:
        return None, issues
    try:
        collection = _Collection.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        return None, [Issue(FILE, error.lineno, error.colno, "", "outlines_not_json")]
    except RecursionError:
        return None, [Issue(FILE, 1, 1, "", "outlines_not_json")]
    except ValidationError as error:
        return None, [_shape_issue(error)]
    return _by_code(collection)


def _shape_issue(error: ValidationError) -> Issue:
    """Return the first fault of the shape: the following ones are mostly its echo."""
    where = ".".join(str(part) for part in error.errors()[0]["loc"])
    return Issue(FILE, 1, 1, where, "outlines_shape")


def _by_code(collection: _Collection) -> tuple[dict[str, Geometry] | None, list[Issue]]:
    outlines: dict[str, Geometry] = {}
    for number, feature in enumerate(collection.features):
        code = feature.properties.code
        if code in outlines:
            where = f"features.{number}.properties.code"
            return None, [Issue(FILE, 1, 1, where, "outlines_twice", {"value": code})]
        rings = [
            [[list(position) for position in ring] for ring in polygon]
            for polygon in feature.geometry.polygons
        ]
        outlines[code] = Geometry(type="MultiPolygon", coordinates=rings)
    return dict(sorted(outlines.items())), []
