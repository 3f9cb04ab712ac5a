"""Write an archive: members as they come, then the manifest that names them, then its signature."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import asdict
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from terreau.commons.archive import naming
from terreau.commons.archive.signing import ALGORITHM, public_key, sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from terreau.commons.archive.model import Contents, Contributor, File, Page

FORMAT = "terreau-commons-archive"
VERSION = 1
_READ_ONLY = 0o644 << 16


def write_archive(
    file: IO[bytes], contents: Contents, key: bytes, *, made: dt.datetime | None = None
) -> None:
    """Write the whole commons, signed with the private Ed25519 key (32 bytes) of this instance."""
    made = made or dt.datetime.now(dt.UTC)
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=6) as packed:
        writer = _Writer(packed, made)
        contributors = list(contents.contributors)
        writer.put(naming.README, _readme(contents, contributors))
        writer.put_json(naming.SHEET, dict(contents.sheet))
        writer.put_json(naming.CONTRIBUTORS, [asdict(one) for one in contributors])
        writer.put_json(
            naming.PAGES, [_page(writer, number, page) for number, page in enumerate(contents.pages, 1)]
        )
        writer.put_json(
            naming.FILES, [_file(writer, number, one) for number, one in enumerate(contents.files, 1)]
        )
        for name, value in contents.sections.items():
            if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", name):
                raise ValueError(f"not the name of a section: {name!r}")
            writer.put_json(f"donnees/{name}.json", value)
        manifest = _json(
            {
                "format": FORMAT,
                "version": VERSION,
                "made": made.isoformat(timespec="seconds"),
                "origin": asdict(contents.origin),
                "lineage": [asdict(one) for one in contents.lineage],
                "licence": dict(contents.licence),
                "members": writer.members,
            }
        )
        packed.writestr(writer.info(naming.MANIFEST), manifest)
        signature = {"algorithm": ALGORITHM, "public_key": public_key(key), "signature": sign(manifest, key)}
        packed.writestr(writer.info(naming.SIGNATURE), _json(signature))


class _Writer:
    """Members with their size and SHA-256, in the order they are written."""

    def __init__(self, packed: ZipFile, made: dt.datetime) -> None:
        self._packed = packed
        self._date = (max(made.year, 1980), made.month, made.day, made.hour, made.minute, made.second)
        self.members: list[dict[str, Any]] = []

    def info(self, name: str) -> ZipInfo:
        info = ZipInfo(name, self._date)
        info.compress_type = ZIP_DEFLATED
        info.external_attr = _READ_ONLY
        return info

    def put(self, name: str, pieces: bytes | Iterable[bytes]) -> int:
        digest, size = hashlib.sha256(), 0
        with self._packed.open(self.info(name), "w", force_zip64=True) as member:
            for piece in [pieces] if isinstance(pieces, bytes) else pieces:
                digest.update(piece)
                size += len(piece)
                member.write(piece)
        self.members.append({"name": name, "size": size, "sha256": digest.hexdigest()})
        return size

    def put_json(self, name: str, value: Any) -> None:
        self.put(name, _json(value))


def _page(writer: _Writer, number: int, page: Page) -> dict[str, Any]:
    """The history of a page, a version a line, and its last text to be read with anything."""
    history = naming.member_name("historique", number, page.slug, ".jsonl")
    last = ""

    def lines() -> Iterator[bytes]:
        nonlocal last
        for revision in page.revisions:
            last = revision.text
            yield json.dumps(asdict(revision), ensure_ascii=False).encode("utf-8", "replace") + b"\n"

    writer.put(history, lines())
    name = naming.member_name("pages", number, page.slug, ".md")
    writer.put(name, f"# {page.title}\n\n{last}\n".encode("utf-8", "replace"))
    return {"slug": page.slug, "title": page.title, "history": history, "text": name}


def _file(writer: _Writer, number: int, one: File) -> dict[str, Any]:
    name = naming.member_name("fichiers", number, one.name)
    size = writer.put(name, one.read())
    said = {key: getattr(one, key) for key in ("type", "title", "licence", "by")}
    more = {key: value for key in ("id", "description", "caption", "at") if (value := getattr(one, key))}
    return {"member": name, "name": one.name, "size": size, **said, **more}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _readme(contents: Contents, contributors: list[Contributor]) -> bytes:
    """For whoever opens the zip with nothing but a text editor."""
    licence = contents.licence.get("spdx") or contents.licence.get("said") or "non dite"
    lines = [
        f"# {contents.origin.title or 'Un commun'}",
        "",
        f"Ce commun vient de {contents.origin.commons}. Sa licence : {licence}.",
        "",
        "- `commun.json` : la fiche",
        "- `pages/` : les pages telles qu’elles sont, en Markdown ; `historique/` : toutes leurs versions",
        "- `fichiers/` : les fichiers, que `fichiers.json` décrit",
        "- `contributeurs.json` : qui créditer ; `donnees/` : règles, décisions, contributions, composants",
        "- `manifest.json` : l’empreinte SHA-256 de chaque fichier",
        "- `signature.json` : la signature Ed25519 de ce manifeste",
        "",
        "Contributeurs : " + (", ".join(one.name for one in contributors) or "personne n’est nommé"),
        "",
    ]
    return "\n".join(lines).encode("utf-8", "replace")
