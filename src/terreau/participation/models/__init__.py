"""The facts kept about taking part."""

from terreau.participation.models.conversation import Comment, Conversation, Intent
from terreau.participation.models.files import Album, Attachment, Content, FileLicence, Rendition, SentBytes
from terreau.participation.models.following import Follow, Letter, Rhythm, Told
from terreau.participation.models.journal import ActedAs, JournalHead, JournalLine, JournalPlace
from terreau.participation.models.meetings import Meeting, MeetingPlace
from terreau.participation.models.moderation import RULES, Appeal, Case, CaseState, Ground, Moderator, Report
from terreau.participation.models.posting import Notice, Posted, Sending
from terreau.participation.models.tokens import ApiToken, Scope, SentOnce

__all__ = [
    "RULES",
    "ActedAs",
    "Album",
    "ApiToken",
    "Appeal",
    "Attachment",
    "Case",
    "CaseState",
    "Comment",
    "Content",
    "Conversation",
    "FileLicence",
    "Follow",
    "Ground",
    "Intent",
    "JournalHead",
    "JournalLine",
    "JournalPlace",
    "Letter",
    "Meeting",
    "MeetingPlace",
    "Moderator",
    "Notice",
    "Posted",
    "Rendition",
    "Report",
    "Rhythm",
    "Scope",
    "Sending",
    "SentBytes",
    "SentOnce",
    "Told",
]
