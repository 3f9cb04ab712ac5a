"""What moderation reads: the queue, one case with its context, public decisions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, Q
from django.utils import timezone

from terreau.participation import retention
from terreau.participation.errors import UnknownCaseError
from terreau.participation.kinds import Kind, kind_of, thing_of
from terreau.participation.models import Appeal, Case, CaseState, Ground, Moderator, Report

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from django.db.models import QuerySet

    from terreau.people.models import User

PAGE_SIZE = 20
_FEW = 500
#: Reports shown on the page of a case; the others are counted.
SHOWN = 30


@dataclass(frozen=True)
class Waiting:
    """A line of the queue: what it is about, since when, by how many, why."""

    case: Case
    label: str
    title: str
    reports: int
    grounds: Sequence[tuple[str, int]]
    since: dt.datetime
    appeal: Appeal | None


@dataclass(frozen=True)
class Dossier:
    """A case with what one needs to decide."""

    case: Case
    kind: Kind
    thing: Any
    title: str
    words: str
    where: str
    author: User | None
    reports: Sequence[Report]
    more: int
    accounts: int
    visitors: int
    appeal: Appeal | None
    before: Sequence[Case]


def among_hidden(model: str, keys: Collection[str]) -> set[str]:
    """Those of these things that are hidden now. One query on a small index."""
    hiding = Case.objects.hiding().filter(kind=model)
    if len(keys) <= _FEW:  # beyond, an export asks: few are hidden, and a database takes so many values only
        hiding = hiding.filter(thing__in=keys)
    return set(hiding.values_list("thing", flat=True)) & set(keys)


def notices_about(model: str, keys: Collection[str]) -> Mapping[str, Case]:
    """The decisions that hide these things, by key; no query when there is no key."""
    if not keys:
        return {}
    return {case.thing: case for case in Case.objects.hiding().filter(kind=model, thing__in=keys)}


def queue() -> QuerySet[Case]:
    """What waits for a decision or an answer, the oldest first."""
    appealed = Q(state=CaseState.HIDDEN, appeal__isnull=False, appeal__answered_at=None)
    waiting = Case.objects.filter(Q(state__in=(CaseState.OPEN, CaseState.HELD)) | appealed)
    return waiting.select_related("appeal").order_by("opened_at", "pk")


def settled() -> QuerySet[Case]:
    """What was decided, the latest first."""
    done = Case.objects.filter(state__in=(CaseState.LEFT, CaseState.HIDDEN, CaseState.RESTORED))
    return done.select_related("appeal").order_by("-decided_at", "-pk")


def page_of(cases: QuerySet[Case], number: Any) -> tuple[Page[Case], list[Waiting]]:
    """A page of cases ready to be read; a few queries, and one for each kind of thing."""
    page = Paginator(cases, PAGE_SIZE).get_page(number)
    return page, lines_of(list(page.object_list))


def lines_of(cases: Sequence[Case]) -> list[Waiting]:
    """Cases as lines of a list."""
    counts: dict[int, Counter[str]] = {case.pk: Counter() for case in cases}
    grouped = Report.objects.filter(case__in=cases).values_list("case_id", "ground").annotate(Count("pk"))
    for pk, ground, count in grouped.order_by("case_id", "ground"):
        counts[pk][ground] = count
    things = _things_of(cases)
    return [_line(case, things.get((case.kind, case.thing)), counts[case.pk]) for case in cases]


def _things_of(cases: Sequence[Case]) -> dict[tuple[str, str], Any]:
    found: dict[tuple[str, str], Any] = {}
    for model in {case.kind for case in cases}:
        keys = [case.thing for case in cases if case.kind == model]
        things = apps.get_model(model)._default_manager.filter(pk__in=keys)
        found |= {(model, str(thing.pk)): thing for thing in things}
    return found


def _line(case: Case, thing: Any, grounds: Counter[str]) -> Waiting:
    kind = kind_of(case.kind)
    return Waiting(
        case=case,
        label=str(kind.label),
        title=kind.title(thing) if thing is not None else "",
        reports=grounds.total(),
        grounds=[(str(Ground(ground).label), count) for ground, count in grounds.most_common()],
        since=case.opened_at,
        appeal=appeal_of(case),
    )


def appeal_of(case: Case) -> Appeal | None:
    """The appeal against a decision, if any."""
    try:
        return case.appeal
    except Appeal.DoesNotExist:
        return None


def case(pk: int) -> Case:
    """A case; raises UnknownCaseError."""
    found = Case.objects.select_related("appeal", "decided_by", "restored_by").filter(pk=pk).first()
    if found is None:
        raise UnknownCaseError
    return found


def decision(pk: int) -> Case:
    """A case that the public may read: hidden, held, or shown again; raises UnknownCaseError."""
    found = case(pk)
    if found.state not in (CaseState.HELD, CaseState.HIDDEN, CaseState.RESTORED):
        raise UnknownCaseError
    return found


def dossier(pk: int) -> Dossier:
    """All that one needs to decide on a case; raises UnknownCaseError. Some ten queries."""
    found = case(pk)
    kind = kind_of(found.kind)
    thing = thing_of(kind, found.thing)
    reports = list(found.reports.select_related("reporter").order_by("made_at", "pk")[: SHOWN + 1])
    by_account = dict(found.reports.values_list("by_account").annotate(Count("pk")).order_by("by_account"))
    total = sum(by_account.values())
    author = kind.author(thing) if thing is not None else None
    earlier = Case.objects.filter(kind=found.kind, thing=found.thing).exclude(pk=found.pk)
    return Dossier(
        case=found,
        kind=kind,
        thing=thing,
        title=kind.title(thing) if thing is not None else "",
        words=kind.words(thing) if thing is not None else "",
        where=kind.url(thing) if thing is not None else "",
        author=author,
        reports=reports[:SHOWN],
        more=max(0, total - SHOWN),
        accounts=by_account.get(True, 0),
        visitors=by_account.get(False, 0),
        appeal=appeal_of(found),
        before=list(earlier.order_by("-opened_at")[:10]),
    )


def may_be_contested(found: Case) -> bool:
    """Whether the author of what this decision hides can still contest it."""
    return (
        found.state == CaseState.HIDDEN
        and appeal_of(found) is None
        and found.decided_at is not None
        and timezone.now() <= found.decided_at + retention.APPEAL
    )


def oldest_waiting() -> tuple[int, dt.datetime | None]:
    """How many cases wait and since when. One query."""
    told = queue().select_related(None).order_by().aggregate(n=Count("pk"), since=Min("opened_at"))
    return told["n"], told["since"]


def moderators() -> list[Moderator]:
    """Who was asked to moderate, beside stewards."""
    return list(Moderator.objects.select_related("user").order_by("since", "pk"))


def about(user: int) -> dict[str, list[Any]]:
    """What moderation holds about a person, for their own download."""
    reports = Report.objects.filter(reporter_id=user).order_by("pk")
    appeals = Appeal.objects.filter(by_id=user).order_by("pk")
    decided = Case.objects.filter(decided_by_id=user).order_by("pk")
    return {
        "reports": list(reports.values("case__kind", "case__thing", "ground", "text", "made_at")),
        "appeals": list(appeals.values("case_id", "text", "made_at", "answer")),
        "decisions": list(decided.values("pk", "state", "reason", "decided_at")),
    }
