"""Photographs and files as JSON: read by anyone, attached with a token."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from functools import wraps
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.conf import settings
from ninja import Field, File, Form, Path, Router, Schema, Status, UploadedFile
from ninja.decorators import decorate_view

from terreau.foundation.patterns import LINE_OR_NONE, LINES
from terreau.foundation.problems import PROBLEMS
from terreau.participation import actions
from terreau.participation.api.access import (
    WRITES,
    BearerToken,
    SentKey,
    caller_of,
    keep_pace,
    once_slowly,
)
from terreau.participation.file_errors import CutUploadError
from terreau.participation.kinds import thing_named
from terreau.participation.models import FileLicence, Scope
from terreau.participation.models.files import LONGEST_CAPTION, LONGEST_CREDIT, LONGEST_DESCRIPTION
from terreau.participation.pace import ATTACHMENTS
from terreau.participation.queries import files

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest

    from terreau.participation.models import Attachment

router = Router(tags=["files"])

Slug = Annotated[str, Path(pattern="^[a-z-]{1,40}$", description="As in addresses: besoin.")]
Key = Annotated[str, Path(pattern="^[0-9A-Za-z-]{1,18}$")]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


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
    version: int = Field(description="Goes up each time its words change.")
    sizes: list[PictureSize] = Field(description="Every width of a picture, the narrowest first.")


class FileList(Schema):
    """Everything attached to one thing."""

    total: int
    items: list[FileLine]


class FileDescribed(Schema):
    """What is said of a file."""

    description: Annotated[
        str,
        Field(
            max_length=LONGEST_DESCRIPTION,
            pattern=LINES,
            description="What it shows, for those who do not see it.",
        ),
    ]
    caption: Annotated[str, Field(max_length=LONGEST_CAPTION, pattern=LINE_OR_NONE)] = ""
    credit: Annotated[
        str,
        Field(max_length=LONGEST_CREDIT, pattern=LINE_OR_NONE, description="Who made it, if not you."),
    ] = ""
    licence: FileLicence = FileLicence.OUVERTE

    def words(self) -> actions.Words:
        """The same as the action understands it."""
        return actions.Words(self.description, self.caption, self.credit, self.licence)


class FileWords(FileDescribed):
    """What goes with a file."""

    agreed: Literal["yes"] = Field(
        description="One has the right to publish it, and the people one recognises in it agree."
    )
    for_someone: Literal["yes", "no"] = Field(
        default="no", description="For mediators: added for somebody, without a name."
    )


class FileDescribedAgain(FileDescribed):
    """All that is said of a file from now on; `version` is the one that was read."""

    version: Annotated[int, Field(ge=1, le=2**31 - 1)]


class WhyRemoved(Schema):
    """Why a file goes."""

    reason: Annotated[str, Field(max_length=1000, pattern=LINES, description="Public.")]


def whole_upload(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse an upload that was cut: Django takes what came of its last file for the whole of it.

    Raises CutUploadError unless the envelope is closed (RFC 2046, 5.1.1).
    """

    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        boundary = (request.content_params or {}).get("boundary", "")
        if boundary and not request.body.rstrip().endswith(f"--{boundary}--".encode()):
            raise CutUploadError
        return view(request, *args, **kwargs)

    return read


@router.get(
    "/{pk}",
    response={200: FileLine, **PROBLEMS},
    summary="One photograph or file",
    operation_id="get_file",
)
def get_file(request: HttpRequest, pk: Number) -> FileLine:  # noqa: ARG001
    """A photograph or a file by its number."""
    return _line(files.file(pk))


@router.put(
    "/{pk}",
    auth=BearerToken(Scope.ATTACH),
    response={200: FileLine, **WRITES},
    summary="Describe a file again",
    operation_id="describe_file",
)
def describe_file(request: HttpRequest, pk: Number, told: FileDescribedAgain) -> FileLine:
    """Other words for a file, if they still are at `version`; the former ones stay in its history."""
    caller = caller_of(request)
    caller.keep_to(files.file(pk).organisation_id)
    actions.describe(pk, told.words(), by=caller.user, version=told.version)
    return _line(files.file(pk))


@router.post(
    "/{int:pk}/remove",
    auth=BearerToken(Scope.ATTACH),
    response={204: None, **WRITES},
    summary="Take a file away",
    operation_id="remove_file",
)
def remove_file(request: HttpRequest, pk: Number, asked: WhyRemoved) -> Status[None]:
    """With its words and their versions; the journal says that it was there, and why it left."""
    caller = caller_of(request)
    caller.keep_to(files.file(pk).organisation_id)
    actions.remove_file(pk, by=caller.user, reason=asked.reason)
    return Status(204, None)


@router.get(
    "/{kind}/{key}",
    response={200: FileList, **PROBLEMS},
    summary="Files of a thing",
    operation_id="list_files",
)
def list_files(
    request: HttpRequest,  # noqa: ARG001
    kind: Slug,
    key: Key,
) -> FileList:
    """Photographs and files attached to a thing, in the order they were attached, hidden ones left out."""
    _kind, thing = thing_named(kind, key)
    items = [_line(one) for one in files.standing(thing)]
    return FileList(total=len(items), items=items)


@router.post(
    "/{kind}/{key}",
    auth=BearerToken(Scope.ATTACH),
    response={201: FileLine, **WRITES},
    summary="Attach a photograph or a file",
    operation_id="attach_file",
)
@decorate_view(whole_upload)
def attach_file(
    request: HttpRequest,
    kind: Slug,
    key: Key,
    file: Annotated[UploadedFile, File(description="A photograph or a document, as the page takes them.")],
    told: Annotated[FileWords, Form()],
    sent: SentKey = "",
) -> Any:
    """Add a photograph or a document; the place and the date hidden in a photograph are erased."""
    caller = caller_of(request)
    keep_pace(request, "attach", ATTACHMENTS)
    _kind, thing = thing_named(kind, key)
    someone, data = told.for_someone == "yes", file.read()
    what = actions.Sent(
        name=file.name or "",
        data=data,
        words=told.words(),
        for_someone=someone,
        organisation=caller.speaks_for(someone=someone),
    )
    said = f"{told.model_dump_json()}\n{what.name}\n{sha256(data).hexdigest()}"

    def attach(one: UUID | None) -> FileLine:
        return _line(files.file(actions.attach(thing, what, by=caller.user, key=one).pk))

    return once_slowly(request, sent, 201, said, attach)


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
        version=attachment.version,
        sizes=[
            PictureSize(url=base + url, width=one.width, height=one.height, bytes=one.bytes)
            for one, url in files.sizes_of(attachment)
        ],
    )
