"""Check a document against our JSON Schemas and name the first part that does not follow them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import jsonschema_rs


@dataclass(frozen=True, slots=True)
class Fault:
    """The part that does not follow the standard, and the rule (a JSON Schema keyword) it breaks."""

    where: str
    rule: str


@cache
def definitions() -> dict[str, Any]:
    text = resources.files(__name__.rpartition(".")[0]).joinpath("credential.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def _validator(kind: str) -> jsonschema_rs.Draft202012Validator:
    schema = {**definitions(), "$ref": f"#/$defs/{kind}"}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=False)


def fault_of(document: dict[str, Any], kind: str) -> Fault | None:
    """Give the first fault of a document against `$defs/kind`, or None."""
    validator = _validator(kind)
    if validator.is_valid(document):
        return None
    error = min(
        validator.iter_errors(document),
        key=lambda found: (len(found.instance_path), str(found.instance_path)),
    )
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.instance_path)
    rule = error.schema_path[-1] if error.schema_path else ""
    missing = str(error.message) if rule == "required" else str(rule)
    return Fault(where.lstrip(".") or "@", missing[:120])
