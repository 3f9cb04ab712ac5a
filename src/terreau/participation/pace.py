"""Against messages in bulk: an account just opened writes less often, with fewer links.

A person is counted wherever they write from; a network is counted for links of new accounts only, and
generously: a third place, where ten people open their first account in one afternoon, shares one address.
Every rate may be changed by the host (TERREAU_LIMITS).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from terreau.foundation.limits import limit, network_of
from terreau.people.rules import is_mediator

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.people.models import User

#: Messages a new account writes in an hour; and what it publishes with a link, messages or not.
NEW_WRITES = "15/h"
NEW_LINKS = "3/h"
#: What all the new accounts of one address write with links in an hour.
NETWORK_LINKS = "30/h"
#: What a person does by the page and by the API, counted together.
REPORTS, ATTACHMENTS, MEETINGS_CHANGED, RESTORES, APPEALS = "20/h", "60/h", "40/h", "40/h", "20/h"
_LINK = re.compile(r"(?:https?:)?//[^\s/]|\bwww\.[^\s]", re.IGNORECASE)


def links_in(text: str) -> int:
    """How many links a text seems to hold."""
    return len(_LINK.findall(text))


def is_new(user: User) -> bool:
    """Whether the account was opened in the last days; stewards and mediators are known people."""
    age = dt.timedelta(days=settings.NEW_ACCOUNT_DAYS)
    return user.date_joined > timezone.now() - age and not is_mediator(user)


def keep_pace(user: User, text: str) -> None:
    """Count a message of a new account, whatever the door; raises TooManyRequestsError."""
    if is_new(user):
        limit("new-account", f"user {user.pk}", NEW_WRITES)
        keep_pace_of_links(user, text)


def keep_pace_of_links(user: User, text: str) -> None:
    """Count links that a new account publishes, in a message or in anything longer."""
    if links_in(text) and is_new(user):
        limit("new-account-links", f"user {user.pk}", NEW_LINKS)


def keep_pace_together(request: HttpRequest, user: User, text: str) -> None:
    """Count links that new accounts of one network publish; raises TooManyRequestsError."""
    if links_in(text) and is_new(user):
        limit("network-links", network_of(request), NETWORK_LINKS)


def to_read_first(user: User, text: str, *, first: bool) -> bool:
    """Whether somebody reads this before it is shown: a new account's first message, full of links."""
    most = settings.HELD_LINKS
    return first and most > 0 and links_in(text) >= most and is_new(user)
