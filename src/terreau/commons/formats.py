"""Commons, their pages, their rules and their contributions, to carry away and bring in elsewhere."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from terreau.commons.actions.describing import understood_licence
from terreau.commons.actions.pages import link_up
from terreau.commons.models import (
    Answer,
    Commons,
    CommonsKind,
    CommonsRule,
    CommonsTerritory,
    Member,
    Role,
    WikiPage,
)
from terreau.commons.queries.page import holder_names, need_numbers, voice_of
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
    "who": f"{_SCHEMA}creditText",
    "organisation": f"{_SCHEMA}sourceOrganization",
    "opened_at": f"{_SCHEMA}dateCreated",
    "changed_at": f"{_SCHEMA}dateModified",
}
_PAGE = dict.fromkeys(("id", "commons", "slug", "title", "text", "credits", "made_at", "changed_at"), "")
_RULE = dict.fromkeys(("commons", "light", "text", "changed_at"), "")


def _commons() -> Iterable[dict[str, Any]]:
    for one in (
        visible(Commons.objects.select_related("opened_by", "organisation")).order_by("pk").iterator(200)
    ):
        yield {
            "id": one.pk,
            **{name: getattr(one, name) for name in _PLAIN},
            "step_when": one.step_when.isoformat() if one.step_when else None,
            "needs": need_numbers(one),
            "holders": holder_names(one),
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
        one.organisation_id = row["organisation"]
        one.step_when = dt.date.fromisoformat(row["step_when"]) if row["step_when"] else None
        one.opened_at, one.changed_at = _moment(row["opened_at"]), _moment(row["changed_at"])
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
            Member(commons=one, name=str(name)[:160], role=Role.HOLDER) for name in row["holders"]
        )
        made.append(one)
    search.put(*made)
    return len(made)


def _pages() -> Iterable[dict[str, Any]]:
    shown = visible(Commons.objects.order_by()).values("pk")
    for page in visible(WikiPage.objects.filter(commons__in=shown)).order_by("pk").iterator(200):
        versions = page.history.select_related("history_user").order_by("history_id")
        names = [
            one.written_as or (one.history_user.public_name if one.history_user else "") for one in versions
        ]
        yield {
            "id": page.pk,
            "commons": page.commons_id,
            "slug": page.slug,
            "title": page.title,
            "text": page.text,
            "credits": list(dict.fromkeys(filter(None, names))),
            "made_at": page.made_at.isoformat(),
            "changed_at": page.changed_at.isoformat(),
        }


def _take_pages(rows: Iterable[dict[str, Any]]) -> int:
    made: list[WikiPage] = []
    for row in rows:
        page = WikiPage(pk=row["id"], commons_id=row["commons"], slug=row["slug"], title=row["title"])
        page.text, page.written_as = row["text"], ", ".join(map(str, row["credits"]))[:160]
        page.made_at, page.changed_at = _moment(row["made_at"]), _moment(row["changed_at"])
        page.clean_fields(exclude=["commons"])
        page._change_reason = "export"
        page.save(force_insert=True)
        made.append(page)
    for page in made:
        link_up(page)
    search.put(*made)
    return len(made)


def _rules() -> Iterable[dict[str, Any]]:
    shown = visible(Commons.objects.order_by()).values("pk")
    for rule in CommonsRule.objects.filter(commons__in=shown).order_by("pk").iterator(200):
        yield {
            "commons": rule.commons_id,
            "light": rule.light,
            "text": rule.text,
            "changed_at": rule.changed_at.isoformat(),
        }


def _take_rules(rows: Iterable[dict[str, Any]]) -> int:
    done = 0
    for row in rows:
        rule: Any = CommonsRule(commons_id=row["commons"], light=row["light"], text=row["text"])
        rule.changed_at = _moment(row["changed_at"])
        rule.clean_fields(exclude=["commons", "decision"])
        rule._change_reason = "export"
        rule.save(force_insert=True)
        done += 1
    return done


def _moment(said: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError(said)
    return moment


def _sheet(row: dict[str, Any]) -> tuple[str, str]:
    """A commons as a page one can read anywhere."""
    parts = [f"# {row['title']}", row["tagline"], row["story"], row["licence_said"], row["who"]]
    return f"{row['id']:06}", "\n\n".join(filter(None, parts)) + "\n"


def _page(row: dict[str, Any]) -> tuple[str, str]:
    return f"{row['commons']:06}-{row['slug']}", f"# {row['title']}\n\n{row['text']}\n"


def public_sets() -> list[PublicSet]:
    """What this room gives to whoever carries the commons away."""
    work = f"{_SCHEMA}CreativeWork"
    return [
        PublicSet(
            "communs", _("Communs"), work, _COMMONS, _commons, _take_commons, Commons.objects.count, _sheet
        ),
        PublicSet(
            "communs-pages",
            _("Pages des communs"),
            work,
            _PAGE,
            _pages,
            _take_pages,
            WikiPage.objects.count,
            _page,
        ),
        PublicSet(
            "communs-regles",
            _("Règles des communs"),
            work,
            _RULE,
            _rules,
            _take_rules,
            CommonsRule.objects.count,
        ),
    ]
