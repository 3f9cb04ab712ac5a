"""Say otherwise how a file is to be read, or against which schema; the check is then made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from terreau.catalogue.actions.jobs import is_busy
from terreau.catalogue.actions.keeping import held_version
from terreau.catalogue.errors import BusyVersionError, NotReadyError
from terreau.catalogue.models import Check, Standing
from terreau.people.rules import require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from terreau.catalogue.models import TableSchema, Version
    from terreau.people.models import User


@transaction.atomic
def read_otherwise(
    pk: int, options: Mapping[str, object], *, by: User, chosen: bool, schema: TableSchema | None
) -> Version:
    """Keep how the file is to be read; `chosen` False lets a schema be recognised again.

    Raises NotAllowedError, BusyVersionError, NotReadyError for a version that was published.
    """
    version = held_version(pk)
    require(by, "catalogue.prepare_dataset", version.distribution.dataset)
    if is_busy(version):
        raise BusyVersionError
    if version.standing in (Standing.PUBLISHED, Standing.REPLACED):
        raise NotReadyError
    version.options = {key: value for key, value in options.items() if value}
    version.save(update_fields=["options"])
    Check.objects.update_or_create(version=version, defaults={"schema_chosen": chosen, "schema": schema})
    if chosen:
        # Its columns were placed for another schema: they are placed anew.
        type(version.distribution).objects.filter(pk=version.distribution_id).update(mapping={}, schema=None)
    return version
