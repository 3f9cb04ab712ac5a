"""Take a reply that came by e-mail: the same as writing on the page, for who the address was made for.

The counters of the page live in the memory of the service, which this process does not share: what a person
writes and what a thing receives is counted in the database.
"""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from terreau.participation.actions.conversation import Said, say
from terreau.participation.kinds import key_of, kind_of, thing_named
from terreau.participation.models import Comment
from terreau.participation.pace import is_new, links_in
from terreau.participation.reply_addresses import KEPT, read_address
from terreau.participation.reply_errors import (
    BadReplyAddressError,
    EndedReplyAddressError,
    LinksByReplyError,
    TooManyRepliesError,
)
from terreau.people.models import User
from terreau.people.queries import verified_addresses_of

if TYPE_CHECKING:
    from django.db.models import Model

    from terreau.participation.replies import Reply
    from terreau.participation.reply_addresses import Invited

HOUR = dt.timedelta(hours=1)
#: Messages of one person in an hour, from everywhere; and of all on one thing in ten minutes, as on the page.
MOST_BY_ONE, MOST_ON_ONE, STORM = 10, 120, dt.timedelta(minutes=10)


def replier(address: str, sender: str) -> tuple[User, Invited]:
    """Who may write to this address; raises BadReplyAddressError, which says nothing to whoever tries."""
    invited = read_address(address)
    user = User.objects.filter(pk=invited.user, is_active=True).first()
    if user is None or sender not in {one.lower() for one in verified_addresses_of(user)}:
        raise BadReplyAddressError
    return user, invited


@transaction.atomic
def take_reply(reply: Reply, address: str) -> Comment:
    """Publish a reply in the conversation that its address is about; the same message twice is one.

    Raises BadReplyAddressError, EndedReplyAddressError, TooManyRepliesError, LinksByReplyError, and what
    `thing_named` and `say` raise.
    """
    user, invited = replier(address, reply.sender)
    if invited.ended:
        raise EndedReplyAddressError(days=KEPT.days)
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    identity = reply.message_id or sha256(reply.words.encode()).hexdigest()
    key = uuid5(NAMESPACE_URL, f"terreau reply {user.pk} {invited.slug} {invited.key} {identity}")
    if (known := Comment.objects.filter(key=key, author=user).first()) is not None:
        return known
    _kind, thing = thing_named(invited.slug, invited.key)
    _keep_pace(user, thing, reply.words)
    return say(thing, Said(reply.words), by=user, key=key)


def _keep_pace(user: User, thing: Model, words: str) -> None:
    now = timezone.now()
    by_one = Comment.objects.filter(author=user, written_at__gt=now - HOUR)
    on_one = Comment.objects.filter(
        conversation__kind=kind_of(thing).model,
        conversation__thing=key_of(thing),
        written_at__gt=now - STORM,
    )
    if by_one.count() >= MOST_BY_ONE or on_one.count() >= MOST_ON_ONE:
        raise TooManyRepliesError
    if is_new(user) and links_in(words):
        raise LinksByReplyError
