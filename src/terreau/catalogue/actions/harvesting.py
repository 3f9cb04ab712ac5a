"""One reading of another portal's catalogue: what is new, what changed, what is gone; never a double."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from terreau.catalogue import dcat
from terreau.catalogue.actions.elsewhere import keep_page
from terreau.catalogue.models import Dataset, HarvestRun, HarvestSource
from terreau.foundation import search
from terreau.foundation.errors import TerreauError
from terreau.foundation.outgoing import Client
from terreau.saying import NOTHING, chosen, in_both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.saying import Both

LIMITS = dcat.Limits(pages=500, datasets=10_000)
SECONDS_A_PAGE = 60
_ACCEPT = "text/turtle, application/rdf+xml;q=0.9, application/ld+json;q=0.8, */*;q=0.1"
#: What could not be taken, and what a trial would bring: as many are told.
TOLD = 50
_OURS: Both = (
    "Ce jeu de données vient d’ici : il n’est pas pris une deuxième fois.",
    "This data set comes from here: it is not taken a second time.",
)
_STOPPED: Both = (
    "La lecture a été arrêtée ; ce qui était lu est gardé.",
    "The reading was stopped; what was read is kept.",
)


class _Stopped(Exception):  # noqa: N818 - somebody's wish, not a fault
    """The person asked to stop."""


def harvest(pk: int) -> str:
    """Do what waits on a reading, to its end; nothing when it has ended. Answers its failure, "" for none.

    May be run again after a crash: it begins at the first page, and what is the same stays the same.
    """
    run = HarvestRun.objects.select_related("source").filter(pk=pk, ended_at=None).order_by().first()
    if run is None:
        return ""
    _begin(run)
    failure = NOTHING
    try:
        for page in _pages(run):
            _take(run, page)
        _finish(run)
    except _Stopped:
        failure = _STOPPED
    except dcat.CatalogueRefusal as refusal:
        failure = _of_refusal(refusal, "fr"), _of_refusal(refusal, "en")
    except TerreauError as error:
        failure = _of_error(error, "fr"), _of_error(error, "en")
    _end(run, failure)
    return failure[0]


def _of_refusal(refusal: dcat.CatalogueRefusal, lang: str) -> str:
    return f"{refusal.said(lang)} {refusal.advice(lang)}"


def _of_error(error: TerreauError, lang: str) -> str:
    with translation.override(lang):
        return f"{error} {error.advice}"


def _pages(run: HarvestRun) -> Iterator[dcat.Page]:
    client = Client(most_bytes=LIMITS.page_bytes, seconds=SECONDS_A_PAGE)

    def fetch(url: str) -> dcat.Fetched:
        answer = client.get(url, headers={"Accept": _ACCEPT})
        if not answer.is_success:
            raise _unanswered(url, answer.status_code)
        return dcat.Fetched(answer.content, answer.headers.get("Content-Type", ""), str(answer.url))

    return dcat.walk(run.source.url, fetch, LIMITS)


def _unanswered(url: str, status: int) -> dcat.CatalogueRefusal:
    return dcat.Unreadable(url=url, reason=(f"le site répond {status}", f"the site answers {status}"))


def _begin(run: HarvestRun) -> None:
    """From the start, whatever a reading cut by a crash had counted."""
    for name in ("pages", "read", "added", "changed", "same", "gone", "left_count"):
        setattr(run, name, 0)
    run.left, run.sample = [], []


def _take(run: HarvestRun, page: dcat.Page) -> None:
    """Keep a page, in one transaction with what is counted of it."""
    ours = _those_of_here(page)
    taken = [one for one in page.datasets if one.key not in ours]
    left = [_left(one.title, one.why) for one in page.left]
    left += [_left(one.title, _OURS) for one in page.datasets if one.key in ours]
    with transaction.atomic():
        counted = keep_page(run.source, taken, run=run.pk, is_trial=run.is_trial)
        run.pages += 1
        run.read += len(page.datasets)
        run.announced = page.total if page.total is not None else run.announced
        run.added += counted.added
        run.changed += counted.changed
        run.same += counted.same
        run.left_count += len(left)
        run.left = [*run.left, *left][:TOLD]
        run.sample = [*run.sample, *counted.titles][:TOLD]
        run.beat_at = timezone.now()
        run.save()
    if HarvestRun.objects.filter(pk=run.pk, stop=True).exists():
        raise _Stopped


def _left(title: str, why: Both) -> dict[str, Any]:
    return in_both(lambda lang: {"title": title[:200], "why": chosen(why, lang)})


def _those_of_here(page: dcat.Page) -> set[str]:
    """Keys of data sets that left from here: a national portal gives us back what it harvested."""
    keys = [one.key for one in page.datasets]
    known = set(Dataset.objects.filter(identifier__in=keys).values_list("identifier", flat=True))
    here = settings.ADDRESS + "/"
    return known | {
        one.key for one in page.datasets if one.iri.startswith(here) or one.landing_page.startswith(here)
    }


@transaction.atomic
def _finish(run: HarvestRun) -> None:
    """The whole catalogue was read: what it announces no more is marked, and found no more."""
    absent = run.source.datasets.filter(gone_at=None)
    if not run.is_trial:
        absent = absent.exclude(seen_in=run.pk)
        gone = list(absent.order_by("pk"))
        search.drop(*gone)
        absent.update(gone_at=timezone.now())
        run.gone = len(gone)
        run.source.count = run.source.datasets.filter(gone_at=None).count()
        run.source.read_at = timezone.now()
        run.source.touched_at = timezone.now()
        run.source.save(update_fields=["count", "read_at", "touched_at"])
    else:
        run.gone = max(0, absent.count() - run.changed - run.same)


def _end(run: HarvestRun, failure: Both) -> None:
    run.failure, run.failure_english = failure[0][:500], failure[1][:500]
    run.ended_at = timezone.now()
    run.save()
    HarvestSource.objects.filter(pk=run.source_id).update(touched_at=timezone.now())
