"""Links that stop messages without signing in: what they stop is written in them, and signed.

They have no end: a message found in a mailbox years later must still be stoppable. Signed with the secret of
the instance, under a salt of their own so that no other signature of ours can be taken for one.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from terreau.participation.errors import BadStopLinkError

_SALT = "terreau.participation.stop"
_LONGEST = 200
#: What stands for "everything" where a follow's number would be.
EVERYTHING = 0


def stop_link(user: int, follow: int = EVERYTHING) -> str:
    """The whole address that stops one follow, or every message."""
    token = signing.Signer(salt=_SALT).sign(f"{user}-{follow}")
    return settings.ADDRESS + reverse("participation:stop", args=(token,))


def read_stop(token: str) -> tuple[int, int]:
    """The person and the follow of a link; raises BadStopLinkError."""
    try:
        user, _dash, follow = signing.Signer(salt=_SALT).unsign(token[:_LONGEST]).partition("-")
        return int(user), int(follow)
    except (signing.BadSignature, ValueError):
        raise BadStopLinkError from None
