"""Everything public as open formats, in a folder or a zip: for anyone to read, for an empty instance to take.

LISEZMOI.md               what it is, the licence, what each file holds
manifest.json             the same for programs, with the SHA-256 of each file
besoins.jsonld, .csv      one kind of thing: linked data, one thing a line, and a table
besoins/000012.md         what is made to be read, as Markdown
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.utils.translation import override

from terreau.config.swapping import settle
from terreau.foundation.slots import public_sets
from terreau.foundation.spreadsheets import harmless

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from terreau.foundation.slots import PublicSet

    Say = Callable[[str, int, int], object]

FORMAT = 2
LICENCE = "etalab-2.0"
_BASE = "https://schema.org/"


def all_sets() -> list[PublicSet]:
    """What every room gives, in the order in which it can be brought in."""
    return [one for sets in public_sets.ask() for one in sets]


def export(place: Path, progress: Say) -> dict[str, Any]:
    """Write everything public to `place`, a folder that is not there yet or a .zip; whole or not at all.

    The caller holds one moment of the database (snapshot.held). Answers the manifest.
    """
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o755)
    try:
        with override("fr"):
            manifest = _written(draft, progress)
        if place.suffix == ".zip":
            packed = _packed(draft, place.with_name(f".{place.name}.{os.getpid()}.zip"))
            packed.replace(place)
        else:
            draft.rename(place)
        settle(place.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return manifest


def _written(folder: Path, progress: Say) -> dict[str, Any]:
    sets, told = all_sets(), {}
    for done, one in enumerate(sets):
        progress(str(one.title), done, len(sets))
        count = _one_set(folder, one)
        told[one.key] = {"title": str(one.title), "rows": count, "columns": dict(one.columns)}
    files = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    manifest = {
        "format": FORMAT,
        "program": "terreau-export",
        "version": version("terreau"),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "address": settings.ADDRESS,
        "territory": settings.TERRITORY,
        "licence": LICENCE,
        "sets": told,
        "files": files,
    }
    (folder / "manifest.json").write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    (folder / "LISEZMOI.md").write_text(_readme(manifest), encoding="utf-8")
    return manifest


def _one_set(folder: Path, one: PublicSet) -> int:
    """One kind of thing in each of its formats, row by row: the longest journal fits in little memory."""
    count = 0
    context: dict[str, Any] = {name: iri for name, iri in one.columns.items() if iri}
    context |= {"@base": f"{settings.ADDRESS}/", "@vocab": f"{settings.ADDRESS}/termes/{one.key}#"}
    with (
        (folder / f"{one.key}.jsonld").open("w", encoding="utf-8") as linked,
        (folder / f"{one.key}.csv").open("w", encoding="utf-8", newline="") as table,
    ):
        lines = csv.writer(table)
        lines.writerow(one.columns)
        linked.write(f'{{"@context": {_line(context)}, "@graph": [')
        for row in one.rows():
            linked.write(("," if count else "") + "\n" + _line({"@type": one.kind, **row}))
            lines.writerow([_cell(row[name]) for name in one.columns])
            for name, held in one.files(row) if one.files else ():
                _write_file(folder / name, held)
            if one.page:
                _write_page(folder / one.key, *one.page(row))
            count += 1
        linked.write("\n]}\n")
    for name, body in one.beside() if one.beside else ():
        _write_file(folder / name, body)
    return count


def _write_file(place: Path, held: Path | bytes) -> None:
    place.parent.mkdir(exist_ok=True)
    if isinstance(held, bytes):
        place.write_bytes(held)
    else:
        shutil.copyfile(held, place)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _cell(value: Any) -> str:
    """A value of a table. A text that a spreadsheet would take for a formula is marked as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list | dict):
        return _line(value)
    return str(harmless(value))


def _write_page(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(text, encoding="utf-8")


def _packed(folder: Path, file: Path) -> Path:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder).as_posix())
    with file.open("rb") as handle:
        os.fsync(handle.fileno())
    return file


def _readme(manifest: dict[str, Any]) -> str:
    rows = "\n".join(
        f"| `{key}.jsonld`, `{key}.csv` | {told['title']} | {told['rows']} |"
        for key, told in manifest["sets"].items()
    )
    return f"""# Les communs de {settings.ADDRESS}

Tout ce que ce service publie, le {manifest["made_at"][:10]}, en formats ouverts.

**Licence** : Licence Ouverte 2.0 (etalab-2.0). Citez la source ({settings.ADDRESS}) et la date.

| fichiers | ce que c’est | lignes |
| --- | --- | --- |
{rows}

- `.jsonld` : données liées (JSON-LD), une chose par ligne. `.csv` : la même chose en tableau, UTF-8,
  virgules. Les dossiers contiennent ce qui se lit, en Markdown. `manifest.json` donne l’empreinte SHA-256 de
  chaque fichier.
- **Aucune donnée personnelle** hormis les noms que des personnes ont choisi d’afficher. Ce
  qui est masqué n’y est pas. Les soutiens sont des nombres.
- Le journal garde ses numéros et ses empreintes : quiconque peut vérifier qu’aucune ligne n’a été enlevée
  ni changée.
- Une instance vide de Terreau reprend tout cela, sauf ce qui suit : `terreau import export FICHIER`.
- **Ce qui s’emporte sans se reprendre** : les badges que des personnes ont et montrent à tout le monde
  (dossier `badges-donnes`, le fichier signé tel quel) et les clés publiques des émetteurs. Ces fichiers se
  vérifient ailleurs ; une autre instance a ses propres clés secrètes, et ne peut ni les signer ni les
  révoquer. Les définitions de badges, leurs versions, leurs critères et leurs images se reprennent.
- `agenda.ics` est fait des rendez-vous, pour un calendrier.
"""
