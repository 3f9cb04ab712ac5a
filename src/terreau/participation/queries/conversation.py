"""Read conversations in plain order: threads by their first message, replies under it, the oldest first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.translation import gettext as _

from terreau.participation import kinds
from terreau.participation.errors import UnknownCommentError
from terreau.participation.kinds import key_of, kind_of
from terreau.participation.models import Attachment, Case, Comment, Conversation, Intent
from terreau.participation.queries.moderation import notices_about

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Model, QuerySet

    from terreau.people.models import User

PAGE_SIZE = 10
#: Replies shown of one thread; beyond, the thread has had its say, and the page its weight.
MOST_REPLIES = 40
_COMMENT = "participation.comment"


@dataclass(frozen=True)
class Message:
    """A message ready to be read. `mine` says whether the reader wrote it and may still change it."""

    pk: int
    who: str
    text: str
    at: dt.datetime
    edited: bool
    withdrawn: bool
    hidden: bool
    is_question: bool
    is_answer: bool
    mine: bool
    version: int
    decision: Case | None = None


@dataclass(frozen=True)
class Thread:
    """A message and its replies; `waits` is a question that nobody who answers for the thing answered."""

    first: Message
    replies: Sequence[Message]
    more: int
    waits: bool


@dataclass(frozen=True)
class Talk:
    """A page of a conversation."""

    conversation: Conversation
    threads: Sequence[Thread]
    page: Page[Comment]


def conversation_of(thing: Model) -> Conversation:
    """The conversation about a thing, unsaved while nobody spoke. One query."""
    kind, key = kind_of(thing).model, key_of(thing)
    found = Conversation.objects.filter(kind=kind, thing=key).select_related("closed_by").first()
    return found or Conversation(kind=kind, thing=key)


def talk_about(thing: Model, reader: User | AnonymousUser, number: Any = 1) -> Talk:
    """A page of what is said about a thing; five queries at most."""
    conversation = conversation_of(thing)
    firsts = _read(Comment.objects.filter(conversation_id=conversation.pk, parent=None)).order_by("pk")
    page = Paginator(firsts, PAGE_SIZE).get_page(number)
    return Talk(conversation, threads_of(list(page.object_list), reader), page)


def page_with(comment: Comment) -> int:
    """On which page of its conversation a message stands."""
    first = comment.parent_id or comment.pk
    before = Comment.objects.filter(conversation_id=comment.conversation_id, parent=None, pk__lt=first)
    return before.count() // PAGE_SIZE + 1


def last_words(thing: Model, most: int) -> list[Message]:
    """The last messages about a thing, the oldest of them first. One query."""
    kind, key = kind_of(thing).model, key_of(thing)
    said = Comment.objects.filter(
        conversation__kind=kind, conversation__thing=key, withdrawn_at=None
    ).order_by("-pk")
    last = list(reversed(_read(said)[:most]))
    hidden = hidden_among(last)
    return [message_of(one, None, hidden) for one in last]


def hidden_among(said: Sequence[Comment]) -> dict[str, Case | None]:
    """Those of these messages that are hidden, with the decision that says why; one more query for these."""
    hidden = kinds.hidden(_COMMENT, [str(one.pk) for one in said])
    decisions = notices_about(_COMMENT, hidden)
    return {key: decisions.get(key) for key in hidden}


def threads_of(firsts: Sequence[Comment], reader: User | AnonymousUser) -> list[Thread]:
    """These messages with their replies."""
    replies: dict[int, list[Comment]] = defaultdict(list)
    for reply in _read(Comment.objects.filter(parent__in=firsts)).order_by("pk"):
        if reply.parent_id is not None:
            replies[reply.parent_id].append(reply)
    every = [*firsts, *(one for some in replies.values() for one in some)]
    hidden = hidden_among(every)
    return [_thread(first, replies[first.pk], reader, hidden) for first in firsts]


def _thread(
    first: Comment,
    replies: Sequence[Comment],
    reader: User | AnonymousUser,
    hidden: Mapping[str, Case | None],
) -> Thread:
    answered = any(reply.is_answer for reply in replies)
    return Thread(
        first=message_of(first, reader, hidden),
        replies=[message_of(reply, reader, hidden) for reply in replies[:MOST_REPLIES]],
        more=max(0, len(replies) - MOST_REPLIES),
        waits=first.intent == Intent.QUESTION and not answered and first.withdrawn_at is None,
    )


def message_of(
    comment: Comment, reader: User | AnonymousUser | None, hidden: Mapping[str, Case | None]
) -> Message:
    """A message as this reader may read it."""
    is_hidden, gone = str(comment.pk) in hidden, comment.withdrawn_at is not None
    mine = reader is not None and reader.pk is not None and comment.author_id == reader.pk
    return Message(
        pk=comment.pk,
        who=_("Une personne") if is_hidden else voice_of(comment),
        text="" if is_hidden or gone else comment.text,
        at=comment.written_at,
        edited=comment.edited_at is not None and not gone,
        withdrawn=gone,
        hidden=is_hidden,
        is_question=comment.intent == Intent.QUESTION,
        is_answer=comment.is_answer,
        mine=mine and not gone and not is_hidden,
        decision=hidden.get(str(comment.pk)),
        version=comment.version,
    )


def voice_of(comment: Comment | Attachment) -> str:
    """Who speaks, as everyone may read it."""
    organisation = comment.organisation
    if comment.for_someone:
        if organisation and not organisation.is_hidden:
            return _("Une personne, avec l’aide de %(name)s") % {"name": organisation.name}
        return _("Une personne, avec l’aide d’un médiateur ou d’une médiatrice")
    if organisation:
        name = organisation.public_name
        return name[:1].upper() + name[1:]
    if comment.author is None:
        return _("Une personne dont le compte n’existe plus")
    name = comment.author.public_name
    return name[:1].upper() + name[1:]


def comment(pk: int) -> Comment:
    """A message; raises UnknownCommentError when there is none, HiddenThingError when it is hidden."""
    found = Comment.objects.select_related("conversation", "author", "organisation").filter(pk=pk).first()
    if found is None:
        raise UnknownCommentError
    kinds.refuse_hidden(_COMMENT, pk)
    return found


def about(user: int) -> list[dict[str, Any]]:
    """What a person said, for their own download."""
    said = Comment.objects.filter(author_id=user).order_by("pk")
    fields = (
        "pk",
        "conversation__kind",
        "conversation__thing",
        "text",
        "written_at",
        "edited_at",
        "for_someone",
    )
    return list(said.values(*fields))


def latest(thing: Model, most: int) -> list[Comment]:
    """The last messages that stand, for the feed, the latest first."""
    kind, key = kind_of(thing).model, key_of(thing)
    said = Comment.objects.filter(
        Q(conversation__kind=kind) & Q(conversation__thing=key), withdrawn_at=None
    ).order_by("-pk")
    found = list(_read(said)[:most])
    hidden = kinds.hidden(_COMMENT, [str(one.pk) for one in found])
    return [one for one in found if str(one.pk) not in hidden]


def _read(said: QuerySet[Comment]) -> QuerySet[Comment]:
    return said.select_related("author", "organisation")
