"""Taking part as JSON: the same actions and questions as the pages, one file a subject."""

from terreau.participation.api.access import WRITES, BearerToken, SentKey, caller_of, keep_pace, once
from terreau.participation.api.conversation import messages
from terreau.participation.api.conversation import router as conversations
from terreau.participation.api.following import router as follows
from terreau.participation.api.meetings import router as meetings
from terreau.participation.api.tokens import router as tokens

__all__ = [
    "WRITES",
    "BearerToken",
    "SentKey",
    "caller_of",
    "conversations",
    "follows",
    "keep_pace",
    "meetings",
    "messages",
    "once",
    "tokens",
]
