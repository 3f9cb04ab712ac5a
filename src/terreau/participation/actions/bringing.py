"""Attach what comes from elsewhere, credited there: nobody here has sent it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from terreau.participation.actions.files import content_of
from terreau.participation.kinds import key_of, kind_of
from terreau.participation.models import Album, Attachment

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import Model

    from terreau.participation.actions.receiving import Received


@dataclass(frozen=True)
class Brought:
    """A file already received (`receiving.received`): `source` is the SHA-256 of the bytes that came."""

    source: str
    kept: Received
    description: str
    caption: str
    credit: str
    licence: str
    added_at: dt.datetime


def bring_file(thing: Model, brought: Brought) -> Attachment | None:
    """Attach it to a thing that is just being written, in the caller's transaction; None when it is there.

    The act that brings the thing in is told in the journal once, for all its files.
    """
    album, _ = Album.objects.select_for_update().get_or_create(kind=kind_of(thing).model, thing=key_of(thing))
    content = content_of(brought.source, brought.kept)
    if album.attachments.filter(content=content).exists():
        return None
    words: dict[str, Any] = {
        name: getattr(brought, name) for name in ("description", "caption", "credit", "licence", "added_at")
    }
    attachment = Attachment(album=album, content=content, name=brought.kept.name, **words)
    attachment.save()
    return attachment
