"""The recipient as a salted hash: an address is proven to whoever knows it, and hidden from the rest."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any

_ALGORITHMS = {"sha256": hashlib.sha256, "md5": hashlib.md5}


def identity_hash(value: str, salt: str, algorithm: str = "sha256") -> str:
    """Hash an identity as Open Badges does (3.0, B.1.13 IdentityHash): text then salt, hexadecimal."""
    return f"{algorithm}${_ALGORITHMS[algorithm]((value + salt).encode()).hexdigest()}"


def identity(value: str, kind: str = "emailAddress", salt: str = "") -> dict[str, Any]:
    """Make an IdentityObject that does not show the identity. `salt` is random unless given."""
    salt = salt or secrets.token_hex(16)
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": identity_hash(value, salt),
        "identityType": kind,
        "salt": salt,
    }


def matches(described: dict[str, Any], value: str, name: str = "identityHash") -> bool:
    """Say whether an identity is this one, by exact match: the standard folds neither case nor spaces."""
    known, salt = described.get(name), described.get("salt", "")
    if not isinstance(known, str) or not isinstance(salt, str):
        return False
    if not described.get("hashed"):
        return hmac.compare_digest(known.encode(), value.encode())
    algorithm = known.partition("$")[0]
    if algorithm not in _ALGORITHMS:
        return False
    return hmac.compare_digest(identity_hash(value, salt, algorithm).encode(), known.lower().encode())
