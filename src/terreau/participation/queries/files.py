"""Read photographs and files, in the order they were attached, without those that are hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.urls import reverse

from terreau.foundation.licences import understand
from terreau.participation import kinds, store
from terreau.participation.file_errors import UnknownFileError
from terreau.participation.kinds import key_of, kind_of
from terreau.participation.models import Attachment
from terreau.participation.models.files import mark_of
from terreau.participation.queries.conversation import voice_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from django.db.models import Model, QuerySet

    from terreau.foundation.licences import Licence
    from terreau.participation.models import Content, Rendition

PAGE_SIZE = 24
#: How a file is named in addresses that name kinds.
KIND = "fichier"
_FILE = "participation.attachment"
#: Wide enough for a card, light enough for a list.
_IN_A_LIST = 960


@dataclass(frozen=True)
class Image:
    """A picture as an `img` asks for it: its addresses, and the place to keep for it."""

    src: str
    srcset: str
    width: int
    height: int


@dataclass(frozen=True)
class File:
    """A photograph or a file ready to be shown; `image` is None for what is not a picture."""

    pk: int
    url: str
    title: str
    description: str
    caption: str
    who: str
    credit: str
    licence: Licence | None
    at: dt.datetime
    changed_at: dt.datetime | None
    image: Image | None
    widest: Image | None
    download: str
    ending: str
    bytes: int


@dataclass(frozen=True)
class Given:
    """Bytes to give: where they stand, what they are, under which name they are saved ("" for a picture)."""

    path: Path
    media_type: str
    name: str


def page_of_files(thing: Model, number: Any = 1) -> Page[Attachment]:
    """A page of the files of a thing; `shown` makes them ready."""
    return Paginator(standing(thing), PAGE_SIZE).get_page(number)


def standing(thing: Model) -> list[Attachment]:
    """Every file of a thing that may be seen, as attached. Two queries, and what hides things asks."""
    kind, key = kind_of(thing).model, key_of(thing)
    found = list(_read(Attachment.objects.filter(album__kind=kind, album__thing=key)).order_by("pk"))
    hidden = kinds.hidden(_FILE, [str(one.pk) for one in found])
    return [one for one in found if str(one.pk) not in hidden]


def shown(attachments: Iterable[Attachment]) -> list[File]:
    """These files, ready to be shown."""
    return [file_of(one) for one in attachments]


def file_of(attachment: Attachment) -> File:
    """One file, ready to be shown."""
    content, renditions = attachment.content, list(attachment.content.renditions.all())
    picture = content.is_picture
    return File(
        pk=attachment.pk,
        url=attachment.get_absolute_url(),
        title=attachment.title,
        description=attachment.description,
        caption=attachment.caption,
        who=voice_of(attachment),
        credit=attachment.credit,
        licence=understand(attachment.licence),
        at=attachment.added_at,
        changed_at=attachment.changed_at,
        image=_image(attachment, renditions, _IN_A_LIST) if picture else None,
        widest=_image(attachment, renditions, renditions[-1].width) if picture else None,
        download=_address(attachment, renditions[-1]),
        ending=content.suffix[1:].upper(),
        bytes=renditions[-1].bytes,
    )


def file(pk: int) -> Attachment:
    """A file; raises UnknownFileError when there is none, or it is hidden, or what it is attached to is."""
    found = _read(Attachment.objects.filter(pk=pk)).first()
    if found is None or kinds.hidden(_FILE, [str(pk)]) or kinds.hidden(found.album.kind, [found.album.thing]):
        raise UnknownFileError
    return found


def sizes_of(attachment: Attachment) -> list[tuple[Rendition, str]]:
    """The widths of a picture with their addresses, the narrowest first; none for a document."""
    if not attachment.content.is_picture:
        return []
    return [(one, _address(attachment, one)) for one in attachment.content.renditions.all()]


def neighbours(attachment: Attachment, among: Sequence[Attachment]) -> tuple[str, str]:
    """Addresses of the file before and of the file after, "" at either end."""
    urls = ["", *(one.get_absolute_url() for one in among), ""]
    here = urls.index(attachment.get_absolute_url()) if attachment in among else 0
    return urls[max(here - 1, 0)], urls[here + 1]


def given(pk: int, name: str) -> Given:
    """The bytes of one address; raises UnknownFileError. Nothing of `name` becomes part of a path."""
    attachment = file(pk)
    content = attachment.content
    for rendition in content.renditions.all():
        if name == _name(content, rendition):
            path = store.path_of(rendition.digest, content.suffix)
            return Given(path, content.media_type, "" if content.is_picture else saved_as(attachment))
    raise UnknownFileError


def saved_as(attachment: Attachment) -> str:
    """The name under which a document is saved."""
    return f"{attachment.name or f'fichier-{attachment.pk}'}{attachment.content.suffix}"


def about(user: int) -> list[dict[str, Any]]:
    """What a person attached, for their own download."""
    mine = _read(Attachment.objects.filter(author_id=user)).order_by("pk")
    return [
        {
            "pk": one.pk,
            "kind": one.album.kind,
            "thing": one.album.thing,
            "file": file_of(one).download,
            "name": saved_as(one),
            "description": one.description,
            "caption": one.caption,
            "credit": one.credit,
            "licence": one.licence,
            "added_at": one.added_at,
            "for_someone": one.for_someone,
        }
        for one in mine
    ]


def _read(attachments: QuerySet[Attachment]) -> QuerySet[Attachment]:
    related = attachments.select_related("album", "content", "author", "organisation")
    return related.prefetch_related("content__renditions")


def _image(attachment: Attachment, renditions: Sequence[Rendition], most: int) -> Image:
    place = next((one for one in reversed(renditions) if one.width <= most), renditions[0])
    srcset = ", ".join(f"{_address(attachment, one)} {one.width}w" for one in renditions)
    return Image(_address(attachment, place), srcset, place.width, place.height)


def _address(attachment: Attachment, rendition: Rendition) -> str:
    name = _name(attachment.content, rendition)
    return reverse("participation:file-bytes", args=(attachment.pk, name))


def _name(content: Content, rendition: Rendition) -> str:
    return f"{mark_of(rendition)}{content.suffix}"
