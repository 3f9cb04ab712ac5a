"""Keep Table Schemas, so that files are checked against them."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify

from terreau.catalogue.models import TableSchema
from terreau.catalogue.tables import read_descriptor, table_schema_of
from terreau.participation.actions import record

if TYPE_CHECKING:
    from terreau.people.models import User


@transaction.atomic
def keep_schema(
    descriptor: dict[str, Any],
    *,
    slug: str = "",
    source: str = "",
    theme: str = "",
    by: User | None = None,
) -> TableSchema:
    """Keep a schema and check files against it from now on; the version before it stays, out of use.

    A JSON Schema of GeoJSON features is kept as the table of their properties.
    A person who keeps one leaves a line in the journal; `by` None is the host. Raises Refusal for what is not
    a Table Schema. Who may is asked by the caller: stewards on the page, the host at the command line.
    """
    descriptor = table_schema_of(descriptor) or descriptor
    schema = read_descriptor(descriptor)
    written = json.dumps(descriptor, sort_keys=True, ensure_ascii=False)
    digest = sha256(written.encode()).hexdigest()
    if (known := TableSchema.objects.filter(digest=digest).first()) is not None:
        return known
    slug = (slugify(slug or schema.name or schema.title) or digest[:12])[:80]
    TableSchema.objects.filter(slug=slug, current=True).update(current=False)
    kept = TableSchema.objects.create(
        slug=slug,
        name=(schema.name or slug)[:120],
        title=(schema.title or schema.name or slug)[:200],
        description=schema.description[:5000],
        version=schema.version[:40],
        theme=theme,
        source=source[:500],
        descriptor=descriptor,
        digest=digest,
        added_by=by,
    )
    if by is not None:
        record("keep-schema", kept, by=by, reason=source[:500])
    return kept
