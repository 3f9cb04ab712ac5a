"""What the command says and where: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.errors import OpenBadgesError

if TYPE_CHECKING:
    from pathlib import Path

FINE, REFUSED, BROKEN = 0, 1, 2
"""Exit codes: all is well; something was refused; something could not be read or done."""
PIECE = 100  # files between two calls of `progress`


class CommandError(OpenBadgesError):
    """The command cannot go on. `why` is (French, English)."""

    message = ("{why}", "{why}")


@dataclass(frozen=True, slots=True)
class Terminal:
    lang: str
    as_json: bool

    def pick(self, french: str, english: str) -> str:
        return french if self.lang == "fr" else english

    def tell(self, french: str, english: str) -> None:
        sys.stderr.write(self.pick(french, english) + "\n")

    def line(self, text: str) -> None:
        """Print a line of result, unless JSON is asked for."""
        if not self.as_json:
            sys.stdout.write(text + "\n")

    def progress(self, done: int, whole: int) -> None:
        """Say how far the work has come: in place before a person, ten lines in all elsewhere."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done} / {whole}" + ("\n" if done == whole else ""))
        elif done == whole or done * 10 // whole > (done - PIECE) * 10 // whole:
            sys.stderr.write(f"{done} / {whole}\n")
        sys.stderr.flush()

    def finish(self, files: list[dict[str, Any]], summary: dict[str, Any]) -> None:
        if self.as_json:
            json.dump({"files": files, "summary": summary}, sys.stdout, ensure_ascii=False)
            sys.stdout.write("\n")


def read_bytes(path: Path) -> bytes:
    """Raises CommandError when the file cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(
            why=(f"Impossible de lire {path} : {error.strerror}", f"Cannot read {path}: {error.strerror}")
        ) from None


def write_bytes(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file in one piece, so that a cut leaves no half of it. Raises CommandError."""
    half = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.touch(mode=0o600 if private else 0o644)
        half.write_bytes(content)
        half.replace(path)
    except OSError as error:
        raise CommandError(
            why=(f"Impossible d’écrire {path} : {error.strerror}", f"Cannot write {path}: {error.strerror}")
        ) from None
