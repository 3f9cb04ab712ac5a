"""Read one publiccode.yml: strict verdict, lenient reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.commons.descriptions.description import Description
from terreau.commons.descriptions.licensing import licence_said
from terreau.commons.descriptions.problems import Findings, shown
from terreau.commons.descriptions.publiccode.shape import keys_of
from terreau.commons.descriptions.publiccode.values import read_keys
from terreau.commons.descriptions.publiccode.vocabulary import LATEST, VERSIONS_0, VERSIONS_1
from terreau.commons.descriptions.refusals import Unreadable
from terreau.commons.descriptions.yaml12 import Scalar, load

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.commons.descriptions.description import Licences

_KEY = "publiccodeYmlVersion"


def read_publiccode(data: bytes, licences: Licences, folder: Path | None = None) -> Description:
    """Read the bytes of a publiccode.yml; `folder` is where it lay, when its neighbours may be looked at.

    Raises Unreadable when nothing can be read.
    """
    tree = load(data)
    if not isinstance(tree, dict):
        raise Unreadable(
            (
                "Ce fichier YAML n’a pas de clés : ce n’est pas une description de logiciel.",
                "This YAML file has no keys: it is not a description of software.",
            )
        )
    findings = Findings()
    version = _version(tree, findings)
    first = version in VERSIONS_1
    fields = read_keys(tree, "", keys_of(first=first, licences=licences, folder=folder), findings)
    if "it" in fields and "IT" in fields:
        findings.error(
            "it",
            ("« IT » est déjà là : enlevez cette section.", "“IT” is already there: remove this section."),
        )
    said = (fields.get("legal") or {}).get("license") if isinstance(fields.get("legal"), dict) else None
    licence = licence_said(said, "legal.license", licences, findings, expected=True)
    return Description("publiccode", version, findings.valid, licence, fields, tuple(findings.problems))


def _version(tree: dict[str, Any], findings: Findings) -> str | None:
    node = tree.get(_KEY)
    if not isinstance(node, Scalar) or node.type == "null" or not node.text.strip():
        return None  # said with the other keys
    version = node.text.strip()
    if version not in VERSIONS_0 + VERSIONS_1:
        findings.error(
            _KEY,
            (
                f"La version {shown(version)} du standard n’existe pas ; la dernière est {LATEST}.",
                f"The version {shown(version, 'en')} of the standard does not exist; the latest is {LATEST}.",
            ),
        )
    elif version in VERSIONS_1:
        findings.warning(
            _KEY,
            (
                f"La version 1 est encore un projet : la dernière publiée est {LATEST}.",
                f"Version 1 is still a draft: the latest published is {LATEST}.",
            ),
        )
    elif version != "0" and not version.startswith(LATEST):
        findings.warning(
            _KEY,
            (
                f"La dernière version est {LATEST} : ce fichier est lu comme elle.",
                f"The latest version is {LATEST}: this file is read as it.",
            ),
        )
    return version
