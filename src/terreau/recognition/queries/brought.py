"""Badges given elsewhere and brought here: who may read them, and what they say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import rules

from terreau.participation import kinds
from terreau.recognition.errors import UnknownAwardError
from terreau.recognition.models import Brought, BroughtAward, Standing, Visibility

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from terreau.people.models import User
    from terreau.recognition.models import Issuer

#: How the rooms below call a badge brought here.
KIND = "recognition.broughtaward"


def is_shown(one: BroughtAward) -> bool:
    """Whether its holder let it be read, where it was given."""
    return one.standing == Standing.ACCEPTED and one.visibility != Visibility.PRIVATE


def award_for(user: User | AnonymousUser, code: str) -> BroughtAward:
    """A badge brought here that this person may read. Raises UnknownAwardError, HiddenThingError."""
    found = (
        BroughtAward.objects.select_related("brought__issuer__organisation", "achievement__picture")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise UnknownAwardError
    signs = user.is_authenticated and rules.has_perm("recognition.see_brought", user, found.brought.issuer)
    if not signs and not is_shown(found):
        raise UnknownAwardError
    if not signs:
        kinds.refuse_hidden(KIND, found.pk)
    return found


def shown_of(issuer: Issuer, user: User | AnonymousUser) -> QuerySet[BroughtAward]:
    """Badges brought in the name of this issuer: all for who signs, else those that everyone may find."""
    found = BroughtAward.objects.filter(brought__issuer=issuer).select_related("brought")
    if not (user.is_authenticated and rules.has_perm("recognition.see_brought", user, issuer)):
        listed = found.filter(standing=Standing.ACCEPTED, visibility=Visibility.LISTED)
        found = kinds.visible(listed)
    return found.order_by("-pk")


def archives_of(issuer: Issuer) -> list[Brought]:
    """The archives brought in the name of this issuer, the latest first."""
    return list(Brought.objects.filter(issuer=issuer).order_by("-brought_at", "-pk"))


def content(one: BroughtAward) -> dict[str, Any]:
    """What a badge says, as its page shows it; nothing that is not a text."""
    said = one.said
    criteria = said.get("criteria")
    name = one.credential.get("issuer")
    told = {
        "name": said.get("name"),
        "description": said.get("description"),
        "criteria": criteria.get("narrative") if isinstance(criteria, dict) else "",
        "language": said.get("inLanguage"),
        "issuer": name.get("name") if isinstance(name, dict) else "",
        "given": one.credential.get("validFrom"),
        "until": one.credential.get("validUntil"),
    }
    return {name: value if isinstance(value, str) else "" for name, value in told.items()}


def words(one: BroughtAward) -> str:
    """All that it says, for those who moderate."""
    evidence = one.credential.get("evidence", [])
    return "\n\n".join(
        filter(None, [*content(one).values(), one.status_reason, json.dumps(evidence, ensure_ascii=False)])
    )
