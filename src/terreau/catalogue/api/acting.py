"""What programs do around published data: uses said, cells corrected."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any

from django.contrib.auth.models import AnonymousUser
from ninja import Field, Schema, Status

from terreau.catalogue import actions
from terreau.catalogue.api.datasets import router
from terreau.catalogue.api.given import Number, Reason, Slug, kept_to, organisation_named
from terreau.catalogue.correction_errors import UnknownCorrectionError
from terreau.catalogue.models import Correction, Use, UseKind
from terreau.catalogue.models.corrections import Decision
from terreau.catalogue.queries import corrections, page
from terreau.catalogue.queries.rows import table_of
from terreau.foundation.errors import NotFoundError
from terreau.foundation.patterns import LINE, LINE_OR_NONE, LINES_OR_NONE
from terreau.foundation.problems import PROBLEMS
from terreau.participation.api.access import (
    WRITES,
    BearerToken,
    SentKey,
    caller_of,
    keep_pace,
    once,
    once_slowly,
)
from terreau.participation.models import Scope

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.participation.actions import Caller

PACE = "60/h"


class DatasetUseTold(Schema):
    """Something that relies on a data set."""

    id: int
    kind: UseKind
    title: str
    description: str = Field(description="Its effect on people.")
    url: str
    organisation: str | None = Field(description="Slug.")
    since: dt.date | None


class DatasetUseList(Schema):
    """The public register of uses of a data set, the last said first."""

    items: list[DatasetUseTold]


class UseDeclared(Schema):
    """A decision, an algorithm, a service, a study that relies on the data."""

    kind: UseKind
    title: Annotated[str, Field(max_length=160, pattern=LINE)]
    description: Annotated[str, Field(max_length=1000, pattern=LINES_OR_NONE)] = ""
    url: Annotated[str, Field(max_length=500, pattern="^(https?://[!-~]+)?$")] = ""
    organisation: Slug = ""
    since: dt.date | None = None


class CorrectionTold(Schema):
    """A cell that somebody says is wrong."""

    id: int
    row: int = Field(description="Counts data rows from 1.")
    field: str
    before: str
    after: str
    reason: str
    decision: Decision
    decision_reason: str
    suggested_at: dt.datetime
    decided_at: dt.datetime | None


class CorrectionList(Schema):
    """Corrections of a data set: those to decide first."""

    items: list[CorrectionTold]


class CorrectionSuggested(Schema):
    """What a cell should hold, and how one knows."""

    row: Annotated[int, Field(ge=1, le=2**53 - 1, description="Counts data rows from 1.")]
    field: Annotated[str, Field(max_length=200, pattern=LINE, description="Name of the column.")]
    after: Annotated[str, Field(max_length=1000, pattern=LINE_OR_NONE)]
    reason: Reason
    table: Annotated[int, Field(ge=0, le=2**53 - 1)] = Field(
        default=0, description="A table of the data set; 0: the first."
    )


class WhyNot(Schema):
    """Why a cell stays as it is, or a use leaves the register."""

    reason: Reason


@router.get(
    "/{pk}/uses",
    response={200: DatasetUseList, **PROBLEMS},
    summary="What relies on a data set",
    operation_id="list_dataset_uses",
)
def list_uses(request: HttpRequest, pk: Number) -> DatasetUseList:  # noqa: ARG001 - ninja gives it
    """The public register of uses."""
    dataset = page.dataset_for(AnonymousUser(), pk)
    return DatasetUseList(items=[_use(one) for one in page.uses_of(dataset)] if dataset.is_public else [])


@router.post(
    "/{pk}/uses",
    auth=BearerToken(Scope.DATA),
    response={201: DatasetUseTold, **WRITES},
    summary="Say that something relies on a data set",
    operation_id="declare_dataset_use",
)
def declare_use(request: HttpRequest, pk: Number, asked: UseDeclared, sent: SentKey = "") -> Any:
    """Add a line to the public register of uses; anyone may, of any public data."""
    caller = caller_of(request)
    dataset = page.dataset_for(caller.user, pk)
    keep_pace(request, "declare-use", PACE)
    organisation = organisation_named(caller, asked.organisation)
    said = asked.dict(exclude={"organisation"})

    def declare() -> DatasetUseTold:
        reliance = actions.Reliance(**said, organisation=organisation)
        return _use(actions.declare_use(dataset.pk, reliance, by=caller.user))

    return once(request, sent, 201, declare)


@router.post(
    "/{pk}/uses/{use}/remove",
    auth=BearerToken(Scope.DATA),
    response={204: None, **WRITES},
    summary="Take a use off the register",
    operation_id="remove_dataset_use",
)
def remove_use(request: HttpRequest, pk: Number, use: Number, asked: WhyNot) -> Status[None]:
    """With a public reason; the journal keeps that it was there."""
    caller = caller_of(request)
    found = Use.objects.select_related("dataset").filter(pk=use, dataset_id=pk).order_by("pk").first()
    if found is None:
        raise NotFoundError
    if caller.organisation is not None and found.organisation_id != caller.organisation.pk:
        kept_to(caller, found.dataset)
    actions.remove_use(found.pk, by=caller.user, reason=asked.reason)
    return Status(204, None)


@router.get(
    "/{pk}/corrections",
    response={200: CorrectionList, **PROBLEMS},
    summary="Corrections of a data set",
    operation_id="list_corrections",
)
def list_corrections(request: HttpRequest, pk: Number) -> CorrectionList:  # noqa: ARG001 - ninja gives it
    """Those to decide first, then the last decided; nobody is named."""
    dataset = page.dataset_for(AnonymousUser(), pk)
    found = corrections.of_dataset(dataset.pk) if dataset.is_public else []
    return CorrectionList(items=[_correction(one) for one in found])


@router.post(
    "/{pk}/corrections",
    auth=BearerToken(Scope.SUGGEST),
    response={201: CorrectionTold, **WRITES},
    summary="Suggest a correction of a cell",
    operation_id="suggest_correction",
)
def suggest_correction(
    request: HttpRequest, pk: Number, asked: CorrectionSuggested, sent: SentKey = ""
) -> Any:
    """Say what a cell should hold, and how one knows; the person in charge decides."""
    caller = caller_of(request)
    keep_pace(request, "suggest-correction", PACE)
    version = table_of(caller.user, pk, asked.table).version

    def suggest() -> CorrectionTold:
        made = actions.suggest(
            version, asked.row, asked.field, asked.after, by=caller.user, reason=asked.reason
        )
        return _correction(made)

    return once(request, sent, 201, suggest)


@router.post(
    "/{pk}/corrections/{correction}/accept",
    auth=BearerToken(Scope.PUBLISH),
    response={200: CorrectionTold, **WRITES},
    summary="Accept a correction",
    operation_id="accept_correction",
)
def accept_correction(request: HttpRequest, pk: Number, correction: Number, sent: SentKey = "") -> Any:
    """Make and publish the version that has this cell right; the one before stays."""
    caller = caller_of(request)
    found = _kept_correction(caller, pk, correction)

    def accept(_one: object) -> CorrectionTold:
        return _correction(actions.accept_correction(found.pk, by=caller.user))

    return once_slowly(request, sent, 200, "", accept)


@router.post(
    "/{pk}/corrections/{correction}/refuse",
    auth=BearerToken(Scope.PUBLISH),
    response={200: CorrectionTold, **WRITES},
    summary="Refuse a correction",
    operation_id="refuse_correction",
)
def refuse_correction(
    request: HttpRequest, pk: Number, correction: Number, asked: WhyNot, sent: SentKey = ""
) -> Any:
    """Leave the cell as it is, with a public reason."""
    caller = caller_of(request)
    found = _kept_correction(caller, pk, correction)
    return once(
        request,
        sent,
        200,
        lambda: _correction(actions.refuse_correction(found.pk, by=caller.user, reason=asked.reason)),
    )


def _kept_correction(caller: Caller, pk: int, number: int) -> Correction:
    found = corrections.correction(number)
    dataset = found.version.distribution.dataset
    if dataset.pk != pk:
        raise UnknownCorrectionError
    kept_to(caller, dataset)
    return found


def _use(use: Use) -> DatasetUseTold:
    plain = {name: getattr(use, name) for name in ("title", "description", "url", "since")}
    by = use.organisation
    slug = by.slug if by and not by.is_hidden else None
    return DatasetUseTold(id=use.pk, kind=UseKind(use.kind), organisation=slug, **plain)


def _correction(one: Correction) -> CorrectionTold:
    plain = ("row", "field", "before", "after", "reason", "decision_reason", "suggested_at", "decided_at")
    return CorrectionTold(
        id=one.pk, decision=Decision(one.decision), **{name: getattr(one, name) for name in plain}
    )
