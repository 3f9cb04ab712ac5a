"""Badges as everyone may read them, to carry away; issuers and definitions can be brought in.

What people have is carried out only: a signed file is worth what its issuer's key makes it, and secret keys
are in no export. An instance that takes this makes new keys the first time that it signs.
"""

from __future__ import annotations

import datetime as dt
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from terreau.foundation import search
from terreau.foundation.slots import PublicSet
from terreau.participation import kinds
from terreau.people.queries import hidden_organisations
from terreau.recognition.actions.defining import MOST_TAGS, content_of, kept_picture
from terreau.recognition.drawing import composition, drawn
from terreau.recognition.models import Achievement, Award, Issuer, Picture, Standing, Version, Visibility
from terreau.recognition.pictures import cleaned, rendered
from terreau.recognition.queries import documents
from terreau.recognition.queries.page import AWARD_KIND, KIND

if TYPE_CHECKING:
    from collections.abc import Iterable

_ISSUER = {
    "id": "https://schema.org/identifier",
    "slug": "",
    "name": "https://schema.org/name",
    "organisation": "https://schema.org/parentOrganization",
    "opened_at": "https://schema.org/foundingDate",
    "keys": "",
}
_BADGE = {
    "id": "https://schema.org/identifier",
    "issuer": "https://schema.org/recognizedBy",
    "name": "https://schema.org/name",
    "description": "https://schema.org/description",
    "criteria": "https://schema.org/competencyRequired",
    "territory": "https://schema.org/areaServed",
    "version": "https://schema.org/version",
    "defined_at": "https://schema.org/dateCreated",
    "changed_at": "https://schema.org/dateModified",
    "retired_at": "https://schema.org/expires",
    "retired_reason": "",
    "awards": "",
    "versions": "",
}
_AWARD = {
    **dict.fromkeys(("code", "badge", "version", "given_at", "revoked", "suspended", "reason", "file"), ""),
    "name": "https://schema.org/creditText",
}
_WORDS = ("name", "description", "criteria", "kind", "tags", "alignments", "months", "composition")
_LINKED, _LONGEST = {"name", "url", "framework", "code"}, 500


def _issuers() -> Iterable[dict[str, Any]]:
    """A hidden organisation keeps its place, without the words that stand in its address."""
    away = hidden_organisations()
    for one in Issuer.objects.select_related("organisation").order_by("pk"):
        veiled = one.organisation_id in away
        yield {
            "id": one.pk,
            "slug": f"masquee-{one.pk}" if veiled else one.slug,
            "name": one.name,
            "organisation": one.organisation_id,
            "opened_at": one.opened_at.isoformat(),
            "keys": {} if veiled else documents.key_document(one),
        }


def _take_issuers(rows: Iterable[dict[str, Any]]) -> int:
    done = 0
    for row in rows:
        one = Issuer(pk=row["id"], slug=row["slug"], name=row["name"], organisation_id=row["organisation"])
        one.opened_at = _moment(row["opened_at"])
        one.clean_fields(exclude=["organisation", "person"])
        one.save(force_insert=True)
        done += 1
    return done


def _badges() -> Iterable[dict[str, Any]]:
    away = kinds.hidden(KIND, _keys(Achievement))
    for badge in Achievement.objects.order_by("pk").iterator():
        if str(badge.pk) not in away:
            yield {
                "id": badge.pk,
                "issuer": badge.issuer_id,
                **{name: getattr(badge, name) for name in ("name", "description", "criteria", "version")},
                "territory": badge.territory_id,
                "defined_at": badge.defined_at.isoformat(),
                "changed_at": badge.changed_at.isoformat(),
                "retired_at": badge.retired_at.isoformat() if badge.retired_at else None,
                "retired_reason": badge.retired_reason,
                "awards": badge.awards_count,
                "versions": [_version(one) for one in _versions(badge.pk)],
            }


def _versions(badge: int) -> Iterable[Version]:
    return Version.objects.filter(achievement=badge).select_related("picture").order_by("number")


def _version(one: Version) -> dict[str, Any]:
    return {
        "number": one.number,
        "made_at": one.made_at.isoformat(),
        "reason": one.reason,
        "content": one.content,
        "file": "" if one.drawing else _picture(one.picture)[0],
    }


def _picture(picture: Picture) -> tuple[str, bytes]:
    """A picture that was sent, under the print of its bytes; one that was drawn is drawn again."""
    body = picture.svg.encode() or bytes(picture.png)
    return f"fichiers/{sha256(body).hexdigest()}.{'svg' if picture.svg else 'png'}", body


def _pictures(row: dict[str, Any]) -> Iterable[tuple[str, bytes]]:
    return (_picture(one.picture) for one in _versions(row["id"]) if not one.drawing)


def _take_badges(rows: Iterable[dict[str, Any]]) -> int:
    """Definitions and versions as they were, through the doors of what is typed and sent.

    What was given is not counted here: it does not come along. Raises ValidationError, BadPictureError.
    """
    done = 0
    for row in rows:
        versions = {one["number"]: one for one in row["versions"]}
        badge = _worded(versions[row["version"]]["content"])
        badge.pk, badge.issuer_id, badge.territory_id = row["id"], row["issuer"], row["territory"]
        badge.version, badge.retired_reason = row["version"], row["retired_reason"]
        badge.defined_at, badge.changed_at = _moment(row["defined_at"]), _moment(row["changed_at"])
        badge.retired_at = _moment(row["retired_at"]) if row["retired_at"] else None
        badge.picture = _drawing(versions[badge.version], row)
        badge.clean_fields(exclude=_UNCHECKED)
        badge.save(force_insert=True)
        for said in versions.values():
            version = Version(achievement=badge, number=said["number"], reason=said["reason"])
            version.content = content_of(_worded(said["content"]))
            version.made_at, version.picture = _moment(said["made_at"]), _drawing(said, row)
            version.clean_fields(exclude=["achievement", "picture", "content", "made_by"])
            version.save(force_insert=True)
        search.put(badge)
        done += 1
    return done


_UNCHECKED = ("issuer", "territory", "picture", "defined_by", "key", "tags", "alignments", "composition")


def _worded(said: dict[str, Any]) -> Achievement:
    """A badge of these words, checked; raises ValidationError."""
    badge = Achievement(**{name: said[name] for name in _WORDS})
    badge.clean_fields(exclude=[*_UNCHECKED, "version", "retired_reason"])
    tags = isinstance(badge.tags, list) and len(badge.tags) <= MOST_TAGS
    if not tags or not all(isinstance(tag, str) and len(tag) <= _LONGEST for tag in badge.tags):
        raise ValidationError("tags")
    if not isinstance(badge.alignments, list) or not all(_aligned(one) for one in badge.alignments):
        raise ValidationError("alignments")
    if badge.composition and badge.composition != composition(badge.composition):
        raise ValidationError("composition")
    return badge


def _aligned(one: Any) -> bool:
    """Whether this leads to a page of a framework; an address that could run something is refused."""
    if not isinstance(one, dict) or not {"name", "url"} <= {*one} <= _LINKED:
        return False
    URLValidator(schemes=["http", "https"])(one["url"])
    return all(isinstance(value, str) and len(value) <= _LONGEST for value in one.values())


def _drawing(said: dict[str, Any], row: dict[str, Any]) -> Picture:
    chosen = said["content"]["composition"]
    if not chosen:
        return kept_picture(*cleaned(row["read"](said["file"])))
    svg = drawn(composition(chosen))
    return kept_picture(svg, rendered(svg))


def _awards() -> Iterable[dict[str, Any]]:
    """What people took and let everyone see."""
    away = kinds.hidden(AWARD_KIND, _keys(Award))
    found = Award.objects.filter(standing=Standing.ACCEPTED, visibility=Visibility.LISTED)
    for one in found.select_related("version").order_by("pk").iterator():
        if str(one.pk) not in away and one.credential:
            yield {
                "code": one.code,
                "badge": one.version.achievement_id,
                "version": one.version.number,
                "name": one.public_name,
                "given_at": one.given_at.isoformat(),
                "revoked": one.revoked_at is not None,
                "suspended": one.suspended_at is not None,
                "reason": one.status_reason,
                "file": f"badges-donnes/{one.code}.json",
            }


def _credential(row: dict[str, Any]) -> Iterable[tuple[str, bytes]]:
    kept = Award.objects.get(code=row["code"]).credential
    yield row["file"], json.dumps(kept, ensure_ascii=False, indent=1).encode()


def _leave(rows: Iterable[dict[str, Any]]) -> int:
    """Read, so that a file that was changed is found; nothing is brought in."""
    return sum(0 for _row in rows)


def _keys(model: type[Achievement | Award]) -> list[str]:
    return [str(pk) for pk in model.objects.order_by("pk").values_list("pk", flat=True)]


def _moment(said: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError(said)
    return moment


def public_sets() -> list[PublicSet]:
    """What this room gives to whoever carries the commons away."""
    profile, badge = "https://schema.org/Organization", "https://schema.org/EducationalOccupationalCredential"
    return [
        PublicSet(
            "emetteurs",
            _("Émetteurs de badges"),
            profile,
            _ISSUER,
            _issuers,
            _take_issuers,
            Issuer.objects.count,
        ),
        PublicSet(
            "badges",
            _("Badges"),
            badge,
            _BADGE,
            _badges,
            _take_badges,
            Achievement.objects.count,
            files=_pictures,
        ),
        PublicSet(
            "badges-donnes",
            _("Badges donnés et montrés"),
            badge,
            _AWARD,
            _awards,
            _leave,
            Award.objects.count,
            files=_credential,
        ),
    ]
