"""Conversations as JSON: read by anyone, written with a token."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from ninja import Field, Path, Query, Router, Schema, Status

from terreau.foundation.patterns import LINES
from terreau.foundation.problems import PROBLEMS
from terreau.participation import actions
from terreau.participation.api.access import WRITES, BearerToken, SentKey, caller_of, once, organisation_of
from terreau.participation.kinds import thing_named
from terreau.participation.models import Intent, Scope
from terreau.participation.models.conversation import LONGEST
from terreau.participation.queries import conversation as talks

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from terreau.participation.models import Comment

router = Router(tags=["conversations"])
#: Messages by their number: beside the others, whose addresses begin with the kind of a thing.
messages = Router(tags=["conversations"])

Slug = Annotated[str, Path(max_length=40, pattern="^[a-z-]+$", description="`besoin`, `organisation`…")]
Key = Annotated[str, Path(max_length=18, pattern="^[0-9]+$", description="The number of the thing.")]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Text = Annotated[str, Field(max_length=LONGEST, pattern=LINES, description="Markdown.")]


class Message(Schema):
    """One message; its text is empty once it was taken back or hidden."""

    id: int
    url: str
    reply_to: int | None = Field(description="The first message of its thread.")
    who: str
    text: str
    question: bool
    answer: bool = Field(description="Said by someone who answers for the thing.")
    at: dt.datetime
    version: int


class Messages(Schema):
    """One page of a conversation: ten threads, in plain order."""

    page: int
    pages: int
    closed: bool
    closed_reason: str
    items: list[Message]


class Words(Schema):
    """What one says."""

    text: Text
    question: bool = False
    reply_to: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None
    for_someone: bool = Field(default=False, description="For mediators: said for somebody, without a name.")


class Why(Schema):
    """A public reason."""

    reason: Annotated[str, Field(max_length=1000, pattern=LINES)]


class Standing(Schema):
    """Whether one may still write there, and why not."""

    closed: bool
    closed_reason: str


class Wording(Schema):
    """Another wording of one's own message; `version` is the one that was read."""

    text: Text
    version: Annotated[int, Field(ge=1, le=2**31 - 1)]


@router.get(
    "/{slug}/{key}",
    response={200: Messages, **PROBLEMS},
    summary="Read a conversation",
    operation_id="list_messages",
)
def list_messages(
    request: HttpRequest,  # noqa: ARG001 - ninja gives it
    slug: Slug,
    key: Key,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Messages:
    """What is said about a thing; a page beyond the last gives the last."""
    _kind, thing = thing_named(slug, key)
    talk = talks.talk_about(thing, AnonymousUser(), page)
    threads = [(thread.first, *thread.replies) for thread in talk.threads]
    return Messages(
        page=talk.page.number,
        pages=talk.page.paginator.num_pages,
        closed=talk.conversation.closed_at is not None,
        closed_reason=talk.conversation.closed_reason,
        items=[
            _message(one, None if one is thread[0] else thread[0].pk) for thread in threads for one in thread
        ],
    )


@router.post(
    "/{slug}/{key}",
    auth=BearerToken(Scope.CONVERSE),
    response={201: Message, **WRITES},
    summary="Write in a conversation",
    operation_id="say",
)
def say(request: HttpRequest, slug: Slug, key: Key, words: Words, sent: SentKey = "") -> Any:
    """Say something about a thing, ask a question, or reply."""
    caller = caller_of(request)
    _kind, thing = thing_named(slug, key)
    said = actions.Said(
        text=words.text,
        intent=Intent.QUESTION if words.question else Intent.COMMENT,
        reply_to=words.reply_to,
        for_someone=words.for_someone,
        organisation=caller.speaks_for(someone=words.for_someone),
    )
    return once(request, sent, 201, lambda: _told(actions.say(thing, said, by=caller.user)))


@router.post(
    "/{slug}/{key}/close",
    auth=BearerToken(Scope.CONVERSE),
    response={200: Standing, **WRITES},
    summary="Close a conversation",
    operation_id="close_conversation",
)
def close_conversation(request: HttpRequest, slug: Slug, key: Key, asked: Why) -> Standing:
    """For who answers for the thing, or a steward. Closing twice changes nothing."""
    return _moved(request, slug, key, asked, actions.close_conversation)


@router.post(
    "/{slug}/{key}/reopen",
    auth=BearerToken(Scope.CONVERSE),
    response={200: Standing, **WRITES},
    summary="Open a conversation again",
    operation_id="reopen_conversation",
)
def reopen_conversation(request: HttpRequest, slug: Slug, key: Key, asked: Why) -> Standing:
    """For who answers for the thing, or a steward. Opening twice changes nothing."""
    return _moved(request, slug, key, asked, actions.reopen_conversation)


def _moved(request: HttpRequest, slug: str, key: str, asked: Why, act: Callable[..., object]) -> Standing:
    caller = caller_of(request)
    _kind, thing = thing_named(slug, key)
    caller.keep_to(organisation_of(thing))
    act(thing, by=caller.user, reason=asked.reason)
    kept = talks.conversation_of(thing)
    return Standing(closed=kept.closed_at is not None, closed_reason=kept.closed_reason)


@messages.put(
    "/{pk}",
    auth=BearerToken(Scope.CONVERSE),
    response={200: Message, **WRITES},
    summary="Mend one's own message",
    operation_id="mend_message",
)
def mend_message(request: HttpRequest, pk: Number, wording: Wording) -> Message:
    """Give one's own message another wording; the former ones stay readable."""
    caller = caller_of(request)
    caller.keep_to(talks.comment(pk).organisation_id)
    return _told(actions.mend(pk, wording.text, by=caller.user, version=wording.version))


@messages.delete(
    "/{pk}",
    auth=BearerToken(Scope.CONVERSE),
    response={204: None, **WRITES},
    summary="Take one's own message back",
    operation_id="withdraw_message",
)
def withdraw_message(request: HttpRequest, pk: Number) -> Status[None]:
    """Its place stays, its words and their former versions go."""
    caller = caller_of(request)
    caller.keep_to(talks.comment(pk).organisation_id)
    actions.withdraw_comment(pk, by=caller.user)
    return Status(204, None)


def _told(comment: Comment) -> Message:
    return _message(talks.message_of(comment, None, {}), comment.parent_id)


def _message(one: talks.Message, thread: int | None) -> Message:
    return Message(
        id=one.pk,
        url=settings.ADDRESS + reverse("participation:message", args=(one.pk,)),
        reply_to=thread,
        who=one.who,
        text=one.text,
        question=one.is_question,
        answer=one.is_answer,
        at=one.at,
        version=one.version,
    )
