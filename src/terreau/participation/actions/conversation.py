"""Say something about a thing, mend it, take it back; close a conversation and open it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from terreau.foundation.limits import limit
from terreau.participation.actions.journal import record
from terreau.participation.errors import (
    ChangedCommentError,
    ConversationClosedError,
    NothingSaidError,
    ReasonNeededError,
    SentKeyTakenError,
    TooLongError,
    UnknownCommentError,
)
from terreau.participation.kinds import key_of, kind_of, thing_named
from terreau.participation.models import Comment, Conversation, Intent
from terreau.participation.models.conversation import LONGEST
from terreau.people.rules import require

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import Model

    from terreau.people.models import Organisation, User

#: A storm: what one thing takes from all, so that a crowd of accounts cannot bury a conversation.
STORM = "120/10m"
#: One person, whatever the door (page or API).
PACE = "6/m"


@dataclass(frozen=True)
class Said:
    """What someone says: the text, whether it is a question, to which message it replies, for whom."""

    text: str
    intent: str = Intent.COMMENT
    reply_to: int | None = None
    for_someone: bool = False
    organisation: Organisation | None = None


def say(thing: Model, said: Said, *, by: User, key: UUID | None = None) -> Comment:
    """Add a message about a thing; the same `key` sent twice by one person is one message.

    A reply to a reply joins the same thread. Raises NotAllowedError, NothingSaidError, TooLongError,
    ConversationClosedError, UnknownCommentError, SentKeyTakenError, TooManyRequestsError.
    """
    require(by, "participation.comment")
    if said.for_someone:
        require(by, "participation.comment_for_someone")
    elif said.organisation is not None:
        require(by, "participation.comment_for_organisation", said.organisation)
    text = _worded(said.text)
    if key is not None and (known := _sent_before(key, by)):
        return known
    limit("say", f"user {by.pk}", PACE)
    limit("storm", f"{thing._meta.label_lower} {thing.pk}", STORM)
    try:
        return _write(thing, said, text, by, key)
    except IntegrityError:  # the same form, sent twice at the very same time
        if key is not None and (known := _sent_before(key, by)):
            return known
        raise


@transaction.atomic
def _write(thing: Model, said: Said, text: str, by: User, key: UUID | None) -> Comment:
    kind = kind_of(thing)
    conversation = held(kind.model, key_of(thing))
    if conversation.closed_at is not None or not kind.open_to_words(thing):
        raise ConversationClosedError(reason=conversation.closed_reason or "…")
    parent = _thread(conversation, said.reply_to)
    answers = parent is not None and parent.intent == Intent.QUESTION and not said.for_someone
    comment = Comment(conversation=conversation, parent=parent, author=by, text=text, key=key)
    comment.intent = Intent.COMMENT if parent else Intent(said.intent)
    comment.is_answer = answers and kind.answers_for(by, thing)
    comment.for_someone, comment.organisation = said.for_someone, said.organisation
    _sign(comment, by)
    comment.save()
    conversation.comments += 1
    _touch(conversation)
    verb = "answer" if comment.is_answer else "ask" if comment.intent == Intent.QUESTION else "comment"
    record(verb, thing, by=by, for_someone=said.for_someone, organisation=said.organisation)
    return comment


@transaction.atomic
def mend(pk: int, text: str, *, by: User, version: int) -> Comment:
    """Give a message another wording; the former ones stay readable in its history.

    Raises UnknownCommentError, NotAllowedError, ChangedCommentError, ConversationClosedError.
    """
    comment = _held_comment(pk)
    require(by, "participation.edit_comment", comment)
    if comment.version != version:
        raise ChangedCommentError
    return _mended(comment, text, by)


@transaction.atomic
def put_words_back(comment: Any, text: str, *, by: User, reason: str) -> Comment:
    """Give a message the words of one of its versions again; the journal says why."""
    comment._change_reason = reason
    mended = _mended(comment, text, by)
    record(
        "restore-comment",
        thing_of(mended),
        by=by,
        reason=reason,
        for_someone=mended.for_someone,
        organisation=mended.organisation,
    )
    return mended


@transaction.atomic
def withdraw_comment(pk: int, *, by: User) -> Comment:
    """Take one's own message back: its place stays, its words go, from its history too."""
    comment = _held_comment(pk)
    require(by, "participation.withdraw_comment", comment)
    _blank(comment)
    _touch(comment.conversation)
    return comment


@transaction.atomic
def close_conversation(thing: Model, *, by: User, reason: str) -> Conversation:
    """Nobody may add to it any more, and all may read why."""
    require(by, "participation.close_conversation", thing)
    reason = _reasoned(reason)
    conversation = held(kind_of(thing).model, key_of(thing))
    if conversation.closed_at is None:
        conversation.closed_at, conversation.closed_by = timezone.now(), by
        conversation.closed_reason = reason
        _touch(conversation)
        record("close-conversation", thing, by=by, reason=reason)
    return conversation


@transaction.atomic
def reopen_conversation(thing: Model, *, by: User, reason: str) -> Conversation:
    """Words are welcome again, and the journal says why."""
    require(by, "participation.close_conversation", thing)
    reason = _reasoned(reason)
    conversation = held(kind_of(thing).model, key_of(thing))
    if conversation.closed_at is not None:
        conversation.closed_at = conversation.closed_by = None
        conversation.closed_reason = ""
        _touch(conversation)
        record("reopen-conversation", thing, by=by, reason=reason)
    return conversation


@transaction.atomic
def forget_author(user: int) -> None:
    """Take a person's name off what they said, and off what they closed."""
    history = Comment.history.model.objects
    Comment.objects.filter(author_id=user).update(author=None)
    history.filter(author_id=user).update(author_id=None)
    history.filter(history_user_id=user).update(history_user_id=None)
    Conversation.objects.filter(closed_by_id=user).update(closed_by=None)


def held(kind: str, key: str) -> Conversation:
    """The conversation about a thing, held until the end of the transaction; made when nobody spoke yet."""
    conversation, _ = Conversation.objects.select_for_update().get_or_create(kind=kind, thing=key)
    return conversation


def thing_of(comment: Comment) -> Any:
    """What a message is about; raises UnknownThingError."""
    slug = kind_of(comment.conversation.kind).slug
    return thing_named(slug, comment.conversation.thing)[1]


def _held_comment(pk: int) -> Comment:
    found = Comment.objects.select_related("conversation").filter(pk=pk).first()
    if found is None:
        raise UnknownCommentError
    Conversation.objects.select_for_update().get(pk=found.conversation_id)
    found.refresh_from_db()
    return found


def _mended(comment: Any, text: str, by: User) -> Comment:
    require(by, "participation.edit_comment", comment)
    if comment.conversation.closed_at is not None:
        raise ConversationClosedError(reason=comment.conversation.closed_reason)
    if (text := _worded(text)) != comment.text:
        comment.text, comment.edited_at, comment.version = text, timezone.now(), comment.version + 1
        _sign(comment, by)
        comment.save()
        _touch(comment.conversation)
    kept: Comment = comment
    return kept


def _thread(conversation: Conversation, reply_to: int | None) -> Comment | None:
    if reply_to is None:
        return None
    parent = Comment.objects.select_related("parent").filter(conversation=conversation, pk=reply_to).first()
    if parent is None:
        raise UnknownCommentError
    return parent.parent or parent


def _sent_before(key: UUID, by: User) -> Comment | None:
    known = Comment.objects.filter(key=key).first()
    if known is not None and known.author_id != by.pk:
        raise SentKeyTakenError
    return known


def _blank(comment: Any) -> None:
    comment.history.all().delete()
    comment.text, comment.withdrawn_at, comment.version = "", timezone.now(), comment.version + 1
    # https://django-simple-history.readthedocs.io/en/stable/querying_history.html#save-without-a-historical-record
    comment.skip_history_when_saving = True
    comment.save()


def _sign(comment: Any, by: User) -> None:
    # https://django-simple-history.readthedocs.io/en/stable/user_tracking.html#manually-track-user-model
    comment._history_user = by


def _touch(conversation: Conversation) -> None:
    conversation.touched_at = timezone.now()
    conversation.save()


def _worded(text: str) -> str:
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not text:
        raise NothingSaidError
    if len(text) > LONGEST:
        raise TooLongError(limit=LONGEST)
    return text


def _reasoned(reason: str) -> str:
    if not (reason := reason.strip()):
        raise ReasonNeededError
    return reason[:1000]
