"""Give a badge: sign it, with its place in the list of the issuer, and offer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from terreau.participation.actions import record
from terreau.participation.kinds import refuse_hidden
from terreau.people.words import one_line
from terreau.recognition import codes
from terreau.recognition.actions.keeping import register_with_room, require, signing_key
from terreau.recognition.actions.letters import announce
from terreau.recognition.errors import AlreadyGivenError, NotSignableError, RetiredBadgeError
from terreau.recognition.models import (
    Achievement,
    Award,
    Means,
    Standing,
    StatusRegister,
    Version,
    Visibility,
)
from terreau.recognition.openbadges import (
    IssueError,
    SigningKey,
    achievement_credential,
    identity,
    issue,
    status_entry,
)
from terreau.recognition.queries import addresses, documents

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from terreau.people.models import User


@dataclass(frozen=True)
class Gift:
    """To whom a badge is given and why. Without an address, the badge is claimed with the code on its sheet.

    `evidence` holds {"kind": "link" | "need", "name", "url"}; `recipient` is set when the person gives it to
    themselves, or asked for it. `code` names the award of an example, for which a fixed address is wanted.
    """

    email: str = ""
    name: str = ""
    narrative: str = ""
    evidence: tuple[dict[str, str], ...] = ()
    recipient: User | None = None
    means: Means | None = None
    for_someone: bool = False
    code: str = ""


@transaction.atomic
def award(achievement: Achievement, gifts: Sequence[Gift], *, by: User, again: bool = False) -> list[Award]:
    """Give a badge to these people, all or none; they are told once it stands.

    Raises NotAllowedError, RetiredBadgeError, SealedKeyLostError, NotSignableError, and AlreadyGivenError
    when an address has this badge already (unless `again`).
    """
    require("recognition.award_badge", by, achievement)
    made = give(achievement, gifts, by=by, again=again)
    if made:
        organisation = achievement.issuer.organisation
        record(
            "award-badge",
            achievement,
            by=by,
            organisation=organisation,
            for_someone=any(one.for_someone for one in made) and organisation is None,
        )
    return made


def give(
    achievement: Achievement, gifts: Sequence[Gift], *, by: User | None, again: bool = False
) -> list[Award]:
    """Sign and offer; the caller has asked the rules and is in a transaction."""
    kept = (
        Achievement.objects.select_for_update(of=("self",))
        .select_related("issuer__organisation")
        .get(pk=achievement.pk)
    )
    refuse_hidden("recognition.achievement", kept.pk)
    if kept.retired_at is not None:
        raise RetiredBadgeError
    if not again:
        _refuse_twice(kept, gifts)
    version = kept.versions.get(number=kept.version)
    version.achievement = kept
    key = signing_key(kept.issuer)
    register = register_with_room(kept.issuer, key, len(gifts))
    now = timezone.now()
    words = Words.of(version, register)
    made = [_one(gift, version, register, key, by, now, words) for gift in gifts]
    Award.objects.bulk_create(made)
    StatusRegister.objects.filter(pk=register.pk).update(next_index=register.next_index)
    Achievement.objects.filter(pk=kept.pk).update(awards_count=F("awards_count") + len(made), touched_at=now)
    announce([one.pk for one in made if one.email])
    return made


def have_it(achievement: Achievement, emails: Sequence[str]) -> dict[str, dt.datetime]:
    """Seals of those of these addresses that have this badge already, and since when."""
    seals = [codes.address_seal(email) for email in emails if email]
    before = Award.objects.filter(
        version__achievement=achievement, email_seal__in=seals, revoked_at=None
    ).exclude(standing=Standing.REFUSED)
    return dict(before.order_by("-pk").values_list("email_seal", "given_at")) if seals else {}


def _refuse_twice(achievement: Achievement, gifts: Sequence[Gift]) -> None:
    if known := have_it(achievement, [gift.email for gift in gifts]):
        raise AlreadyGivenError(day=timezone.localdate(min(known.values())).strftime("%d/%m/%Y"))


@dataclass(frozen=True)
class Words:
    """What all badges of one definition say alike: the badge, who gives it, where its lists are."""

    achievement: dict[str, Any]
    profile: dict[str, Any]
    lists: dict[str, str]

    @classmethod
    def of(cls, version: Version, register: StatusRegister) -> Words:
        issuer = version.achievement.issuer
        purposes = ("revocation", "suspension")
        return cls(
            documents.achievement(version, issuer),
            documents.profile(issuer),
            {purpose: addresses.status_list(register, issuer, purpose) for purpose in purposes},
        )


def _one(
    gift: Gift,
    version: Version,
    register: StatusRegister,
    key: SigningKey,
    by: User | None,
    now: dt.datetime,
    words: Words,
) -> Award:
    email = gift.email.strip().lower()
    made = Award(version=version, issuer=version.achievement.issuer, given_by=by, register=register)
    made.code = gift.code or made.code
    made.index = register.next_index
    register.next_index += 1
    made.means = gift.means or (Means.EMAIL if email else Means.PAPER)
    made.for_someone, made.narrative = gift.for_someone, gift.narrative.strip()[:2000]
    made.evidence, made.given_at = [dict(one) for one in gift.evidence], now
    made.recipient_name = one_line(gift.name)[:80]
    made.email, made.email_seal = email, codes.address_seal(email) if email else ""
    code = codes.claim_code(made.code, 0)
    made.claim_digest = codes.digest(code)
    months = version.said("months")
    made.valid_until = _later(now, months) if months else None
    if gift.recipient is not None:
        made.recipient, made.standing, made.answered_at = gift.recipient, Standing.ACCEPTED, now
        made.email, made.visibility = "", Visibility.LINK
    made.credential = sign(made, key, email or _address_of(gift), code, words)
    return made


def _address_of(gift: Gift) -> str:
    return gift.recipient.email.lower() if gift.recipient is not None else ""


def sign(made: Award, key: SigningKey, email: str, code: str, words: Words | None = None) -> dict[str, Any]:
    """The signed file of an award, of these `words` when they are made already. Raises NotSignableError."""
    words = words or Words.of(made.version, made.register)
    more: dict[str, Any] = {
        "credentialStatus": [status_entry(url, made.index, purpose) for purpose, url in words.lists.items()]
    }
    if made.valid_until:
        more["validUntil"] = made.valid_until.strftime("%Y-%m-%dT%H:%M:%SZ")
    if evidence := list(_evidence(made)):
        more["evidence"] = evidence
    unsigned = achievement_credential(
        words.achievement,
        words.profile,
        email,
        valid_from=made.given_at,
        identifier=addresses.award_id(made),
        more=more,
    )
    if not email:
        # Who holds the sheet can prove that the badge is theirs, as an address would.
        unsigned["credentialSubject"]["identifier"] = [identity(code, "identifier")]
    try:
        return issue(unsigned, key)
    except IssueError as error:
        raise NotSignableError(why=error.said("fr")) from error


def _evidence(made: Award) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = []
    if made.narrative:
        said.append({"type": ["Evidence"], "name": "Ce qui a été fait", "narrative": made.narrative})
    said += [
        {"id": one["url"], "type": ["Evidence"], "name": one.get("name") or one["url"]}
        for one in made.evidence
    ]
    return said


def _later(moment: dt.datetime, months: int) -> dt.datetime:
    from dateutil.relativedelta import relativedelta

    later: dt.datetime = moment + relativedelta(months=months)
    return later
