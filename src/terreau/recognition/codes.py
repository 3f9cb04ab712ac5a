"""Codes by which a badge is claimed: short enough to be copied from paper, too many to be guessed.

A code is made from the instance's secret and the award's own name, and only its fingerprint is kept: a sheet
can be printed again, and reading the database opens nothing.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import cache

from django.conf import settings

from terreau.foundation.keys import instance_secret

# No I, L, O, U: none is taken for another, none makes a word (https://www.crockford.com/base32.html).
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
LENGTH = 12


@cache
def _secret() -> bytes:
    return instance_secret(settings.DATA, "claims").encode()


def _mac(purpose: str, said: str) -> bytes:
    return hmac.new(_secret(), f"{purpose}:{said}".encode(), hashlib.sha256).digest()


def claim_code(name: str, turn: int) -> str:
    """The code of the thing called `name`, at its `turn`th code: sixty bits."""
    number = int.from_bytes(_mac("claim", f"{name}:{turn}")[:8], "big")
    return "".join(_LETTERS[number >> (5 * place) & 31] for place in range(LENGTH))


def shown(code: str) -> str:
    """A code as it is printed: K7QM-2XPT-9RWD."""
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def read(said: str) -> str:
    """A code as someone typed it; "" when it cannot be one."""
    letters = "".join(letter for letter in said.upper() if letter.isalnum()).translate(_LOOKALIKES)
    return letters if len(letters) == LENGTH and set(letters) <= set(_LETTERS) else ""


def digest(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def address_seal(email: str) -> str:
    """A fingerprint of an address that only this instance can make."""
    return _mac("address", email.strip().lower()).hex()
