"""What stands beside the definitions in the archive of an issuer: who it was, its keys, lists and badges."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from terreau.people.words import one_line
from terreau.recognition.forms.badge import web_address
from terreau.recognition.models import Standing, Visibility
from terreau.recognition.openbadges import OpenBadgesError
from terreau.recognition.queries.archive import Archive, GivenThere

MOST_LISTS = 100
MOST_KEYS = 200
_LONGEST = 500
_KEY = ("multikey", "made_at", "retired_at", "revoked_at")


def archive_of(told: dict[str, Any]) -> Archive | None:
    """The archive of a file, None when it holds definitions only. Raises ValidationError."""
    profile, keys = _dict(told.get("issuer")), _dict(told.get("keys"))
    origin = str(profile.get("id") or "")
    if not profile and not keys:
        return None
    if not origin.startswith(("did:web:", "https://", "http://")) or len(origin) > _LONGEST:
        raise ValidationError(_("Ce fichier ne dit pas qui a donné ces badges."))
    archive = Archive(
        origin=origin,
        name=one_line(str(profile.get("name") or ""))[:160],
        url=_address(profile.get("url")),
        exported_at=_moment(told.get("exported_at")),
        keys=keys,
        history=[
            {name: str(one.get(name) or "")[:120] for name in _KEY}
            for one in _dicts(told.get("keys_history"))[:MOST_KEYS]
        ],
        lists={
            str(one.get("id")): one
            for one in _dicts(told.get("status_lists"))[:MOST_LISTS]
            if isinstance(one.get("id"), str)
        },
        given=[_given(one) for one in _dicts(told.get("awards"))],
        secret=_dict(told.get("secret_key")) or None,
    )
    if not 0 < len(_host(archive)) <= _LONGEST // 2:
        raise ValidationError(_("Ce fichier ne dit pas qui a donné ces badges."))
    return archive


def _host(archive: Archive) -> str:
    try:
        return archive.host
    except (OpenBadgesError, ValueError):
        return ""


def _given(one: dict[str, Any]) -> GivenThere:
    """A badge given there; what is not said is as closed as it can be."""
    standing, visibility = str(one.get("standing")), str(one.get("visibility"))
    return GivenThere(
        credential=_dict(one.get("credential")),
        badge=str(one.get("badge") or "")[:_LONGEST],
        standing=standing if standing in Standing else Standing.OFFERED,
        visibility=visibility if visibility in Visibility else Visibility.PRIVATE,
        reason=str(one.get("reason") or ""),
    )


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _address(value: object) -> str:
    try:
        return web_address(str(value or ""))[:_LONGEST]
    except ValidationError:
        return ""


def _moment(value: object) -> dt.datetime:
    """When it was exported; an archive that does not say it, or is from tomorrow, is the oldest there is."""
    try:
        said = dt.datetime.fromisoformat(str(value))
    except ValueError:
        return dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    moment = said if said.tzinfo else said.replace(tzinfo=dt.UTC)
    return min(moment, dt.datetime.now(dt.UTC))
