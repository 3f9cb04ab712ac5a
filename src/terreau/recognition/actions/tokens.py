"""A badge as a signed token, for those who read nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.recognition.actions.keeping import signing_key
from terreau.recognition.openbadges import issue_token

if TYPE_CHECKING:
    from terreau.recognition.models import Award


def token_of(award: Award) -> str:
    """The badge as VC-JWT, signed with the key in use. Raises SealedKeyLostError."""
    plain = {name: value for name, value in award.credential.items() if name != "proof"}
    return issue_token(plain, signing_key(award.issuer))
