"""Believe a token, or not.

https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation and RFC 8725.
"""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING, Any

import jwt

from terreau.people.openid.errors import MixedUpError, TokenError, UnknownKeyError

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Signatures by public keys only, and the family of keys of each. HS256 is left out: the secret of a client
#: would then sign, and a public key taken for a secret is the oldest trick.
ALGORITHMS = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}
LONGEST = 50_000
#: Clocks differ a little, in seconds.
LEEWAY = 60


def verified(
    token: str,
    keys: Sequence[dict[str, Any]],
    *,
    algorithm: str,
    issuer: str,
    audience: str,
    nonce: str | None = None,
    lasts: bool = True,
) -> dict[str, Any]:
    """What a token says, once it is sure who says it, to whom and when.

    `keys` are those the provider publishes (JWK); `algorithm` the only one accepted; `nonce` the one that was
    sent, None where there is none (userinfo); `lasts` says that an end must be written in the token.
    Raises UnknownKeyError when no key known made it, TokenError for all the rest.
    """
    if len(token) > LONGEST:
        raise TokenError("too long")
    header = _header(token, algorithm)
    must = ["iss", "aud", "sub", *(("exp", "iat") if lasts else ())]
    for key in _candidates(keys, header.get("kid"), algorithm):
        try:
            said: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=[algorithm],
                issuer=issuer,
                audience=audience,
                leeway=LEEWAY,
                options={"require": must},
            )
        except jwt.InvalidSignatureError:
            continue
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise TokenError(type(error).__name__) from error
        _check(said, audience, nonce)
        return said
    raise UnknownKeyError("no key known made this signature")


def same_issuer(said: str | None, *, asked: str, must: bool) -> None:
    """Whether the answer says that it comes from the provider asked; raises MixedUpError."""
    if (said is None and must) or (said is not None and said != asked):
        raise MixedUpError("the answer comes from another provider")


def _header(token: str, algorithm: str) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError) as error:
        raise TokenError("unreadable") from error
    if algorithm not in ALGORITHMS or header.get("alg") != algorithm:
        raise TokenError("another algorithm than the one agreed")
    if "crit" in header:
        raise TokenError("asks for what is not understood")
    return header


def _candidates(keys: Sequence[dict[str, Any]], kid: object, algorithm: str) -> list[jwt.PyJWK]:
    found = []
    for key in keys:
        if key.get("kty") != ALGORITHMS[algorithm] or key.get("use", "sig") != "sig":
            continue
        if key.get("alg", algorithm) != algorithm or (kid is not None and key.get("kid") != kid):
            continue
        try:
            found.append(jwt.PyJWK(key, algorithm=algorithm))
        except (jwt.PyJWTError, ValueError, TypeError):
            continue
    return found


def _check(said: dict[str, Any], audience: str, nonce: str | None) -> None:
    if not isinstance(said["sub"], str) or not said["sub"]:
        raise TokenError("nobody")
    if isinstance(said["aud"], list) and len(said["aud"]) > 1 and "azp" not in said:
        raise TokenError("several audiences and no authorized party")
    if said.get("azp", audience) != audience:
        raise TokenError("meant for another party")
    if nonce is not None and not compare_digest(str(said.get("nonce", "")).encode(), nonce.encode()):
        raise TokenError("another nonce")
