"""`bake`, `unbake`, `inspect`: badges in and out of pictures, and a look at what a file says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from terreau.recognition.openbadges.baking import bake_png, bake_svg
from terreau.recognition.openbadges.baking.png import SIGNATURE
from terreau.recognition.openbadges.caps import DEFAULT_CAPS
from terreau.recognition.openbadges.command.terminal import FINE, REFUSED, Terminal, read_bytes, write_bytes
from terreau.recognition.openbadges.errors import NoCredentialError
from terreau.recognition.openbadges.reading import read
from terreau.recognition.openbadges.results import achievement_of, named

if TYPE_CHECKING:
    import argparse


def baked(picture: bytes, text: str) -> bytes:
    """Put a credential in a PNG or an SVG, whichever it is."""
    return (bake_png if picture.startswith(SIGNATURE) else bake_svg)(picture, text, DEFAULT_CAPS)


def bake(arguments: argparse.Namespace, terminal: Terminal) -> int:
    document = read(read_bytes(arguments.credential), DEFAULT_CAPS)
    write_bytes(arguments.out, baked(read_bytes(arguments.image), document.text))
    terminal.line(str(arguments.out))
    terminal.finish([{"file": str(arguments.out)}], {"written": 1})
    return FINE


def unbake(arguments: argparse.Namespace, terminal: Terminal) -> int:
    document = read(read_bytes(arguments.image), DEFAULT_CAPS)
    if not document.picture:
        raise NoCredentialError
    if arguments.out:
        write_bytes(arguments.out, document.text.encode())
    terminal.line(str(arguments.out) if arguments.out else document.text)
    terminal.finish([{"file": str(arguments.image), "credential": document.text}], {"read": 1})
    return FINE


def inspect(arguments: argparse.Namespace, terminal: Terminal) -> int:
    document = read(read_bytes(arguments.file), DEFAULT_CAPS)
    credential = document.credential
    told = {
        "file": str(arguments.file),
        "form": document.clothes,
        "picture": document.picture or None,
        "type": credential.get("type"),
        "id": credential.get("id"),
        "issuer": named(credential.get("issuer")),
        "achievement": named(achievement_of(credential)),
        "validFrom": credential.get("validFrom")
        or credential.get("issuanceDate")
        or credential.get("issuedOn"),
        "validUntil": credential.get("validUntil")
        or credential.get("expirationDate")
        or credential.get("expires"),
        "header": document.token.header if document.token else None,
    }
    for name, value in told.items():
        if value is not None:
            terminal.line(
                f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
            )
    terminal.tell("Rien n’a été vérifié.", "Nothing was verified.")
    terminal.finish([{**told, "credential": credential}], {"read": 1})
    return FINE if credential else REFUSED
