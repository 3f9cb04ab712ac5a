"""API tokens as they are written: recognised at sight, checked without a question, kept only as a digest.

"terreau_p_" stands before a person's, "terreau_o_" before an organisation's; then 32 letters and digits drawn
at random (190 bits) and six that check the others. A scanner of leaked secrets finds them with
`terreau_[po]_[0-9A-Za-z]{38}` and tells a real one from a look-alike without asking anyone.
"""

from __future__ import annotations

import re
import secrets
import string
from hashlib import sha256
from zlib import crc32

PERSON, ORGANISATION = "terreau_p_", "terreau_o_"
_ALPHABET = string.digits + string.ascii_letters
_DRAWN, _CHECKED = 32, 6
_WRITTEN = re.compile(rf"terreau_[po]_[0-9A-Za-z]{{{_DRAWN + _CHECKED}}}", re.ASCII)
#: How much of a token is shown again: enough to tell two apart, too little to guess the rest.
_SHOWN = 14


def new_token(prefix: str) -> str:
    """A token nobody has; it is shown once and never kept."""
    drawn = prefix + "".join(secrets.choice(_ALPHABET) for _ in range(_DRAWN))
    return drawn + _check_of(drawn)


def is_written_well(said: str) -> bool:
    """Whether this may be one of ours; what was mistyped or made up is refused before any question."""
    return bool(_WRITTEN.fullmatch(said)) and _check_of(said[:-_CHECKED]) == said[-_CHECKED:]


def digest(token: str) -> str:
    """What is kept of a token. It was drawn at random, so that a plain hash cannot be searched."""
    return sha256(token.encode()).hexdigest()


def head(token: str) -> str:
    """The beginning, by which its holder knows it again."""
    return token[:_SHOWN]


def _check_of(drawn: str) -> str:
    rest, digits = crc32(drawn.encode()), ""
    for _ in range(_CHECKED):
        rest, place = divmod(rest, len(_ALPHABET))
        digits = _ALPHABET[place] + digits
    return digits
