"""What the words of `terreau table` name: schemas, options, keys of other tables, where a file goes."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables import (
    CONVERSION_NAMES,
    Options,
    Refusal,
    Schema,
    Workspace,
    load_schema,
    recognise,
    reference_keys,
    schemas_in,
)
from terreau.catalogue.tables.refusals import BadOption, SchemaUnreadable
from terreau.saying import chosen

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


def guarded(fetch: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """Whatever stops a download (private address, silence, error page) is one refusal."""

    def fetched(url: str) -> bytes:
        try:
            return fetch(url)
        except Exception as error:
            raise SchemaUnreadable(
                name=url,
                reason=(
                    "cette adresse ne répond pas, ou mène à un réseau privé",
                    "this address does not answer, or leads to a private network",
                ),
            ) from error

    return fetched


def target(asked: argparse.Namespace, name: str) -> Path:
    """Where the repaired file goes: never over the raw one, nor over that of another."""
    target = Path(asked.out)
    if target.is_dir():
        stem = Path(name).name.partition(".")[0] or "tableau"
        target = target / f"{stem}.csv"
    elif len(asked.files) > 1:
        raise BadOption(
            reason=(
                "Pour plusieurs fichiers, --out doit être un dossier qui existe",
                "For several files, --out must be a folder that exists",
            )
        )
    if target.resolve() == Path(name).resolve():
        raise BadOption(
            reason=(
                "Le fichier réparé ne peut pas prendre la place du fichier brut, qui n’est jamais modifié",
                "The repaired file cannot take the place of the raw one, which is never changed",
            )
        )
    if not target.parent.is_dir():
        raise BadOption(
            reason=(f"Le dossier « {target.parent} » n’existe pas", f"There is no folder “{target.parent}”")
        )
    return target


def mapping(name: str) -> dict[str, str]:
    """The place of columns, as `recognise` gives it: alone, in a candidate, or in its whole answer."""
    try:
        given = json.loads(Path(name).read_text(encoding="utf-8-sig"))
        if "files" in given:
            given = given["files"][0]["candidates"][0]
        given = given.get("mapping", given)
        return {str(label): str(field) for label, field in given.items()}
    except (OSError, ValueError, AttributeError, LookupError, TypeError) as error:
        raise BadOption(
            reason=(
                f"La correspondance « {name} » n’est pas un fichier JSON comme le donne recognise",
                f"The mapping “{name}” is not a JSON file as recognise gives it",
            )
        ) from error


def accepted(said: str) -> set[str] | None:
    if said == "all":
        return None
    names = {one.strip() for one in said.split(",") if one.strip()}
    if unknown := names - set(CONVERSION_NAMES):
        raise BadOption(
            reason=(
                f"Conversion inconnue : {', '.join(sorted(unknown))} ; il y a {', '.join(CONVERSION_NAMES)}",
                f"Unknown conversion: {', '.join(sorted(unknown))}; there are {', '.join(CONVERSION_NAMES)}",
            )
        )
    return names


def references(asked: argparse.Namespace, schema: Schema, workspace: Workspace) -> dict[str, Any] | None:
    """The keys of the tables named by --reference."""
    given: dict[str, Any] = {}
    for said in asked.reference:
        name, sign, path = said.partition("=")
        if not sign:
            raise BadOption(reason=("--reference attend NOM=FICHIER", "--reference wants NAME=FILE"))
        for key in schema.foreign_keys:
            if key.resource == name:
                given[name] = reference_keys(path, key, schema, workspace)
    return given or None


def options(asked: argparse.Namespace) -> Options:
    delimiter = {"tab": "\t", "\\t": "\t"}.get(asked.delimiter, asked.delimiter)
    return Options(
        encoding=asked.encoding, delimiter=delimiter, header_row=asked.header_row, sheet=asked.sheet
    )


def _folder(asked: argparse.Namespace) -> Path | None:
    return Path(asked.schemas) if asked.schemas else None


def schemas(asked: argparse.Namespace, fetch: Any) -> list[Schema]:
    if asked.schema:
        return [load_schema(asked.schema, folder=_folder(asked), fetch=fetch, shelf=asked.shelf)]
    folder = _folder(asked)
    found = []
    for path in schemas_in(folder) if folder else []:
        try:
            found.append(load_schema(path))
        except Refusal as refusal:
            # A folder of schemas may hold others than Table Schemas: they are left aside, and said.
            print(f"{path}: {refusal.said(asked.lang)}", file=sys.stderr)
    return found or _kept(asked)


def _kept(asked: argparse.Namespace) -> list[Schema]:
    """The schemas of the instance, where no folder gives any."""
    if asked.schemas or asked.shelf is None:
        return []
    found = []
    for name in asked.shelf.names():
        with contextlib.suppress(Refusal):
            found.append(load_schema(name, shelf=asked.shelf))
    return found


def schema(asked: argparse.Namespace, name: str, workspace: Workspace, fetch: Any) -> Schema:
    if asked.schema:
        return load_schema(asked.schema, folder=_folder(asked), fetch=fetch, shelf=asked.shelf)
    candidates = recognise(name, schemas(asked, fetch), workspace, options(asked))
    if not candidates:
        raise BadOption(
            reason=(
                "Aucun schéma n’est donné (--schema) ni reconnu parmi ceux de --schemas",
                "No schema is given (--schema) nor recognised among those of --schemas",
            )
        )
    recognised = chosen(("schéma reconnu", "schema recognised"), asked.lang)
    schema = candidates[0].schema
    print(f"{name}: {recognised}, {schema.title or schema.source}", file=sys.stderr)
    return schema
