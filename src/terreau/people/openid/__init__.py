"""OpenID Connect, the relying party's part: read a provider's description, ask, verify what comes back.

Knows neither Django nor Terreau, and speaks to no network: whoever calls it fetches. Only the authorization
code flow (https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth). Signatures by public keys,
with the one algorithm agreed with the provider, never the one a token claims.
"""

from terreau.people.openid.asking import Request, authorization_url, end_session_url
from terreau.people.openid.description import Description, read
from terreau.people.openid.errors import (
    DescriptionError,
    MixedUpError,
    OpenIdError,
    TokenError,
    UnknownKeyError,
)
from terreau.people.openid.tokens import ALGORITHMS, same_issuer, verified

__all__ = [
    "ALGORITHMS",
    "Description",
    "DescriptionError",
    "MixedUpError",
    "OpenIdError",
    "Request",
    "TokenError",
    "UnknownKeyError",
    "authorization_url",
    "end_session_url",
    "read",
    "same_issuer",
    "verified",
]
