"""From the address that a proof points to, to a key that is the issuer's and meant for assertions."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from terreau.recognition.openbadges.errors import OpenBadgesError, UnreachableError, UnreadableKeyError
from terreau.recognition.openbadges.keys.jwk import public_from_jwk, public_from_pem
from terreau.recognition.openbadges.keys.multibase import base58_decode, base58_encode, base64url_decode
from terreau.recognition.openbadges.keys.public import PublicKey, from_multikey
from terreau.recognition.openbadges.moments import read_moment
from terreau.recognition.openbadges.resolving import Resolver, bring_object

if TYPE_CHECKING:
    from datetime import datetime

    from terreau.recognition.openbadges.caps import Caps

_ASSERTION = "assertionMethod"


@dataclass(frozen=True, slots=True)
class KeyFinding:
    """What was found: `ok` as in a check, the sentence that says why, the key when there is one."""

    ok: bool | None
    sentence: str
    key: PublicKey | None = None
    values: dict[str, object] = field(default_factory=dict)


def find_key(method: str, issuer: str, resolver: Resolver, caps: Caps, at: datetime) -> KeyFinding:
    """Find the key behind a verification method; say whether it is the issuer's, for assertions, at `at`."""
    return _dated(_find(method, issuer, resolver, caps), method, at)


def _find(  # noqa: PLR0911 -- one return a kind of address
    method: str, issuer: str, resolver: Resolver, caps: Caps
) -> KeyFinding:
    controller, _, fragment = method.partition("#")
    try:
        if controller.startswith("did:key:"):
            return _owned(_did_key(controller, fragment), controller, issuer)
        if controller.startswith("did:jwk:"):
            return _owned(_did_jwk(controller), controller, issuer)
        if controller.startswith("did:web:"):
            return _from_document(did_web_address(controller), method, issuer, resolver, caps)
        if controller.startswith(("https://", "http://")):
            return _from_document(controller, method, issuer, resolver, caps)
    except UnreachableError as error:
        return KeyFinding(None, "key.unreachable", values={"url": error.values["url"]})
    except OpenBadgesError:
        return KeyFinding(False, "key.unreadable", values={"method": method})
    return KeyFinding(None, "key.unknown_kind", values={"method": method})


def _owned(key: PublicKey, controller: str, issuer: str) -> KeyFinding:
    if controller == issuer:
        return KeyFinding(True, "key.good", key)
    if issuer.startswith(("did:", "https://", "http://")):
        return KeyFinding(False, "key.not_issuer", key, {"controller": controller, "issuer": issuer})
    # An issuer named by a urn owns no address where its keys could be read: nothing proves, nothing denies.
    return KeyFinding(None, "key.unbound", key, {"issuer": issuer})


def _did_key(did: str, fragment: str) -> PublicKey:
    text = did.removeprefix("did:key:")
    if fragment and fragment != text:
        raise UnreadableKeyError(why=fragment[:12])
    return from_multikey(text)


def _did_jwk(did: str) -> PublicKey:
    try:
        return public_from_jwk(json.loads(base64url_decode(did.removeprefix("did:jwk:"))))
    except ValueError:
        raise UnreadableKeyError(why="did:jwk") from None


def did_web_address(did: str) -> str:
    """Give the https address of a did:web document (https://w3c-ccg.github.io/did-method-web/)."""
    host, *path = did.removeprefix("did:web:").split(":")
    host = unquote(host)
    if not host or any(mark in host for mark in "/?#@") or any(part in {"", ".", ".."} for part in path):
        raise UnreadableKeyError(why="did:web")
    return f"https://{host}/" + ("/".join(path) if path else ".well-known") + "/did.json"


def _from_document(url: str, method: str, issuer: str, resolver: Resolver, caps: Caps) -> KeyFinding:
    controller = method.partition("#")[0]
    try:
        document = bring_object(resolver, method, caps) if method.startswith("http") else None
    except UnreachableError:
        document = None
    if document is None:
        document = bring_object(resolver, url, caps)
    known = document.get("id")
    if controller.startswith("did:") and known != controller:
        return KeyFinding(False, "key.wrong_document", values={"url": url})
    described, meant = _described(document, method)
    if described is None:
        return KeyFinding(False, "key.absent", values={"method": method})
    key = key_of(described)
    owner = described.get("controller") or described.get("owner") or known or controller
    if owner != issuer and not (owner == known and issuer == controller):
        return KeyFinding(False, "key.not_issuer", key, {"controller": owner, "issuer": issuer})
    if controller != issuer and not _vouched(method, issuer, resolver, caps):
        # Any page may say "I am controlled by…": the issuer's own document has to say it too.
        return KeyFinding(False, "key.not_issuer", key, {"controller": controller, "issuer": issuer})
    if not meant:
        return KeyFinding(False, "key.not_for_assertions", key, {"method": method})
    ends = {name: described[name] for name in ("revoked", "expires") if described.get(name)}
    return KeyFinding(True, "key.good", key, ends)


def _dated(found: KeyFinding, method: str, at: datetime) -> KeyFinding:
    """Refuse a good key that is no longer to be used (W3C CID 1.0, 2.2: `revoked`, `expires`)."""
    for name in ("revoked", "expires"):
        if found.ok and name in found.values:
            end = read_moment(found.values[name], lenient=True)
            if end is None or end <= at:
                return KeyFinding(False, f"key.{name}", found.key, {"method": method})
    return found


def _vouched(method: str, issuer: str, resolver: Resolver, caps: Caps) -> bool:
    document = bring_object(
        resolver, did_web_address(issuer) if issuer.startswith("did:web:") else issuer, caps
    )
    names = (_ASSERTION, "verificationMethod", "publicKey")
    entries = [entry for name in names for entry in _listed(document, name)]
    return any(
        entry == method or (isinstance(entry, dict) and entry.get("id") == method) for entry in entries
    )


def _same(name: object, method: str, base: str) -> bool:
    return isinstance(name, str) and (name == method or (name.startswith("#") and base + name == method))


def _listed(document: dict[str, Any], name: str) -> list[Any]:
    value = document.get(name, [])
    return value if isinstance(value, list) else [value]


def _described(document: dict[str, Any], method: str) -> tuple[dict[str, Any] | None, bool]:
    """Find a method in a controller document, and whether it is listed for assertions (W3C CID 1.0, 3.3)."""
    base = str(document.get("id", method.partition("#")[0]))
    if _carries_key(document) and document.get("id") in {method, method.partition("#")[0], None}:
        return document, True  # the address is that of a key document, not of a list of keys
    for entry in _listed(document, _ASSERTION):
        if isinstance(entry, dict) and _same(entry.get("id"), method, base):
            return entry, True
    named = any(_same(entry, method, base) for entry in _listed(document, _ASSERTION))
    lists = ("verificationMethod", "publicKey", "authentication", "keyAgreement", "capabilityInvocation")
    for entry in (entry for name in lists for entry in _listed(document, name)):
        if isinstance(entry, dict) and _same(entry.get("id"), method, base):
            # Issuer profiles of Open Badges list keys without saying what for.
            return entry, named or (_ASSERTION not in document and not str(base).startswith("did:"))
    return None, False


_KEYS = ("publicKeyMultibase", "publicKeyJwk", "publicKeyPem", "publicKeyBase58", "kty")


def _carries_key(described: dict[str, Any]) -> bool:
    return any(name in described for name in _KEYS)


def _is_ed25519_2018(described: dict[str, Any]) -> bool:
    return "Ed25519VerificationKey2018" in _listed(described, "type")


def key_of(described: dict[str, Any]) -> PublicKey:
    """Read the key that a verification method describes. Raises UnreadableKeyError."""
    if isinstance(described.get("publicKeyMultibase"), str):
        return from_multikey(described["publicKeyMultibase"])
    if isinstance(described.get("publicKeyBase58"), str) and _is_ed25519_2018(described):
        return from_multikey("z" + base58_encode(b"\xed\x01" + base58_decode(described["publicKeyBase58"])))
    if isinstance(described.get("publicKeyPem"), str):
        return public_from_pem(described["publicKeyPem"])
    return public_from_jwk(described.get("publicKeyJwk") or described)
