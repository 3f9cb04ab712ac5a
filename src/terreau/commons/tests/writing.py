"""Small descriptions that are valid, to change one value of."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import yaml

from terreau.commons.descriptions import Description, read
from terreau.foundation import licences

LONG = "Un texte assez long pour la description d’un logiciel public, qui dit ce qu’il fait et pour qui. " * 2
VALID: dict[str, Any] = {
    "publiccodeYmlVersion": "0.7",
    "name": "Compteur de vélos",
    "url": "https://example.org/velos.git",
    "platforms": ["web"],
    "developmentStatus": "stable",
    "softwareType": "standalone/web",
    "description": {
        "fr": {"shortDescription": "Compter les vélos", "longDescription": LONG, "features": ["Compter"]}
    },
    "legal": {"license": "EUPL-1.2"},
    "maintenance": {"type": "community", "contacts": [{"name": "Camille"}]},
    "localisation": {"localisationReady": True, "availableLanguages": ["fr"]},
}
MISSING = object()


def with_value(path: str, value: Any, base: dict[str, Any] = VALID) -> dict[str, Any]:
    """A valid description where one value is another, or is not there."""
    tree = deepcopy(base)
    inside: Any = tree
    *before, last = path.split(".")
    for key in before:
        inside = inside.setdefault(key, {})
    if value is MISSING:
        del inside[last]
    else:
        inside[last] = value
    return tree


def publiccode(tree: dict[str, Any]) -> Description:
    return read(
        yaml.safe_dump(tree, allow_unicode=True, width=10_000).encode(), licences, name="publiccode.yml"
    )


def keys(found: Description, level: str) -> list[str]:
    return [problem.key for problem in found.problems if problem.level == level]
