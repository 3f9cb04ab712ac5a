"""The identity provider that the host has set, and what is fetched from it, through the guarded client."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from json import JSONDecodeError, loads
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.cache import cache

from terreau.foundation.outgoing import Client, OutgoingError
from terreau.people import openid
from terreau.people.errors import ProviderDownError, ProviderNotBelievedError

if TYPE_CHECKING:
    import httpx

#: What a provider publishes changes rarely; a key that is not known is looked for again at once.
KEPT = 3600
MOST_BYTES = 200_000
SECONDS = 10
OK = 200


@dataclass(frozen=True)
class Provider:
    """An identity provider: how people read its name, and how we are known there.

    `algorithm` is the only signature accepted; `vouches` says that the host trusts it to have checked that an
    address is the person's, when it does not say so itself with `email_verified`.
    """

    name: str
    issuer: str
    client_id: str
    secret: str
    scope: str = "openid email"
    acr_values: str = ""
    algorithm: str = "RS256"
    vouches: bool = False


@dataclass(frozen=True)
class Told:
    """What a provider told of a person, verified; `address_vouched` when it answers for the e-mail."""

    issuer: str
    subject: str
    email: str
    address_vouched: bool
    name: str
    siret: str
    id_token: str


def provider() -> Provider | None:
    """The provider set by the host, None when none is, or not wholly."""
    said: dict[str, Any] = {**settings.OPENID}
    if not (said.get("issuer") and said.get("client_id") and said.get("secret")):
        return None
    return Provider(**said)


def description_of(one: Provider) -> openid.Description:
    """What the provider says of itself. Raises ProviderDownError, ProviderNotBelievedError."""
    address = f"{one.issuer.rstrip('/')}/.well-known/openid-configuration"
    document = _kept("description", one, address)
    try:
        return openid.read(document, issuer=one.issuer, plain=settings.OUTGOING_ALLOW)
    except openid.DescriptionError as error:
        raise ProviderNotBelievedError(name=one.name) from error


def told_by(one: Provider, code: str, *, nonce: str, verifier: str, come_back: str) -> Told:
    """Exchange the code of an answer for what the provider says of the person, all of it verified.

    Raises ProviderDownError, ProviderNotBelievedError.
    """
    description = description_of(one)
    tokens = _exchanged(one, description, code, verifier, come_back)
    id_token, access = tokens.get("id_token"), tokens.get("access_token")
    if not isinstance(id_token, str) or not isinstance(access, str):
        raise ProviderNotBelievedError(name=one.name)
    said = _believed(one, description, id_token, nonce=nonce)
    more = _userinfo(one, description, access)
    # An access token put in the place of another would tell of someone else (Core, section 5.3.2).
    if more.get("sub") != said["sub"]:
        raise ProviderNotBelievedError(name=one.name)
    names = [_text(more, key) for key in ("given_name", "usual_name", "family_name")]
    return Told(
        issuer=one.issuer,
        subject=said["sub"][:255],
        email=_text(more, "email").lower(),
        address_vouched=more.get("email_verified", one.vouches) is True,
        name=" ".join(filter(None, (names[0], names[1] or names[2])))[:80],
        siret=_text(more, "siret")[:14],
        id_token=id_token,
    )


def _text(said: dict[str, Any], key: str) -> str:
    value = said.get(key)
    return value.strip().replace("\x00", "")[:254] if isinstance(value, str) else ""


def _exchanged(
    one: Provider, description: openid.Description, code: str, verifier: str, come_back: str
) -> dict[str, Any]:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": come_back}
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    if description.proves_code:
        form["code_verifier"] = verifier
    if description.basic:
        # Each part is encoded first (RFC 6749, section 2.3.1).
        pair = f"{quote(one.client_id, safe='')}:{quote(one.secret, safe='')}"
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    else:
        form |= {"client_id": one.client_id, "client_secret": one.secret}
    answer = _asked(one, "POST", description.token, headers, urlencode(form).encode())
    return _object(one, answer)


def _userinfo(one: Provider, description: openid.Description, access: str) -> dict[str, Any]:
    """Userinfo, read as a signed JWT when it comes as one (ProConnect), as JSON else."""
    if not access.isascii() or not access.isprintable():
        raise ProviderNotBelievedError(name=one.name)
    answer = _asked(one, "GET", description.userinfo, {"Authorization": f"Bearer {access}"})
    if answer.headers.get("Content-Type", "").partition(";")[0].strip().lower() == "application/jwt":
        return _believed(one, description, answer.text.strip(), lasts=False)
    return _object(one, answer)


def _believed(
    one: Provider,
    description: openid.Description,
    token: str,
    *,
    nonce: str | None = None,
    lasts: bool = True,
) -> dict[str, Any]:
    def read(keys: list[dict[str, Any]]) -> dict[str, Any]:
        return openid.verified(
            token,
            keys,
            algorithm=one.algorithm,
            issuer=one.issuer,
            audience=one.client_id,
            nonce=nonce,
            lasts=lasts,
        )

    try:
        try:
            return read(_keys(one, description))
        except openid.UnknownKeyError:
            return read(_keys(one, description, again=True))
    except openid.OpenIdError as error:
        raise ProviderNotBelievedError(name=one.name) from error


def _keys(one: Provider, description: openid.Description, *, again: bool = False) -> list[dict[str, Any]]:
    document = _kept("keys", one, description.keys, again=again)
    listed = document.get("keys")
    return [key for key in listed if isinstance(key, dict)] if isinstance(listed, list) else []


def _kept(what: str, one: Provider, address: str, *, again: bool = False) -> dict[str, Any]:
    """A public document of the provider, from memory or fetched; a new look at most once a minute."""
    name = f"openid:{what}:{sha256(f'{one.issuer} {address}'.encode()).hexdigest()}"
    known: dict[str, Any] | None = cache.get(name)
    if known is not None and not (again and cache.add(f"{name}:again", 1, 60)):
        return known
    document = _object(one, _asked(one, "GET", address, {"Accept": "application/json"}))
    cache.set(name, document, KEPT)
    return document


def _asked(
    one: Provider, method: str, address: str, headers: dict[str, str], content: bytes = b""
) -> httpx.Response:
    client = Client(most_bytes=MOST_BYTES, seconds=SECONDS, redirects=0)
    try:
        answer = client.request(method, address, content=content, headers=headers)
    except OutgoingError as error:
        raise ProviderDownError(name=one.name) from error
    if answer.status_code >= 500:  # noqa: PLR2004 - the provider's own trouble
        raise ProviderDownError(name=one.name)
    if answer.status_code != OK:
        raise ProviderNotBelievedError(name=one.name)
    return answer


def _object(one: Provider, answer: httpx.Response) -> dict[str, Any]:
    try:
        said = loads(answer.content)
    except (JSONDecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise ProviderNotBelievedError(name=one.name) from error
    if not isinstance(said, dict):
        raise ProviderNotBelievedError(name=one.name)
    return said
