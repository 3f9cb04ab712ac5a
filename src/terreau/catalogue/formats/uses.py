"""What relies on data, to carry away and bring in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from terreau.catalogue.formats.datasets import public
from terreau.catalogue.formats.moments import day, moment_of
from terreau.catalogue.models import Use
from terreau.foundation.slots import PublicSet

if TYPE_CHECKING:
    from collections.abc import Iterable

_USE = dict.fromkeys(
    ("dataset", "kind", "title", "description", "url", "organisation", "since", "added_at"), ""
)


def _uses() -> Iterable[dict[str, Any]]:
    known = [one.pk for one in public()]
    for use in Use.objects.filter(dataset__in=known).order_by("pk"):
        yield {
            "dataset": use.dataset_id,
            "kind": use.kind,
            "title": use.title,
            "description": use.description,
            "url": use.url,
            "organisation": use.organisation_id,
            "since": use.since.isoformat() if use.since else None,
            "added_at": use.added_at.isoformat(),
        }


def _take_uses(rows: Iterable[dict[str, Any]]) -> int:
    made = []
    for row in rows:
        plain = {name: row[name] for name in ("kind", "title", "description", "url")}
        use = Use(dataset_id=row["dataset"], organisation_id=row["organisation"], **plain)
        use.since, use.added_at = day(row["since"]), moment_of(row["added_at"]) or use.added_at
        use.clean_fields(exclude=["dataset", "added_by", "organisation"])
        made.append(use)
    return len(Use.objects.bulk_create(made))


def sets() -> list[PublicSet]:
    """The public register of uses."""
    return [
        PublicSet(
            "donnees-usages",
            _("Usages des jeux de données"),
            "https://schema.org/UseAction",
            _USE,
            _uses,
            _take_uses,
            Use.objects.count,
        )
    ]
