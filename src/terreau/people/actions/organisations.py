"""Declaring, changing and verifying organisations."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from terreau.foundation.slots import Act, tell
from terreau.people.errors import AlreadyDeclaredError, SirenError, SirenTakenError
from terreau.people.models import Belonging, Organisation, Role
from terreau.people.rules import require
from terreau.people.words import one_line
from terreau.territories.codes import CodeError, parse_siren

if TYPE_CHECKING:
    from terreau.people.models import User
    from terreau.territories.models import Territory

#: Facts a steward verified: when one changes, the verification no longer holds.
_VERIFIED_FACTS = ("name", "kind", "territory_id", "siren")

#: Addresses under /organisations/ that are not those of an organisation.
_RESERVED = {"declarer"}


def declare_organisation(
    by: User, *, name: str, kind: str, territory: Territory, siren: str = "", website: str = ""
) -> Organisation:
    """A new organisation, of which `by` becomes the holder.

    Raises AlreadyDeclaredError when one of that name stands on that territory, SirenError.
    """
    require(by, "people.declare_organisation")
    name = one_line(name)[:160]
    organisation = Organisation(
        name=name, kind=kind, territory=territory, siren=checked_siren(siren), website=website
    )
    try:
        with transaction.atomic():
            organisation.slug = _free_slug(name)
            _sign(organisation, by)
            organisation.save()
            Belonging.objects.create(organisation=organisation, user=by, role=Role.HOLDER)
            tell(Act("declare-organisation", organisation, by))
    except IntegrityError:
        raise AlreadyDeclaredError(name=name) from None
    return organisation


def change_organisation(  # noqa: PLR0913 - the facts of an organisation, and why they change
    by: User,
    organisation: Organisation,
    *,
    name: str,
    kind: str,
    territory: Territory,
    siren: str = "",
    website: str = "",
    reason: str = "",
    verb: str = "",
) -> Organisation:
    """New facts for an organisation; it must be verified again when one of those verified changed.

    Its address stays, so that links keep working. `verb` is the act as the journal tells it, when it is not a
    plain change. Raises AlreadyDeclaredError, SirenError, NotAllowedError.
    """
    require(by, "people.change_organisation", organisation)
    siren = checked_siren(siren)
    try:
        with transaction.atomic():
            kept = Organisation.objects.select_for_update().get(pk=organisation.pk)
            before = [getattr(kept, fact) for fact in _VERIFIED_FACTS]
            kept.name, kept.kind, kept.territory = one_line(name)[:160], kind, territory
            kept.siren, kept.website = siren, website
            changed = before != [getattr(kept, fact) for fact in _VERIFIED_FACTS]
            was_verified = kept.verified
            if changed:
                kept.verified_at = kept.verified_by = None
            _sign(kept, by, reason)
            kept.save()
            if verb or changed:
                act = "change-verified-organisation" if was_verified else "change-organisation"
                tell(Act(verb or act, kept, by, reason))
    except IntegrityError:
        raise AlreadyDeclaredError(name=name) from None
    return kept


def verify_organisation(by: User, organisation: Organisation) -> None:
    """A steward vouches for it. Raises SirenTakenError when another verified one has the same SIREN.

    Two stewards at once leave one verification, the first.
    """
    require(by, "people.verify_organisation")
    try:
        with transaction.atomic():
            waiting = Organisation.objects.filter(pk=organisation.pk, verified_at__isnull=True)
            if waiting.update(verified_at=timezone.now(), verified_by=by):
                tell(Act("verify-organisation", organisation, by))
    except IntegrityError:
        raise SirenTakenError from None
    organisation.refresh_from_db()


@transaction.atomic
def withdraw_verification(by: User, organisation: Organisation) -> None:
    """A steward no longer vouches for it: its mediators can no longer act for someone."""
    require(by, "people.verify_organisation")
    kept = Organisation.objects.filter(pk=organisation.pk, verified_at__isnull=False)
    if kept.update(verified_at=None, verified_by=None):
        tell(Act("unverify-organisation", organisation, by))
    organisation.refresh_from_db()


def repeat_hiding(organisation: Organisation, *, hidden: bool) -> None:
    """Keep what moderation decided beside the name, in the transaction of the decision."""
    Organisation.objects.filter(pk=organisation.pk).update(is_hidden=hidden)


def checked_siren(typed: str) -> str:
    """The nine digits of a SIREN whose key is right, "" for nothing; raises SirenError."""
    if not typed.strip():
        return ""
    try:
        return parse_siren(typed)
    except CodeError as wrong:
        raise SirenError from wrong


def _sign(organisation: Any, by: User, reason: str = "") -> None:
    # https://django-simple-history.readthedocs.io/en/stable/user_tracking.html#manually-track-user-model
    organisation._history_user, organisation._change_reason = by, reason


def _free_slug(name: str) -> str:
    base = slugify(name)[:70] or "organisation"
    taken = {*_RESERVED, *Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    candidates = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(slug for slug in candidates if slug not in taken)
