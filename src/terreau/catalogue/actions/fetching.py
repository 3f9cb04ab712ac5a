"""One reading of a table at its address: fetched, compared, kept, checked, and published when all is well.

Each step leaves a row that says it is done, so that a reading cut by a crash goes on from there.
"""

from __future__ import annotations

import logging
import time
from hashlib import file_digest
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import DataError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from terreau.catalogue.actions.address_limits import refuse_full
from terreau.catalogue.actions.addresses import next_reading
from terreau.catalogue.actions.bringing import add_version, suffix_of
from terreau.catalogue.actions.checking import check_now, failed_words
from terreau.catalogue.actions.jobs import take_anew
from terreau.catalogue.actions.keeping import held
from terreau.catalogue.actions.renewing import Unfit, forget_unfit, renew
from terreau.catalogue.address_errors import EmptyFileError, NotAnsweredError, WebPageError
from terreau.catalogue.addressed_names import is_page, name_of
from terreau.catalogue.models import Distribution, Fetch, Job, Outcome, Standing, State, Version
from terreau.catalogue.models.distribution import Refresh
from terreau.catalogue.rules import in_charge
from terreau.catalogue.signals_addresses import failure_waits
from terreau.foundation.errors import TerreauError
from terreau.foundation.outgoing import Client
from terreau.participation import store
from terreau.participation.actions import record

if TYPE_CHECKING:
    from pathlib import Path

    from django.db.models import QuerySet
    from httpx import Response

logger = logging.getLogger("terreau.catalogue")

#: A whole file, redirects included; and how long its site may say nothing in the middle.
SECONDS = 900
SILENCE = 60
#: How far it is, is written down each time so many bytes have come, or so many seconds have passed.
STEP = 1_000_000
SECONDS_A_STEP = 3
_OK, _NOT_MODIFIED = 200, 304


class _Stopped(Exception):  # noqa: N818 - somebody's wish, not a fault
    """The person asked to stop."""


def go_through(pk: int) -> str:
    """Do what waits on a reading, to its end; nothing when it has ended. Answers its outcome."""
    fetch = Fetch.objects.select_related("distribution__dataset").filter(pk=pk, ended_at=None).first()
    if fetch is None:
        return ""
    with override(settings.LANGUAGE_CODE):
        try:
            outcome = _through(fetch)
        except _Stopped:
            return _end(fetch, Outcome.STOPPED)
        except (TerreauError, Unfit) as error:
            advice = error.advice if isinstance(error, TerreauError) else ""
            return _end(fetch, Outcome.FAILED, f"{error} {advice}".strip())
        except (OSError, ValueError, ArithmeticError, LookupError, DataError):
            # Whatever a site found to say, its reading ends: else it is taken up again for ever.
            logger.exception("a table could not be fetched")
            return _end(
                fetch, Outcome.FAILED, " ".join([failed_words()["message"], failed_words()["remedy"]])
            )
    return _end(fetch, outcome)


def _through(fetch: Fetch) -> Outcome:
    if fetch.version_id is None and (same := _fetched(fetch)):
        return same
    version = _fresh(fetch)
    if version.standing == Standing.RECEIVED:
        take_anew(version.pk, Job.CHECK)
        check_now(version.pk)
        version = _fresh(fetch)
    if version.standing == Standing.RECEIVED:
        raise _Stopped
    if version.standing in (Standing.PUBLISHED, Standing.REPLACED):  # cut after the last step
        return Outcome.RENEWED
    if version.standing == Standing.UNREADABLE:
        told = version.refusal_told
        raise Unfit(f"{told['message']} {told['remedy']}")
    distribution = Distribution.objects.select_related("dataset", "published").get(pk=fetch.distribution_id)
    if not is_trusted(distribution) or not _may_publish(fetch, distribution):
        return Outcome.WAITS
    if not renew(distribution, version):
        raise _Stopped
    return Outcome.RENEWED


def is_trusted(distribution: Distribution) -> bool:
    """Whether what stands at this address was published here by a person once, and still is public."""
    if distribution.published_id is None or distribution.dataset.state not in _GIVEN:
        return False
    known = distribution.fetches.filter(url=distribution.url)
    return known.filter(version__standing__in=(Standing.PUBLISHED, Standing.REPLACED)).exists()


def _may_publish(fetch: Fetch, distribution: Distribution) -> bool:
    """Whether this reading publishes what it brings: those in charge asked for it, now or for each day."""
    repeated = distribution.refresh != Refresh.NEVER and distribution.refresh_stopped_at is None
    by = fetch.asked_by
    return repeated or (by is not None and bool(in_charge(by, distribution.dataset)))


_GIVEN = (State.PUBLISHED, State.EMBARGOED)


def _fetched(fetch: Fetch) -> Outcome | None:
    """Bring the file when it is a new one; answers the outcome when there is nothing to go on with."""
    distribution = fetch.distribution
    draft = store.incoming() / f"{uuid4()}"
    client = Client(most_bytes=settings.MOST_TABLE_BYTES, seconds=SECONDS, silence=SILENCE)
    try:
        with draft.open("wb") as into:
            answer = client.save(fetch.url, into, _known(distribution), _Progress(fetch))
        before = _last_read(distribution)
        if answer.status_code == _NOT_MODIFIED and before is not None:
            return _unchanged(fetch, before)
        _refuse_no_file(answer, draft)
        with draft.open("rb") as whole:
            digest = file_digest(whole, "sha256").hexdigest()
        return _arrived(fetch, answer, draft, digest)
    finally:
        draft.unlink(missing_ok=True)


def _known(distribution: Distribution) -> dict[str, str]:
    """What lets a site answer that nothing changed (RFC 9110, 13.1), once something was kept of it."""
    said = {"Accept": "*/*"}
    if (last := _read(distribution).first()) is None or last.outcome == Outcome.STOPPED:
        return said
    if distribution.etag:
        said["If-None-Match"] = distribution.etag
    elif distribution.last_modified:
        said["If-Modified-Since"] = distribution.last_modified
    return said


def _read(distribution: Distribution) -> QuerySet[Fetch]:
    """Readings of this address that ended with a file known here, the last first."""
    read = distribution.fetches.filter(url=distribution.url, version__isnull=False, ended_at__isnull=False)
    return read.select_related("version").order_by("-pk")


def _last_read(distribution: Distribution) -> Fetch | None:
    """The last of them that nobody stopped."""
    return _read(distribution).exclude(outcome=Outcome.STOPPED).first()


class _Progress:
    """Writes down how far it is, for the page that waits; raises _Stopped when somebody asked for it."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._said, self._at = -STEP, 0.0

    def __call__(self, received: int, announced: int) -> None:
        if received - self._said < STEP and time.monotonic() - self._at < SECONDS_A_STEP:
            return
        self._said, self._at = received, time.monotonic()
        now = {"received": received, "announced": announced, "beat_at": timezone.now()}
        Fetch.objects.filter(pk=self._fetch.pk).update(**now)
        if Fetch.objects.filter(pk=self._fetch.pk, stop=True).exists():
            raise _Stopped


def _refuse_no_file(answer: Response, draft: Path) -> None:
    if answer.status_code != _OK:
        raise NotAnsweredError(host=answer.url.host, status=answer.status_code)
    with draft.open("rb") as begun:
        first = begun.read(1024)
    if not first:
        raise EmptyFileError(host=answer.url.host)
    if is_page(first):
        raise WebPageError(host=answer.url.host)


def _arrived(fetch: Fetch, answer: Response, draft: Path, digest: str) -> Outcome | None:
    """Keep a new file and its version; a file known already makes none."""
    name, size = name_of(answer), draft.stat().st_size
    headers = {"etag": _to_say(answer, "ETag", 300), "last_modified": _to_say(answer, "Last-Modified", 60)}
    with store.writing():
        with transaction.atomic():
            held(fetch.distribution.dataset_id)
            distribution = Distribution.objects.select_for_update().get(pk=fetch.distribution_id)
            known = _same(distribution, digest)
        if known is None:
            refuse_full(fetch, size)
            store.keep_file(draft, suffix_of(name))
        with transaction.atomic():
            held(fetch.distribution.dataset_id)
            version = known or add_version(distribution, name, digest, size, by=fetch.asked_by)
            Fetch.objects.filter(pk=fetch.pk).update(version=version, received=size, beat_at=timezone.now())
            Distribution.objects.filter(pk=distribution.pk).update(**headers)
    before = _last_read(distribution)
    fetch.version = version
    if known is None or _begun_and_left(known, before):
        return None
    return _unchanged(fetch, before)


def _to_say(answer: Response, header: str, longest: int) -> str:
    """What the site said, when it can be said back: not cut, and in letters that a request may hold."""
    said = answer.headers.get(header, "")
    return said if said.isascii() and len(said) <= longest else ""


def _same(distribution: Distribution, digest: str) -> Version | None:
    """The version that this file already is: the newest one, or the one everyone reads."""
    standing = distribution.versions.exclude(standing=Standing.CANCELLED)
    newest = standing.order_by("-number").first()
    if newest is not None and newest.raw_digest == digest:
        return newest
    return standing.filter(published_in=distribution, raw_digest=digest).first()


def _begun_and_left(version: Version, before: Fetch | None) -> bool:
    """Whether a reading that was stopped, or cut, left this version on the road: it is gone on with."""
    settled = before is not None and before.version_id == version.pk
    return not settled and version.standing in (Standing.RECEIVED, Standing.CHECKED, Standing.READY)


def _unchanged(fetch: Fetch, before: Fetch | None) -> Outcome:
    """Nothing new there; a file that was broken still is, unless a person published it since."""
    if fetch.version is None and before is not None:
        fetch.version = before.version
        Fetch.objects.filter(pk=fetch.pk).update(version=before.version)
    version = fetch.version
    published = version is not None and version.standing in (Standing.PUBLISHED, Standing.REPLACED)
    still = before is not None and before.version == version and before.outcome == Outcome.FAILED
    if before is not None and still and not published:
        raise Unfit(before.failure)
    return Outcome.SAME


def _fresh(fetch: Fetch) -> Version:
    fetch.refresh_from_db()
    if fetch.stop:
        raise _Stopped
    version = fetch.version
    if version is None:
        raise Unfit(_("Le fichier qui a été lu a été oublié entre-temps."))
    return Version.objects.select_related("distribution__dataset").get(pk=version.pk)


@transaction.atomic
def _end(fetch: Fetch, outcome: Outcome, failure: str = "") -> str:
    """Say how it ended, and when it is read next; the first failure of a row is told, once."""
    distribution = (
        Distribution.objects.select_for_update().select_related("dataset").get(pk=fetch.distribution_id)
    )
    now = timezone.now()
    Fetch.objects.filter(pk=fetch.pk).update(outcome=outcome, failure=failure[:500], ended_at=now)
    if distribution.url != fetch.url:  # given up for another address meanwhile
        return outcome
    if outcome == Outcome.FAILED:
        distribution.failures += 1
        distribution.failure, distribution.failing_since = failure[:500], distribution.failing_since or now
    elif outcome != Outcome.STOPPED:
        distribution.failures, distribution.failure, distribution.failing_since = 0, "", None
        distribution.failure_told_at = None
    if outcome in (Outcome.FAILED, Outcome.WAITS) and fetch.version_id is not None:
        forget_unfit(distribution, keep=fetch.version_id)
    distribution.refreshed_at, distribution.next_refresh_at = now, next_reading(distribution)
    distribution.save()
    if outcome != Outcome.STOPPED:
        type(distribution.dataset).objects.filter(pk=distribution.dataset_id).update(touched_at=now)
    if outcome == Outcome.FAILED and distribution.failures == 1 and distribution.dataset.state in _GIVEN:
        record("fail-address", distribution.dataset, by=None, organisation=distribution.dataset.organisation)
        transaction.on_commit(
            lambda: failure_waits.send(Distribution, distribution=distribution.pk), robust=True
        )
    return outcome
