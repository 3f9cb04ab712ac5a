"""Conversations and the journal as everyone may read them, to carry away and to bring in.

The journal keeps its numbers and its hashes. Its names become what everyone may read and their salts stay
behind, as when people leave: the chain still holds, and whoever has it elsewhere can verify it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from terreau.foundation.slots import PublicSet
from terreau.participation.actions.journal import places_of
from terreau.participation.kinds import hidden
from terreau.participation.models import Comment, Conversation, JournalHead, JournalLine, JournalPlace
from terreau.participation.queries.chain import Found

if TYPE_CHECKING:
    from collections.abc import Iterable

_COMMENT = "participation.comment"
_AT_A_TIME = 1_000
_TALK = dict.fromkeys(("id", "kind", "thing", "touched_at", "closed_at", "closed_reason"), "")
_SAID = {
    **dict.fromkeys(("id", "conversation", "parent", "intent", "is_answer"), ""),
    "who": "https://schema.org/creditText",
    "organisation": "https://schema.org/sourceOrganization",
    "for_someone": "",
    "text": "https://schema.org/text",
    "written_at": "https://schema.org/dateCreated",
    "edited_at": "https://schema.org/dateModified",
    "withdrawn_at": "",
}
_PLAIN = ("number", "verb", "room", "kind", "thing", "theme", "places", "acted_as", "title", "reason")
_BYTES = ("words_salt", "actor_seal", "words_seal", "hash")
_LINE = dict.fromkeys((*_PLAIN, "at", "organisation", "who", *_BYTES, "places_seal", "found_from"), "")


def _talks() -> Iterable[dict[str, Any]]:
    for talk in Conversation.objects.order_by("pk").iterator():
        if hidden(talk.kind, [talk.thing]):
            continue
        yield {
            "id": talk.pk,
            "kind": talk.kind,
            "thing": talk.thing,
            "touched_at": talk.touched_at.isoformat(),
            "closed_at": _said(talk.closed_at),
            "closed_reason": talk.closed_reason,
        }


def _take_talks(rows: Iterable[dict[str, Any]]) -> int:
    made = []
    for row in rows:
        talk = Conversation(
            pk=row["id"],
            kind=row["kind"],
            thing=row["thing"],
            touched_at=_moment(row["touched_at"]),
            closed_at=_moment(row["closed_at"]),
            closed_reason=row["closed_reason"],
        )
        talk.clean_fields(exclude=["closed_by"])
        made.append(talk)
    return len(Conversation.objects.bulk_create(made, batch_size=_AT_A_TIME))


def _comments() -> Iterable[dict[str, Any]]:
    """What was said. Words taken back or hidden stay behind; their place stays, for replies to make sense."""
    kept = {row["id"] for row in _talks()}
    away = hidden(_COMMENT, [str(pk) for pk in Comment.objects.order_by("pk").values_list("pk", flat=True)])
    for one in Comment.objects.select_related("author").order_by("pk").iterator():
        if one.conversation_id not in kept:
            continue
        yield {
            "id": one.pk,
            "conversation": one.conversation_id,
            "parent": one.parent_id,
            "intent": one.intent,
            "is_answer": one.is_answer,
            "who": one.author.public_name if one.author else "",
            "organisation": one.organisation_id,
            "for_someone": one.for_someone,
            "text": "" if str(one.pk) in away else one.text,
            "written_at": one.written_at.isoformat(),
            "edited_at": _said(one.edited_at),
            "withdrawn_at": _said(one.withdrawn_at),
        }


def _take_comments(rows: Iterable[dict[str, Any]]) -> int:
    counts: dict[int, int] = {}
    for row in rows:
        plain_ones = {name: row[name] for name in ("intent", "is_answer", "for_someone", "text")}
        one = Comment(
            pk=row["id"],
            conversation_id=row["conversation"],
            parent_id=row["parent"],
            organisation_id=row["organisation"],
            written_at=_moment(row["written_at"]),
            edited_at=_moment(row["edited_at"]),
            withdrawn_at=_moment(row["withdrawn_at"]),
            **plain_ones,
        )
        one.clean_fields(exclude=["conversation", "parent", "author", "organisation", "text", "key"])
        one.save(force_insert=True)
        counts[one.conversation_id] = counts.get(one.conversation_id, 0) + 1
    for talk, count in counts.items():
        Conversation.objects.filter(pk=talk).update(comments=count)
    return sum(counts.values())


def _lines() -> Iterable[dict[str, Any]]:
    found_from = Found()
    for lines in _by_pages():
        away = {
            (kind, key)
            for kind in {line.kind for line in lines}
            for key in hidden(kind, [line.thing for line in lines if line.kind == kind])
        }
        for line in lines:
            row: dict[str, Any] = {name: getattr(line, name) for name in _PLAIN}
            row |= {name: bytes(getattr(line, name)).hex() for name in _BYTES}
            row |= {"at": line.at.isoformat(), "organisation": line.organisation_id}
            row["who"] = line.actor.public_name if line.actor else ""
            row["places_seal"] = bytes(line.places_seal).hex() if line.places_seal is not None else None
            row["found_from"] = [place for _line, place, *_rest in found_from.of(line.number)]
            if (line.kind, line.thing) in away:
                row |= {"title": "", "reason": "", "words_salt": ""}
            yield row


def _by_pages() -> Iterable[list[JournalLine]]:
    last = 0
    found = JournalLine.objects.select_related("actor").order_by("number")
    while lines := list(found.filter(number__gt=last)[:_AT_A_TIME]):
        last = lines[-1].number
        yield lines


def _take_lines(rows: Iterable[dict[str, Any]]) -> int:
    """Bring the chain in. Whether it holds is for the caller to verify, before anybody sees it."""
    JournalHead.objects.all().delete()
    line, places = None, list[JournalPlace]()
    for row in rows:
        line = JournalLine(**{name: row[name] for name in _PLAIN})
        line.at, line.organisation_id = dt.datetime.fromisoformat(row["at"]), row["organisation"]
        line.actor_salt = b""
        for name in _BYTES:
            setattr(line, name, bytes.fromhex(row[name]))
        line.places_seal = None if row["places_seal"] is None else bytes.fromhex(row["places_seal"])
        line.clean_fields(exclude=["places", "actor", "organisation", "actor_salt", "words_salt"])
        line.save()
        found_from = places_of(line, map(str, row["found_from"]))
        for place in found_from:
            place.clean_fields(exclude=["line", "person"])
        places += found_from
        if len(places) > _AT_A_TIME:
            JournalPlace.objects.bulk_create(places)
            places = []
    JournalPlace.objects.bulk_create(places)
    if line is not None:
        JournalHead.objects.create(pk=1, number=line.number, hash=line.hash)
    return line.number if line else 0


def _said(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(said: str | None) -> Any:
    """A moment with its zone, or None. Raises ValueError."""
    if said is None:
        return None
    moment = dt.datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError(said)
    return moment


def public_sets() -> list[PublicSet]:
    """What this room gives to whoever carries the commons away."""
    return [
        PublicSet(
            "conversations",
            _("Conversations"),
            "https://schema.org/Conversation",
            _TALK,
            _talks,
            _take_talks,
            Conversation.objects.count,
        ),
        PublicSet(
            "messages",
            _("Messages"),
            "https://schema.org/Comment",
            _SAID,
            _comments,
            _take_comments,
            Comment.objects.count,
        ),
        PublicSet(
            "journal",
            _("Journal"),
            "https://schema.org/Action",
            _LINE,
            _lines,
            _take_lines,
            JournalLine.objects.count,
        ),
    ]
