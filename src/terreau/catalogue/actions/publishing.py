"""Publish, hold under embargo, withdraw: one transaction that turns rows, on files made before it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from terreau.catalogue.actions.keeping import held, held_version, keep, reasoned
from terreau.catalogue.errors import (
    BusyVersionError,
    EmbargoError,
    NotReadyError,
    PersonalDataError,
    UndescribedError,
)
from terreau.catalogue.models import Dataset, PersonalData, Standing, State, Version
from terreau.catalogue.queries.portrait import portrait_of
from terreau.foundation import search
from terreau.participation import store
from terreau.participation.actions import record
from terreau.people.rules import require

if TYPE_CHECKING:
    from terreau.people.models import User

#: Longer than that is not an embargo.
LONGEST_EMBARGO = dt.timedelta(days=731)
#: What was said of a table that could not be read again: over once a newer one is there.
_FAILING = ("failure", "failures", "failing_since", "failure_told_at")


@transaction.atomic
def publish(
    pk: int, *, by: User, version: int | None = None, embargo_until: dt.date | None = None, reason: str = ""
) -> Dataset:
    """Give everyone the newest version that is ready; those before it stay, numbered.

    The clean file stands on the disk already: this only turns rows, all or none. Raises NotAllowedError,
    UndescribedError, NotReadyError, PersonalDataError, EmbargoError, ChangedDatasetError.
    """
    dataset = held(pk, version)
    require(by, "catalogue.publish_dataset", dataset)
    refuse_undescribed(dataset)
    ready = _ready(dataset)
    refuse_personal(ready)
    until = _end_of(embargo_until)
    first = dataset.published_at is None
    for one in ready:
        turn(one)
    now = timezone.now()
    dataset.published_at = dataset.published_at or now
    dataset.state = State.EMBARGOED if until else State.PUBLISHED
    dataset.embargo_until, dataset.state_reason = until, reason.strip() if until else ""
    show(dataset, by=by, reason=reason)
    verb = "embargo-data" if until else "publish-data" if first else "renew-data"
    record(verb, dataset, by=by, reason=reason, organisation=dataset.organisation)
    return dataset


def show(dataset: Dataset, *, by: User | None, reason: str = "") -> None:
    """Save a data set whose rows changed: what it says here, its quality, its place in the search."""
    dataset.portrait = portrait_of(dataset)
    keep(dataset, by=by, reason=reason.strip())
    if dataset.state == State.PUBLISHED:
        search.put(dataset)
    else:
        search.drop(dataset)


def refuse_undescribed(dataset: Dataset) -> None:
    """Raise UndescribedError, with what is missing, for a data set that nobody could understand."""
    missing = [
        name
        for name, there in (
            (_("le titre"), dataset.title),
            (_("la description"), dataset.description),
            (_("le territoire"), dataset.places),
            (_("la licence"), dataset.licence),
            (_("si ce sont des données sur des personnes"), dataset.personal_data != PersonalData.UNKNOWN),
        )
        if not there
    ]
    if missing:
        raise UndescribedError(missing=", ".join(missing))


def _ready(dataset: Dataset) -> list[Version]:
    """The newest ready version of each table; raises NotReadyError when no table would have rows."""
    found: list[Version] = []
    published = 0
    for distribution in dataset.distributions.select_for_update().order_by("pk"):
        published += distribution.published_id is not None
        newest = distribution.versions.filter(standing=Standing.READY).order_by("-number").first()
        if newest is not None:
            if newest.job:
                raise BusyVersionError
            found.append(newest)
    if not found and not published:
        raise NotReadyError
    return found


def refuse_personal(versions: list[Version]) -> None:
    """Raise PersonalDataError while signs of people in a file were not looked at by the person in charge."""
    columns = [
        one["column"]
        for version in versions
        if version.personal_confirmed_at is None
        for one in version.personal
    ]
    if columns:
        raise PersonalDataError(columns=", ".join(dict.fromkeys(columns))[:300])


def turn(version: Version) -> None:
    """Give everyone this version of its table; the caller holds the data set."""
    distribution = version.distribution
    distribution.versions.filter(standing=Standing.PUBLISHED).update(standing=Standing.REPLACED)
    version.standing, version.published_at = Standing.PUBLISHED, timezone.now()
    version.save(update_fields=["standing", "published_at"])
    distribution.published = version
    check = version.check_made
    distribution.schema = check.schema
    distribution.mapping = {"mapping": check.mapping, "accepted": version.accepted}
    distribution.failure, distribution.failures = "", 0
    distribution.failing_since = distribution.failure_told_at = None
    distribution.save(update_fields=["published", "schema", "mapping", *_FAILING])


def _end_of(day: dt.date | None) -> dt.date | None:
    if day is None:
        return None
    today = timezone.localdate()
    if not today < day <= today + LONGEST_EMBARGO:
        raise EmbargoError
    return day


@transaction.atomic
def withdraw(pk: int, *, by: User, reason: str) -> Dataset:
    """Take rows and page away from everyone, with a public reason; nothing is destroyed.

    Raises NotAllowedError, ReasonNeededError, NotReadyError for what was never published.
    """
    dataset = held(pk)
    require(by, "catalogue.withdraw_dataset", dataset)
    reason = reasoned(reason)
    if dataset.state not in (State.PUBLISHED, State.EMBARGOED):
        raise NotReadyError
    dataset.state, dataset.state_reason, dataset.embargo_until = State.WITHDRAWN, reason[:1000], None
    show(dataset, by=by, reason=reason)
    record("withdraw-data", dataset, by=by, reason=reason, organisation=dataset.organisation)
    return dataset


def end_embargoes() -> int:
    """Publish what was held until today; the service does it, once a day."""
    due = Dataset.objects.filter(state=State.EMBARGOED, embargo_until__lte=timezone.localdate())
    done = 0
    for pk in list(due.order_by("pk").values_list("pk", flat=True)):
        done += _end_embargo(pk)
    return done


@transaction.atomic
def _end_embargo(pk: int) -> int:
    dataset = Dataset.objects.select_for_update().get(pk=pk)
    if dataset.state != State.EMBARGOED:
        return 0
    dataset.state, dataset.embargo_until, dataset.state_reason = State.PUBLISHED, None, ""
    show(dataset, by=None)
    record("publish-data", dataset, by=None, organisation=dataset.organisation)
    return 1


@transaction.atomic
def confirm_personal(pk: int, *, by: User, reason: str) -> Version:
    """The person in charge says that what was detected about people may be published, and why.

    Raises NotAllowedError, ReasonNeededError.
    """
    version = held_version(pk)
    require(by, "catalogue.confirm_personal_data", version.distribution.dataset)
    version.personal_reason = reasoned(reason)[:500]
    version.personal_confirmed_by, version.personal_confirmed_at = by, timezone.now()
    version.save(update_fields=["personal_reason", "personal_confirmed_by", "personal_confirmed_at"])
    return version


@transaction.atomic
def discard(pk: int, *, by: User) -> None:
    """Forget a draft that nobody has seen, with its files; the disk is cleared by the retention clock.

    Raises NotAllowedError, NotReadyError for what was published once.
    """
    dataset = held(pk)
    require(by, "catalogue.prepare_dataset", dataset)
    if dataset.state != State.DRAFT or dataset.published_at is not None:
        raise NotReadyError
    for version in Version.objects.filter(distribution__dataset=dataset).order_by("pk"):
        store.leave_a_day(version.raw_digest, version.raw_suffix)
    dataset.delete()
    Dataset.history.filter(id=pk).delete()
