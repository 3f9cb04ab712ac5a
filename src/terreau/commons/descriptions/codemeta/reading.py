"""Read one codemeta.json: strict verdict, lenient reading.

CodeMeta is JSON-LD and makes no term mandatory; what it does ask is its context, a type of software, and
values of the types that its terms have. Expanding the JSON-LD itself would ask the web for contexts: not here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from terreau.commons.descriptions.caps import BYTES
from terreau.commons.descriptions.codemeta.terms import check_terms
from terreau.commons.descriptions.codemeta.vocabulary import (
    CONTEXTS,
    MOVING,
    OLD_SOFTWARE,
    SCHEMA_ORG,
    SOFTWARE,
    VERSIONS,
)
from terreau.commons.descriptions.description import Description
from terreau.commons.descriptions.licensing import licence_said
from terreau.commons.descriptions.okh.reading import plain
from terreau.commons.descriptions.problems import Findings, shown
from terreau.commons.descriptions.refusals import TooLarge, Unreadable

if TYPE_CHECKING:
    from terreau.commons.descriptions.description import Licences


def read_codemeta(data: bytes, licences: Licences) -> Description:
    """Read the bytes of a codemeta.json. Raises Unreadable when it is not a JSON object."""
    raw = _load(data)
    findings = Findings()
    version = _version(raw.get("@context"), findings)
    fields = _software(raw)
    _type(fields, findings)
    check_terms(fields, findings)
    said = _licence(fields.get("license"))
    licence = licence_said(said, "license", licences, findings)
    return Description("codemeta", version, findings.valid, licence, fields, tuple(findings.problems))


def _load(data: bytes) -> dict[str, Any]:
    if len(data) > BYTES:
        raise TooLarge(
            (
                f"Le fichier pèse {len(data) // 1000} ko ; la limite est de {BYTES // 1000} ko.",
                f"The file weighs {len(data) // 1000} kB; the limit is {BYTES // 1000} kB.",
            )
        )
    try:
        raw = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError as wrong:
        raise Unreadable(
            ("Le fichier n’est pas en UTF-8.", "The file is not in UTF-8."),
            ("Enregistrez-le en UTF-8.", "Save it in UTF-8."),
        ) from wrong
    except (json.JSONDecodeError, ValueError) as wrong:
        at = wrong.lineno if isinstance(wrong, json.JSONDecodeError) else 0
        french, english = (f" : voyez la ligne {at}", f": look at line {at}") if at else ("", "")
        raise Unreadable((f"Ce n’est pas du JSON{french}.", f"This is not JSON{english}.")) from wrong
    except RecursionError as wrong:
        raise Unreadable(("Le fichier a trop de niveaux.", "The file has too many levels.")) from wrong
    if not isinstance(raw, dict):
        raise Unreadable(
            (
                "Ce JSON n’est pas un objet : ce n’est pas une description de logiciel.",
                "This JSON is not an object: it is not a description of software.",
            )
        )
    found: dict[str, Any] = plain(raw)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Unreadable(
                (f"La clé « {key} » est écrite deux fois.", f"The key “{key}” is written twice."),
                ("Gardez-en une seule.", "Keep only one."),
            )
        found[key] = value
    return found


def _version(context: Any, findings: Findings) -> str | None:
    """The version that the context names; None when it names none."""
    listed = context if isinstance(context, list) else [context]
    names = [one.strip() for one in listed if isinstance(one, str)]
    for name in names:
        for pattern in CONTEXTS:
            if found := pattern.fullmatch(name):
                return _known(found["version"], findings)
    if any(MOVING.fullmatch(name) for name in names):
        findings.warning(
            "@context",
            (
                "Ce contexte change avec le temps : nommez une version (https://w3id.org/codemeta/3.0).",
                "This context changes with time: name a version (https://w3id.org/codemeta/3.0).",
            ),
        )
    elif any(SCHEMA_ORG.fullmatch(name) for name in names):
        findings.warning(
            "@context",
            (
                "Contexte de schema.org seul : dites celui de CodeMeta (https://w3id.org/codemeta/3.0).",
                "The context of schema.org alone: say that of CodeMeta (https://w3id.org/codemeta/3.0).",
            ),
        )
    elif context is None:
        findings.error(
            "@context",
            (
                "Cette clé est obligatoire : elle manque (https://w3id.org/codemeta/3.0).",
                "This key is required: it is missing (https://w3id.org/codemeta/3.0).",
            ),
        )
    else:
        findings.error(
            "@context",
            (
                f"{shown(names[0] if names else context)} n’est pas un contexte de CodeMeta.",
                f"{shown(names[0] if names else context, 'en')} is not a context of CodeMeta.",
            ),
        )
    return None


def _known(version: str, findings: Findings) -> str:
    if version not in VERSIONS:
        findings.error(
            "@context",
            (
                f"La version {shown(version)} de CodeMeta n’existe pas ; la dernière est 3.0.",
                f"The version {shown(version, 'en')} of CodeMeta does not exist; the latest is 3.0.",
            ),
        )
    elif version == VERSIONS[0]:
        findings.warning(
            "@context",
            (
                "La version 1.0 est ancienne : ce fichier est lu comme un 2.0.",
                "Version 1.0 is old: this file is read as a 2.0.",
            ),
        )
    return version


def _software(raw: dict[str, Any]) -> dict[str, Any]:
    """The keys of the software, with `type` and `id` under their JSON-LD names and known prefixes taken off."""
    inside = raw
    graph = raw.get("@graph")
    if isinstance(graph, list) and "@type" not in raw and "type" not in raw:
        software = [
            one for one in graph if isinstance(one, dict) and set(types(one)) & (SOFTWARE | OLD_SOFTWARE)
        ]
        inside = software[0] if software else raw
    fields: dict[str, Any] = {}
    for key, value in inside.items():
        name = {"type": "@type", "id": "@id"}.get(key, key)
        for prefix in ("schema:", "codemeta:", "https://schema.org/", "http://schema.org/"):
            name = name.removeprefix(prefix)
        if key != "@context":
            fields.setdefault(name, value)
    return fields


def types(fields: dict[str, Any]) -> list[str]:
    """The types of a JSON-LD object, without their prefix."""
    said = fields.get("@type", fields.get("type"))
    listed = said if isinstance(said, list) else [said]
    return [one.rpartition("/")[2].rpartition(":")[2] for one in listed if isinstance(one, str)]


def _type(fields: dict[str, Any], findings: Findings) -> None:
    said = types(fields)
    if not said:
        findings.error(
            "@type",
            (
                "Cette clé est obligatoire : SoftwareSourceCode ou SoftwareApplication.",
                "This key is required: SoftwareSourceCode or SoftwareApplication.",
            ),
        )
    elif not set(said) & SOFTWARE:
        if set(said) & OLD_SOFTWARE:
            findings.warning(
                "@type",
                (
                    "« Code » est l’ancien nom de SoftwareSourceCode.",
                    "“Code” is the old name of SoftwareSourceCode.",
                ),
            )
        else:
            findings.error(
                "@type",
                (
                    f"{shown(said[0])} n’est pas un logiciel : SoftwareSourceCode ou SoftwareApplication.",
                    f"{shown(said[0], 'en')} is not software: SoftwareSourceCode or SoftwareApplication.",
                ),
            )


def _licence(value: Any) -> str | list[str] | None:
    """A licence as text, from an address, an object or several of them (all apply)."""
    if isinstance(value, list):
        return [one for one in map(_licence, value) if isinstance(one, str)]
    if isinstance(value, dict):
        return next(
            (
                str(value[key])
                for key in ("@id", "id", "url", "identifier", "name")
                if isinstance(value.get(key), str)
            ),
            None,
        )
    return value if isinstance(value, str) else None
