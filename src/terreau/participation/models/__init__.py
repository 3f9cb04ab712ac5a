"""The facts kept about taking part."""

from terreau.participation.models.conversation import Comment, Conversation, Intent
from terreau.participation.models.following import Follow, Letter, Rhythm, Told
from terreau.participation.models.journal import ActedAs, JournalHead, JournalLine, JournalPlace
from terreau.participation.models.moderation import RULES, Appeal, Case, CaseState, Ground, Moderator, Report
from terreau.participation.models.posting import Notice, Posted, Sending
from terreau.participation.models.tokens import ApiToken, Scope, SentOnce

__all__ = [
    "RULES",
    "ActedAs",
    "ApiToken",
    "Appeal",
    "Case",
    "CaseState",
    "Comment",
    "Conversation",
    "Follow",
    "Ground",
    "Intent",
    "JournalHead",
    "JournalLine",
    "JournalPlace",
    "Letter",
    "Moderator",
    "Notice",
    "Posted",
    "Report",
    "Rhythm",
    "Scope",
    "Sending",
    "SentOnce",
    "Told",
]
