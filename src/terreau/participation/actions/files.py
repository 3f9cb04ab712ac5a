"""Attach a photograph or a file to anything, describe it again, take it away."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from terreau.foundation.limits import limit
from terreau.participation import store
from terreau.participation.actions.credits import forget_in_credits
from terreau.participation.actions.journal import record
from terreau.participation.actions.receiving import received
from terreau.participation.errors import ReasonNeededError, SentKeyTakenError
from terreau.participation.file_errors import (
    AlreadyAttachedError,
    ChangedFileError,
    DayFullError,
    NotDescribedError,
    NotOpenToFilesError,
    TooManyFilesError,
    UnknownFileError,
)
from terreau.participation.kinds import key_of, kind_of, thing_named
from terreau.participation.models import Album, Attachment, Content, FileLicence, SentBytes
from terreau.participation.models.files import LONGEST_CAPTION, LONGEST_CREDIT, LONGEST_DESCRIPTION
from terreau.people.rules import require
from terreau.people.words import one_line

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import Model

    from terreau.participation.actions.receiving import Received
    from terreau.people.models import Organisation, User

#: One person, whatever the door.
PACE = "12/m"
#: What a version keeps of a reason; the journal has all of it.
LONGEST_REASON = 100
#: What one thing takes from all.
STORM = "60/10m"


@dataclass(frozen=True)
class Words:
    """What is said of a file: what it shows, a caption, who made it, under which licence."""

    description: str
    caption: str = ""
    credit: str = ""
    licence: str = FileLicence.OUVERTE


@dataclass(frozen=True)
class Sent:
    """What someone attaches: a file and its words, and for whom."""

    name: str
    data: bytes
    words: Words
    for_someone: bool = False
    organisation: Organisation | None = None


def attach(thing: Model, sent: Sent, *, by: User, key: UUID | None = None) -> Attachment:
    """Attach a file to a thing; the same `key` sent twice by one person is one file.

    A picture is made anew before the transaction: it takes a second, during which others write. Raises
    NotAllowedError, NotOpenToFilesError, NotDescribedError, AlreadyAttachedError, SentKeyTakenError,
    TooManyFilesError, DayFullError, TooManyRequestsError, and what `receiving.received` raises.
    """
    require(by, "participation.attach")
    if sent.for_someone:
        require(by, "participation.attach_for_someone")
    words = _worded(sent.words)
    if key is not None and (known := _sent_before(key, by)):
        return known
    if not kind_of(thing).open_to_words(thing):
        raise NotOpenToFilesError
    limit("attach", f"user {by.pk}", PACE)
    limit("attach-storm", f"{thing._meta.label_lower} {thing.pk}", STORM)
    _count(by, len(sent.data))
    with store.writing():
        kept = received(sent.name, sent.data)
        try:
            return _write(thing, sent, words, kept, by=by, key=key)
        except IntegrityError:  # the same form, sent twice at the very same time
            if key is not None and (known := _sent_before(key, by)):
                return known
            raise


@transaction.atomic
def _write(
    thing: Model, sent: Sent, words: Words, kept: Received, *, by: User, key: UUID | None
) -> Attachment:
    album = _held(kind_of(thing).model, key_of(thing))
    if key is not None and (known := _sent_before(key, by)):
        return known
    if album.attachments.count() >= settings.MOST_FILES:
        raise TooManyFilesError(limit=settings.MOST_FILES)
    content = content_of(sha256(sent.data).hexdigest(), kept)
    if album.attachments.filter(content=content).exists():
        raise AlreadyAttachedError
    attachment = Attachment(
        album=album, content=content, name=kept.name, author=by, key=key, **vars(words),
        for_someone=sent.for_someone, organisation=sent.organisation,
    )  # fmt: skip
    _sign(attachment, by)
    attachment.save()
    _touch(album)
    verb = "attach-picture" if content.is_picture else "attach-file"
    record(verb, thing, by=by, for_someone=sent.for_someone, organisation=sent.organisation)
    return attachment


@transaction.atomic
def describe(pk: int, words: Words, *, by: User, version: int) -> Attachment:
    """Say otherwise what a file shows; the former words stay readable in its history.

    Raises UnknownFileError, NotAllowedError, ChangedFileError, NotDescribedError.
    """
    attachment = held_file(pk)
    require(by, "participation.describe_file", attachment)
    if attachment.version != version:
        raise ChangedFileError
    words = _worded(words)
    if any(getattr(attachment, name) != said for name, said in vars(words).items()):
        _described(attachment, words, by)
        record("describe-file", thing_of_file(attachment), by=by)
    return attachment


@transaction.atomic
def put_description_back(attachment: Any, words: Words, *, by: User, reason: str) -> None:
    """Give a file, held, the words of one of its versions again; the journal says why."""
    attachment._change_reason = reason[:LONGEST_REASON]
    _described(attachment, _worded(words), by)
    record("restore-description", thing_of_file(attachment), by=by, reason=reason)


def _described(attachment: Attachment, words: Words, by: User) -> None:
    for name, said in vars(words).items():
        setattr(attachment, name, said)
    attachment.changed_at, attachment.version = timezone.now(), attachment.version + 1
    _sign(attachment, by)
    attachment.save()
    _touch(attachment.album)


@transaction.atomic
def remove_file(pk: int, *, by: User, reason: str) -> None:
    """Take a file away with its words and their history; the journal says that it was there, and why it left.

    Raises UnknownFileError, NotAllowedError, ReasonNeededError.
    """
    attachment = held_file(pk)
    require(by, "participation.remove_file", attachment)
    if not (reason := reason.strip()):
        raise ReasonNeededError
    thing, album = thing_of_file(attachment), attachment.album
    attachment.delete()
    _touch(album)
    record("remove-file", thing, by=by, reason=reason[:1000])


@transaction.atomic
def forget_sender(user: int) -> None:
    """Take a person's name off what they attached, the words they changed, the credits that give it."""
    forget_in_credits(user)
    history = Attachment.history.model.objects
    Attachment.objects.filter(author_id=user).update(author=None)
    history.filter(author_id=user).update(author_id=None)
    history.filter(history_user_id=user).update(history_user_id=None)


def thing_of_file(attachment: Attachment) -> Any:
    """What a file is attached to; raises UnknownThingError when it is gone or hidden."""
    return thing_named(kind_of(attachment.album.kind).slug, attachment.album.thing)[1]


def held_file(pk: int) -> Attachment:
    """A file, its album held until the end of the transaction; raises UnknownFileError."""
    found = Attachment.objects.filter(pk=pk).values_list("album_id", flat=True).first()
    if found is None:
        raise UnknownFileError
    Album.objects.select_for_update().get(pk=found)
    attachment = Attachment.objects.select_related("album", "content").filter(pk=pk).first()
    if attachment is None:  # taken away by another while this one waited
        raise UnknownFileError
    return attachment


def _held(kind: str, key: str) -> Album:
    album, _ = Album.objects.select_for_update().get_or_create(kind=kind, thing=key)
    return album


def content_of(source: str, kept: Received) -> Content:
    """The content of these bytes, held so that no clock deletes it before it is attached."""
    content, is_new = Content.objects.select_for_update().get_or_create(
        source=source,
        defaults={
            "media_type": kept.media_type,
            "suffix": kept.suffix,
            "width": kept.width,
            "height": kept.height,
        },
    )
    if is_new:
        for rendition in kept.renditions:
            rendition.content = content
            rendition.save()
    return content


@transaction.atomic
def _count(by: User, size: int) -> None:
    today = timezone.localdate()
    sent, _ = SentBytes.objects.select_for_update().get_or_create(user=by, day=today)
    if sent.bytes + size > settings.MOST_BYTES_A_DAY:
        raise DayFullError(limit=settings.MOST_BYTES_A_DAY // 1024**2)
    sent.bytes += size
    sent.save()


def _sent_before(key: UUID, by: User) -> Attachment | None:
    known = Attachment.objects.filter(key=key).first()
    if known is not None and known.author_id != by.pk:
        raise SentKeyTakenError
    return known


def _sign(attachment: Any, by: User) -> None:
    # https://django-simple-history.readthedocs.io/en/stable/user_tracking.html#manually-track-user-model
    attachment._history_user = by


def _touch(album: Album) -> None:
    album.touched_at = timezone.now()
    album.save()


def _worded(words: Words) -> Words:
    description = words.description.replace("\x00", "").replace("\r\n", "\n").strip()
    if not description:
        raise NotDescribedError
    return Words(
        description=description[:LONGEST_DESCRIPTION],
        caption=one_line(words.caption)[:LONGEST_CAPTION],
        credit=one_line(words.credit)[:LONGEST_CREDIT],
        licence=FileLicence(words.licence),
    )
