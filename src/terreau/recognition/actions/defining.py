"""Define a badge, change it without changing what was given, give it no more."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from terreau.foundation import search
from terreau.participation.actions import record
from terreau.participation.kinds import refuse_hidden
from terreau.people.words import one_line
from terreau.recognition import licensing
from terreau.recognition.actions.issuers import issuer_of
from terreau.recognition.actions.keeping import reasoned, require
from terreau.recognition.drawing import composition, drawn
from terreau.recognition.errors import RetiredBadgeError
from terreau.recognition.models import Achievement, Picture, Version
from terreau.recognition.pictures import cleaned, rendered

if TYPE_CHECKING:
    from uuid import UUID

    from terreau.people.models import Organisation, User
    from terreau.territories.models import Territory

MOST_TAGS = 12


@dataclass(frozen=True)
class Definition:
    """What a badge says. `picture` is a file sent; without one the composition is drawn.

    `language` is a BCP 47 tag, `licence` an SPDX expression: of the words, and of a picture that is sent.
    """

    name: str
    description: str
    criteria: str
    kind: str = "Badge"
    tags: tuple[str, ...] = ()
    alignments: tuple[dict[str, str], ...] = ()
    territory: Territory | None = None
    months: int | None = None
    language: str = licensing.LANGUAGE
    licence: str = licensing.DEFAULT
    composition: dict[str, str] = field(default_factory=dict)
    picture: bytes = b""


@transaction.atomic
def define(
    definition: Definition,
    *,
    by: User,
    organisation: Organisation | None = None,
    signing_name: str = "",
    key: UUID | None = None,
) -> Achievement:
    """A new badge, of an organisation or of oneself; the same `key` sent twice by one person is one badge.

    Raises NotAllowedError, BadPictureError.
    """
    issuer = issuer_of(by, organisation, name=signing_name)
    if key is not None and (known := Achievement.objects.filter(key=key, defined_by=by).first()):
        return known
    achievement = Achievement(issuer=issuer, defined_by=by, key=key)
    _fill(achievement, definition)
    try:
        with transaction.atomic():
            achievement.save()
    except IntegrityError:  # the same form, sent twice at the very same time
        if key is not None and (known := Achievement.objects.filter(key=key, defined_by=by).first()):
            return known
        raise
    _write_version(achievement, by, "")
    search.put(achievement)
    record("define-badge", achievement, by=by, organisation=issuer.organisation)
    achievement.just_defined = True
    return achievement


@transaction.atomic
def change(achievement: Achievement, definition: Definition, *, by: User, reason: str) -> Achievement:
    """New words for a badge: a new version when the present one was given to somebody.

    Raises NotAllowedError, ReasonNeededError, RetiredBadgeError, BadPictureError.
    """
    kept = Achievement.objects.select_for_update().get(pk=achievement.pk)
    require("recognition.change_badge", by, kept)
    refuse_hidden("recognition.achievement", kept.pk)
    if kept.retired_at is not None:
        raise RetiredBadgeError
    given = kept.versions.filter(number=kept.version, awards__isnull=False).exists()
    said = reasoned(reason) if given else one_line(reason)[:300]
    _fill(kept, definition)
    kept.changed_at = kept.touched_at = timezone.now()
    if given:
        kept.version += 1
    kept.save()
    _write_version(kept, by, said)
    search.put(kept)
    if given:
        record("change-badge", kept, by=by, reason=said, organisation=kept.issuer.organisation)
    return kept


@transaction.atomic
def retire(achievement: Achievement, *, by: User, reason: str) -> None:
    """Give the badge no more; those who have it keep it. Raises NotAllowedError, ReasonNeededError."""
    kept = Achievement.objects.select_for_update().get(pk=achievement.pk)
    require("recognition.change_badge", by, kept)
    said = reasoned(reason)
    if kept.retired_at is not None:
        return
    kept.retired_at = kept.changed_at = kept.touched_at = timezone.now()
    kept.retired_reason = said
    kept.save()
    record("retire-badge", kept, by=by, reason=said, organisation=kept.issuer.organisation)


def _fill(achievement: Achievement, definition: Definition) -> None:
    achievement.name = one_line(definition.name)[:120]
    achievement.description = one_line(definition.description)[:500]
    achievement.criteria = definition.criteria.strip()
    achievement.kind, achievement.months = definition.kind, definition.months
    achievement.tags = list(dict.fromkeys(one_line(tag)[:60] for tag in definition.tags if tag.strip()))[
        :MOST_TAGS
    ]
    achievement.alignments = [dict(one) for one in definition.alignments]
    achievement.territory = definition.territory
    achievement.language, achievement.licence = definition.language, definition.licence
    if definition.picture:
        svg, png = cleaned(definition.picture)
        achievement.composition = {}
        achievement.picture = kept_picture(svg, png)
    elif definition.composition or not achievement.picture_id:
        chosen = composition(definition.composition)
        if achievement.picture_id is None or chosen != achievement.composition:
            svg = drawn(chosen)
            achievement.picture = kept_picture(svg, rendered(svg))
        achievement.composition = chosen


def kept_picture(svg: str, png: bytes) -> Picture:
    """A picture that was drawn here or cleaned, kept once."""
    fingerprint = hashlib.sha256(svg.encode() + b"\0" + png).hexdigest()
    return Picture.objects.get_or_create(sha256=fingerprint, defaults={"svg": svg, "png": png})[0]


def _write_version(achievement: Achievement, by: User, reason: str) -> Version:
    values = {
        "content": content_of(achievement),
        "picture": achievement.picture,
        "made_at": achievement.changed_at,
        "made_by": by,
        "reason": reason,
    }
    return Version.objects.update_or_create(
        achievement=achievement, number=achievement.version, defaults=values
    )[0]


def content_of(achievement: Achievement) -> dict[str, Any]:
    """What a version keeps: the words, the language they are in, and under which licence."""
    words = ("name", "description", "criteria", "kind", "tags", "alignments", "months", "composition")
    return {name: getattr(achievement, name) for name in (*words, "language", "licence")}
