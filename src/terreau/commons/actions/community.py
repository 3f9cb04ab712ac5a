"""Join a community, invite, change roles, hand over, leave."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from terreau.commons.actions.keeping import locked, require, touch
from terreau.commons.errors import AlreadyInsideError, LastOneError, LinkGoneError, NotInsideError
from terreau.commons.models import INVITATION_DAYS, Commons, JoinLink, Member, Role
from terreau.participation.actions import record

if TYPE_CHECKING:
    from terreau.people.models import User

#: What one may become by oneself; the other roles are given.
OPEN_ROLES = (Role.MEMBER, Role.CONTRIBUTOR)


@transaction.atomic
def join(pk: int, *, by: User, role: Role = Role.MEMBER) -> Member:
    """Enter a community; joining twice is joining once. Raises NotAllowedError."""
    commons = locked(pk)
    require("commons.join", by, commons)
    if known := _inside(commons, by):
        return known
    kept = Role(role) if role in OPEN_ROLES else Role.MEMBER
    member = Member.objects.create(commons=commons, user=by, role=kept)
    touch(commons)
    record("join", commons, by=by)
    return member


@transaction.atomic
def invite(pk: int, role: Role, *, by: User) -> str:
    """Make a link that lets one person in with this role, and answer its secret; raises NotAllowedError."""
    commons = locked(pk)
    require("commons.invite", by, commons)
    token, now = secrets.token_urlsafe(24), timezone.now()
    JoinLink.objects.filter(expires_at__lt=now).delete()
    JoinLink.objects.create(
        commons=commons,
        role=Role.STEWARD if role == Role.STEWARD else Role.CONTRIBUTOR,
        token_sha256=digest(token),
        made_by=by,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    return token


@transaction.atomic
def accept_invitation(token: str, *, by: User) -> Commons:
    """Enter by a link, which then serves no more; raises LinkGoneError, NotAllowedError."""
    found = JoinLink.objects.filter(token_sha256=digest(token), expires_at__gt=timezone.now()).first()
    if found is None:
        raise LinkGoneError
    commons = locked(found.commons_id)
    require("commons.join", by, commons)
    if not JoinLink.objects.filter(pk=found.pk).delete()[0]:
        raise LinkGoneError  # somebody else has just used it
    member = _inside(commons, by)
    if member is None:
        Member.objects.create(commons=commons, user=by, role=found.role)
    elif member.role != Role.STEWARD:
        Member.objects.filter(pk=member.pk).update(role=found.role)
    touch(commons)
    record("care" if found.role == Role.STEWARD else "join", commons, by=by)
    return commons


@transaction.atomic
def hand_over(pk: int, member_pk: int, *, by: User) -> Member:
    """Let a member care for the commons too; raises NotAllowedError, NotInsideError, AlreadyInsideError."""
    commons = locked(pk)
    require("commons.hand_over", by, commons)
    member = Member.objects.filter(pk=member_pk, commons=commons, until=None, user__is_active=True).first()
    if member is None:
        raise NotInsideError
    if member.role == Role.STEWARD:
        raise AlreadyInsideError
    member.role = Role.STEWARD
    member.save(update_fields=["role"])
    touch(commons)
    record("hand-over", commons, by=by)
    return member


@transaction.atomic
def leave(pk: int, *, by: User, reason: str = "") -> None:
    """Leave a community. The last person who cares for a commons leaves with a public reason only.

    Raises NotInsideError, LastOneError.
    """
    commons = locked(pk)
    member = _inside(commons, by)
    if member is None:
        raise NotInsideError
    last = member.role == Role.STEWARD and stewards_left(commons, but=by.pk) == 0
    if last and not reason.strip():
        raise LastOneError
    Member.objects.filter(pk=member.pk).update(until=timezone.now())
    touch(commons)
    record("leave-last" if last else "leave", commons, by=by, reason=reason)


def stewards_left(commons: Commons, *, but: int) -> int:
    """How many people care for this commons beside this one; the caller holds the commons."""
    present = Member.objects.filter(commons=commons, role=Role.STEWARD, until=None, user__is_active=True)
    return present.exclude(user_id=but).count()


def digest(token: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _inside(commons: Commons, user: User) -> Member | None:
    return Member.objects.filter(commons=commons, user=user, until=None).first()
