"""Who may say what. Anyone may read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rules

from terreau.participation.kinds import kind_of
from terreau.people.rules import is_mediator, is_member, is_signed_in, is_steward

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from terreau.participation.models import Comment
    from terreau.people.models import User


@rules.predicate
def answers_for_thing(user: User | AnonymousUser, thing: Any) -> bool:
    """A person who answers for the thing spoken of, as its own room says."""
    if not (user.is_authenticated and user.is_active):
        return False
    return kind_of(thing).answers_for(user, thing)


@rules.predicate
def wrote_it(user: User | AnonymousUser, comment: Comment) -> bool:
    """The person who wrote this message."""
    return user.is_authenticated and user.is_active and comment.author_id == user.pk


@rules.predicate
def still_stands(user: User | AnonymousUser, comment: Comment) -> bool:  # noqa: ARG001 - a predicate's signature
    """The message has not been taken back."""
    return comment.withdrawn_at is None


rules.add_perm("participation.comment", is_signed_in)
rules.add_perm("participation.comment_for_someone", is_mediator)
rules.add_perm("participation.comment_for_organisation", is_member)
rules.add_perm("participation.answer_question", answers_for_thing)
rules.add_perm("participation.edit_comment", wrote_it & still_stands)
rules.add_perm("participation.withdraw_comment", wrote_it & still_stands)
rules.add_perm("participation.close_conversation", answers_for_thing | is_steward)
