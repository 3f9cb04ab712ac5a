"""Everything an issuer owns, as one JSON file that another instance, or another tool, can read."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from terreau.recognition.models import Achievement, Award, StatusRegister
from terreau.recognition.queries import addresses, documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.recognition.models import Issuer

#: How the file says what it is; the number moves when its shape does.
FORMAT = "terreau-issuer/1"
CHUNK = 500
_KEY = ("multikey", "made_at", "retired_at", "revoked_at")


def pieces(issuer: Issuer, key: dict[str, Any] | None = None) -> Iterator[str]:
    """The file, piece by piece, so that an issuer of a hundred thousand badges fits in memory.

    Of the people it holds what their signed files hold: no address, no name. `key` is the secret key, when
    it was asked for.
    """
    head: dict[str, Any] = {
        "format": FORMAT,
        "exported_at": timezone.now().isoformat(),
        "issuer": documents.profile(issuer),
        "keys": documents.key_document(issuer),
        "keys_history": [
            {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
            for row in issuer.keys.order_by("made_at", "pk").values(*_KEY)
        ],
        "status_lists": [
            signed
            for register in StatusRegister.objects.filter(issuer=issuer).order_by("number")
            for signed in (register.revocation, register.suspension)
        ],
    }
    if key is not None:
        head["secret_key"] = key
    yield json.dumps(head, ensure_ascii=False)[:-1]
    badges = Achievement.objects.filter(issuer=issuer).select_related("picture").order_by("pk")
    yield from _listed("badges", (_badge(badge) for badge in badges.iterator(CHUNK)))
    awards = (
        Award.objects.filter(issuer=issuer)
        .exclude(credential={})
        .select_related("version__achievement")
        .order_by("pk")
    )
    yield from _listed("awards", (_award(award) for award in awards.iterator(CHUNK)))
    yield "}"


def _listed(name: str, things: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield f', "{name}": ['
    for number, thing in enumerate(things):
        yield (",\n" if number else "\n") + json.dumps(thing, ensure_ascii=False)
    yield "]"


def _badge(badge: Achievement) -> dict[str, Any]:
    words = ("name", "description", "criteria", "kind", "tags", "alignments", "months", "composition")
    names = (*words, "language", "licence")
    return {
        "id": addresses.whole(badge.get_absolute_url()),
        **{name: getattr(badge, name) for name in names},
        "territory": badge.territory_id or "",
        "retired": badge.retired_at is not None,
        "picture": {"svg": badge.picture.svg, "png": base64.b64encode(bytes(badge.picture.png)).decode()},
        "versions": [
            {
                "number": one.number,
                "made_at": one.made_at.isoformat(),
                "reason": one.reason,
                "content": one.content,
            }
            for one in badge.versions.order_by("number")
        ],
    }


def _award(award: Award) -> dict[str, Any]:
    return {
        "credential": award.credential,
        "badge": addresses.whole(award.version.achievement.get_absolute_url()),
        "standing": award.standing,
        "visibility": award.visibility,
        "revoked": award.revoked_at is not None,
        "suspended": award.suspended_at is not None,
        "reason": award.status_reason,
    }
