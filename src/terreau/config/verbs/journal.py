"""`terreau journal verify`: says whether every line of the journal is what it was when it was written."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from terreau.config import terminal
from terreau.config.starting import folder_of_the_instance, start_django

if TYPE_CHECKING:
    import argparse

    from terreau.participation.queries.chain import Verdict

_WORDS = {
    "missing": "ligne {number} : il manque une ligne, ou plusieurs, à partir d’ici",
    "altered": "ligne {number} : elle a été changée, ou celle qui la précède",
    "actor": "ligne {number} : la personne nommée n’est pas celle qui a agi",
    "words": "ligne {number} : le titre ou la raison ont été changés",
    "places": "ligne {number} : les territoires par lesquels on la trouve ont été changés",
    "cut": "ligne {number} : la fin du journal a été coupée ou ajoutée sans passer par le service",
    "other-head": "l’empreinte notée n’est celle d’aucune ligne : le journal a été réécrit, ou coupé",
}


def run(arguments: argparse.Namespace) -> int:
    """Read the whole journal; 0 when it is whole, 1 when a line was removed or altered."""
    folder = folder_of_the_instance()
    start_django()
    from terreau.config import preparing
    from terreau.participation.queries.chain import verify

    preparing.refuse_a_database_behind()
    verdict = verify(arguments.hash or "", progress=_progress)
    if arguments.format == "json":
        terminal.say(json.dumps(_report(str(folder), verdict), ensure_ascii=False, indent=2))
    else:
        _say(verdict)
    return 0 if verdict.whole else 1


def _progress(read: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{read:,} lignes lues".replace(",", " "))
        sys.stderr.flush()


def _say(verdict: Verdict) -> None:
    for fault in verdict.faults:
        terminal.say(_WORDS[fault.code].format(number=fault.number))
    terminal.say(
        f"{verdict.lines} lignes lues, dont {verdict.without_name} sans leur nom et {verdict.without_words} "
        "sans leurs mots, retirés comme le droit le demande."
    )
    if verdict.whole:
        terminal.say(
            f"Le journal est entier. Empreinte de la dernière ligne, à noter : {verdict.last or 'aucune'}"
        )


def _report(folder: str, verdict: Verdict) -> dict[str, object]:
    faults = [{"line": fault.number, "fault": fault.code} for fault in verdict.faults]
    entry = {
        "file": folder,
        "lines": verdict.lines,
        "without_name": verdict.without_name,
        "without_words": verdict.without_words,
        "last_hash": verdict.last,
        "faults": faults,
    }
    return {"files": [entry], "summary": {"lines": verdict.lines, "faults": len(faults)}}
