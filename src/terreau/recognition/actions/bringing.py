"""Bring the archive of an issuer here: its definitions, what it gave as it was signed, its keys."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import uuid5

import rules
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from terreau.foundation.keys import seal
from terreau.participation.actions import record
from terreau.people.words import one_line
from terreau.recognition.actions.defining import define, retire
from terreau.recognition.actions.issuers import issuer_of, sign_all_lists
from terreau.recognition.actions.keeping import purpose_of
from terreau.recognition.errors import KeysDisagreeError
from terreau.recognition.models import Brought, BroughtAward, Issuer, IssuerKey
from terreau.recognition.openbadges import OpenBadgesError, SigningKey
from terreau.recognition.queries.archive import Judged, agrees, judged, origin_says

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from terreau.people.models import Organisation, User
    from terreau.recognition.actions.defining import Definition
    from terreau.recognition.models import Achievement
    from terreau.recognition.queries.archive import Archive

_MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Bringing:
    """A badge of the archive: what it says, its address there, and whether it is given no more.

    `key` is the same each time the archive is brought.
    """

    definition: Definition
    key: UUID
    origin: str = ""
    retired: bool = False


@dataclass
class BroughtIn:
    """What came in. `refused` holds [number in the file, why]; `key` says what became of the secret key."""

    issuer: Issuer | None = None
    defined: int = 0
    known: int = 0
    awards: int = 0
    awards_known: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    confirmed: bool = False
    key: str = ""
    here: bool = False


def bring_in(
    badges: Sequence[Bringing],
    archive: Archive | None = None,
    *,
    by: User,
    organisation: Organisation | None = None,
    rehearsal: bool = False,
) -> BroughtIn:
    """Bring everything here, all or nothing; the same archive brought again adds nothing.

    Definitions become badges of this issuer. What was given keeps its signed file and the address of its
    origin; a file whose signature is not good stays out and is told. `rehearsal` does it all, tells it, and
    leaves nothing. Raises NotAllowedError, BadPictureError, KeysDisagreeError.
    """
    told = BroughtIn()
    given: list[Judged] = []
    if archive is not None:  # the network and the signatures first, outside of any transaction
        told.here = archive.ours
        if (document := origin_says(archive)) is not None:
            if not agrees(archive, document):
                raise KeysDisagreeError(host=archive.host)
            # What the origin says, and not what the archive says it says, is kept and believed.
            told.confirmed, archive = True, replace(archive, keys=document)
        given = [] if archive.ours else judged(archive)
        told.refused = [(number, one.why) for number, one in enumerate(given, 1) if one.why]
    with transaction.atomic():
        told.issuer = issuer_of(by, organisation)
        made = _define(badges, told, by, organisation)
        if archive is not None and not archive.ours:
            brought = _keep(archive, told, by)
            newest = archive.exported_at >= brought.exported_at
            _keep_awards(brought, [one for one in given if not one.why], made, told, newest=newest)
        if archive is not None and archive.secret is not None:
            told.key = _keep_key(archive, told.issuer, by)
        if told.defined or told.awards or told.key == "brought":
            record("bring-badges", organisation or told.issuer, by=by, organisation=organisation)
        if rehearsal:
            transaction.set_rollback(True)
    return told


def _define(
    badges: Sequence[Bringing], told: BroughtIn, by: User, organisation: Organisation | None
) -> dict[str, Achievement]:
    made: dict[str, Achievement] = {}
    assert told.issuer is not None  # noqa: S101 -- the caller has just opened it
    for one in badges:
        key = uuid5(one.key, told.issuer.slug)
        badge = define(one.definition, by=by, organisation=organisation, key=key)
        made[one.origin] = badge
        if not badge.just_defined:
            told.known += 1
            continue
        told.defined += 1
        if one.retired:
            retire(badge, by=by, reason=_("Retiré sur l’instance d’origine."))
    return made


def _keep(archive: Archive, told: BroughtIn, by: User) -> Brought:
    values = {
        "host": archive.host[:260],
        "name": one_line(archive.name)[:160],
        "url": archive.url,
        "documents": archive.documents,
        "history": archive.history,
        "exported_at": archive.exported_at,
        "brought_by": by,
        "brought_at": timezone.now(),
    }
    if told.confirmed:
        values["confirmed_at"] = timezone.now()
    kept, new = Brought.objects.select_for_update().get_or_create(
        issuer=told.issuer, origin=archive.origin, defaults=values
    )
    if not new and archive.exported_at >= kept.exported_at:
        if kept.confirmed_at and not told.confirmed and kept.documents != archive.documents:
            values["confirmed_at"] = None  # what was confirmed is not what is kept from now on
        for name, value in values.items():
            setattr(kept, name, value)
        kept.save()
    return kept


def _keep_awards(
    brought: Brought,
    given: Sequence[Judged],
    made: dict[str, Achievement],
    told: BroughtIn,
    *,
    newest: bool,
) -> None:
    known = {one.origin: one for one in brought.awards.all()}
    new: dict[str, BroughtAward] = {}
    for one in given:
        kept = known.get(one.given.origin) or new.get(one.given.origin)
        if kept is not None:
            told.awards_known += 1
            if not newest:
                continue
        else:
            kept = BroughtAward(brought=brought, origin=one.given.origin, credential=one.given.credential)
            kept.standing, kept.visibility = one.given.standing, one.given.visibility
            kept.achievement = made.get(one.given.badge)
            new[kept.origin] = kept
        kept.revoked, kept.suspended = kept.revoked or one.revoked, one.suspended
        kept.status_reason = one_line(one.given.reason)[:300]
    told.awards = len(new)
    state = ["revoked", "suspended", "status_reason"]
    BroughtAward.objects.bulk_update(known.values(), state, batch_size=_MOST_AT_ONCE)
    BroughtAward.objects.bulk_create(new.values(), batch_size=_MOST_AT_ONCE)


def _keep_key(archive: Archive, issuer: Issuer, by: User) -> str:
    """Sign with the key of the archive from now on, when it is one of its keys and nobody here has it.

    Answers "brought", "known", "taken" (by another issuer here), "wrong", or "not-yours".
    """
    if not rules.has_perm("recognition.manage_keys", by, issuer):
        return "not-yours"
    try:
        key = SigningKey.from_json(archive.secret)
    except OpenBadgesError:
        return "wrong"
    multikey = key.public.multikey()
    if multikey not in archive.multikeys or key.kind != "Ed25519":
        return "wrong"
    Issuer.objects.select_for_update().get(pk=issuer.pk)
    if (known := IssuerKey.objects.filter(multikey=multikey).first()) is not None:
        return "known" if known.issuer_id == issuer.pk else "taken"
    issuer.keys.filter(retired_at=None).update(retired_at=timezone.now())
    sealed = seal(settings.DATA, str(key.to_json()["secretKeyMultibase"]), purpose_of(multikey))
    IssuerKey.objects.create(issuer=issuer, multikey=multikey, sealed=sealed)
    sign_all_lists(issuer)
    return "brought"
