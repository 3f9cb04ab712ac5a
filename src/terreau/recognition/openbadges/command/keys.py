"""`keygen`: an issuer's key, in a file that only its owner reads; and reading such a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.caps import DEFAULT_CAPS
from terreau.recognition.openbadges.command.terminal import (
    FINE,
    CommandError,
    Terminal,
    read_bytes,
    write_bytes,
)
from terreau.recognition.openbadges.keys import SigningKey
from terreau.recognition.openbadges.strictjson import parse

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """A key with the profile that goes with it in what it signs."""

    key: SigningKey
    profile: dict[str, Any]


def read_key(path: Path) -> IssuerKey:
    """Read a file written by `keygen`. Raises CommandError, UnreadableKeyError."""
    value = parse(read_bytes(path), DEFAULT_CAPS)
    key = SigningKey.from_json(value)
    profile = value.get("profile") if isinstance(value.get("profile"), dict) else {}
    return IssuerKey(key, {"id": key.controller, "type": ["Profile"], **profile})


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    path: Path = arguments.out
    if path.exists():
        raise CommandError(
            why=(
                f"{path} existe déjà : une clé ne s’écrase pas.",
                f"{path} exists: a key is never overwritten.",
            )
        )
    key = SigningKey.generate(arguments.kind, arguments.controller)
    content: dict[str, Any] = key.to_json()
    if arguments.name:
        content["profile"] = {"name": arguments.name}
    write_bytes(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode(), private=True)
    terminal.line(key.controller)
    terminal.tell(
        f"Clé écrite dans {path}. Gardez ce fichier secret et sauvegardez-le.",
        f"Key written to {path}. Keep this file secret and back it up.",
    )
    public = {"controller": key.controller, "verificationMethod": key.method}
    terminal.finish([{"file": str(path), **public}], {"written": 1})
    return FINE
