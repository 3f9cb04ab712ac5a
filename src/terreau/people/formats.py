"""Organisations as everyone may read them, to carry away and to bring in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from terreau.foundation.slots import PublicSet
from terreau.people.models import Organisation
from terreau.people.queries import hidden_organisations

if TYPE_CHECKING:
    from collections.abc import Iterable

_COLUMNS = {
    "id": "https://schema.org/identifier",
    "slug": "",
    "name": "https://schema.org/name",
    "kind": "https://schema.org/additionalType",
    "territory": "https://schema.org/areaServed",
    "siren": "https://schema.org/taxID",
    "website": "https://schema.org/url",
    "verified_at": "",
    "created_at": "https://schema.org/dateCreated",
}


def _rows() -> Iterable[dict[str, Any]]:
    hidden = hidden_organisations()
    for one in Organisation.objects.order_by("pk").iterator():
        if one.pk in hidden:  # needs and badges lead to it: its place stays, its words stay behind
            one.slug, one.name = f"masquee-{one.pk}", _("Organisation masquée {number}").format(number=one.pk)
            one.siren = one.website = ""
        yield {
            "id": one.pk,
            "slug": one.slug,
            "name": one.name,
            "kind": one.kind,
            "territory": one.territory_id,
            "siren": one.siren,
            "website": one.website,
            "verified_at": one.verified_at.isoformat() if one.verified_at else None,
            "created_at": one.created_at.isoformat(),
        }


def _take(rows: Iterable[dict[str, Any]]) -> int:
    """Bring them in under the numbers they had: the journal speaks of them by these."""
    count = 0
    for row in rows:
        one = Organisation(
            pk=row["id"],
            slug=row["slug"],
            name=row["name"],
            kind=row["kind"],
            territory_id=row["territory"],
            siren=row["siren"],
            website=row["website"],
            verified_at=row["verified_at"],
        )
        one.clean_fields()
        one.save(force_insert=True)
        Organisation.objects.filter(pk=one.pk).update(created_at=row["created_at"])
        count += 1
    return count


def public_sets() -> list[PublicSet]:
    """What this room gives to whoever carries the commons away."""
    return [
        PublicSet(
            "organisations",
            _("Organisations"),
            "https://schema.org/Organization",
            _COLUMNS,
            _rows,
            _take,
            Organisation.objects.count,
        )
    ]
