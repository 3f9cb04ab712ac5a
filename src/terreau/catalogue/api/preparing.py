"""Data sets written through the API: brought, described, published, withdrawn, with a token."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any

from ninja import Field, File, Form, Schema, Status, UploadedFile
from ninja.decorators import decorate_view

from terreau.catalogue import actions
from terreau.catalogue.api.checks import CheckTold, told
from terreau.catalogue.api.datasets import DatasetWhole, router, whole_of
from terreau.catalogue.api.given import (
    Key,
    MaybeReason,
    Number,
    Reason,
    Slug,
    Territories,
    dataset_of,
    need_served,
    organisation_named,
    prepared_by,
    table_sent,
    whole_upload,
)
from terreau.catalogue.errors import PeriodError, SameTableError
from terreau.catalogue.models import DataLicence, Frequency, Job, PersonalData, Version
from terreau.catalogue.queries import page, reports
from terreau.foundation.patterns import LINE, LINE_OR_NONE, LINES
from terreau.needs.models import Theme  # noqa: TC001 - read by ninja at run time
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
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

#: Tables of one person, pages and programs together.
PACE = "60/h"


class BroughtFor(Schema):
    """In whose name a new data set is begun, and for which need."""

    organisation: Slug = ""
    need: Key | None = Field(default=None, description="Number of the need that the data serve.")


class Preparation(Schema):
    """A data set as those who prepare it see it: its words, and the newest file that is not published."""

    dataset: DatasetWhole
    check: CheckTold | None


class DatasetDescribed(Schema):
    """All that a data set says of itself from now on; `version` is the one that was read."""

    title: Annotated[str, Field(max_length=160, pattern=LINE)]
    description: Annotated[str, Field(max_length=6000, pattern=LINES, description="Markdown.")]
    theme: Theme
    territories: Territories
    personal_data: PersonalData
    questions: Annotated[list[Annotated[str, Field(max_length=300, pattern=LINE)]], Field(max_length=20)] = (
        Field(default_factory=list)
    )
    producer: Annotated[str, Field(max_length=160, pattern=LINE_OR_NONE)] = ""
    contact: Annotated[str, Field(max_length=200, pattern=LINE_OR_NONE)] = ""
    licence: DataLicence = DataLicence.OUVERTE
    frequency: Frequency = Frequency.UNKNOWN
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    decided_by: Annotated[str, Field(max_length=300, pattern=LINE_OR_NONE)] = ""
    collected_by: Annotated[str, Field(max_length=300, pattern=LINE_OR_NONE)] = ""
    needs: Annotated[list[Key], Field(max_length=20)] | None = Field(
        default=None, description="Numbers of the needs served; null leaves those there are."
    )
    version: Annotated[int, Field(ge=1, le=2**31 - 1)]
    reason: MaybeReason = ""

    def telling(self) -> actions.Telling:
        """The same as the action understands it.

        Raises UnknownTerritoryError, UnknownNeedError, PeriodError.
        """
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise PeriodError
        said = self.dict(exclude={"territories", "needs", "version", "reason", "questions"})
        places = {found.ref: found for found in map(territory, self.territories)}
        needs = None if self.needs is None else [one for one in map(need_served, set(self.needs)) if one]
        questions = "\n".join(self.questions)[:2000]
        return actions.Telling(**said, questions=questions, territories=list(places.values()), needs=needs)


class Publishing(Schema):
    """When everyone may read, and a word about it."""

    embargo_until: dt.date | None = Field(
        default=None, description="Rows are shown from that day on, two years away at most; null: at once."
    )
    reason: MaybeReason = ""


class Withdrawing(Schema):
    """Why published data are taken away."""

    reason: Reason


@router.post(
    "",
    auth=BearerToken(Scope.DATA),
    response={201: Preparation, **WRITES},
    summary="Begin a data set with a file",
    operation_id="bring_dataset",
)
@decorate_view(whole_upload)
def bring_dataset(
    request: HttpRequest,
    file: Annotated[UploadedFile, File(description="A table, as it is.")],
    asked: Annotated[BroughtFor, Form()],
    sent: SentKey = "",
) -> Any:
    """Keep a file as it came, as a draft, and check it; a large one is left to the worker."""
    caller = caller_of(request)
    keep_pace(request, "bring-data", PACE)
    table, digest = table_sent(request, file)
    organisation, need = organisation_named(caller, asked.organisation), need_served(asked.need)

    def bring(one: UUID | None) -> Preparation:
        what = actions.For(organisation=organisation, need=need)
        return _checked(actions.bring(table, what, by=caller.user, key=one))

    return once_slowly(request, sent, 201, f"{asked.model_dump_json()}\n{table.name}\n{digest}", bring)


@router.post(
    "/{pk}/files",
    auth=BearerToken(Scope.DATA),
    response={201: Preparation, **WRITES},
    summary="Send a newer file",
    operation_id="bring_dataset_file",
)
@decorate_view(whole_upload)
def bring_dataset_file(
    request: HttpRequest,
    pk: Number,
    file: Annotated[UploadedFile, File(description="A table, as it is.")],
    sent: SentKey = "",
) -> Any:
    """Keep a newer file of a data set and check it; what is published stays until this one is."""
    caller = caller_of(request)
    dataset = prepared_by(caller, pk)
    keep_pace(request, "bring-data", PACE)
    table, digest = table_sent(request, file)

    def bring(one: UUID | None) -> Preparation:
        try:
            return _checked(actions.bring(table, actions.For(dataset=dataset.pk), by=caller.user))
        except SameTableError as same:
            # A first try that was killed after it had kept the file: this is the same request.
            mine = Version.objects.filter(distribution__dataset=dataset, raw_digest=digest)
            version = mine.filter(created_by=caller.user).order_by("-number").first()
            if one is None or version is None or version.number != same.values.get("number"):
                raise
            return _checked(version)

    return once_slowly(request, sent, 201, f"{table.name}\n{digest}", bring)


@router.get(
    "/{pk}/preparation",
    auth=BearerToken(Scope.DATA),
    response={200: Preparation, **WRITES},
    summary="A data set as those who prepare it see it",
    operation_id="get_preparation",
)
def get_preparation(request: HttpRequest, pk: Number) -> Preparation:
    """Drafts included, with the check of the newest file that is not published."""
    return _prepared(prepared_by(caller_of(request), pk).pk)


@router.put(
    "/{int:pk}",
    auth=BearerToken(Scope.DATA),
    response={200: DatasetWhole, **WRITES},
    summary="Describe a data set",
    operation_id="describe_dataset",
)
def describe_dataset(request: HttpRequest, pk: Number, asked: DatasetDescribed) -> DatasetWhole:
    """Replace what a data set says, if it still is at `version`; its former words stay in its history."""
    caller = caller_of(request)
    dataset = dataset_of(caller, pk)
    keep_pace(request, "describe-data", "120/h")
    actions.describe(dataset.pk, asked.telling(), by=caller.user, version=asked.version, reason=asked.reason)
    return whole_of(page.dataset(pk))


@router.post(
    "/{pk}/publish",
    auth=BearerToken(Scope.PUBLISH),
    response={200: DatasetWhole, **WRITES},
    summary="Publish a data set",
    operation_id="publish_dataset",
)
def publish_dataset(request: HttpRequest, pk: Number, asked: Publishing, sent: SentKey = "") -> Any:
    """Give everyone the newest file that is clean, at once or after an embargo."""
    caller = caller_of(request)
    dataset = dataset_of(caller, pk)
    keep_pace(request, "publish-data", PACE)

    def publish() -> DatasetWhole:
        actions.publish(dataset.pk, by=caller.user, embargo_until=asked.embargo_until, reason=asked.reason)
        return whole_of(page.dataset(pk))

    return once(request, sent, 200, publish)


@router.post(
    "/{pk}/withdraw",
    auth=BearerToken(Scope.PUBLISH),
    response={200: DatasetWhole, **WRITES},
    summary="Withdraw a data set",
    operation_id="withdraw_dataset",
)
def withdraw_dataset(request: HttpRequest, pk: Number, asked: Withdrawing, sent: SentKey = "") -> Any:
    """Take rows and page away from everyone, with a public reason; nothing is destroyed."""
    caller = caller_of(request)
    dataset = dataset_of(caller, pk)

    def withdraw() -> DatasetWhole:
        actions.withdraw(dataset.pk, by=caller.user, reason=asked.reason)
        return whole_of(page.dataset(pk))

    return once(request, sent, 200, withdraw)


@router.delete(
    "/{int:pk}",
    auth=BearerToken(Scope.DATA),
    response={204: None, **WRITES},
    summary="Forget a draft",
    operation_id="discard_dataset",
)
def discard_dataset(request: HttpRequest, pk: Number) -> Status[None]:
    """Forget a draft that nobody has seen, with its files; what was published once is withdrawn instead."""
    caller = caller_of(request)
    actions.discard(dataset_of(caller, pk).pk, by=caller.user)
    return Status(204, None)


def _checked(version: Version) -> Preparation:
    """Have it checked, unless that was done when the same request came before."""
    if not version.job and version.standing == "received":
        actions.go_on(version.pk, Job.CHECK)
    return _prepared(version.distribution.dataset_id)


def _prepared(pk: int) -> Preparation:
    going = reports.in_hand(pk)
    check = told(reports.report(going.code)) if going else None
    return Preparation(dataset=whole_of(page.dataset(pk)), check=check)
