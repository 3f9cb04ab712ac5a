"""`terreau schemas add | list`: the schemas that this instance checks tables against."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from terreau.config import terminal
from terreau.config.starting import folder_of_the_instance, start_django
from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator


class NoSourceError(TerreauError):
    code = "no-schema-named"
    message = "Aucun schéma n’est nommé."
    remedy = "Donnez au moins un fichier, une adresse ou un dossier : terreau schemas add schemas/."


class NoSchemaThereError(TerreauError):
    code = "no-schema-there"
    message = "Il n’y a pas de schéma dans « {place} »."
    remedy = "Un schéma est un fichier JSON « Table Schema » ; dans un dossier, il se nomme schema.json."


def run(arguments: argparse.Namespace) -> int:
    """Keep or list; each schema is kept or refused by itself."""
    if arguments.what == "add" and not arguments.sources:
        raise NoSourceError
    folder_of_the_instance()
    start_django()
    from terreau.config import preparing

    preparing.refuse_a_database_behind()
    lines = _listed() if arguments.what == "list" else list(_added(arguments.sources))
    refused = sum("error" in one for one in lines)
    if arguments.format == "json":
        summary = {"files": len(lines), "kept": len(lines) - refused, "refused": refused}
        terminal.say(json.dumps({"files": lines, "summary": summary}, ensure_ascii=False, indent=2))
    else:
        for one in lines:
            terminal.say(f"{one['file']} : {one.get('error') or one['schema'] + ', ' + one['title']}")
        terminal.say(f"Schémas gardés : {len(lines) - refused}. Refusés : {refused}.")
    return 1 if refused else 0


def _listed() -> list[dict[str, str]]:
    from terreau.catalogue.models import TableSchema

    return [
        {"file": one.source or "—", "schema": one.slug, "title": one.title, "version": one.version}
        for one in TableSchema.objects.filter(current=True).order_by("slug")
    ]


def _added(sources: list[str]) -> Iterator[dict[str, str]]:
    from terreau.catalogue.actions import standards

    for source in sources:
        try:
            if source.startswith(("http://", "https://")):
                kept = standards.keep_from_address(source, by=None)
                yield {"file": source, "schema": kept.slug, "title": kept.title, "version": kept.version}
                continue
            paths = _paths(Path(source).expanduser())
        except TerreauError as error:
            yield {"file": source, "error": f"{error} {error.advice}"}
            continue
        for path in paths:
            yield _added_file(path)


def _paths(place: Path) -> list[Path]:
    from terreau.catalogue.tables import schemas_in

    found = schemas_in(place) if place.is_dir() else [place] if place.is_file() else []
    if not found:
        raise NoSchemaThereError(place=place)
    return found


def _added_file(path: Path) -> dict[str, str]:
    from terreau.catalogue.actions import standards

    try:
        with path.open("rb") as stream:
            content = stream.read(standards.MOST_BYTES + 1)
        kept = standards.keep_from_bytes(content, path.name, by=None)
    except TerreauError as error:
        return {"file": str(path), "error": f"{error} {error.advice}"}
    except OSError as fault:
        return {"file": str(path), "error": f"Ce fichier ne s’ouvre pas ({type(fault).__name__})."}
    return {"file": str(path), "schema": kept.slug, "title": kept.title, "version": kept.version}
