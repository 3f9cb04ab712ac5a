"""The only way out: HTTP to public addresses, within bounds of size, time and redirects.

A person may give an address (of a file, a feed, another instance); it must never become a way into the
network behind this service, nor a way to tie it up.
"""

from terreau.foundation.outgoing.addresses import is_public
from terreau.foundation.outgoing.client import Client
from terreau.foundation.outgoing.errors import (
    ForbiddenAddressError,
    OutgoingError,
    TooHeavyError,
    TooManyRedirectsError,
    TooSlowError,
    UnreachableError,
    UnreadableAnswerError,
)

__all__ = [
    "Client",
    "ForbiddenAddressError",
    "OutgoingError",
    "TooHeavyError",
    "TooManyRedirectsError",
    "TooSlowError",
    "UnreachableError",
    "UnreadableAnswerError",
    "is_public",
]
