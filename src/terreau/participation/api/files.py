"""Photographs and files as JSON: the same questions as the pages."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated

from django.conf import settings
from ninja import Field, Path, Router, Schema

from terreau.foundation.problems import PROBLEMS
from terreau.participation.kinds import thing_named
from terreau.participation.queries import files

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.participation.models import Attachment

router = Router(tags=["files"])


class PictureSize(Schema):
    """A width of a picture."""

    url: str
    width: int
    height: int
    bytes: int


class FileLine(Schema):
    """A photograph or a file attached to something."""

    id: int
    url: str = Field(description="Its page.")
    download: str = Field(description="Its bytes: the widest size of a picture, or the document.")
    media_type: str
    bytes: int
    description: str = Field(description="What it shows, for those who do not see it.")
    caption: str
    credit: str = Field(description="Who made it, when that is not who attached it.")
    licence: str = Field(description="SPDX identifier.")
    attached_by: str = Field(description="Who attached it, as everyone may read it.")
    attached_at: dt.datetime
    sizes: list[PictureSize] = Field(description="Every width of a picture, the narrowest first.")


class FileList(Schema):
    """Everything attached to one thing."""

    total: int
    items: list[FileLine]


@router.get(
    "/{kind}/{key}",
    response={200: FileList, **PROBLEMS},
    summary="Files of a thing",
    operation_id="list_files",
)
def list_files(
    request: HttpRequest,  # noqa: ARG001
    kind: Annotated[str, Path(pattern="^[a-z-]{1,40}$", description="As in addresses: besoin.")],
    key: Annotated[str, Path(pattern="^[0-9A-Za-z-]{1,18}$")],
) -> FileList:
    """Photographs and files attached to a thing, in the order they were attached, hidden ones left out."""
    _kind, thing = thing_named(kind, key)
    items = [_line(one) for one in files.standing(thing)]
    return FileList(total=len(items), items=items)


def _line(attachment: Attachment) -> FileLine:
    file, base = files.file_of(attachment), settings.ADDRESS
    return FileLine(
        id=file.pk,
        url=base + file.url,
        download=base + file.download,
        media_type=attachment.content.media_type,
        bytes=file.bytes,
        description=file.description,
        caption=file.caption,
        credit=file.credit,
        licence=attachment.licence,
        attached_by=file.who,
        attached_at=file.at,
        sizes=[
            PictureSize(url=base + url, width=one.width, height=one.height, bytes=one.bytes)
            for one, url in files.sizes_of(attachment)
        ],
    )
