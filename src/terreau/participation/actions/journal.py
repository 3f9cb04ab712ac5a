"""Write the journal: the one way in, and the two ways to take a name or words off without breaking it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from terreau.participation.canonical import NOTHING_BEFORE, actor_seal, hash_of, places_seal, words_seal
from terreau.participation.kinds import key_of, kind_of
from terreau.participation.models import ActedAs, JournalHead, JournalLine, JournalPlace
from terreau.participation.models.journal import erase
from terreau.participation.signals import line_written
from terreau.people.words import one_line
from terreau.territories.models import Kind, Membership, Territory

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import Model

    from terreau.people.models import Organisation, User

SALT = 16
LONGEST_TITLE = 200
LONGEST_REASON = 1_000


@transaction.atomic
def record(  # noqa: PLR0913 - a line says who, what, on what, where, why
    verb: str,
    thing: Model,
    *,
    by: User | None,
    reason: str = "",
    organisation: Organisation | None = None,
    for_someone: bool = False,
    territories: Sequence[str] | None = None,
    theme: str | None = None,
) -> JournalLine:
    """Add a line to the journal, in the caller's transaction: it stands or falls with the act.

    Theme and territories are those of the thing unless they are given. An act done by nobody (`by` None) is
    the service's. Writers of lines take turns until their transaction ends: call it **last**, after any other
    row has been locked, or two writers may wait for one another. Raises UnknownThingError.
    """
    kind = kind_of(thing)
    head, _ = JournalHead.objects.select_for_update().get_or_create(pk=1)
    line = JournalLine(
        number=head.number + 1,
        at=timezone.now(),
        verb=verb,
        room=kind.room,
        kind=kind.model,
        thing=key_of(thing),
        theme=kind.theme(thing) if theme is None else theme,
        places=list(kind.territories(thing) if territories is None else territories),
        acted_as=_acted_as(by, organisation, for_someone=for_someone),
        organisation=organisation,
        actor=by,
        title=one_line(kind.title(thing))[:LONGEST_TITLE],
        reason=reason.strip().replace("\x00", "")[:LONGEST_REASON],
    )
    previous = bytes(head.hash) or NOTHING_BEFORE
    found_from = with_wholes(line.places)
    seal(line, previous, found_from)
    line.save()
    JournalPlace.objects.bulk_create(places_of(line, found_from))
    head.number, head.hash = line.number, line.hash
    head.save()
    line_written.send(JournalLine, line=line)
    return line


def seal(line: JournalLine, previous: bytes, found_from: Iterable[str]) -> None:
    """Give a line its salts, its seals and its hash; `found_from` is every territory that leads to it."""
    line.places_seal = places_seal(found_from)
    line.actor_salt, line.words_salt = secrets.token_bytes(SALT), secrets.token_bytes(SALT)
    line.actor_seal = actor_seal(line.actor_salt, line.actor_id)
    line.words_seal = words_seal(line.words_salt, line.title, line.reason)
    line.hash = hash_of(line, previous)


def places_of(line: JournalLine, refs: Iterable[str]) -> list[JournalPlace]:
    """The rows by which a line is found from its territories."""
    person = line.actor_id if line.acted_as == ActedAs.PERSON else None
    return [
        JournalPlace(place=ref, line=line, room=line.room, theme=line.theme, person_id=person)
        for ref in sorted(set(refs))
    ]


def with_wholes(refs: Sequence[str]) -> set[str]:
    """These territories and all they are part of today; two queries, three when an EPCI is named."""
    if not refs:
        return set()
    found = set(refs)
    direct = Membership.objects.filter(until=None, member__in=refs).values_list("whole_id", flat=True)
    found.update(direct)
    codes = Territory.objects.filter(pk__in=found, kind=Kind.EPCI).values_list("departement_code", flat=True)
    found.update(code for code in codes if code)
    found.update(Membership.objects.filter(until=None, member__in=found).values_list("whole_id", flat=True))
    return found


@transaction.atomic
def forget_actor(user: int) -> int:
    """Take a person's name off every line: the reference and its salt go, the seal and the chain stay."""
    numbers = list(JournalLine.objects.filter(actor_id=user).values_list("number", flat=True))
    JournalPlace.objects.filter(person_id=user).update(person=None)
    return erase(numbers, actor=None, actor_salt=b"")


@transaction.atomic
def take_words_off(kind: str, thing: str) -> int:
    """Take the words quoted off every line about a thing (a title that must not be read any more)."""
    numbers = list(JournalLine.objects.filter(kind=kind, thing=thing).values_list("number", flat=True))
    return erase(numbers, title="", reason="", words_salt=b"")


def _acted_as(by: User | None, organisation: Organisation | None, *, for_someone: bool) -> ActedAs:
    if for_someone:
        return ActedAs.MEDIATOR
    if organisation is not None:
        return ActedAs.ORGANISATION
    return ActedAs.PERSON if by is not None else ActedAs.SERVICE
