"""publiccode.yml from a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from terreau.commons.descriptions.publiccode import vocabulary as words
from terreau.commons.descriptions.texts import (
    is_date,
    is_email,
    is_language,
    is_organisation_uri,
    is_url,
    is_web_url,
)
from terreau.commons.descriptions.writing.written import Written, line, long_text, without_empty
from terreau.commons.descriptions.yaml12 import plain_type

if TYPE_CHECKING:
    from terreau.commons.descriptions.sheet import Agent, Sheet

_MANDATORY = ("name", "url", "legal")


def write_publiccode(sheet: Sheet) -> Written:
    """The text of a publiccode.yml of the latest version."""
    language = sheet.language if is_language(sheet.language) else "fr"
    languages = [tag for tag in sheet.languages if is_language(tag)] or [language]
    contacts = [_contact(agent) for agent in sheet.contacts if line(agent.name)]
    features = [line(one) for one in sheet.features if line(one)] or [line(sheet.summary) or line(sheet.name)]
    tree = without_empty(
        {
            "publiccodeYmlVersion": words.LATEST,
            "name": line(sheet.name),
            "url": _address(sheet.repository, sheet.page),
            "landingURL": sheet.page if is_web_url(sheet.page) else "",
            "isBasedOn": [one for one in sheet.based_on if is_url(one)],
            "softwareVersion": line(sheet.version),
            "releaseDate": sheet.released if is_date(sheet.released) else "",
            "platforms": [line(one) for one in sheet.platforms if line(one)] or ["web"],
            "categories": [one for one in sheet.keywords if one in words.CATEGORIES],
            "usedBy": [line(one) for one in sheet.users],
            "fundedBy": [_organisation(agent) for agent in sheet.funders if is_organisation_uri(agent.uri)],
            "developmentStatus": sheet.status or "concept",
            "softwareType": sheet.software_type if sheet.software_type in words.TYPES else "standalone/other",
            "organisation": next(
                (
                    _organisation(one)
                    for one in sheet.holders
                    if not one.person and is_organisation_uri(one.uri)
                ),
                {},
            ),
            "description": {
                language: {
                    "shortDescription": line(sheet.summary, 150) or line(sheet.name, 150),
                    "longDescription": long_text(sheet, 150, 10_000),
                    "documentation": sheet.documentation if is_web_url(sheet.documentation) else "",
                    "features": [one for one in features if one],
                }
            },
            "legal": {
                "license": sheet.licence,
                "mainCopyrightOwner": ", ".join(line(agent.name) for agent in sheet.holders),
            },
            "maintenance": {"type": "community", "contacts": contacts} if contacts else {"type": "none"},
            "localisation": {"localisationReady": len(languages) > 1, "availableLanguages": languages},
            "dependsOn": {"open": [{"name": line(name)} for name in sheet.depends_on if line(name)]},
        }
    )
    missing = tuple(key for key in _MANDATORY if not tree.get(key))
    if tree.get("legal") and not sheet.licence:
        missing = ("legal.license",)
    return Written(yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100), missing)


def _address(*candidates: str) -> str:
    return next((one for one in candidates if is_url(one)), "")


def _organisation(agent: Agent) -> dict[str, str]:
    return {"name": line(agent.name), "uri": agent.uri}


def _contact(agent: Agent) -> dict[str, str]:
    return {"name": line(agent.name), "email": agent.email if is_email(agent.email) else ""}


class _Dumper(yaml.SafeDumper):
    """Texts that YAML 1.2 would take for something else are between quotes; long ones are blocks."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ARG002, FBT001, FBT002 - same
        return super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, data: str) -> Any:
    style = "|" if "\n" in data else '"' if plain_type(data) != "str" else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_Dumper.add_representer(str, _text)
