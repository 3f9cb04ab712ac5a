"""The facts kept about taking part."""

from terreau.participation.models.conversation import Comment, Conversation, Intent
from terreau.participation.models.following import Follow, Letter, Rhythm, Sending, Told
from terreau.participation.models.journal import ActedAs, JournalHead, JournalLine, JournalPlace
from terreau.participation.models.tokens import ApiToken, Scope, SentOnce

__all__ = [
    "ActedAs",
    "ApiToken",
    "Comment",
    "Conversation",
    "Follow",
    "Intent",
    "JournalHead",
    "JournalLine",
    "JournalPlace",
    "Letter",
    "Rhythm",
    "Scope",
    "Sending",
    "SentOnce",
    "Told",
]
