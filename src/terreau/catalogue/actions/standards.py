"""Read a standard at its address, or from a file, and keep it: tables are then checked against it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from terreau.catalogue.actions.schemas import keep_schema
from terreau.catalogue.errors import NotATableSchemaError, UnreadableSchemaError
from terreau.catalogue.standards import draft_of, standard_at
from terreau.catalogue.tables import Refusal
from terreau.foundation.languages import reader_language
from terreau.foundation.outgoing import Client
from terreau.people.rules import require

if TYPE_CHECKING:
    from terreau.catalogue.models import TableSchema
    from terreau.catalogue.standards import Standard
    from terreau.people.models import User

#: The largest schema of the national catalogue weighs 120 kB.
MOST_BYTES = 5_000_000


def keep_standard(standard: Standard, *, by: User | None) -> TableSchema:
    """Keep a standard that we know: ours from the program, a national one from its address.

    `by` None is the host. Raises NotAllowedError, OutgoingError, UnreadableSchemaError,
    NotATableSchemaError.
    """
    _refuse_others(by)
    if not standard.checks_tables:
        raise NotATableSchemaError(title=standard.title)
    descriptor = draft_of(standard) or _parsed(_fetched(standard.address), standard.address)
    return _kept(descriptor, standard, standard.address, by)


def keep_from_address(address: str, *, by: User | None) -> TableSchema:
    """Keep the schema that stands at an address, under the national name when it is one."""
    _refuse_others(by)
    return _kept(_parsed(_fetched(address), address), standard_at(address), address, by)


def keep_from_bytes(content: bytes, name: str, *, by: User | None) -> TableSchema:
    """Keep the schema of a file; `name` is the file's, said when it cannot be read."""
    _refuse_others(by)
    if len(content) > MOST_BYTES:
        raise UnreadableSchemaError(name=name, reason="il est démesurément grand")
    return _kept(_parsed(content, name), None, "", by)


def _refuse_others(by: User | None) -> None:
    if by is not None:
        require(by, "catalogue.keep_schema")


def _fetched(address: str) -> bytes:
    answer = Client(most_bytes=MOST_BYTES).get(address)
    if not answer.is_success:
        raise UnreadableSchemaError(name=address, reason=f"le site répond {answer.status_code}")
    return answer.content


def _parsed(content: bytes, name: str) -> dict[str, Any]:
    try:
        descriptor = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableSchemaError(name=name, reason="ce n’est pas du JSON") from error
    if not isinstance(descriptor, dict):
        raise UnreadableSchemaError(name=name, reason="ce n’est pas un objet JSON")
    return descriptor


def _kept(descriptor: dict[str, Any], standard: Standard | None, source: str, by: User | None) -> TableSchema:
    try:
        return keep_schema(
            descriptor,
            slug=standard.slug if standard else "",
            source=source,
            theme=standard.theme[:16] if standard else "",
            by=by,
        )
    except Refusal as refusal:
        raise UnreadableSchemaError(name=source or "de ce fichier", reason=_said(refusal)) from refusal


def _said(refusal: Refusal) -> str:
    return refusal.said(reader_language())
