"""What every action here does: ask the rules, take a reason, bring the key out, sign the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.conf import settings
from django.utils import timezone

from terreau.foundation.errors import NotAllowedError
from terreau.foundation.keys import UnsealError, seal, unseal
from terreau.participation.errors import ReasonNeededError
from terreau.people.words import one_line
from terreau.recognition.errors import SealedKeyLostError
from terreau.recognition.models import Achievement, Award, Issuer, IssuerKey, StatusRegister
from terreau.recognition.openbadges import SigningKey, StatusList, issue, status_list_credential
from terreau.recognition.queries import addresses

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Model

    from terreau.people.models import User

#: Places of one list; past it, another is opened.
PLACES = 131_072


def require(permission: str, user: User | AnonymousUser, about: Model | None = None) -> None:
    """Raise NotAllowedError unless the rules give `user` this permission."""
    if not rules.has_perm(permission, user, about):
        raise NotAllowedError


def reasoned(reason: str) -> str:
    """The reason on one line; raises ReasonNeededError when there is none."""
    if not (said := one_line(reason)[:300]):
        raise ReasonNeededError
    return said


def purpose_of(multikey: str) -> str:
    """For what a secret key is sealed: it is read again for this key only."""
    return f"badge key {multikey}"


def new_key(issuer: Issuer) -> IssuerKey:
    """Make a key pair for an issuer that has none in use."""
    key = SigningKey.generate(controller=addresses.issuer_id(issuer))
    multikey, secret = key.public.multikey(), str(key.to_json()["secretKeyMultibase"])
    sealed = seal(settings.DATA, secret, purpose_of(multikey))
    return IssuerKey.objects.create(issuer=issuer, multikey=multikey, sealed=sealed)


def signing_key(issuer: Issuer) -> SigningKey:
    """The key with which this issuer signs now. Raises SealedKeyLostError."""
    kept = issuer.keys.filter(retired_at=None).order_by("pk").first()
    if kept is None:
        kept = new_key(issuer)
    return opened(kept, issuer)


def opened(kept: IssuerKey, issuer: Issuer) -> SigningKey:
    """The secret half of a key. Raises SealedKeyLostError."""
    try:
        secret = unseal(settings.DATA, kept.sealed, purpose_of(kept.multikey))
    except UnsealError as error:
        raise SealedKeyLostError(issuer=issuer.said_name) from error
    return SigningKey.from_multikey(secret, addresses.issuer_id(issuer))


def touch(achievement: int) -> None:
    """Say that something that lists show of this badge has changed."""
    Achievement.objects.filter(pk=achievement).update(touched_at=timezone.now())


def register_with_room(issuer: Issuer, key: SigningKey, wanted: int) -> StatusRegister:
    """The list in which the next `wanted` badges get their places, held until the transaction ends."""
    last = StatusRegister.objects.select_for_update().filter(issuer=issuer).order_by("-number").first()
    if last is not None and last.next_index + wanted <= PLACES:
        if last.revocation.get("issuer") != addresses.issuer_id(issuer):
            sign_lists(last, issuer, key)  # the address of the instance has changed since
        return last
    register = StatusRegister.objects.create(issuer=issuer, number=last.number + 1 if last else 1)
    sign_lists(register, issuer, key)
    return register


def sign_lists(register: StatusRegister, issuer: Issuer, key: SigningKey) -> None:
    """Make both lists of a register what the awards say, and sign them."""
    name, now = addresses.issuer_id(issuer), timezone.now()
    for purpose, column in (("revocation", "revoked_at"), ("suspension", "suspended_at")):
        bits = StatusList(PLACES)
        off = Award.objects.filter(register=register, **{f"{column}__isnull": False})
        for index in off.order_by("index").values_list("index", flat=True):
            bits[index] = True
        url = addresses.status_list(register, issuer, purpose)
        unsigned = status_list_credential(bits, url, name, purpose, valid_from=now)
        setattr(register, purpose, issue(unsigned, key, at=now))
    register.signed_at = now
    register.save()
