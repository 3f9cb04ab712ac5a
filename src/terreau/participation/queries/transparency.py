"""What moderation did, quarter by quarter: counts, delays, reasons, appeals; nothing about anyone."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from terreau.participation.models import RULES, Appeal, Case, CaseState, Ground, Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Three years: as far back as anyone compares, and a bound on what one page reads.
MOST_QUARTERS = 12
_HOUR = 3600
_MONTHS = 3


@dataclass
class Quarter:
    """One quarter. `decision_hours` and `answer_hours` hold each delay, in hours; their medians are shown."""

    year: int
    number: int
    by_accounts: int = 0
    by_visitors: int = 0
    grounds: Counter[str] = field(default_factory=Counter)
    held: int = 0
    left: int = 0
    hidden: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    decision_hours: list[float] = field(default_factory=list)
    appeals: int = 0
    granted: int = 0
    upheld: int = 0
    answer_hours: list[float] = field(default_factory=list)
    restored: int = 0

    @property
    def name(self) -> str:
        """As ISO would write it: "2026-T4"."""
        return f"{self.year}-T{self.number}"

    @property
    def title(self) -> str:
        """As people read it."""
        first, last = (dt.date(self.year, _MONTHS * self.number - back, 1) for back in (2, 0))
        months = {"first": date_format(first, "F"), "last": date_format(last, "F"), "year": self.year}
        return (_("De %(first)s à %(last)s %(year)s") % months).replace("De a", "D’a").replace("De o", "D’o")

    @property
    def reports(self) -> int:
        return self.by_accounts + self.by_visitors

    @property
    def median_decision_hours(self) -> float | None:
        return round(median(self.decision_hours), 1) if self.decision_hours else None

    @property
    def median_answer_hours(self) -> float | None:
        return round(median(self.answer_hours), 1) if self.answer_hours else None

    @property
    def said_grounds(self) -> list[tuple[str, int]]:
        return [(str(Ground(ground).label), count) for ground, count in self.grounds.most_common()]

    @property
    def said_rules(self) -> list[tuple[str, int]]:
        return [(str(RULES[Ground(ground)]), count) for ground, count in self.rules.most_common()]

    def measures(self) -> Iterator[tuple[str, str, float | None]]:
        """Each figure: its stable name, what it is about ("" for the whole), its value."""
        yield "signalements_avec_compte", "", self.by_accounts
        yield "signalements_sans_compte", "", self.by_visitors
        yield from (("signalements_par_motif", key, self.grounds[key]) for key in sorted(self.grounds))
        yield "retenus_avant_lecture", "", self.held
        yield "decisions_laisser", "", self.left
        yield "decisions_masquer", "", self.hidden
        yield from (("decisions_masquer_par_regle", key, self.rules[key]) for key in sorted(self.rules))
        yield "delai_median_decision_heures", "", self.median_decision_hours
        yield "contestations", "", self.appeals
        yield "contestations_acceptees", "", self.granted
        yield "contestations_refusees", "", self.upheld
        yield "delai_median_reponse_heures", "", self.median_answer_hours
        yield "retablis", "", self.restored


@dataclass(frozen=True)
class Transparency:
    """The report: its quarters, the latest first, and what waits today."""

    quarters: Sequence[Quarter]
    waiting: int


class _Quarters:
    """Quarters as they are met."""

    def __init__(self) -> None:
        self.met: dict[tuple[int, int], Quarter] = {}

    def at(self, moment: dt.datetime) -> Quarter:
        """The quarter of a moment, on the clock of the territory."""
        local = timezone.localtime(moment)
        key = (local.year, (local.month - 1) // _MONTHS + 1)
        return self.met.setdefault(key, Quarter(*key))

    def latest_first(self) -> list[Quarter]:
        return [self.met[key] for key in sorted(self.met, reverse=True)]


def transparency(now: dt.datetime | None = None) -> Transparency:
    """The report of the last three years, quarters without anything left out; four queries."""
    since = _beginning(timezone.localtime(now))
    quarters = _Quarters()
    _count_reports(since, quarters)
    _count_decisions(since, quarters)
    _count_appeals(since, quarters)
    return Transparency(quarters.latest_first(), Case.objects.to_decide().count())


def stamp() -> tuple[object, ...]:
    """What changes with the report; three queries."""
    return (
        Report.objects.aggregate(last=Max("pk"))["last"],
        *Case.objects.aggregate(Max("pk"), versions=Sum("version")).values(),
        Appeal.objects.aggregate(last=Max("answered_at"))["last"],
        timezone.localdate(),
    )


def _beginning(now: dt.datetime) -> dt.datetime:
    """The first day of the quarter that is MOST_QUARTERS - 1 before this one."""
    months = now.year * 12 + (now.month - 1) // _MONTHS * _MONTHS - _MONTHS * (MOST_QUARTERS - 1)
    year, month = divmod(months, 12)
    return now.replace(year=year, month=month + 1, day=1, hour=0, minute=0, second=0, microsecond=0)


def _count_reports(since: dt.datetime, quarters: _Quarters) -> None:
    rows = Report.objects.filter(made_at__gte=since).values_list("made_at", "ground", "by_account")
    for made, ground, by_account in rows.order_by("pk"):
        one = quarters.at(made)
        one.grounds[ground] += 1
        one.by_accounts += by_account
        one.by_visitors += not by_account


def _count_decisions(since: dt.datetime, quarters: _Quarters) -> None:
    fields = ("opened_at", "decided_at", "restored_at", "state", "ground", "held_first")
    for opened, decided, restored, state, ground, held in (
        Case.objects.filter(opened_at__gte=since).order_by("pk").values_list(*fields)
    ):
        quarters.at(opened).held += held
        if restored:
            quarters.at(restored).restored += 1
        if decided is None:
            continue
        one = quarters.at(decided)
        one.decision_hours.append((decided - opened).total_seconds() / _HOUR)
        if state == CaseState.LEFT:
            one.left += 1
        else:
            one.hidden += 1
            one.rules[ground] += 1


def _count_appeals(since: dt.datetime, quarters: _Quarters) -> None:
    rows = Appeal.objects.filter(made_at__gte=since).values_list("made_at", "answered_at", "granted")
    for made, answered, granted in rows.order_by("pk"):
        one = quarters.at(made)
        one.appeals += 1
        one.granted += granted is True
        one.upheld += granted is False
        if answered:
            one.answer_hours.append((answered - made).total_seconds() / _HOUR)
