"""`status`: a status list in a file, made, changed and signed again, or only read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.caps import DEFAULT_CAPS
from terreau.recognition.openbadges.command.keys import read_key
from terreau.recognition.openbadges.command.terminal import (
    FINE,
    CommandError,
    Terminal,
    read_bytes,
    write_bytes,
)
from terreau.recognition.openbadges.issuing import issue, status_list_credential
from terreau.recognition.openbadges.reading import read
from terreau.recognition.openbadges.status import StatusList

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def _open(path: Path, url: str, purpose: str) -> tuple[StatusList, str, str]:
    """Read a list, or begin one. Gives its bits, address and purpose."""
    if not path.exists():
        if not url:
            raise CommandError(
                why=(
                    f"{path} n’existe pas : donnez --url pour la créer.",
                    f"{path} does not exist: give --url to make it.",
                )
            )
        return StatusList(), url, purpose
    credential = read(read_bytes(path), DEFAULT_CAPS).credential
    subject = credential.get("credentialSubject")
    if not isinstance(subject, dict) or not isinstance(subject.get("encodedList"), str):
        raise CommandError(why=(f"{path} n’est pas une liste d’états.", f"{path} is not a status list."))
    bits = StatusList.read(subject["encodedList"], DEFAULT_CAPS.status_list_size)
    return bits, str(credential.get("id", url)), str(subject.get("statusPurpose", purpose))


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    bits, url, purpose = _open(arguments.list, arguments.url, arguments.purpose)
    try:
        for index in arguments.set:
            bits[index] = True
        for index in arguments.clear:
            bits[index] = False
        shown: list[dict[str, Any]] = [{"index": index, "set": bits[index]} for index in arguments.show]
    except IndexError as error:
        raise CommandError(
            why=(f"Le numéro {error} n’est pas dans la liste.", f"Number {error} is not in the list.")
        ) from None
    changed = bool(arguments.set or arguments.clear) or not arguments.list.exists()
    if changed:
        if arguments.issuer_key is None:
            raise CommandError(
                why=("Donnez --issuer-key pour signer la liste.", "Give --issuer-key to sign the list.")
            )
        key = read_key(arguments.issuer_key).key
        signed = issue(status_list_credential(bits, url, key.controller, purpose), key)
        write_bytes(arguments.list, (json.dumps(signed, ensure_ascii=False, indent=1) + "\n").encode())
    for one in shown:
        state = ("retiré ou suspendu", "revoked or suspended") if one["set"] else ("en cours", "in force")
        terminal.line(f"{one['index']}: {terminal.pick(*state)}")
    told = {"file": str(arguments.list), "url": url, "purpose": purpose, "entries": shown}
    terminal.finish([told], {"size": len(bits), "written": int(changed)})
    return FINE
