"""What this room holds about one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.catalogue.models import Correction, Dataset, Fetch, MissingData, TableSchema, Use, Version, Wish

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from terreau.people.models import User


def datasets_of(user: User) -> QuerySet[Dataset]:
    """Data sets this person brought in, the last changed first."""
    return Dataset.objects.filter(created_by=user).order_by("-changed_at", "-pk")


def about(user: int) -> dict[str, Any]:
    """Everything, as plain values."""
    return {
        "datasets": _listed(Dataset, "created_by", user, "id", "title", "state", "created_at"),
        "dataset_versions": list(
            Dataset.history.filter(history_user_id=user)
            .order_by("history_id")
            .values("id", "title", "history_date", "history_change_reason")
        ),
        "files": _listed(Version, "created_by", user, "file_name", "raw_bytes", "standing", "created_at"),
        "personal_data_confirmed": _listed(
            Version, "personal_confirmed_by", user, "file_name", "personal_reason", "personal_confirmed_at"
        ),
        "addresses_read": _listed(Fetch, "asked_by", user, "url", "asked_at", "outcome"),
        "uses": _listed(Use, "added_by", user, "title", "kind", "description", "url", "added_at"),
        "missing": _listed(MissingData, "asked_by", user, "title", "why", "holder", "asked_at"),
        "wishes": _listed(Wish, "user", user, "missing__title", "made_at"),
        "corrections": _listed(
            Correction, "suggested_by", user, "field", "before", "after", "reason", "suggested_at"
        ),
        "decisions": _listed(Correction, "decided_by", user, "field", "decision", "decision_reason"),
        "schemas": _listed(TableSchema, "added_by", user, "name", "version", "added_at"),
    }


def _listed(model: Any, by: str, user: int, *fields: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = list(
        model._default_manager.filter(**{f"{by}_id": user}).order_by("pk").values(*fields)
    )
    return [{name: _plain(value) for name, value in row.items()} for row in found]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
