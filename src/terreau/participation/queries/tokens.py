"""Which tokens there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from terreau.participation.models import ApiToken

if TYPE_CHECKING:
    from terreau.people.models import Organisation, User

#: Beyond twenty that serve there are only old ones.
MOST = 60


def tokens_of(user: User) -> list[ApiToken]:
    """A person's own tokens, the latest first."""
    return list(ApiToken.objects.filter(user=user, organisation=None).order_by("-pk")[:MOST])


def tokens_for(organisation: Organisation) -> list[ApiToken]:
    """The tokens of an organisation, whoever made them, the latest first."""
    found = ApiToken.objects.filter(organisation=organisation).select_related("user")
    return list(found.order_by("-pk")[:MOST])


def how_many(user: User) -> int:
    """How many of a person's own tokens still serve."""
    return ApiToken.objects.filter(
        user=user, organisation=None, revoked_at=None, ends_on__gte=timezone.localdate()
    ).count()


def about(user: int) -> list[dict[str, Any]]:
    """The tokens a person made, for their own download; never a secret, none is kept."""
    fields = ("name", "head", "organisation__name", "scopes", "made_at", "ends_on", "used_on", "revoked_at")
    return list(ApiToken.objects.filter(user_id=user).order_by("pk").values(*fields))
