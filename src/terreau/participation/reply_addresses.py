"""Addresses that take a reply by e-mail: for one person, about one thing, for a while.

`reponse+3f.besoin.12.k9.…@communs.exemple.fr`: the number of the person, the thing, the day it ends, and a
signature that the secret of the instance makes, under a salt of its own. In lower case and 64 characters at
most, as mail servers keep it (RFC 5321, 4.5.3.1.1). Whoever holds one cannot make another; it serves only to
the person it names, who must also be the sender.
"""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from terreau.participation.reply_errors import BadReplyAddressError

if TYPE_CHECKING:
    from terreau.participation.kinds import Kind

_SALT = "terreau.participation.reply"
_LONGEST_LOCAL = 64
#: 100 bits, in the letters and digits that mail servers leave as they are.
_SIGNATURE = 20
KEPT = dt.timedelta(days=30)
_EPOCH = dt.date(2026, 1, 1)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Invited:
    """Whose reply an address takes, and about what; `ended` when it was made too long ago."""

    user: int
    slug: str
    key: str
    ended: bool = False


def reply_address(user: int, kind: Kind, key: str) -> str:
    """For this person, about this thing; "" when no mail comes in here, or it would be too long."""
    local, _at, host = settings.REPLY_TO.rpartition("@")
    if not local:
        return ""
    ends = (timezone.localdate() + KEPT - _EPOCH).days
    said = f"{_short(user)}.{kind.slug}.{key}.{_short(ends)}".lower()
    whole = f"{local}+{said}.{_signed(said)}"
    return f"{whole}@{host}" if len(whole) <= _LONGEST_LOCAL else ""


def read_address(address: str) -> Invited:
    """What an address invites to; raises BadReplyAddressError for one that is not ours."""
    local, _at, _host = address.strip().strip("<>").lower().rpartition("@")
    said, _dot, signature = local.partition("+")[2].rpartition(".")
    parts = said.split(".")
    if len(local) > _LONGEST_LOCAL or len(parts) != 4:  # noqa: PLR2004 - person, kind, key, day
        raise BadReplyAddressError
    if not constant_time_compare(signature, _signed(said)):
        raise BadReplyAddressError
    user, slug, key, ends = parts
    last_day = _EPOCH + dt.timedelta(days=int(ends, 36))
    return Invited(int(user, 36), slug, key, ended=last_day < timezone.localdate())


def _signed(said: str) -> str:
    digest = salted_hmac(_SALT, said, algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:_SIGNATURE]


def _short(number: int) -> str:
    """A number in letters and digits, as `int(…, 36)` reads it."""
    said = ""
    while number:
        number, rest = divmod(number, 36)
        said = _DIGITS[rest] + said
    return said or "0"
