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


def pieces(issuer: Issuer) -> Iterator[str]:
    """The file, piece by piece, so that an issuer of a hundred thousand badges fits in memory.

    Of the people it holds what their signed files hold: no address, no name.
    """
    head = {
        "format": FORMAT,
        "exported_at": timezone.now().isoformat(),
        "issuer": documents.profile(issuer),
        "keys": documents.key_document(issuer),
        "status_lists": [
            signed
            for register in StatusRegister.objects.filter(issuer=issuer).order_by("number")
            for signed in (register.revocation, register.suspension)
        ],
    }
    yield json.dumps(head, ensure_ascii=False)[:-1]
    badges = Achievement.objects.filter(issuer=issuer).select_related("picture").order_by("pk")
    yield from _listed("badges", (_badge(badge) for badge in badges.iterator(CHUNK)))
    awards = Award.objects.filter(issuer=issuer).exclude(credential={}).order_by("pk")
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
        "standing": award.standing,
        "revoked": award.revoked_at is not None,
        "suspended": award.suspended_at is not None,
        "reason": award.status_reason,
    }
