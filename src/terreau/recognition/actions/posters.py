"""Put up a code that gives a badge to those who are there; take the badge with it."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from terreau.participation.actions import record
from terreau.people.words import one_line
from terreau.recognition import codes
from terreau.recognition.actions.awarding import Gift, give
from terreau.recognition.actions.claiming import Answer, accept, change_visibility
from terreau.recognition.actions.keeping import require
from terreau.recognition.errors import PosterEndedError, PosterFullError, RetiredBadgeError
from terreau.recognition.models import Award, Means, Poster

if TYPE_CHECKING:
    import datetime as dt

    from terreau.people.models import User
    from terreau.recognition.models import Achievement


@transaction.atomic
def put_up(
    achievement: Achievement, *, by: User, occasion: str, ends_at: dt.datetime, places: int
) -> tuple[Poster, str]:
    """A poster and its code. Raises NotAllowedError, RetiredBadgeError."""
    require("recognition.award_badge", by, achievement)
    if achievement.retired_at is not None:
        raise RetiredBadgeError
    poster = Poster(achievement=achievement, made_by=by, occasion=one_line(occasion)[:200])
    poster.ends_at, poster.places = ends_at, places
    poster.digest = token_hex(16)
    poster.save()
    code = code_of(poster)
    poster.digest = codes.digest(code)
    poster.save(update_fields=["digest"])
    record("put-up-poster", achievement, by=by, organisation=achievement.issuer.organisation)
    return poster, code


def code_of(poster: Poster) -> str:
    """The code of a poster, the same each time it is printed."""
    return codes.claim_code(f"poster {poster.pk}", 0)


@transaction.atomic
def close_poster(poster: Poster, *, by: User) -> None:
    """End it now; what was taken stays."""
    require("recognition.award_badge", by, poster.achievement)
    Poster.objects.filter(pk=poster.pk, ends_at__gt=timezone.now()).update(ends_at=timezone.now())


@transaction.atomic
def take(poster: Poster, answer: Answer, *, by: User | None = None) -> Award:
    """Take the badge of a poster; two people at once never take the last one together.

    A person with an account takes it once. Raises PosterEndedError, PosterFullError, RetiredBadgeError.
    """
    kept = Poster.objects.select_for_update(of=("self",)).select_related("achievement").get(pk=poster.pk)
    if by is not None:
        before = Award.objects.filter(
            version__achievement=kept.achievement, recipient=by, means=Means.POSTER, revoked_at=None
        )
        if known := before.order_by("pk").first():
            return known
    if kept.ends_at <= timezone.now():
        raise PosterEndedError(day=timezone.localtime(kept.ends_at).strftime("%d/%m/%Y"))
    if kept.taken >= kept.places:
        raise PosterFullError(places=kept.places)
    kept.taken += 1
    kept.save(update_fields=["taken"])
    gift = Gift(name=answer.name, narrative=kept.occasion, means=Means.POSTER, recipient=by)
    made = give(kept.achievement, [gift], by=kept.made_by)[0]
    if by is not None:
        return change_visibility(made, answer, by=by)
    return accept(made, answer)
