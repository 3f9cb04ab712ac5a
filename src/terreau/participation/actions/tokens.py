"""Make a token, use it, revoke it; and do once what is sent twice."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from terreau.foundation.errors import NotAllowedError
from terreau.participation import token_words
from terreau.participation.actions.journal import record
from terreau.participation.errors import (
    BadTokenError,
    EndedTokenError,
    ScopeError,
    SentOtherwiseError,
    TokenHolderError,
    TokenTermsError,
    TooManyTokensError,
    UnknownTokenError,
)
from terreau.participation.models import ApiToken, Scope, SentOnce
from terreau.participation.models.tokens import PERSONAL_SCOPES
from terreau.people.models import Organisation, User
from terreau.people.queries import mediating_organisations_of
from terreau.people.rules import is_holder, require
from terreau.people.words import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from django.db.models import QuerySet

LONGEST_LIFE = dt.timedelta(days=365)
MOST_TOKENS = 20
#: A program that tries again does so within minutes; a day leaves time for a night without network.
ANSWERS_KEPT = dt.timedelta(days=1)
#: How long a token that opens nothing any more stays on the list.
ENDED_KEPT = dt.timedelta(days=90)


@dataclass(frozen=True)
class Terms:
    """What a token opens, until when, under what name."""

    name: str
    scopes: Collection[str]
    ends_on: dt.date


@dataclass(frozen=True)
class Caller:
    """Who acts through the API: the person, and the organisation in whose name, if any."""

    user: User
    organisation: Organisation | None
    token: ApiToken

    def keep_to(self, organisation: int | None) -> None:
        """A token of an organisation touches only what is the organisation's; raises NotAllowedError.

        The rights of whoever made it, who may be a steward elsewhere, are not what was given to it.
        """
        if self.organisation is not None and self.organisation.pk != organisation:
            raise NotAllowedError

    def speaks_for(self, *, someone: bool) -> Organisation | None:
        """In whose name words are said; for someone, through an organisation that mediates.

        Raises NotAllowedError when the token is of an organisation that does not.
        """
        if not someone:
            return self.organisation
        mediating = mediating_organisations_of(self.user)
        if self.organisation is not None:
            mediating = mediating.filter(pk=self.organisation.pk)
            if not mediating.exists():
                raise NotAllowedError
        return mediating.first()


@transaction.atomic
def make_token(
    terms: Terms, *, by: User, organisation: Organisation | None = None, key: UUID | None = None
) -> tuple[ApiToken, str]:
    """Answer the token and its secret, "" when the same form was sent before: a secret is shown once.

    Raises NotAllowedError, TokenTermsError, TooManyTokensError.
    """
    require(by, "participation.make_token")
    if organisation is not None:
        require(by, "participation.make_organisation_token", organisation)
    _hold(by, organisation)
    if key is not None and (known := ApiToken.objects.filter(key=key, user=by).first()):
        return known, ""
    scopes = _scopes(terms, organisation)
    standing = _of(by, organisation).filter(revoked_at=None, ends_on__gte=timezone.localdate())
    if standing.count() >= MOST_TOKENS:
        raise TooManyTokensError(limit=MOST_TOKENS)
    secret = token_words.new_token(token_words.ORGANISATION if organisation else token_words.PERSON)
    token = ApiToken.objects.create(
        user=by,
        organisation=organisation,
        name=one_line(terms.name)[:80] or "…",
        sha256=token_words.digest(secret),
        head=token_words.head(secret),
        scopes=scopes,
        ends_on=terms.ends_on,
        key=key,
    )
    if organisation is not None:
        record("make-token", organisation, by=by, organisation=organisation, reason=token.name)
    return token, secret


@transaction.atomic
def revoke_token(pk: int, *, by: User, organisation: Organisation | None = None) -> ApiToken:
    """It opens nothing any more, at once; revoking twice changes nothing. Raises UnknownTokenError."""
    if organisation is not None:
        require(by, "participation.make_organisation_token", organisation)
    token = _of(by, organisation).select_for_update().filter(pk=pk).first()
    if token is None:
        raise UnknownTokenError
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        if organisation is not None:
            record("revoke-token", organisation, by=by, organisation=organisation, reason=token.name)
    return token


def use_token(said: str, scope: Scope | None) -> Caller:
    """Who this token speaks for, when it permits `scope` (None: anything); the day of its use is kept.

    Raises BadTokenError, EndedTokenError, TokenHolderError, ScopeError.
    """
    if not token_words.is_written_well(said):
        raise BadTokenError
    known = ApiToken.objects.select_related("user", "organisation")
    if (token := known.filter(sha256=token_words.digest(said)).first()) is None:
        raise BadTokenError
    if not token.standing:
        last = timezone.localdate(token.revoked_at) if token.revoked_at else token.ends_on
        raise EndedTokenError(day=date_format(last, "DATE_FORMAT"))
    caller = Caller(token.user, token.organisation, token)
    if not _still_speaks(caller):
        raise TokenHolderError
    if scope is not None and scope not in token.scopes:
        raise ScopeError(scope=scope.label)
    _keep_day(token)
    return caller


def once(caller: Caller, key: str, request: str, act: Callable[[], tuple[int, Any]]) -> tuple[int, Any]:
    """Do `act` and keep its answer under `key`; sent again by the same token, answer that and do nothing.

    `request` is the digest of what was asked. What fails keeps nothing, so that it may be tried again. Raises
    SentOtherwiseError when the key came before with another request.
    """
    if not key:
        return act()
    try:
        with transaction.atomic():
            # Two at once: the second waits here for the first, then finds the key taken.
            sent = SentOnce.objects.create(token=caller.token, key=key, request_sha256=request)
            status, answer = act()
            sent.status, sent.answer = status, answer
            sent.save(update_fields=["status", "answer"])
            return status, answer
    except IntegrityError:
        known = SentOnce.objects.filter(token=caller.token, key=key).first()
        if known is None:
            raise
    if known.request_sha256 != request:
        raise SentOtherwiseError
    return known.status, known.answer


def once_slowly(
    caller: Caller, key: str, request: str, act: Callable[[UUID | None], tuple[int, Any]]
) -> tuple[int, Any]:
    """The same for what must not hold the database while it works, nor be undone whole when it fails.

    The key is taken first, alone; two that arrive at once, or a second one after the first was killed, both
    act, with the same UUID by which the action knows that it is one. Raises SentOtherwiseError.
    """
    if not key:
        return act(None)
    taken = {"request_sha256": request}
    sent, _ = SentOnce.objects.get_or_create(token=caller.token, key=key, defaults=taken)
    if sent.request_sha256 != request:
        raise SentOtherwiseError
    if sent.status:
        return sent.status, sent.answer
    try:
        status, answer = act(uuid5(NAMESPACE_URL, f"{caller.token.pk} {request} {key}"))
    except Exception:
        SentOnce.objects.filter(pk=sent.pk, status=0).delete()
        raise
    SentOnce.objects.update_or_create(
        token=caller.token, key=key, defaults={**taken, "status": status, "answer": answer}
    )
    return status, answer


@transaction.atomic
def forget_past_tokens() -> dict[str, int]:
    """The retention clock: answers kept for a retry, tokens that have long opened nothing."""
    now = timezone.now()
    answers, _ = SentOnce.objects.filter(at__lt=now - ANSWERS_KEPT).delete()
    past = Q(revoked_at__lt=now - ENDED_KEPT) | Q(ends_on__lt=timezone.localdate() - ENDED_KEPT)
    tokens = ApiToken.objects.filter(past).delete()[1].get(ApiToken._meta.label, 0)
    return {"api_answers": answers, "tokens": tokens}


def _scopes(terms: Terms, organisation: Organisation | None) -> list[str]:
    open_to = set(Scope) - (PERSONAL_SCOPES if organisation else set())
    asked = set(terms.scopes)
    today = timezone.localdate()
    if not asked or not asked <= open_to or not today <= terms.ends_on <= today + LONGEST_LIFE:
        raise TokenTermsError
    return [scope.value for scope in Scope if scope in asked]


def _hold(by: User, organisation: Organisation | None) -> None:
    """Two forms at once are counted one after the other."""
    if organisation is not None:
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    else:
        User.objects.select_for_update(no_key=True).get(pk=by.pk)


def _of(by: User, organisation: Organisation | None) -> QuerySet[ApiToken]:
    found = ApiToken.objects.filter(organisation=organisation)
    return found if organisation is not None else found.filter(user=by)


def _still_speaks(caller: Caller) -> bool:
    if not caller.user.is_active:
        return False
    return caller.organisation is None or bool(is_holder(caller.user, caller.organisation))


def _keep_day(token: ApiToken) -> None:
    today = timezone.localdate()
    if token.used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(used_on=today)
