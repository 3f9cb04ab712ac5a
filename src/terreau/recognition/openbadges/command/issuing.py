"""`issue`: one badge to each person of a CSV file, and a report of the lines that will not do."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.caps import DEFAULT_CAPS
from terreau.recognition.openbadges.command.keys import IssuerKey, read_key
from terreau.recognition.openbadges.command.pictures import baked
from terreau.recognition.openbadges.command.recipients import Person, Refused, people
from terreau.recognition.openbadges.command.terminal import (
    FINE,
    PIECE,
    REFUSED,
    CommandError,
    Terminal,
    read_bytes,
    write_bytes,
)
from terreau.recognition.openbadges.errors import OpenBadgesError
from terreau.recognition.openbadges.issuing import achievement_credential, issue, issue_token
from terreau.recognition.openbadges.strictjson import parse

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

#: Lines from which on a table takes long enough for its progress to be told.
_LONG = 1_000


def _achievement(path: Path) -> dict[str, Any]:
    value = parse(read_bytes(path), DEFAULT_CAPS)
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        why = (
            f"{path} ne décrit pas un badge (nom, description, critères).",
            f"{path} does not describe a badge.",
        )
        raise CommandError(why=why)
    return {name: inner for name, inner in value.items() if name != "@context"}


def _text(
    person: Person, achievement: dict[str, Any], issuer: IssuerKey, proof: str, moment: datetime
) -> str:
    """Sign the badge of one person and write it as the text of a file."""
    unsigned = achievement_credential(
        achievement,
        issuer.profile,
        person.email,
        recipient_id=person.id,
        valid_from=moment,
        more=person.more,
    )
    if proof == "vc-jwt":
        return issue_token(unsigned, issuer.key)
    return json.dumps(issue(unsigned, issuer.key, proof=proof, at=moment), ensure_ascii=False)


def _made(
    person: Person, achievement: dict[str, Any], issuer: IssuerKey, proof: str, moment: datetime
) -> str | Refused:
    try:
        return _text(person, achievement, issuer, proof, moment)
    except OpenBadgesError as error:  # one person's badge will not do: the others are issued all the same
        return Refused(person.line, "", (error.said("fr"), error.said("en")))


def _refused(one: Refused, terminal: Terminal) -> dict[str, Any]:
    """Say why a line is refused, and give it as the report does."""
    why = one.why[0 if terminal.lang == "fr" else 1]
    where = terminal.pick(f", colonne « {one.column} »", f", column “{one.column}”") if one.column else ""
    terminal.tell(f"Ligne {one.line}{where} : {why}.", f"Line {one.line}{where}: {why}.")
    return {"line": one.line, "column": one.column or None, "reason": why}


def _suffix(picture: bytes | None, proof: str) -> str:
    if picture is not None:
        return ".png" if picture.startswith(b"\x89PNG") else ".svg"
    return ".jwt" if proof == "vc-jwt" else ".json"


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    achievement, issuer = _achievement(arguments.achievement), read_key(arguments.issuer_key)
    picture = read_bytes(arguments.bake) if arguments.bake else None
    moment, told, count = datetime.now(UTC), [], {"issued": 0, "refused": 0}
    suffix = _suffix(picture, arguments.proof)
    # What is wrong with the badge itself is said once, before any line is read.
    _text(Person(0, email="personne@example.org"), achievement, issuer, arguments.proof, moment)
    table = read_bytes(arguments.recipients)
    whole = table.count(b"\n")
    for one in people(table, moment):
        if whole > _LONG and one.line % PIECE == 0:
            terminal.progress(min(one.line, whole), whole)
        made = one if isinstance(one, Refused) else _made(one, achievement, issuer, arguments.proof, moment)
        if isinstance(made, Refused):
            count["refused"] += 1
            told.append(_refused(made, terminal))
            continue
        content = made.encode() if picture is None else baked(picture, made)
        path = arguments.out / f"{one.line:06d}{suffix}"
        if not arguments.dry_run:
            write_bytes(path, content)
        count["issued"] += 1
        told.append({"line": one.line, "file": str(path)})
    if whole > _LONG:
        terminal.progress(whole, whole)
    terminal.line(
        terminal.pick(
            f"{count['issued']} badge(s) émis, {count['refused']} ligne(s) refusée(s).",
            f"{count['issued']} badge(s) issued, {count['refused']} line(s) refused.",
        ),
    )
    terminal.finish(told, {**count, "dry_run": arguments.dry_run})
    return REFUSED if count["refused"] else FINE
