"""codemeta.json from a sheet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from terreau.commons.descriptions.texts import is_date, is_email, is_url, is_web_url
from terreau.commons.descriptions.writing.written import Written, cleaned, line, without_empty

if TYPE_CHECKING:
    from terreau.commons.descriptions.sheet import Agent, Sheet

CONTEXT = "https://w3id.org/codemeta/3.0"
_STATUS = {
    "concept": "concept",
    "development": "wip",
    "beta": "wip",
    "stable": "active",
    "obsolete": "abandoned",
}


def write_codemeta(sheet: Sheet) -> Written:
    """The text of a codemeta.json of version 3.0."""
    status = _STATUS.get(sheet.status or "")
    tree: dict[str, Any] = {"@context": CONTEXT, "@type": "SoftwareSourceCode"} | without_empty(
        {
            "name": line(sheet.name),
            "description": cleaned(sheet.story or sheet.summary).strip(),
            "url": sheet.page if is_url(sheet.page) else "",
            "codeRepository": sheet.repository if is_url(sheet.repository) else "",
            "license": _licence(sheet.licence),
            "version": line(sheet.version),
            "datePublished": sheet.released if is_date(sheet.released) else "",
            "dateCreated": sheet.created if is_date(sheet.created) else "",
            "developmentStatus": f"https://www.repostatus.org/#{status}" if status else "",
            "copyrightHolder": [_agent(one) for one in sheet.holders],
            "author": [_agent(one) for one in sheet.contributors],
            "maintainer": [_agent(one) for one in sheet.contacts],
            "funder": [_agent(one) for one in sheet.funders],
            "keywords": [line(one) for one in sheet.keywords],
            "featureList": [line(one) for one in sheet.features],
            "operatingSystem": [line(one) for one in sheet.platforms],
            "isBasedOn": [one for one in sheet.based_on if is_url(one)],
            "softwareRequirements": [line(one) for one in sheet.depends_on],
            "softwareHelp": sheet.documentation if is_web_url(sheet.documentation) else "",
        }
    )
    missing = tuple(key for key in ("name", "license") if key not in tree)
    return Written(json.dumps(tree, ensure_ascii=False, indent=2) + "\n", missing)


def _licence(spdx: str) -> str:
    """The address of a licence of the list; an expression or a reference of ours as it stands."""
    return (
        spdx
        if not spdx or " " in spdx or spdx.startswith("LicenseRef-")
        else f"https://spdx.org/licenses/{spdx}"
    )


def _agent(agent: Agent) -> dict[str, str]:
    return {
        "@type": "Person" if agent.person else "Organization",
        "@id": agent.uri if is_url(agent.uri) else "",
        "name": line(agent.name),
        "email": agent.email if is_email(agent.email) else "",
    }
