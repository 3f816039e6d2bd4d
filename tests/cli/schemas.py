"""The documented JSON shapes."""

from __future__ import annotations

import json

import jsonschema_rs

from tests.house.tree import ROOT


def conforms(value: object, name: str) -> bool:
    """Whether a value has the shape of docs/commands/<name>.schema.json; raises with the place where it has not."""
    schema = json.loads((ROOT / "docs" / "commands" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema_rs.validator_for(schema, validate_formats=True).validate(value)
    return True
