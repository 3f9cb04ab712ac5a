"""The shapes of the documents of an archive: what has another is refused, never guessed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from terreau.commons.archive.model import Contributor, Origin, Revision
from terreau.commons.archive.naming import is_safe
from terreau.commons.archive.refusals import ArchiveRefused

if TYPE_CHECKING:
    from terreau.saying import Both

FORMAT = "terreau-commons-archive"
_LONGEST = 2_000


@dataclass(frozen=True)
class Manifest:
    made: str
    origin: Origin
    lineage: tuple[Origin, ...]
    licence: dict[str, Any]
    members: dict[str, tuple[int, str]]


def manifest_in(said: Any) -> Manifest:
    """The manifest, or ArchiveRefused."""
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise ArchiveRefused(
            "format",
            ("Ce fichier n’est pas l’archive d’un commun.", "This file is not the archive of a commons."),
        )
    if said.get("version") != 1:
        raise ArchiveRefused(
            "version",
            ("Cette archive est d’une version inconnue ici.", "This archive is of a version unknown here."),
            ("Mettez cette instance à jour.", "Bring this instance up to date."),
        )
    listed, lineage, licence = said.get("members"), said.get("lineage"), said.get("licence")
    if not isinstance(listed, list) or not isinstance(lineage, list) or not isinstance(licence, dict):
        raise _wrong("manifest.json")
    members = dict(_member(one) for one in listed)
    if len(members) != len(listed):
        raise _wrong("manifest.json")
    return Manifest(
        _moment(said.get("made")),
        _record(Origin, said.get("origin"), "manifest.json"),
        tuple(_record(Origin, one, "manifest.json") for one in lineage),
        {key: licence.get(key) for key in ("said", "spdx", "open")},
        members,
    )


def _member(said: Any) -> tuple[str, tuple[int, str]]:
    name, size, sha256 = (
        (said.get(key) for key in ("name", "size", "sha256")) if isinstance(said, dict) else (0, 0, 0)
    )
    right = isinstance(name, str) and is_safe(name) and type(size) is int and size >= 0
    if not right or not isinstance(sha256, str) or not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise _wrong("manifest.json")
    return str(name), (int(size or 0), sha256)


def contributors_in(said: Any) -> list[Contributor]:
    if not isinstance(said, list):
        raise _wrong("contributeurs.json")
    return [_record(Contributor, one, "contributeurs.json") for one in said]


def a_page(said: Any) -> tuple[str, str, str]:
    """Slug, title, and the member of its history."""
    found = [said.get(key) if isinstance(said, dict) else None for key in ("slug", "title", "history")]
    if not all(isinstance(one, str) and len(one) <= _LONGEST for one in found):
        raise _wrong("pages.json")
    slug, title, history = map(str, found)
    return slug, title, history


def a_file(said: Any) -> tuple[str, dict[str, str]]:
    """The member, and what is said of it; the name is words, never a path."""
    keys = ("member", "name", "type", "title", "licence", "by")
    found = {key: said.get(key) if isinstance(said, dict) else None for key in keys}
    if isinstance(said, dict):  # words that older archives do not have
        found |= {key: said.get(key, "") for key in ("id", "description", "caption", "at")}
    if not all(isinstance(one, str) and len(one) <= _LONGEST for one in found.values()):
        raise _wrong("fichiers.json")
    more = {key: str(one) for key, one in found.items()}
    more["name"] = re.sub(r"[\x00-\x1f/\\:]", " ", more["name"]).strip(" .") or "sans nom"
    return more.pop("member"), more


def a_revision(said: Any) -> Revision:
    revision: Revision = _record(Revision, said, "l’historique", long="text")
    _moment(revision.at)
    return revision


def _record(kind: Any, said: Any, where: str, long: str = "") -> Any:
    """A record of texts; keys that we do not know are left aside, so that later versions can add some."""
    if not isinstance(said, dict):
        raise _wrong(where)
    found = {one.name: said[one.name] for one in fields(kind) if one.name in said}
    if not all(
        isinstance(value, str) and (name == long or len(value) <= _LONGEST) for name, value in found.items()
    ):
        raise _wrong(where)
    try:
        return kind(**found)
    except TypeError as wrong:
        raise _wrong(where) from wrong


def _moment(said: Any) -> str:
    try:
        moment = dt.datetime.fromisoformat(said)
    except (TypeError, ValueError) as wrong:
        raise _wrong(_A_DATE) from wrong
    if moment.tzinfo is None:
        raise _wrong(_A_DATE)
    return str(said)


_A_DATE: Both = ("une date", "a date")


def _wrong(name: str | Both) -> ArchiveRefused:
    french, english = (name, name) if isinstance(name, str) else name
    return ArchiveRefused(
        "shape", (f"« {french} » n’a pas la forme attendue.", f"“{english}” does not have the form expected.")
    )
