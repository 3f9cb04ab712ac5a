"""Open an issuer, renew its key, revoke one that others have got hold of."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from terreau.participation.actions import record
from terreau.people.words import one_line
from terreau.recognition.actions.keeping import new_key, require, sign_lists, signing_key
from terreau.recognition.models import Issuer, IssuerKey, StatusRegister

if TYPE_CHECKING:
    from terreau.people.models import Organisation, User


@transaction.atomic
def issuer_of(by: User, organisation: Organisation | None = None, *, name: str = "") -> Issuer:
    """The issuer that `by` may sign as: an organisation's, or their own; made, with its key, the first time.

    `name` is the one a person signs with; it is public. Raises NotAllowedError.
    """
    if organisation is not None:
        require("recognition.sign_for_organisation", by, organisation)
        issuer, made = Issuer.objects.get_or_create(
            organisation=organisation, defaults={"slug": organisation.slug}
        )
    else:
        require("recognition.recognise_oneself", by)
        issuer, made = Issuer.objects.get_or_create(
            person=by, defaults={"slug": f"personne-{token_hex(5)}", "name": _name(by, name)}
        )
        if not made and name and issuer.name != _name(by, name):
            issuer.name = _name(by, name)
            issuer.save(update_fields=["name"])
    if made:
        new_key(issuer)
    return issuer


@transaction.atomic
def renew_key(issuer: Issuer, *, by: User) -> IssuerKey:
    """Sign with a new key from now on; what the former one signed stays valid."""
    require("recognition.manage_keys", by, issuer)
    Issuer.objects.select_for_update().get(pk=issuer.pk)
    issuer.keys.filter(retired_at=None).update(retired_at=timezone.now())
    made = new_key(issuer)
    sign_all_lists(issuer)
    _told("renew-badge-key", issuer, by)
    return made


@transaction.atomic
def revoke_key(issuer: Issuer, pk: int, *, by: User) -> IssuerKey:
    """Stop publishing a key that others may have: nothing it signed verifies any more.

    The key in use is replaced first. Lists are signed again, since they may have been signed with it.
    """
    require("recognition.manage_keys", by, issuer)
    Issuer.objects.select_for_update().get(pk=issuer.pk)
    key = IssuerKey.objects.get(pk=pk, issuer=issuer)
    now = timezone.now()
    key.retired_at, key.revoked_at = key.retired_at or now, key.revoked_at or now
    key.save()
    signing_key(issuer)
    sign_all_lists(issuer)
    _told("revoke-badge-key", issuer, by)
    return key


@transaction.atomic
def export_key(issuer: Issuer, *, by: User) -> dict[str, Any]:
    """The key in use, secret included, as `terreau badge issue --issuer-key` reads it.

    Everyone reads in the journal that it was taken away: from then on it signs elsewhere too.
    Raises NotAllowedError, SealedKeyLostError.
    """
    require("recognition.manage_keys", by, issuer)
    key = signing_key(issuer).to_json()
    _told("export-badge-key", issuer, by)
    return key


def _told(verb: str, issuer: Issuer, by: User) -> None:
    """A line of the journal, on the organisation that signs or on a person as one who signs."""
    record(verb, issuer.organisation or issuer, by=by, organisation=issuer.organisation)


def sign_all_lists(issuer: Issuer) -> None:
    """Sign every list of an issuer again, with the key in use."""
    key = signing_key(issuer)
    for register in StatusRegister.objects.select_for_update().filter(issuer=issuer).order_by("number"):
        sign_lists(register, issuer, key)


def _name(by: User, name: str) -> str:
    return one_line(name)[:160] or by.shown_name or by.public_name
