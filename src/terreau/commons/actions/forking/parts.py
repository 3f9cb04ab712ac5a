"""Rules and components of an archive, which the fork makes its own; records of its origin, which it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from terreau.commons.actions.describing import understood_licence
from terreau.commons.actions.forking.words import address, dicts, digest, line, moment, plain, text
from terreau.commons.models import CommonsRule, Component, Inherited, Light
from terreau.commons.queries.carrying_records import RECORDS, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from terreau.commons.actions.forking.told import Told
    from terreau.commons.archive import Archive
    from terreau.commons.models import Commons

#: Records of one sort, components, versions of one rule.
MOST_RECORDS, MOST_COMPONENTS, MOST_VERSIONS = 20_000, 50, 500
_AT_ONCE = 500


def bring_parts(commons: Commons, archive: Archive, told: Told) -> None:
    """Write rules with their versions, components, then what stays a record of the origin."""
    seen: set[str] = set()
    for said in _section(archive, Inherited.Sort.RULE, len(Light)):
        light = line(said.get("light"), 12)
        if light in Light.values and light not in seen:
            seen.add(light)
            _rule(commons, light, said)
            told.rules += 1
    titles: set[str] = set()
    for said in _section(archive, Inherited.Sort.COMPONENT, MOST_COMPONENTS):
        title = line(said.get("title"), 120)
        if title and title not in titles:
            titles.add(title)
            _component(commons, title, said)
            told.components += 1
    for sort in RECORDS:
        told.records += _keep_records(commons, sort, _section(archive, sort, MOST_RECORDS))


def keep_people(commons: Commons, archive: Archive, told: Told) -> Mapping[str, str]:
    """Keep who is to be credited, and answer names by identifier; nobody becomes an account or a member."""
    said = [
        (
            line(one.id, 200),
            {"name": line(one.name, 160), "kind": line(one.kind, 20), "uri": address(one.uri)},
        )
        for one in archive.contributors()[:MOST_RECORDS]
    ]
    people = {known: one for known, one in said if known and one["name"]}
    _inherit(commons, Inherited.Sort.PERSON, people)
    told.people = len(people)
    return {known: one["name"] for known, one in people.items()}


def _rule(commons: Commons, light: str, said: dict[str, Any]) -> None:
    now = text(said.get("text"), 6000)
    versions = dicts(said.get("versions"), MOST_VERSIONS)
    if not versions or text(versions[-1].get("text"), 6000) != now:
        versions.append({"text": now, "at": said.get("at"), "reason": ""})
    rule: Any = CommonsRule(commons=commons, light=light, text=now, version=len(versions))
    rule.changed_at = moment(versions[-1].get("at"))
    rule.skip_history_when_saving = True
    rule.save()
    del rule.skip_history_when_saving
    past: Any = CommonsRule.history.model
    past.objects.bulk_create(
        past(
            id=rule.pk,
            commons_id=commons.pk,
            light=light,
            text=text(one.get("text"), 6000),
            changed_at=moment(one.get("at")),
            version=number,
            history_date=moment(one.get("at")),
            history_type="~" if number > 1 else "+",
            history_change_reason=_reason(one),
        )
        for number, one in enumerate(versions, 1)
    )
    _inherit(commons, Inherited.Sort.RULE, {_name(said, light): said}, str(rule.pk))


def marked(who: str) -> str:
    """What follows the reason of a version that came in: that it did, and who wrote it."""
    return f"({_('avant la reprise, %(name)s') % {'name': who} if who else _('avant la reprise')})"


def _reason(version: dict[str, Any]) -> str:
    return f"{line(version.get('reason'), 300)} {marked(line(version.get('by'), 160))}".strip()


def _component(commons: Commons, title: str, said: dict[str, Any]) -> None:
    licence = line(said.get("licence"), 300)
    one = Component(
        commons=commons,
        title=title,
        interface=text(said.get("interface"), 3000),
        current_version=line(said.get("version"), 60),
        licence_said=licence,
        documents=[
            {"url": url, "label": line(document.get("label"), 120)}
            for document in dicts(said.get("documents"), 20)
            if (url := address(document.get("url")))
        ],
        made_at=moment(said.get("made_at")),
    )
    one.licence_spdx, one.licence_open = understood_licence(licence)
    one.save()
    _inherit(commons, Inherited.Sort.COMPONENT, {_name(said, title): said}, str(one.pk))


def _keep_records(commons: Commons, sort: Inherited.Sort, said: list[dict[str, Any]]) -> int:
    records = {_name(one, str(number)): plain(one) for number, one in enumerate(said)}
    _inherit(commons, sort, records)
    return len(records)


def _inherit(
    commons: Commons, sort: Inherited.Sort, records: Mapping[str, dict[str, Any]], key: str = ""
) -> None:
    Inherited.objects.bulk_create(
        [
            Inherited(
                commons=commons, sort=sort, origin=name, digest=digest(one), key=key, said={} if key else one
            )
            for name, one in records.items()
        ],
        batch_size=_AT_ONCE,
        ignore_conflicts=True,  # an archive may name two things alike: the second is then known by its own
    )


def _name(said: dict[str, Any], otherwise: str) -> str:
    return line(said.get("id"), 500) or f"#{otherwise}"


def _section(archive: Archive, sort: Inherited.Sort, most: int) -> list[dict[str, Any]]:
    name = SECTIONS[sort]
    return dicts(archive.section(name), most) if name in archive.sections else []
