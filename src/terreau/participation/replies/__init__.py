"""Engine: what a person wrote in an e-mail, without what they answered to. Knows neither Django nor Terreau.

Hostile by nature: anyone may send anything to an address. What is not plainly the letter of a person is
refused by the class that says why.
"""

from terreau.participation.replies.message import (
    LONGEST,
    AutomaticError,
    NoWordsError,
    Reply,
    ReplyError,
    UnreadableError,
    read,
    sender_of,
)

__all__ = [
    "LONGEST",
    "AutomaticError",
    "NoWordsError",
    "Reply",
    "ReplyError",
    "UnreadableError",
    "read",
    "sender_of",
]
