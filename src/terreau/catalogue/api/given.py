"""What several routes that write are given: words, a file, in whose name, and which data they may touch."""

from __future__ import annotations

from functools import wraps
from hashlib import file_digest
from typing import TYPE_CHECKING, Annotated, Any

from django.shortcuts import get_object_or_404
from ninja import Field, Path

from terreau.catalogue.actions import Sent
from terreau.catalogue.errors import NoTableError
from terreau.catalogue.queries import page
from terreau.catalogue.rules import prepares
from terreau.catalogue.uploads import TableFile
from terreau.foundation.errors import InvalidQueryError, NotAllowedError
from terreau.foundation.patterns import LINES, LINES_OR_NONE
from terreau.foundation.problems import problem
from terreau.needs.queries.page import need as need_numbered
from terreau.participation.file_errors import CutUploadError
from terreau.people.models import Organisation

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from ninja import UploadedFile

    from terreau.catalogue.models import Dataset
    from terreau.needs.models import Need
    from terreau.participation.actions import Caller

Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Code = Annotated[str, Path(pattern="^[0-9A-Za-z_-]{1,32}$", description="As in the address of a check.")]
Reason = Annotated[str, Field(max_length=1000, pattern=LINES, description="Public.")]
MaybeReason = Annotated[str, Field(max_length=300, pattern=LINES_OR_NONE, description="Public.")]
Slug = Annotated[
    str,
    Field(
        max_length=80,
        pattern="^[-a-zA-Z0-9_]*$",
        description="Slug of an organisation one belongs to; the token of an organisation acts in its name.",
    ),
]
Territories = Annotated[
    list[Annotated[str, Field(max_length=9, pattern="^[0-9A-Za-z]{2,9}$")]],
    Field(min_length=1, max_length=10, description="Official codes."),
]
#: A number given in a body: as JavaScript, and every database, holds it.
Key = Annotated[int, Field(ge=1, le=2**53 - 1)]


def organisation_named(caller: Caller, slug: str) -> Organisation | None:
    """In whose name: the token's organisation, else the one named, else nobody's but one's own."""
    if caller.organisation is not None or not slug:
        return caller.organisation
    return get_object_or_404(Organisation, slug=slug)


def need_served(number: int | None) -> Need | None:
    """The need that data are brought for, while all may see it; raises UnknownNeedError, HiddenThingError."""
    return need_numbered(number) if number is not None else None


def kept_to(caller: Caller, dataset: Dataset) -> Dataset:
    """The same data set, when this token may touch it; raises NotAllowedError."""
    caller.keep_to(dataset.organisation_id)
    return dataset


def dataset_of(caller: Caller, pk: int) -> Dataset:
    """A data set as this caller may read it, when the token may touch it."""
    return kept_to(caller, page.dataset_for(caller.user, pk))


def prepared_by(caller: Caller, pk: int) -> Dataset:
    """The same, for who prepares it; raises NotAllowedError for others."""
    dataset = dataset_of(caller, pk)
    if not prepares(caller.user, dataset):
        raise NotAllowedError
    return dataset


def whole_upload(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say that an upload was cut where all that is seen of it is that the file is missing.

    Looked at after the route: who has no token is turned away before a byte is read.
    """

    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        missing = answer.status_code == InvalidQueryError.status and _was_cut(request)
        return problem(CutUploadError()) if missing else answer

    return read


def table_sent(request: HttpRequest, file: UploadedFile) -> tuple[Sent, str]:
    """The table that came, on the disk, with the digest of its bytes.

    Raises NoTableError, and CutUploadError when less came than was announced: Django takes what came of the
    last file for the whole of it.
    """
    if not isinstance(file, TableFile):
        raise NoTableError
    if _was_cut(request):
        raise CutUploadError
    with file.path.open("rb") as whole:
        digest = file_digest(whole, "sha256").hexdigest()
    return Sent(name=file.name or "", path=file.path, size=file.size or 0), digest


def _was_cut(request: HttpRequest) -> bool:
    announced = request.META.get("CONTENT_LENGTH") or "0"
    come = getattr(getattr(request, "_stream", None), "_pos", None)
    return come is not None and announced.isdigit() and come < int(announced)
