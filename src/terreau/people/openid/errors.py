"""Why an answer is not believed; the text is for logs, and quotes nothing of the person."""

from __future__ import annotations


class OpenIdError(Exception):
    """Something a provider said that cannot be believed."""


class DescriptionError(OpenIdError):
    """The provider's own description is missing something, or speaks for another."""


class TokenError(OpenIdError):
    """A token that is not the one asked for: signature, issuer, audience, time, nonce."""


class UnknownKeyError(TokenError):
    """Signed with a key that is not among those known: the provider may have new ones."""


class MixedUpError(OpenIdError):
    """The answer comes from another provider than the one asked (RFC 9207)."""
