"""A badge as a signed token, for those who read nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from terreau.recognition.actions.keeping import signing_key
from terreau.recognition.errors import SealedKeyLostError
from terreau.recognition.openbadges import IssueError, issue_token, paper_token

if TYPE_CHECKING:
    from terreau.recognition.models import Award


def token_of(award: Award) -> str:
    """The badge as VC-JWT, signed with the key in use. Raises SealedKeyLostError."""
    plain = {name: value for name, value in award.credential.items() if name != "proof"}
    return issue_token(plain, signing_key(award.issuer))


def paper_token_of(award: Award) -> str:
    """What the large code on paper holds: the essentials, signed, verified without any network.

    "" when a link has to do: they do not fit, the badge stands no more, or nothing can be signed now.
    """
    over = award.valid_until is not None and award.valid_until <= timezone.now()
    if award.revoked_at or award.suspended_at or over or not award.credential:
        return ""
    try:
        return paper_token(award.credential, signing_key(award.issuer))
    except (IssueError, SealedKeyLostError):
        return ""
