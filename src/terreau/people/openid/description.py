"""What a provider says of itself (https://openid.net/specs/openid-connect-discovery-1_0.html)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from terreau.people.openid.errors import DescriptionError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_NEEDED = {
    "authorization": "authorization_endpoint",
    "token": "token_endpoint",
    "userinfo": "userinfo_endpoint",
    "keys": "jwks_uri",
}


@dataclass(frozen=True)
class Description:
    """Addresses of a provider, and the little that changes how it is spoken to.

    `proves_code` says that it knows PKCE by S256: ProConnect refuses parameters it does not announce.
    `names_itself` says that its answers carry `iss`; `basic` that it takes the secret in a header only.
    """

    issuer: str
    authorization: str
    token: str
    userinfo: str
    keys: str
    end_session: str = ""
    proves_code: bool = False
    names_itself: bool = False
    basic: bool = False


def read(document: object, *, issuer: str, plain: Collection[str] = ()) -> Description:
    """The description in `document`, which must speak for `issuer` exactly.

    Every address is in https, save on the hosts of `plain` ("host:port"). Raises DescriptionError.
    """
    if not isinstance(document, dict):
        raise DescriptionError("not an object")
    if document.get("issuer") != issuer:
        raise DescriptionError("speaks for another issuer")
    places = {name: _address(document, key, plain) for name, key in _NEEDED.items()}
    end = _address(document, "end_session_endpoint", plain) if document.get("end_session_endpoint") else ""
    methods = _listed(document, "token_endpoint_auth_methods_supported")
    return Description(
        issuer=issuer,
        **places,
        end_session=end,
        proves_code="S256" in _listed(document, "code_challenge_methods_supported"),
        names_itself=document.get("authorization_response_iss_parameter_supported") is True,
        # Nothing announced means the header alone (Discovery, section 3).
        basic="client_secret_post" not in methods,
    )


def _address(document: Mapping[str, object], key: str, plain: Collection[str]) -> str:
    said = document.get(key)
    if not isinstance(said, str):
        raise DescriptionError(f"no {key}")
    address = urlsplit(said)
    if address.scheme == "https" and address.hostname and not address.username:
        return said
    if address.scheme == "http" and address.netloc in plain:
        return said
    raise DescriptionError(f"{key} is not safe")


def _listed(document: Mapping[str, object], key: str) -> list[str]:
    said = document.get(key)
    return [one for one in said if isinstance(one, str)] if isinstance(said, list) else []
