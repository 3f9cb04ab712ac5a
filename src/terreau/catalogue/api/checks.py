"""The check of a file as JSON: read by whoever has its code, repairs accepted with a token."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from ninja import Field, Router, Schema

from terreau.catalogue import actions
from terreau.catalogue.api.given import Code, Reason, kept_to
from terreau.catalogue.errors import UnknownStandardError
from terreau.catalogue.models import Job, Standing, TableSchema, Version
from terreau.catalogue.queries import reports
from terreau.foundation.patterns import LINE_OR_NONE
from terreau.foundation.problems import PROBLEMS
from terreau.participation.api.access import WRITES, BearerToken, SentKey, caller_of, keep_pace, once_slowly
from terreau.participation.models import Scope

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.catalogue.models import Check
    from terreau.participation.actions import Caller

router = Router(tags=["checks"])
#: Rules told with their examples; the CSV holds every cell.
MOST_RULES = 100
Repair = Annotated[str, Field(max_length=60, pattern="^[a-z0-9-]+$")]


class Cell(Schema):
    """A cell that is wrong, in words."""

    line: int | None
    value: str
    message: str


class RuleBroken(Schema):
    """A rule that the file breaks, and how often."""

    rule: str = Field(description="Named as frictionless does, or by us.")
    field: str
    title: str
    count: int
    remedy: str
    examples: list[Cell]


class RepairOffered(Schema):
    """A repair that can be accepted, counted before it is made."""

    name: str
    title: str
    count: int
    columns: list[str]


class PersonalSign(Schema):
    """A column that seems to speak of people."""

    column: str
    why: str
    count: int


class Refused(Schema):
    """Why a file could not be read."""

    title: str
    message: str
    remedy: str


class CheckTold(Schema):
    """Where a file stands on its road, and what was found in it."""

    code: str
    url: str
    dataset: int
    version: int
    file_name: str
    received_at: dt.datetime
    standing: Standing
    job: Job = Field(description="What is being done; empty when nothing is.")
    done: int = Field(description="Percent of it.")
    rows: int
    table_schema: str = Field(description="Title of the Table Schema followed, empty without one.")
    valid: bool | None = Field(description="Verdict of Table Schema; null before the check.")
    conforms: bool | None = Field(description="With the French checks too.")
    errors: int | None
    left: int | None = Field(
        description="Errors left once the repairs offered, then those accepted, are made."
    )
    rules: list[RuleBroken]
    repairs: list[RepairOffered]
    accepted: list[str]
    personal: list[PersonalSign]
    personal_confirmed: bool
    refusal: Refused | None
    errors_csv: str = Field(description="Every cell; empty before the check.")


class RepairsAccepted(Schema):
    """Which repairs are made; none leaves the table as it is, in UTF-8."""

    repairs: Annotated[list[Repair], Field(max_length=100)] | Literal["all"]


class ReadOtherwise(Schema):
    """How the file is to be read; what is empty is guessed."""

    table_schema: Annotated[
        str,
        Field(
            max_length=80,
            pattern="^[-a-zA-Z0-9_]*$",
            description="Slug of a schema kept here; `none` for no schema, empty to recognise one.",
        ),
    ] = ""
    encoding: Literal["", "utf-8", "cp1252", "utf-16"] = ""
    delimiter: Literal["", ";", ",", "\t", "|"] = ""
    header_row: Annotated[int, Field(ge=0, le=1000)] = 0
    sheet: Annotated[str, Field(max_length=100, pattern=LINE_OR_NONE)] = ""


class WhyConfirmed(Schema):
    """Why the law permits that these columns are published."""

    reason: Reason


@router.get(
    "/{code}", response={200: CheckTold, **PROBLEMS}, summary="The check of a file", operation_id="get_check"
)
def get_check(request: HttpRequest, code: Code) -> CheckTold:  # noqa: ARG001 - ninja gives it
    """Whoever has the code of a check reads it, as its page."""
    return told(reports.report_for(AnonymousUser(), code))


@router.post(
    "/{code}/repairs",
    auth=BearerToken(Scope.DATA),
    response={200: CheckTold, **WRITES},
    summary="Accept repairs",
    operation_id="accept_repairs",
)
def accept_repairs(request: HttpRequest, code: Code, asked: RepairsAccepted, sent: SentKey = "") -> Any:
    """Make the table clean with these repairs; a large one is made by the worker: read its check again."""
    caller = caller_of(request)
    version = _version(caller, code)
    keep_pace(request, "mend-data", "120/h")

    def mend(_one: object) -> CheckTold:
        check = reports.check_of(version)
        offered = [one["conversion"] for one in check.repairs] if check else []
        actions.accept(version.pk, offered if asked.repairs == "all" else asked.repairs, by=caller.user)
        actions.go_on(version.pk, Job.MEND)
        return told(reports.report(code))

    return once_slowly(request, sent, 200, asked.model_dump_json(), mend)


@router.post(
    "/{code}/read",
    auth=BearerToken(Scope.DATA),
    response={200: CheckTold, **WRITES},
    summary="Read a file otherwise",
    operation_id="read_file_otherwise",
)
def read_file_otherwise(request: HttpRequest, code: Code, asked: ReadOtherwise, sent: SentKey = "") -> Any:
    """Say how the file is to be read, or against which schema, and check it again."""
    caller = caller_of(request)
    version = _version(caller, code)
    keep_pace(request, "read-data", "120/h")
    schema = _schema(asked.table_schema)

    def read(_one: object) -> CheckTold:
        options = asked.model_dump(include={"encoding", "delimiter", "header_row", "sheet"})
        chosen = bool(asked.table_schema)
        actions.read_otherwise(version.pk, options, by=caller.user, chosen=chosen, schema=schema)
        actions.go_on(version.pk, Job.CHECK)
        return told(reports.report(code))

    return once_slowly(request, sent, 200, asked.model_dump_json(), read)


@router.post(
    "/{code}/resume",
    auth=BearerToken(Scope.DATA),
    response={200: CheckTold, **WRITES},
    summary="Check a file again",
    operation_id="resume_check",
)
def resume_check(request: HttpRequest, code: Code, sent: SentKey = "") -> Any:
    """Check once more a file that was stopped or could not be read."""
    caller = caller_of(request)
    version = _version(caller, code)
    keep_pace(request, "read-data", "120/h")

    def resume(_one: object) -> CheckTold:
        actions.require(caller.user, "catalogue.prepare_dataset", version.distribution.dataset)
        actions.go_on(version.pk, Job.CHECK)
        return told(reports.report(code))

    return once_slowly(request, sent, 200, "", resume)


@router.post(
    "/{code}/stop",
    auth=BearerToken(Scope.DATA),
    response={200: CheckTold, **WRITES},
    summary="Stop what is being done with a file",
    operation_id="stop_check",
)
def stop_check(request: HttpRequest, code: Code) -> CheckTold:
    """Ask that the check, or the making of the clean table, stops at its next step."""
    caller = caller_of(request)
    actions.stop(_version(caller, code).pk, by=caller.user)
    return told(reports.report(code))


@router.post(
    "/{code}/personal-data",
    auth=BearerToken(Scope.PUBLISH),
    response={200: CheckTold, **WRITES},
    summary="Confirm that what speaks of people may be published",
    operation_id="confirm_personal_data",
)
def confirm_personal_data(request: HttpRequest, code: Code, asked: WhyConfirmed) -> CheckTold:
    """For the person in charge: what was detected about people may be published, and why."""
    caller = caller_of(request)
    actions.confirm_personal(_version(caller, code).pk, by=caller.user, reason=asked.reason)
    return told(reports.report(code))


def _version(caller: Caller, code: str) -> Version:
    version = reports.report_for(caller.user, code)
    kept_to(caller, version.distribution.dataset)
    return version


def _schema(slug: str) -> TableSchema | None:
    if slug in ("", "none"):
        return None
    found = TableSchema.objects.filter(slug=slug, current=True).order_by("pk").first()
    if found is None:
        raise UnknownStandardError
    return found


def told(version: Version) -> CheckTold:
    """The same as its page tells."""
    check = reports.check_of(version)
    at = settings.ADDRESS + reverse("catalogue:file", args=(version.code, "erreurs.csv"))
    return CheckTold(
        code=version.code,
        url=settings.ADDRESS + version.get_absolute_url(),
        dataset=version.distribution.dataset_id,
        version=version.number,
        file_name=version.file_name,
        received_at=version.created_at,
        standing=Standing(version.standing),
        job=Job(version.job),
        done=version.done,
        rows=version.rows,
        table_schema=str(check.schema) if check and check.schema else "",
        valid=check.valid if check else None,
        conforms=check.conforms if check else None,
        errors=check.total if check else None,
        left=check.left if check else None,
        rules=[RuleBroken(**_rule(one)) for one in reports.rules_of(check)[:MOST_RULES]] if check else [],
        repairs=_repairs(check) if check else [],
        accepted=version.accepted,
        personal=[
            PersonalSign(**{name: one[name] for name in _SIGN})
            for one in reports.read_by_reader(version.personal)
        ],
        personal_confirmed=version.personal_confirmed_at is not None,
        refusal=Refused(**version.refusal_told) if version.refusal else None,
        errors_csv=at if check else "",
    )


_SIGN = ("column", "why", "count")


def _rule(one: dict[str, Any]) -> dict[str, Any]:
    plain = {name: one[name] for name in ("rule", "field", "title", "count", "remedy")}
    return {**plain, "examples": [Cell(**cell) for cell in one["examples"]]}


def _repairs(check: Check) -> list[RepairOffered]:
    return [
        RepairOffered(name=one["name"], title=one["title"], count=one["count"], columns=one["columns"])
        for one in reports.repairs_of(check)
    ]
