"""The records of a commons as an archive holds them: plain values, names that everyone may read, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from terreau.commons.models import (
    Commons,
    CommonsRule,
    Component,
    Contribution,
    Decision,
    Inherited,
    Member,
    Use,
    Wish,
)
from terreau.commons.queries.components import uses_by
from terreau.commons.queries.ledger import for_whom
from terreau.commons.queries.page import needs_of, voice_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from terreau.commons.queries.credits import Credits
    from terreau.commons.queries.inheritance import Inheritance

#: The section of each sort of record, in the order in which they are told.
SECTIONS = {
    Inherited.Sort.RULE: "regles",
    Inherited.Sort.DECISION: "decisions",
    Inherited.Sort.CONTRIBUTION: "contributions",
    Inherited.Sort.USE: "usages",
    Inherited.Sort.COMPONENT: "composants",
    Inherited.Sort.PART_USED: "composants-utilises",
    Inherited.Sort.MEMBER: "communaute",
    Inherited.Sort.NEED: "besoins",
}
#: Those of which a fork keeps the record, without making them its own.
RECORDS = tuple(sort for sort in SECTIONS if sort not in (Inherited.Sort.RULE, Inherited.Sort.COMPONENT))

Record = dict[str, Any]


def records_of(commons: Commons, credited: Credits, came: Inheritance) -> dict[str, list[Record]]:
    """Every section by name: what is of this commons, after what came to it with a fork."""
    told: dict[str, list[Record]] = {}
    here = settings.ADDRESS + commons.get_absolute_url()
    for sort, make in _MAKERS.items():
        section = told.setdefault(SECTIONS[sort], [dict(one) for one in came.records.get(sort, ())])
        for key, record in make(commons, credited):
            own = key if isinstance(key, str) else f"{here}#{sort}-{key}"
            section.append({"id": came.name(sort, key, own), **record})
    told["recherches"] = [
        {"side": one.side, "means": one.means, "words": one.words}
        for one in Wish.objects.filter(commons=commons, ended_at=None).order_by("pk")
    ]
    return told


def _rules(commons: Commons, credited: Credits) -> Iterable[tuple[int, Record]]:
    past: dict[int, list[Record]] = {}
    rows: Any = CommonsRule.history.filter(commons_id=commons.pk).select_related("history_user")
    for version in rows.order_by("history_id"):
        past.setdefault(version.id, []).append(
            {
                "text": version.text,
                "at": version.history_date.isoformat(),
                "by": credited.user(version.history_user),
                "reason": version.history_change_reason or "",
            }
        )
    for one in CommonsRule.objects.filter(commons=commons).order_by("pk"):
        yield one.pk, {"light": one.light, "text": one.text, "versions": past.get(one.pk, [])}


def _decisions(commons: Commons, credited: Credits) -> Iterable[tuple[int, Record]]:
    found = Decision.objects.filter(commons=commons).select_related("asked_by", "decided_by").order_by("pk")
    for one in found:
        yield (
            one.pk,
            {
                **_plain(one, "question", "context", "options", "state", "outcome", "reasons"),
                "asked_by": credited.user(one.asked_by),
                "asked_at": _moment(one.asked_at),
                "decided_by": credited.user(one.decided_by),
                "decided_at": _moment(one.decided_at),
            },
        )


def _contributions(commons: Commons, credited: Credits) -> Iterable[tuple[int, Record]]:
    found = Contribution.objects.filter(commons=commons).select_related("user", "organisation", "declared_by")
    for one in found.prefetch_related("objections__by").order_by("pk"):
        whom = credited.organisation(one.organisation) or credited.user(one.user)
        yield (
            one.pk,
            {
                **_plain(one, "gave", "unit", "words", "state", "settled_reason"),
                "quantity": str(one.quantity),
                "done_on": one.done_on.isoformat(),
                "for": whom or (credited.named(one.name, "organisation") if one.name else for_whom(one)),
                "declared_by": credited.user(one.declared_by),
                "declared_at": _moment(one.declared_at),
                "open_until": _moment(one.open_until),
                "settled_at": _moment(one.settled_at),
                "objections": [
                    {"reason": said.reason, "at": _moment(said.at), "by": credited.user(said.by)}
                    for said in one.objections.all()
                ],
            },
        )


def _uses(commons: Commons, credited: Credits) -> Iterable[tuple[int, Record]]:
    for one in Use.objects.filter(commons=commons).select_related("organisation").order_by("pk"):
        yield (
            one.pk,
            {
                "who": credited.organisation(one.organisation) or one.name,
                "version": one.used_version,
                **_plain(one, "purpose", "evidence"),
                "since": one.since.isoformat() if one.since else "",
                "said_at": _moment(one.said_at),
                "ended_at": _moment(one.ended_at),
            },
        )


def _components(commons: Commons, _credited: Credits) -> Iterable[tuple[int, Record]]:
    for one in Component.objects.filter(commons=commons).order_by("pk"):
        yield (
            one.pk,
            {
                **_plain(one, "title", "interface", "documents"),
                "version": one.current_version,
                "licence": one.licence_said,
                "made_at": _moment(one.made_at),
            },
        )


def _parts_used(commons: Commons, _credited: Credits) -> Iterable[tuple[int, Record]]:
    for one in uses_by(commons):
        yield (
            one.pk,
            {
                "component": one.component.title,
                "url": settings.ADDRESS + one.component.get_absolute_url(),
                "commons": one.component.commons.title,
                "version": one.used_version,
                **_plain(one, "quantity", "modified", "purpose"),
            },
        )


def _members(commons: Commons, credited: Credits) -> Iterable[tuple[int, Record]]:
    """Roles of those who show their name; whoever opened it for a group stays unnamed, as on the page."""
    present = Member.objects.filter(commons=commons, until=None).select_related("user", "organisation")
    for one in present.order_by("pk"):
        if one.user is not None and commons.for_someone and one.user_id == commons.opened_by_id:
            name = voice_of(commons)
        else:
            name = credited.organisation(one.organisation) or credited.user(one.user)
            name = name or (credited.named(one.name, "organisation") if one.name else "")
        if name:
            yield one.pk, {"name": name, "role": one.role, "since": _moment(one.since)}


def _needs(commons: Commons, _credited: Credits) -> Iterable[tuple[str, Record]]:
    for one in needs_of(commons):
        yield settings.ADDRESS + one.get_absolute_url(), {"title": one.title}


_MAKERS: dict[Inherited.Sort, Callable[[Commons, Credits], Iterable[tuple[int | str, Record]]]] = {
    Inherited.Sort.RULE: _rules,
    Inherited.Sort.DECISION: _decisions,
    Inherited.Sort.CONTRIBUTION: _contributions,
    Inherited.Sort.USE: _uses,
    Inherited.Sort.COMPONENT: _components,
    Inherited.Sort.PART_USED: _parts_used,
    Inherited.Sort.MEMBER: _members,
    Inherited.Sort.NEED: _needs,
}


def _plain(row: Any, *names: str) -> Record:
    return {name: getattr(row, name) for name in names}


def _moment(moment: dt.datetime | None) -> str:
    return moment.isoformat() if moment else ""
