"""The facts kept about taking part."""

from terreau.participation.models.conversation import Comment, Conversation, Intent
from terreau.participation.models.files import (
    Album,
    Attachment,
    Content,
    FileLicence,
    Rendition,
    SentBytes,
)
from terreau.participation.models.following import Follow, Letter, Rhythm, Sending, Told
from terreau.participation.models.journal import ActedAs, JournalHead, JournalLine, JournalPlace
from terreau.participation.models.meetings import Meeting, MeetingPlace
from terreau.participation.models.tokens import ApiToken, Scope, SentOnce

__all__ = [
    "ActedAs",
    "Album",
    "ApiToken",
    "Attachment",
    "Comment",
    "Content",
    "Conversation",
    "FileLicence",
    "Follow",
    "Intent",
    "JournalHead",
    "JournalLine",
    "JournalPlace",
    "Letter",
    "Meeting",
    "MeetingPlace",
    "Rendition",
    "Rhythm",
    "Scope",
    "Sending",
    "SentBytes",
    "SentOnce",
    "Told",
]
