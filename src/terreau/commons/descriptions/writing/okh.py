"""Open Know-How manifests from a sheet, in TOML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from terreau.commons.descriptions.okh import vocabulary as words
from terreau.commons.descriptions.texts import is_language, is_web_url
from terreau.commons.descriptions.writing.written import Written, cleaned, line, without_empty

if TYPE_CHECKING:
    from terreau.commons.descriptions.sheet import Sheet


def write_okh(sheet: Sheet) -> Written:
    """The text of a manifest of OKH-LOSH 1.0."""
    repository = next((one for one in (sheet.repository, sheet.page) if is_web_url(one)), "")
    holders = [line(agent.name) for agent in sheet.holders]
    tree: dict[str, Any] = without_empty(
        {
            "okhv": words.VERSION,
            "name": line(sheet.name),
            "repo": repository,
            "version": line(sheet.version) or "0",
            "license": sheet.licence,
            "licensor": holders[0] if len(holders) == 1 else holders,
            "function": cleaned(sheet.summary or sheet.story).strip() or line(sheet.name),
            "documentation-language": sheet.language if is_language(sheet.language) else "",
            "technology-readiness-level": _known(sheet.technology_level, words.TECHNOLOGY),
            "documentation-readiness-level": _known(sheet.documentation_level, words.DOCUMENTATION),
            "readme": sheet.documentation if is_web_url(sheet.documentation) else "",
            "image": sheet.image if is_web_url(sheet.image) else "",
            "forkOf": next((one for one in sheet.based_on if is_web_url(one)), ""),
        }
    )
    tree["part"] = [
        {"name": line(name), "source": line(source)} for name, source in sheet.parts if name and source
    ]
    return Written(_toml(tree), tuple(key for key in words.REQUIRED if key not in tree))


def _known(said: str, levels: tuple[str, ...]) -> str:
    return said if said in levels else ""


def _toml(tree: dict[str, Any]) -> str:
    """TOML of texts, lists of texts and one level of tables: all that a manifest of ours holds."""
    lines = [f"{key} = {_value(value)}" for key, value in tree.items() if key != "part"]
    for part in tree["part"]:
        lines += ["", "[[part]]", *(f"{key} = {_value(value)}" for key, value in part.items())]
    return "\n".join(lines) + "\n"


def _value(value: str | list[str]) -> str:
    # A JSON text is a TOML text, but for DEL, which `cleaned` has taken away.
    return json.dumps(value, ensure_ascii=False)
