"""Keys: read, written, found behind did:key, did:web and https, and tied to the issuer who signs."""

from terreau.recognition.openbadges.keys.finding import KeyFinding, did_web_address, find_key
from terreau.recognition.openbadges.keys.jwk import public_from_jwk, public_to_jwk
from terreau.recognition.openbadges.keys.multibase import base58_decode, base58_encode
from terreau.recognition.openbadges.keys.public import PublicKey, did_key_of, from_multikey
from terreau.recognition.openbadges.keys.signing import SigningKey

__all__ = [
    "KeyFinding",
    "PublicKey",
    "SigningKey",
    "base58_decode",
    "base58_encode",
    "did_key_of",
    "did_web_address",
    "find_key",
    "from_multikey",
    "public_from_jwk",
    "public_to_jwk",
]
