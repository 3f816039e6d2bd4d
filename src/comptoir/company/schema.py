"""How is the format published? Table Schema for the CSV files and JSON Schema for company.toml, written to schema/.

Everything is generated from `columns.FILES` and `keys.SECTIONS`: `python -m comptoir.company.schema [FOLDER]`. A test
holds the files of the repository equal to what is generated.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from comptoir.company.columns import FILES, Column, File
from comptoir.company.keys import SECTIONS, Section

Shape = dict[str, object]

_ID = r"[\w.\-]{1,64}"
# Types whose cells another tool can check by itself; all others are texts of the rate language.
_TYPES: Mapping[str, Shape] = {
    "id": {"type": "string", "constraints": {"pattern": _ID}},
    "date": {"type": "date", "format": "default"},
    "number": {"type": "number", "groupChar": " ", "constraints": {"minimum": 0}},
    "amount": {"type": "number", "groupChar": " ", "constraints": {"minimum": 0}},
    "whole": {"type": "integer", "constraints": {"minimum": 0}},
    "days": {"type": "integer", "constraints": {"minimum": 0, "maximum": 366}},
    "yes_no": {"type": "boolean", "trueValues": ["yes", "oui"], "falseValues": ["no", "non"]},
    "email": {"type": "string", "format": "email"},
    "country": {"type": "string", "constraints": {"pattern": "[A-Z]{2}"}},
    "siren": {"type": "string", "constraints": {"pattern": "[0-9]{9}"}},
    "siret": {"type": "string", "constraints": {"pattern": "[0-9]{14}"}},
}
_KEY_TYPES: Mapping[str, Shape] = {
    "date": {"type": "string", "format": "date"},
    "whole": {"type": "integer", "minimum": 0},
    "days": {"type": "integer", "minimum": 0, "maximum": 366},
    "list": {"type": "array", "items": {"type": "string"}},
    "dates": {"type": "array", "items": {"type": "string", "format": "date"}},
    "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
    "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
    "month_day": {"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"},
    "id": {"type": "string", "pattern": f"^{_ID}$"},
    "label": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 2, "maxItems": 2},
    "question": {
        "oneOf": [
            {"enum": ["yes/no", "number", "text"]},
            {"type": "array", "items": {"type": "string"}, "minItems": 1},
        ]
    },
}


def table_schema(file: File) -> Shape:
    """The Table Schema (Frictionless) of one CSV file."""
    schema: Shape = {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": file.table,
        "description": file.en,
        "description_fr": file.fr,
        "missingValues": [""],
        "fields": [_field(column) for column in file.columns],
    }
    names = [column.name for column in file.columns if column.name in file.unique and column.required]
    if names == list(file.unique) and names:
        schema["primaryKey"] = names
    return schema


def settings_schema() -> Shape:
    """The JSON Schema of company.toml."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "company.toml",
        "type": "object",
        "properties": {section.name: _section(section) for section in SECTIONS},
        "additionalProperties": False,
        "required": ["company"],
    }


def schemas() -> dict[str, str]:
    """Every published schema as text, by file name."""
    shapes = {f"{file.table}.table-schema.json": table_schema(file) for file in FILES}
    shapes["company.schema.json"] = settings_schema()
    return {name: json.dumps(shape, indent=2, ensure_ascii=False) + "\n" for name, shape in shapes.items()}


def _field(column: Column) -> Shape:
    field: Shape = {"name": column.name, **_TYPES.get(column.type, {"type": "string"})}
    own = field.get("constraints")
    constraints: Shape = dict(own) if isinstance(own, dict) else {}
    if column.required:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    if constraints:
        field["constraints"] = constraints
    field |= {"description": column.en, "description_fr": column.fr, "comptoir:type": column.type}
    if column.default:
        field["comptoir:default"] = column.default
    if column.refers:
        field["comptoir:refers"] = column.refers
    return field


def _section(section: Section) -> Shape:
    if section.free:
        values = _KEY_TYPES.get(section.free, {"type": "string"})
        return {"type": "object", "description": section.en, "additionalProperties": values}
    shape: Shape = {
        "type": "object",
        "description": section.en,
        "properties": {key.name: _key(key) for key in section.keys},
        "additionalProperties": False,
    }
    if needed := [key.name for key in section.keys if key.required]:
        shape["required"] = needed
    return {"type": "array", "items": shape} if section.several else shape


def _key(key: Column) -> Shape:
    shape: Shape = {"description": key.en, **_KEY_TYPES.get(key.type, {"type": "string"})}
    if key.choices:
        shape["enum"] = list(key.choices)
    if key.default:
        shape["default"] = key.default
    return shape


def main(folder: str = "schema") -> None:
    """Write all schemas into a folder."""
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (root / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:2])
