"""A sheet from the fields of a description, whatever its standard and however many of them are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast, get_args

from terreau.commons.descriptions.sheet import Agent, Sheet, Status

if TYPE_CHECKING:
    from terreau.commons.descriptions.description import Description

_REPOSTATUS: dict[str, Status] = {
    "concept": "concept",
    "wip": "development",
    "active": "stable",
    "inactive": "stable",
    "suspended": "obsolete",
    "abandoned": "obsolete",
    "unsupported": "obsolete",
    "moved": "obsolete",
}
_LEVELS: dict[str, Status] = {
    "OTRL-1": "concept",
    "OTRL-2": "concept",
    "OTRL-3": "development",
    "OTRL-4": "beta",
    "OTRL-5": "stable",
    "OTRL-6": "stable",
}


def sheet_of(description: Description, language: str = "fr") -> Sheet:
    """What the description says, in plain values; texts in `language` where there are several."""
    fields = description.fields
    licence = description.licence.said or ""
    if description.kind == "publiccode":
        return _from_publiccode(fields, licence, language)
    if description.kind == "okh":
        return _from_okh(fields, licence)
    return _from_codemeta(fields, licence)


def _from_publiccode(fields: dict[str, Any], licence: str, language: str) -> Sheet:
    tag, said = _in_language(_section(fields, "description"), language)
    organisation = _section(fields, "organisation")
    owner = _text(organisation, "name") or _text(_section(fields, "legal"), "mainCopyrightOwner")
    depends = _section(fields, "dependsOn")
    return Sheet(
        name=_text(said, "localisedName") or _text(fields, "name"),
        summary=_text(said, "shortDescription"),
        story=_text(said, "longDescription"),
        language=tag,
        page=_text(fields, "landingURL"),
        repository=_text(fields, "url"),
        licence=licence,
        version=_text(fields, "softwareVersion"),
        released=_text(fields, "releaseDate"),
        status=_status(_text(fields, "developmentStatus")),
        holders=(Agent(owner, uri=_text(organisation, "uri")),) if owner else (),
        contacts=_agents(_section(fields, "maintenance").get("contacts"), person=True),
        funders=_agents(fields.get("fundedBy")),
        users=_texts(fields.get("usedBy")),
        keywords=_texts(fields.get("categories")),
        features=_texts(said.get("features")),
        languages=_texts(_section(fields, "localisation").get("availableLanguages")),
        based_on=_texts(fields.get("isBasedOn")),
        depends_on=tuple(agent.name for group in depends.values() for agent in _agents(group)),
        documentation=_text(said, "documentation"),
        image=_text(fields, "logo"),
        platforms=_texts(fields.get("platforms")),
        software_type=_text(fields, "softwareType"),
    )


def _from_okh(fields: dict[str, Any], licence: str) -> Sheet:
    function = _text(fields, "function")
    level = _text(fields, "technology-readiness-level")
    holders = [*_texts(fields.get("licensor")), *_texts(fields.get("organization"))]
    parts = fields.get("part")
    return Sheet(
        name=_text(fields, "name"),
        summary=function.split("\n", 1)[0],
        story=function,
        language=next(iter(_texts(fields.get("documentation-language"))), ""),
        repository=_text(fields, "repo"),
        licence=licence,
        version=str(fields.get("version", "")),
        status=_LEVELS.get(level),
        holders=tuple(Agent(name) for name in dict.fromkeys(holders)),
        based_on=_texts(fields.get("forkOf")) or _texts(fields.get("derivative-of")),
        documentation=next(
            (
                one
                for key in ("manufacturing-instructions", "user-manual", "readme")
                for one in _texts(fields.get(key))
            ),
            "",
        ),
        image=next(iter(_texts(fields.get("image"))), ""),
        technology_level=level,
        documentation_level=_text(fields, "documentation-readiness-level"),
        parts=tuple(
            (_text(part, "name"), next(iter(_texts(part.get("source"))), ""))
            for part in (parts if isinstance(parts, list) else [])
            if isinstance(part, dict) and _text(part, "name")
        ),
    )


def _from_codemeta(fields: dict[str, Any], licence: str) -> Sheet:
    text = _text(fields, "description")
    status = _text(fields, "developmentStatus").rpartition("#")[2].rpartition("/")[2].lower()
    return Sheet(
        name=_text(fields, "name"),
        summary=text.split("\n", 1)[0],
        story=text,
        language="",
        page=_text(fields, "url"),
        repository=_text(fields, "codeRepository"),
        licence=licence,
        version=_text(fields, "version") or _text(fields, "softwareVersion"),
        released=_text(fields, "datePublished")[:10],
        created=_text(fields, "dateCreated")[:10],
        status=_REPOSTATUS.get(status),
        holders=_agents(fields.get("copyrightHolder")) or _agents(fields.get("publisher")),
        contributors=(*_agents(fields.get("author")), *_agents(fields.get("contributor"))),
        contacts=_agents(fields.get("maintainer")),
        funders=_agents(fields.get("funder")),
        keywords=_texts(fields.get("keywords")),
        based_on=_texts(fields.get("isBasedOn")),
        depends_on=tuple(agent.name for agent in _agents(fields.get("softwareRequirements"))),
        documentation=next(iter(_texts(fields.get("softwareHelp")) or _texts(fields.get("readme"))), ""),
    )


def _in_language(texts: dict[str, Any], language: str) -> tuple[str, dict[str, Any]]:
    """The section of the language asked, else English, else the first."""
    sections = {tag: one for tag, one in texts.items() if isinstance(one, dict)}
    for wanted in (language, "en"):
        for tag, one in sections.items():
            if tag.partition("-")[0].lower() == wanted:
                return tag, one
    return next(iter(sections.items()), ("", {}))


def _section(fields: dict[str, Any], key: str) -> dict[str, Any]:
    value = fields.get(key)
    return value if isinstance(value, dict) else {}


def _text(fields: dict[str, Any], key: str) -> str:
    value = fields.get(key)
    return value.strip() if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(one.strip() for one in listed if isinstance(one, str) and one.strip())


def _agents(value: Any, *, person: bool = False) -> tuple[Agent, ...]:
    found = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and one.strip():
            found.append(Agent(one.strip(), person))
        elif isinstance(one, dict):
            given = " ".join(filter(None, (_text(one, "givenName"), _text(one, "familyName"))))
            name = _text(one, "name") or given
            kind = one.get("@type", one.get("type"))
            uri = _text(one, "uri") or _text(one, "@id") or _text(one, "id")
            if name:
                found.append(Agent(name, person or kind == "Person", uri, _text(one, "email")))
    return tuple(found)


def _status(said: str) -> Status | None:
    return cast("Status", said) if said in get_args(Status) else None
