"""What CodeMeta asks of the value of each term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from terreau.commons.descriptions.codemeta.vocabulary import (
    ADDRESSES,
    AGENTS,
    DATES,
    KNOWN,
    STATUSES,
    TEXTS,
)
from terreau.commons.descriptions.problems import shown
from terreau.commons.descriptions.texts import is_date, is_url

if TYPE_CHECKING:
    from terreau.commons.descriptions.problems import Findings

# ISO 8601: a year, a month, a day, or a moment of a day.
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?")
_DAY = len("2026-01-01")


def check_terms(fields: dict[str, Any], findings: Findings) -> None:
    """Say what each term may not hold, and which terms are not CodeMeta's."""
    if not fields.get("name"):
        findings.warning("name", ("Le nom n’est pas dit.", "The name is not said."))
    if not fields.get("license"):
        findings.warning(
            "license",
            (
                "La licence n’est pas dite : sans elle, personne ne peut réutiliser.",
                "The licence is not said: without it, nobody may reuse.",
            ),
        )
    for key, value in fields.items():
        if key.startswith("@") or value is None:
            continue
        for place, one in enumerate(value if isinstance(value, list) else [value]):
            _check(key, f"{key}[{place}]" if isinstance(value, list) else key, one, findings)
        if key not in KNOWN and ":" not in key:
            findings.warning(key, ("CodeMeta ne connaît pas ce terme.", "CodeMeta does not know this term."))


def _check(key: str, path: str, value: Any, findings: Findings) -> None:
    if key in TEXTS:
        if isinstance(value, dict | bool):
            findings.error(path, ("Un texte est attendu ici.", "A text is expected here."))
        elif not isinstance(value, str):
            findings.warning(
                path,
                (
                    f"Mettez {shown(value)} entre guillemets : c’est un texte.",
                    f"Put {shown(value, 'en')} between quotes: it is a text.",
                ),
            )
    elif key in DATES:
        _date(path, value, findings)
    elif key in ADDRESSES:
        _address(key, path, value, findings)
    elif key in AGENTS:
        _agent(path, value, findings)
    elif key == "developmentStatus" and isinstance(value, str):
        status = value.rpartition("#")[2].rpartition("/")[2].lower()
        if status not in STATUSES:
            findings.warning(
                path,
                (
                    f"{shown(value)} n’est pas un état de repostatus.org ({', '.join(sorted(STATUSES))}).",
                    f"{shown(value, 'en')} is not a status of repostatus.org ({', '.join(sorted(STATUSES))}).",
                ),
            )


def _date(path: str, value: Any, findings: Findings) -> None:
    text = str(value.get("@value", "")) if isinstance(value, dict) else value
    fine = isinstance(text, str) and _DATE.fullmatch(text) and (len(text) < _DAY or is_date(text[:_DAY]))
    if not fine:
        findings.error(
            path,
            (
                f"{shown(text)} n’est pas une date écrite AAAA-MM-JJ.",
                f"{shown(text, 'en')} is not a date written YYYY-MM-DD.",
            ),
        )


def _address(key: str, path: str, value: Any, findings: Findings) -> None:
    if isinstance(value, dict):
        return
    if not isinstance(value, str):
        findings.error(path, ("Une adresse est attendue ici.", "An address is expected here."))
    elif not is_url(value) and key != "license":
        (findings.error if key in ("codeRepository", "url") else findings.warning)(
            path,
            (
                f"{shown(value)} n’est pas une adresse complète (https://…).",
                f"{shown(value, 'en')} is not a whole address (https://…).",
            ),
        )


def _agent(path: str, value: Any, findings: Findings) -> None:
    if isinstance(value, str):
        findings.warning(
            path,
            (
                "Dites si c’est une personne ou une organisation (@type).",
                "Say whether it is a person or an organisation (@type).",
            ),
        )
    elif not isinstance(value, dict):
        findings.error(
            path,
            (
                "Une personne ou une organisation est attendue ici.",
                "A person or an organisation is expected here.",
            ),
        )
    elif isinstance(value.get("email"), str) and "@" not in value["email"]:
        findings.warning(
            f"{path}.email",
            (
                f"{shown(value['email'])} n’est pas une adresse e-mail.",
                f"{shown(value['email'], 'en')} is not an e-mail address.",
            ),
        )
