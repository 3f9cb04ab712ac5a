"""Bring a table in: its raw file is kept as it came, and its check begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max, Sum
from django.utils import timezone

from terreau.catalogue.actions.keeping import held, keep
from terreau.catalogue.errors import (
    NoTableError,
    SameTableError,
    TablesDayFullError,
    TableTooLargeError,
)
from terreau.catalogue.models import Dataset, DatasetNeed, Distribution, Version
from terreau.participation import store
from terreau.participation.errors import SentKeyTakenError
from terreau.people.rules import require
from terreau.people.words import one_line

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from terreau.needs.models import Need
    from terreau.people.models import Organisation, User

MEGA = 1024 * 1024
#: Times the largest table that one person may bring in a day.
DAY = 4
#: The longest ends of names of files that are read; anything else is kept under no end at all.
_SUFFIX = re.compile(
    r"(\.(csv|tsv|txt|json|geojson))?\.(csv|tsv|txt|xlsx|xls|xlsm|ods|json|geojson|parquet|gz|zip)$"
)


@dataclass(frozen=True)
class Sent:
    """A table on its way in: its name, where its draft stands in the folder of the store, its true size."""

    name: str
    path: Path
    size: int


@dataclass(frozen=True)
class For:
    """What the table is brought for: a data set known already, or a new one, and the need it serves."""

    dataset: int | None = None
    organisation: Organisation | None = None
    need: Need | None = None


def bring(sent: Sent, what: For, *, by: User, key: UUID | None = None) -> Version:
    """Keep a file as it came and answer its version, which waits to be checked; one `key`, one version.

    The file is on the disk before its row, so that whatever stops in between loses nothing that was said to
    be kept. Raises NotAllowedError, NoTableError, TableTooLargeError, TablesDayFullError, SameTableError,
    SentKeyTakenError, UnknownDatasetError.
    """
    require(by, "catalogue.bring_data")
    if what.organisation is not None:
        require(by, "catalogue.prepare_for_organisation", what.organisation)
    if key is not None and (known := _version_of(key, by)):
        return known
    _measured(sent, by)
    with store.writing():
        suffix = suffix_of(sent.name)
        digest = store.keep_file(sent.path, suffix)
        try:
            return _write(sent, what, digest, by=by, key=key)
        except IntegrityError:  # the same form, sent twice at the very same time
            if key is not None and (known := _version_of(key, by)):
                return known
            raise


@transaction.atomic
def _write(sent: Sent, what: For, digest: str, *, by: User, key: UUID | None) -> Version:
    name = one_line(sent.name)[:160] or "tableau"
    if what.dataset is None:
        distribution = first_table(begin_dataset(name, what, by=by, key=key))
    else:
        dataset = held(what.dataset)
        require(by, "catalogue.prepare_dataset", dataset)
        distribution = first_table(dataset)
        _refuse_same(distribution, digest)
    return add_version(distribution, name, digest, sent.size, by=by)


def add_version(distribution: Distribution, name: str, digest: str, size: int, *, by: User | None) -> Version:
    """The next version of a table, which waits to be checked; the caller holds the data set."""
    last = distribution.versions.aggregate(last=Max("number"))["last"] or 0
    return Version.objects.create(
        distribution=distribution,
        number=last + 1,
        file_name=name[:160],
        raw_digest=digest,
        raw_suffix=suffix_of(name),
        raw_bytes=size,
        options=_options_before(distribution),
        created_by=by,
    )


def first_table(dataset: Dataset) -> Distribution:
    """The table of a data set, begun when there is none; the caller holds the data set."""
    first = dataset.distributions.order_by("pk").first()
    return first or Distribution.objects.create(dataset=dataset, title=dataset.title)


def begin_dataset(name: str, what: For, *, by: User, key: UUID | None) -> Dataset:
    """A draft, named for now after its file, that serves the need it was brought for."""
    title = re.sub(r"[_\s]+", " ", _SUFFIX.sub("", name)).strip()[:160] or name
    dataset = Dataset(
        title=title[:1].upper() + title[1:],
        created_by=by,
        organisation=what.organisation,
        key=key,
    )
    if what.need is not None:
        dataset.theme = what.need.theme
    keep(dataset, by=by)
    if what.need is not None:
        DatasetNeed.objects.create(dataset=dataset, need=what.need)
    return dataset


def suffix_of(name: str) -> str:
    """The end of a name when it says a format that is read, else ""."""
    found = _SUFFIX.search(name.lower())
    return found[0] if found else ""


def _options_before(distribution: Distribution) -> dict[str, object]:
    """What a person said of the last file holds for the next one."""
    last = distribution.versions.order_by("-number").first()
    return dict(last.options) if last else {}


def _measured(sent: Sent, by: User) -> None:
    if not sent.size:
        raise NoTableError
    if sent.size > settings.MOST_TABLE_BYTES:
        raise TableTooLargeError(limit=settings.MOST_TABLE_BYTES // MEGA, size=-(-sent.size // MEGA))
    refuse_full_day(by, sent.size)


def refuse_full_day(by: User, size: int = 0) -> None:
    """Raise TablesDayFullError when this person brings more in a day than one may."""
    today = Version.objects.filter(created_by=by, created_at__date=timezone.localdate())
    brought = today.aggregate(all=Sum("raw_bytes"))["all"] or 0
    if brought + size > DAY * settings.MOST_TABLE_BYTES:
        raise TablesDayFullError(limit=DAY * settings.MOST_TABLE_BYTES // MEGA)


def _refuse_same(distribution: Distribution, digest: str) -> None:
    known = distribution.versions.filter(raw_digest=digest).exclude(standing="cancelled").first()
    if known is not None:
        raise SameTableError(number=known.number)


def sent_before(key: UUID, by: User) -> Dataset | None:
    """The data set that this form began when it was sent before; raises SentKeyTakenError."""
    known = Dataset.objects.filter(key=key).first()
    if known is not None and known.created_by_id != by.pk:
        raise SentKeyTakenError
    return known


def _version_of(key: UUID, by: User) -> Version | None:
    if (known := sent_before(key, by)) is None:
        return None
    return Version.objects.filter(distribution__dataset=known).order_by("pk").first()
