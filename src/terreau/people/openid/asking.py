"""What is asked of a provider through the person's browser: to sign in, to sign out."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from terreau.people.openid.description import Description


def _random() -> str:
    return secrets.token_urlsafe(32)  # 43 signs: ProConnect asks for 32 at least


@dataclass(frozen=True)
class Request:
    """The secrets of one request: `state` ties it to a browser, `nonce` to a token, `verifier` to a code."""

    state: str = field(default_factory=_random)
    nonce: str = field(default_factory=_random)
    verifier: str = field(default_factory=_random)


def authorization_url(
    description: Description,
    request: Request,
    *,
    client_id: str,
    come_back: str,
    scope: str,
    acr_values: str = "",
) -> str:
    """Where to send the person so that they sign in. Nothing is added that the provider does not announce."""
    asked = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": come_back,
        "scope": scope,
        "state": request.state,
        "nonce": request.nonce,
    }
    if acr_values:
        asked["acr_values"] = acr_values
    if description.proves_code:
        digest = sha256(request.verifier.encode()).digest()
        asked["code_challenge"] = urlsafe_b64encode(digest).rstrip(b"=").decode()
        asked["code_challenge_method"] = "S256"
    return _with(description.authorization, asked)


def end_session_url(description: Description, *, id_token: str, come_back: str) -> str:
    """Where to send the person so that they sign out there too; "" when the provider has no such place."""
    if not description.end_session:
        return ""
    asked = {"id_token_hint": id_token, "post_logout_redirect_uri": come_back, "state": _random()}
    return _with(description.end_session, asked)


def _with(address: str, asked: dict[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"
