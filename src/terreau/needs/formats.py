"""Needs, their road and what was counted on paper, as everyone may read them, to carry away and bring in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from terreau.foundation import search
from terreau.foundation.slots import PublicSet
from terreau.needs.actions.keeping import recount
from terreau.needs.actions.raising import first_words
from terreau.needs.batches import fold
from terreau.needs.models import Need, NeedTerritory, PaperSupport, StateChange
from terreau.needs.queries.page import voice_of
from terreau.participation.kinds import hidden

if TYPE_CHECKING:
    from collections.abc import Iterable

_KIND = "needs.need"
_AT_A_TIME = 500
_PLAIN = (
    "title", "situation", "concerned", "theme", "tried", "met_when", "places", "state", "for_someone",
    "paper_place", "is_example",
)  # fmt: skip
_NEED = {
    "id": "https://schema.org/identifier",
    "title": "https://schema.org/name",
    "situation": "https://schema.org/description",
    "concerned": "https://schema.org/audience",
    "theme": "https://schema.org/keywords",
    "tried": "",
    "met_when": "",
    "places": "https://schema.org/areaServed",
    "state": "https://schema.org/creativeWorkStatus",
    "for_someone": "",
    "paper_place": "",
    "is_example": "",
    "paper_date": "",
    "merged_into": "",
    "who": "https://schema.org/creditText",
    "organisation": "https://schema.org/sourceOrganization",
    "raised_at": "https://schema.org/dateCreated",
    "changed_at": "https://schema.org/dateModified",
    "account_supports": "",
}
_CHANGE = dict.fromkeys(("id", "need", "before", "after", "reason", "standing", "at"), "")
_PAPER = dict.fromkeys(("need", "count", "place", "date", "organisation", "entered_at"), "")


def _needs() -> Iterable[dict[str, Any]]:
    away = _hidden()
    found = Need.objects.select_related("raised_by", "organisation").order_by("pk")
    for need in found.iterator():
        if str(need.pk) in away or str(need.merged_into_id) in away:
            continue
        yield {
            "id": need.pk,
            **{name: getattr(need, name) for name in _PLAIN},
            "paper_date": need.paper_date.isoformat() if need.paper_date else None,
            "merged_into": need.merged_into_id,
            "who": voice_of(need),
            "organisation": need.organisation_id,
            "raised_at": need.raised_at.isoformat(),
            "changed_at": need.changed_at.isoformat(),
            "account_supports": need.account_supports if need.merged_into_id is None else 0,
        }


def _hidden() -> set[str]:
    return hidden(_KIND, [str(pk) for pk in Need.objects.order_by("pk").values_list("pk", flat=True)])


def _take_needs(rows: Iterable[dict[str, Any]]) -> int:
    """Under the numbers they had. Supports given with an account become a count: nobody's name came along."""
    merged: dict[int, int] = {}
    counted: dict[int, int] = {}
    done = 0
    for row in rows:
        need = Need(pk=row["id"], **{name: row[name] for name in _PLAIN})
        need.paper_date, need.organisation_id = row["paper_date"], row["organisation"]
        need.raised_at, need.changed_at = _moment(row["raised_at"]), _moment(row["changed_at"])
        need.summary, need.title_key = first_words(need.situation), fold(need.title)[:120]
        need.clean_fields(exclude=["places", "key", "summary", "title_key"])
        need._change_reason = "export"
        need.save(force_insert=True)
        NeedTerritory.objects.bulk_create(
            NeedTerritory(need=need, territory_id=str(place["ref"])) for place in need.places
        )
        if row["merged_into"] is not None:
            merged[need.pk] = int(row["merged_into"])
        counted[need.pk] = int(row["account_supports"])
        done += 1
    for pk, into in merged.items():
        Need.objects.filter(pk=pk).update(merged_into=into)
    _count(counted)
    _index()
    return done


def _count(counted: dict[int, int]) -> None:
    today = timezone.localdate()
    with override("fr"):
        place = str(_("Soutiens en ligne, repris d’un export"))
    for pk, count in counted.items():
        if count:
            PaperSupport.objects.create(need_id=pk, count=count, place=place, date=today)
            recount(Need.objects.get(pk=pk))


def _index() -> None:
    pks = list(Need.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), _AT_A_TIME):
        search.put(*Need.objects.filter(pk__in=pks[start : start + _AT_A_TIME]).order_by("pk"))


def _changes() -> Iterable[dict[str, Any]]:
    away = _hidden()
    for change in StateChange.objects.order_by("pk").iterator():
        if str(change.need_id) not in away:
            yield {
                "id": change.pk,
                "need": change.need_id,
                "before": change.before,
                "after": change.after,
                "reason": change.reason,
                "standing": change.standing,
                "at": change.at.isoformat(),
            }


def _take_changes(rows: Iterable[dict[str, Any]]) -> int:
    made = []
    for row in rows:
        plain_ones = {name: row[name] for name in ("before", "after", "reason", "standing")}
        change = StateChange(pk=row["id"], need_id=row["need"], at=_moment(row["at"]), **plain_ones)
        change.clean_fields(exclude=["need", "by"])
        made.append(change)
    return len(StateChange.objects.bulk_create(made, batch_size=_AT_A_TIME))


def _paper() -> Iterable[dict[str, Any]]:
    away = _hidden()
    for paper in PaperSupport.objects.order_by("pk").iterator():
        if str(paper.need_id) not in away:
            yield {
                "need": paper.need_id,
                "count": paper.count,
                "place": paper.place,
                "date": paper.date.isoformat(),
                "organisation": paper.organisation_id,
                "entered_at": paper.entered_at.isoformat(),
            }


def _take_paper(rows: Iterable[dict[str, Any]]) -> int:
    touched, done = set(), 0
    for row in rows:
        paper = PaperSupport(
            need_id=row["need"],
            count=row["count"],
            place=row["place"],
            date=row["date"],
            organisation_id=row["organisation"],
            entered_at=_moment(row["entered_at"]),
        )
        paper.clean_fields(exclude=["need", "entered_by", "key"])
        paper.save(force_insert=True)
        touched.add(paper.need_id)
        done += 1
    for need in Need.objects.filter(pk__in=touched).order_by("pk"):
        recount(need)
    return done


def _moment(said: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError(said)
    return moment


def _page(row: dict[str, Any]) -> tuple[str, str]:
    """A need as a page one can read anywhere."""
    where = ", ".join(str(place["name"]) for place in row["places"])
    parts = [
        f"# {row['title']}",
        f"{where} · {row['raised_at'][:10]} · {row['who']}",
        row["situation"],
    ]
    for title, name in (
        (_("Personnes concernées"), "concerned"),
        (_("Ce qui a été essayé"), "tried"),
        (_("Ce qui montrerait que c’est résolu"), "met_when"),
    ):
        if row[name]:
            parts += [f"## {title}", row[name]]
    return f"{row['id']:06}", "\n\n".join(parts) + "\n"


def public_sets() -> list[PublicSet]:
    """What this room gives to whoever carries the commons away."""
    need = "https://schema.org/Demand"
    return [
        PublicSet("besoins", _("Besoins"), need, _NEED, _needs, _take_needs, Need.objects.count, _page),
        PublicSet(
            "besoins-etats",
            _("Suites données aux besoins"),
            "https://schema.org/UpdateAction",
            _CHANGE,
            _changes,
            _take_changes,
            StateChange.objects.count,
        ),
        PublicSet(
            "besoins-papier",
            _("Soutiens recueillis sur papier"),
            "https://schema.org/EndorseAction",
            _PAPER,
            _paper,
            _take_paper,
            lambda: 0,  # the needs before them have just been counted here
        ),
    ]
