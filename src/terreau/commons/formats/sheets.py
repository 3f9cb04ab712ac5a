"""The sheets of commons, to carry away and bring in elsewhere."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from terreau.commons.actions.describing import understood_licence
from terreau.commons.formats.plain import links, moment
from terreau.commons.models import (
    Answer,
    Commons,
    CommonsKind,
    CommonsTerritory,
    Member,
    Role,
)
from terreau.commons.queries.page import holders_told, need_numbers, voice_of
from terreau.foundation import search
from terreau.foundation.slots import PublicSet
from terreau.needs.models import Need
from terreau.participation.kinds import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = (
    "title", "tagline", "story", "kinds", "maturity", "theme", "places", "licence_said", "links", "step_what",
    "step_cost", "contact", "for_someone", "paper_place", "is_example", "origin",
)  # fmt: skip
_SCHEMA = "https://schema.org/"
_COMMONS = {
    "id": f"{_SCHEMA}identifier",
    **dict.fromkeys(_PLAIN, ""),
    "title": f"{_SCHEMA}name",
    "tagline": f"{_SCHEMA}abstract",
    "story": f"{_SCHEMA}description",
    "theme": f"{_SCHEMA}keywords",
    "places": f"{_SCHEMA}spatialCoverage",
    "licence_said": f"{_SCHEMA}license",
    "step_when": "",
    "needs": f"{_SCHEMA}about",
    "holders": f"{_SCHEMA}maintainer",
    "held_by": "",
    "who": f"{_SCHEMA}creditText",
    "organisation": f"{_SCHEMA}sourceOrganization",
    "opened_at": f"{_SCHEMA}dateCreated",
    "changed_at": f"{_SCHEMA}dateModified",
}


def _commons() -> Iterable[dict[str, Any]]:
    for one in (
        visible(Commons.objects.select_related("opened_by", "organisation")).order_by("pk").iterator(200)
    ):
        yield {
            "id": one.pk,
            **{name: getattr(one, name) for name in _PLAIN},
            "step_when": one.step_when.isoformat() if one.step_when else None,
            "needs": need_numbers(one),
            "holders": [name for name, _organisation in holders_told(one)],
            "held_by": [organisation for _name, organisation in holders_told(one)],
            "who": voice_of(one),
            "organisation": one.organisation_id,
            "opened_at": one.opened_at.isoformat(),
            "changed_at": one.changed_at.isoformat(),
        }


def _take_commons(rows: Iterable[dict[str, Any]]) -> int:
    """Under the numbers they had; who opened them stays as it was said, for accounts do not come along."""
    made: list[Commons] = []
    for row in rows:
        one = Commons(pk=row["id"], **{name: row[name] for name in _PLAIN})
        one.organisation_id, one.links = row["organisation"], links(row["links"])
        one.step_when = dt.date.fromisoformat(row["step_when"]) if row["step_when"] else None
        one.opened_at, one.changed_at = moment(row["opened_at"]), moment(row["changed_at"])
        one.licence_spdx, one.licence_open = understood_licence(one.licence_said)
        one.clean_fields(exclude=["kinds", "places", "links", "origin", "key", "opened_by", "organisation"])
        one._change_reason = "export"
        one.save(force_insert=True)
        CommonsTerritory.objects.bulk_create(
            CommonsTerritory(commons=one, territory_id=str(place["ref"])) for place in one.places
        )
        CommonsKind.objects.bulk_create(CommonsKind(commons=one, kind=str(kind)) for kind in one.kinds)
        there = Need.objects.filter(pk__in=row["needs"]).order_by("pk").values_list("pk", flat=True)
        Answer.objects.bulk_create(Answer(commons=one, need_id=pk) for pk in there)
        Member.objects.bulk_create(
            Member(
                commons=one,
                name="" if organisation else str(name)[:160],
                organisation_id=organisation,
                role=Role.HOLDER,
            )
            for name, organisation in zip(row["holders"], row["held_by"], strict=True)
        )
        made.append(one)
    search.put(*made)
    return len(made)


def _sheet(row: dict[str, Any]) -> tuple[str, str]:
    """A commons as a page one can read anywhere."""
    parts = [f"# {row['title']}", row["tagline"], row["story"], row["licence_said"], row["who"]]
    return f"{row['id']:06}", "\n\n".join(filter(None, parts)) + "\n"


def public_sets() -> list[PublicSet]:
    """The sheets."""
    work = f"{_SCHEMA}CreativeWork"
    return [
        PublicSet(
            "communs", _("Communs"), work, _COMMONS, _commons, _take_commons, Commons.objects.count, _sheet
        )
    ]
