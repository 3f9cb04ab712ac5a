"""Links by which an author contests without signing in: a blocked account must be able to answer too.

The decision is written in the link and signed; only the letter to the author holds it.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from terreau.participation.errors import BadAppealLinkError

_SALT = "terreau.participation.appeal"
_LONGEST = 200


def appeal_link(case: int) -> str:
    """The whole address where a decision is contested."""
    token = signing.Signer(salt=_SALT).sign(str(case))
    return settings.ADDRESS + reverse("participation:appeal-by-link", args=(token,))


def read_appeal(token: str) -> int:
    """The case of a link; raises BadAppealLinkError."""
    try:
        return int(signing.Signer(salt=_SALT).unsign(token[:_LONGEST]))
    except (signing.BadSignature, ValueError):
        raise BadAppealLinkError from None
