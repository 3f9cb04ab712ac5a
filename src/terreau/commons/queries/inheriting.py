"""What a fork says of its origin: where it comes from, who is credited, what the community there did."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from terreau.commons.models import Commons, Contribution, Decision, Gave, Inherited, Role
from terreau.commons.queries.fitting import Fit, fit
from terreau.commons.queries.trust import CONFIRMED, OURS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

Sort = Inherited.Sort
#: How many names and records a page shows.
MOST_NAMES, MOST_RECORDS = 300, 60


@dataclass(frozen=True)
class Place:
    """One origin: the commons there, its instance, the version that was taken."""

    title: str
    url: str
    instance: str
    version: str
    taken_at: dt.datetime | None


@dataclass(frozen=True)
class Told:
    """The last origin, those before it, its licence, what is known of the signature."""

    last: Place
    before: Sequence[Place]
    licence: str
    trust: str
    signer: str
    fit: Fit | None = None


@dataclass(frozen=True)
class Line:
    """One record in words."""

    words: str
    more: str = ""
    url: str = ""


@dataclass
class Table:
    """Records of one sort; `total` counts those that are not shown too."""

    title: str
    lines: list[Line] = field(default_factory=list)
    total: int = 0


def told_of(commons: Commons) -> Told | None:
    """Where it comes from; None for what was not brought by an archive. No SQL query."""
    said = commons.origin
    if not said.get("instance"):
        return None
    licence = said.get("licence", {})
    return Told(
        last=_place(said, str(said.get("url", ""))),
        before=[_place(one, str(one.get("commons", ""))) for one in said.get("lineage", [])],
        licence=str(licence.get("spdx") or licence.get("said") or ""),
        trust=_trust_said(str(said.get("trust", ""))),
        signer=str(said.get("signer", "")),
        fit=_fit(commons, licence),
    )


def _fit(commons: Commons, licence: dict[str, Any]) -> Fit | None:
    """Whether the licence of a fork goes with that of its origin, once it is no longer the same."""
    before = str(licence.get("said") or licence.get("spdx") or "")
    same = before == commons.licence_said or (licence.get("spdx") and licence["spdx"] == commons.licence_spdx)
    return None if same else fit(before, commons.licence_said)


def _trust_said(trust: str) -> str:
    if trust == OURS:
        return _("Archive signée par cette instance.")
    if trust == CONFIRMED:
        return _("Archive signée par l’instance d’origine, qui l’a confirmé quand elle est entrée ici.")
    return _("Archive entière, signée par une clé que personne n’a pu confirmer quand elle est entrée ici.")


def trust_said(trust: str) -> str:
    """What is known of a signature, before anything is brought in."""
    if trust in (OURS, CONFIRMED):
        return _("Signature valable : c’est bien l’instance d’origine qui a signé cette archive.")
    return _(
        "Signature valable, signataire inconnu : l’archive n’a pas été changée depuis qu’elle est signée, "
        "mais l’instance d’origine n’a pas répondu pour dire que c’est bien elle."
    )


def credited(commons: Commons, most: int = MOST_NAMES) -> list[Line]:
    """Who is credited at the origin. One SQL query."""
    rows = Inherited.objects.filter(commons=commons, sort=Sort.PERSON).order_by("pk")
    return [
        Line(_word(said, "name"), "", _link(_word(said, "uri")))
        for said in rows.values_list("said", flat=True)[:most]
    ]


def records_of(commons: Commons) -> list[Table]:
    """What is kept of the community of origin, sort by sort; as many SQL queries as there are sorts."""
    counted = dict(
        Inherited.objects.filter(commons=commons, key="")
        .order_by()
        .values_list("sort")
        .annotate(n=Count("pk"))
    )
    tables = [Table(_("Qui créditer"), credited(commons), counted.get(Sort.PERSON, 0))]
    for sort, title, say in (
        (Sort.MEMBER, _("Sa communauté"), _member),
        (Sort.DECISION, _("Ses décisions"), _decision),
        (Sort.CONTRIBUTION, _("Ce qui y a été apporté"), _contribution),
        (Sort.USE, _("Qui s’en sert"), _use),
        (Sort.PART_USED, _("Composants dont il se sert"), _part),
        (Sort.NEED, _("Besoins auxquels il répond"), _need),
    ):
        rows = Inherited.objects.filter(commons=commons, sort=sort, key="").order_by("pk")
        if total := counted.get(sort, 0):
            lines = [say(said) for said in rows.values_list("said", flat=True)[:MOST_RECORDS]]
            tables.append(Table(title, lines, total))
    return [one for one in tables if one.total]


def _place(said: dict[str, Any], url: str) -> Place:
    words = {name: str(said.get(name, "")) for name in ("title", "instance", "version")}
    return Place(url=_link(url), taken_at=_moment(said.get("taken_at")), **words)


def _moment(said: object) -> dt.datetime | None:
    try:
        found = parse_datetime(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return found if found and MINYEAR < found.year < MAXYEAR else None  # another time zone can say it too


def _member(said: dict[str, Any]) -> Line:
    role = said.get("role")
    return Line(_word(said, "name"), str(Role(role).label) if role in Role.values else "")


def _decision(said: dict[str, Any]) -> Line:
    state = said.get("state")
    label = str(Decision.State(state).label) if state in Decision.State.values else ""
    return Line(_word(said, "question"), " · ".join(filter(None, (label, _word(said, "outcome")))))


def _contribution(said: dict[str, Any]) -> Line:
    gave, state = said.get("gave"), said.get("state")
    parts = (
        str(Gave(gave).label) if gave in Gave.values else "",
        f"{_word(said, 'quantity')} {_word(said, 'unit')}".strip(),
        _word(said, "for"),
        str(Contribution.State(state).label) if state in Contribution.State.values else "",
    )
    return Line(_word(said, "words"), " · ".join(filter(None, parts)))


def _use(said: dict[str, Any]) -> Line:
    return Line(_word(said, "who"), _word(said, "purpose"), _link(_word(said, "evidence")))


def _part(said: dict[str, Any]) -> Line:
    return Line(_word(said, "component"), _word(said, "version"), _link(_word(said, "url")))


def _need(said: dict[str, Any]) -> Line:
    return Line(_word(said, "title"), "", _link(_word(said, "id")))


def _link(url: str) -> str:
    """An address that may be followed: what came by any door is looked at once more where it is shown."""
    return url if url.startswith(("https://", "http://")) else ""


def _word(said: dict[str, Any], key: str) -> str:
    value = said.get(key)
    return str(value)[:600] if isinstance(value, str | int | float) else ""
