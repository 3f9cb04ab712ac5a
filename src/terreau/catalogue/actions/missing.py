"""Ask for data that nobody publishes here, ask with others, say that they were found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from terreau.catalogue.errors import UnknownMissingError
from terreau.catalogue.models import MissingData, MissingTerritory, Wish
from terreau.foundation import search
from terreau.participation.actions import record
from terreau.participation.errors import SentKeyTakenError
from terreau.participation.kinds import refuse_hidden
from terreau.people.rules import require
from terreau.people.words import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from terreau.catalogue.models import Dataset
    from terreau.needs.models import Need
    from terreau.people.models import Organisation, User
    from terreau.territories.models import Territory


@dataclass(frozen=True)
class Gap:
    """Which data are missing, what for, who may hold them."""

    title: str
    theme: str
    territories: Sequence[Territory]
    why: str = ""
    holder: str = ""
    need: Need | None = None
    organisation: Organisation | None = None


@transaction.atomic
def ask_for_data(gap: Gap, *, by: User, key: UUID | None = None) -> MissingData:
    """Publish that data are missing; the one who says it is the first to ask. One `key`, one request.

    Raises NotAllowedError, SentKeyTakenError.
    """
    require(by, "catalogue.ask_for_data")
    if gap.organisation is not None:
        require(by, "catalogue.prepare_for_organisation", gap.organisation)
    known = MissingData.objects.filter(key=key).first() if key else None
    if known is not None:
        if known.asked_by_id != by.pk:
            raise SentKeyTakenError
        return known
    missing = MissingData.objects.create(
        title=one_line(gap.title)[:160],
        why=gap.why.strip(),
        holder=gap.holder.strip(),
        theme=gap.theme,
        places=[{"ref": one.ref, "name": one.name} for one in gap.territories],
        need=gap.need,
        organisation=gap.organisation,
        asked_by=by,
        wishes=1,
        key=key,
    )
    MissingTerritory.objects.bulk_create(
        MissingTerritory(missing=missing, territory=one) for one in gap.territories
    )
    Wish.objects.create(missing=missing, user=by)
    search.put(missing)
    record("ask-for-data", missing, by=by, organisation=gap.organisation)
    return missing


@transaction.atomic
def wish(pk: int, *, by: User) -> MissingData:
    """Ask for these data too; asking twice counts once. Not a public act: it is only counted."""
    require(by, "catalogue.ask_for_data")
    missing = _held(pk)
    Wish.objects.get_or_create(missing=missing, user=by)
    return _counted(missing)


@transaction.atomic
def unwish(pk: int, *, by: User) -> MissingData:
    """No longer ask for these data."""
    missing = _held(pk)
    Wish.objects.filter(missing=missing, user=by).delete()
    return _counted(missing)


@transaction.atomic
def say_found(pk: int, dataset: Dataset, *, by: User) -> MissingData:
    """Say which published data fill this gap. Raises NotAllowedError."""
    missing = _held(pk)
    require(by, "catalogue.answer_missing_data", missing)
    missing.found, missing.found_at, missing.touched_at = dataset, timezone.now(), timezone.now()
    missing.save(update_fields=["found", "found_at", "touched_at"])
    record("find-data", missing, by=by)
    return missing


@transaction.atomic
def link_raised(pk: int, need: Need) -> None:
    """Remember the need that was raised from this gap."""
    MissingData.objects.filter(pk=pk, raised=None).update(raised=need, touched_at=timezone.now())


def _held(pk: int) -> MissingData:
    missing = MissingData.objects.select_for_update().filter(pk=pk).first()
    if missing is None:
        raise UnknownMissingError
    refuse_hidden("catalogue.missingdata", pk)
    return missing


def _counted(missing: MissingData) -> MissingData:
    missing.wishes, missing.touched_at = missing.wish_links.count(), timezone.now()
    missing.save(update_fields=["wishes", "touched_at"])
    return missing
