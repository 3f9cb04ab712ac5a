"""Make a version clean with the repairs that were accepted; the raw file stays as it came."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from terreau.catalogue.actions.checking import failed_words, options_of, refusal_kept, refused, say, stopped
from terreau.catalogue.actions.keeping import held_version
from terreau.catalogue.assessing import Stopped, clean
from terreau.catalogue.errors import BusyVersionError, NotReadyError
from terreau.catalogue.models import Check, Job, Standing, Version
from terreau.catalogue.queries.files import raw_path
from terreau.catalogue.queries.schemas import read_kept
from terreau.catalogue.tables import Refusal
from terreau.participation import store
from terreau.people.rules import require

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from terreau.catalogue.assessing import Cleaned
    from terreau.people.models import User

logger = logging.getLogger("terreau.catalogue")


@transaction.atomic
def accept(pk: int, repairs: Collection[str], *, by: User) -> Version:
    """Say which repairs are accepted; they are made by the job that follows.

    Raises NotAllowedError, NotReadyError, BusyVersionError.
    """
    version = held_version(pk)
    require(by, "catalogue.prepare_dataset", version.distribution.dataset)
    if version.job:
        raise BusyVersionError
    if version.standing not in (Standing.CHECKED, Standing.READY):
        raise NotReadyError
    offered = {one["conversion"] for one in version.check_made.repairs}
    version.accepted = sorted(offered & set(repairs))
    version.save(update_fields=["accepted"])
    return version


def mend_now(pk: int) -> None:
    """Make the clean table of a version whose job it is."""
    import duckdb  # only when a table is read: a web process at rest does without its 30 MB

    version = Version.objects.select_related("check_made__schema").get(pk=pk)
    check = version.check_made
    draft = store.incoming() / f"{uuid4()}.csv"
    try:
        done = clean(
            raw_path(version),
            read_kept(check.schema) if check.schema else None,
            check.mapping,
            version.accepted,
            draft,
            options=options_of(version),
            say=partial(say, pk),
        )
        with store.writing():
            _write(pk, done)
    except Refusal as refusal:
        refused(pk, refusal_kept(refusal))
    except Stopped:
        stopped(pk)
    except (duckdb.Error, OSError, ValueError, ArithmeticError, LookupError):
        logger.exception("making a table clean failed")
        refused(pk, failed_words())
    finally:
        for path in draft.parent.glob(f"{draft.name}*"):
            path.unlink(missing_ok=True)


def _write(pk: int, done: Cleaned) -> None:
    size = done.out.stat().st_size
    digest, journal = store.keep_file(done.out, ".csv"), _kept(done.journal)
    parquet = store.keep_file(done.parquet, ".parquet")
    with transaction.atomic():
        version = held_version(pk)
        version.clean_digest, version.clean_bytes, version.journal_digest = digest, size, journal
        version.parquet_digest = parquet
        version.columns, version.rows, version.corrected = done.columns, done.rows, done.corrected
        version.standing = Standing.READY
        version.job, version.stop, version.done, version.refusal = Job.NONE, False, 100, {}
        version.save()
        Check.objects.filter(version=version).update(
            left=done.left["total"], left_rules=done.left["by_rule"], checked_at=timezone.now()
        )


def _kept(path: Path) -> str:
    return store.keep_file(path, ".csv") if path.exists() else ""
