"""Read any description: which standard it follows, then its fields and its verdict."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from terreau.commons.descriptions.caps import BYTES
from terreau.commons.descriptions.codemeta import read_codemeta
from terreau.commons.descriptions.description import Description, LicenceSaid
from terreau.commons.descriptions.okh import read_okh
from terreau.commons.descriptions.problems import Problem
from terreau.commons.descriptions.publiccode import read_publiccode
from terreau.commons.descriptions.refusals import Unreadable

if TYPE_CHECKING:
    from terreau.commons.descriptions.description import Kind, Licences
    from terreau.saying import Both

_NONE_OF_THEM: Both = (
    "Ce fichier n’est ni un publiccode.yml, ni un manifeste OKH (.toml), ni un codemeta.json.",
    "This file is neither a publiccode.yml, nor an OKH manifest (.toml), nor a codemeta.json.",
)
_BY_NAME: dict[str, Kind] = {
    ".yml": "publiccode",
    ".yaml": "publiccode",
    ".toml": "okh",
    ".json": "codemeta",
    ".jsonld": "codemeta",
}


def recognise(data: bytes, name: str = "") -> Kind | None:
    """The standard that a file follows, from its name, else from its first lines."""
    found = _BY_NAME.get(Path(name).suffix.lower())
    start = data[:20_000].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if found == "codemeta" and '"publiccodeYmlVersion"' in start:
        return "publiccode"  # JSON is YAML
    if found is not None:
        return found
    if start.startswith("{"):
        return "codemeta"
    if re.search(r"^\s*okhv\s*=", start, re.MULTILINE):
        return "okh"
    return "publiccode" if re.search(r"^publiccodeYmlVersion\s*:", start, re.MULTILINE) else None


def read(data: bytes, licences: Licences, *, name: str = "", folder: Path | None = None) -> Description:
    """Read one description, and never raise: what cannot be read is an answer whose `readable` is false.

    `name` is the file's or the address's, `folder` where it lay when the files beside it may be looked at.
    Nothing is ever asked of the web.
    """
    kind = recognise(data, name)
    if kind is None:
        return unreadable(None, Unreadable(_NONE_OF_THEM))
    try:
        if kind == "publiccode":
            return read_publiccode(data, licences, folder)
        return (read_okh if kind == "okh" else read_codemeta)(data, licences)
    except Unreadable as refusal:
        return unreadable(kind, refusal)


def read_file(path: Path, licences: Licences) -> Description:
    """Read a description on this disk, and look whether the files it names are beside it."""
    try:
        with path.open("rb") as file:
            data = file.read(BYTES + 1)
    except FileNotFoundError:
        return unreadable(
            None,
            Unreadable(
                ("Ce fichier n’existe pas.", "This file does not exist."),
                ("Vérifiez son nom et son chemin.", "Check its name and its path."),
            ),
        )
    except OSError:
        return unreadable(
            None,
            Unreadable(
                ("Ce fichier ne s’ouvre pas.", "This file does not open."),
                (
                    "Vérifiez que c’est un fichier, et qui a le droit de le lire.",
                    "Check that it is a file, and who may read it.",
                ),
            ),
        )
    return read(data, licences, name=path.name, folder=path.parent)


def unreadable(kind: Kind | None, refusal: Unreadable) -> Description:
    """The answer for a file of which nothing was read."""
    french, english = (f"{refusal.said(lang)} {refusal.advice(lang)}" for lang in ("fr", "en"))
    problem = Problem("", "error", (french, english))
    return Description(
        kind, None, valid=False, licence=LicenceSaid(), fields={}, problems=(problem,), readable=False
    )
