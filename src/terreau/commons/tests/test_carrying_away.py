"""Commons carried away by the export and brought into an empty instance; the API reads the same."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from terreau.commons import actions
from terreau.commons.formats import public_sets
from terreau.commons.models import (
    Commons,
    CommonsRule,
    Component,
    ComponentUse,
    Contribution,
    Decision,
    Gave,
    Inherited,
    Light,
    Means,
    Objection,
    Side,
    Use,
    WikiPage,
    Wish,
)
from terreau.commons.tests.builders import a_commons
from terreau.needs.tests.builders import a_member, a_need, a_person, an_organisation
from terreau.participation.tests.builders import a_hidden

if TYPE_CHECKING:
    from django.test import Client

    from terreau.people.models import User

pytestmark = pytest.mark.django_db


def a_whole_commons(person: User) -> Commons:
    commons = a_commons(
        "Four à pain", by=person, needs=[a_need().pk], holders=["Le fournil"], licence_said="CC BY-SA"
    )
    actions.write_page(commons.pk, "Allumer", "Du bois [[Éteindre]]", by=person)
    actions.change_rule(commons.pk, Light.PLACE, "Au café", by=person, version=0, reason="Réunion")
    return commons


def everything_around(commons: Commons, person: User) -> None:
    """One row at least of each set."""
    other = a_person("Omar")
    page = commons.pages.get()
    actions.edit_page(page.pk, "Du bois sec [[Éteindre]]", by=other, version=1, reason="Plus clair")
    asked = actions.ask(commons.pk, "Quel bois ?", ["Chêne", "Hêtre"], by=person)
    actions.decide(commons.pk, asked.pk, by=person, outcome="Chêne", reasons="Il brûle longtemps.")
    actions.say_wish(commons.pk, Side.OFFERED, Means.PLACE, "Un fournil", by=person)
    actions.say_use(commons.pk, actions.Usage("Cuire", name="La cantine"), by=person)
    actions.join(commons.pk, by=other)
    given = actions.Given(Gave.TIME, Decimal("2.50"), "heures", "Maçonné", timezone.localdate())
    entry = actions.declare(commons.pk, given, by=other)
    actions.object_to(commons.pk, entry.pk, by=person, reason="C’était deux heures")
    hearth = actions.Part(
        "Voûte", "Rayon de 40 cm", "1.0", "CERN-OHL-S-2.0", [{"url": "https://exemple.fr/plan"}]
    )
    part = actions.declare_component(commons.pk, hearth, by=person)
    came = {"name": "Camille", "kind": "person", "uri": ""}
    Inherited.objects.create(commons=commons, sort="person", origin="c-1", digest="0" * 64, said=came)
    page_there = {"sort": "version", "origin": "a#1", "key": str(page.history.latest().history_id)}
    Inherited.objects.create(commons=commons, digest="1" * 64, **page_there)
    second = a_commons("Four du marché", by=person)
    actions.use_component(second.pk, part.pk, by=person, used_version="1.0", quantity=2, purpose="Le toit")


def carried() -> dict[str, list[dict[str, Any]]]:
    return {one.key: [dict(row) for row in one.rows()] for one in public_sets()}


def emptied() -> None:
    for model in (
        Inherited,
        Objection,
        Contribution,
        ComponentUse,
        Component,
        Use,
        Wish,
        CommonsRule,
        Decision,
        WikiPage,
    ):
        model._default_manager.all().delete()
    for kept in (Commons, WikiPage, CommonsRule, Component):
        kept.history.all().delete()
    Commons.objects.all().delete()


def brought_in(kept: dict[str, list[dict[str, Any]]]) -> None:
    for one in public_sets():
        assert one.there() == 0
        assert one.take(kept[one.key]) == len(kept[one.key])


def test_what_is_carried_away_comes_back_the_same() -> None:
    person = a_person()
    commons = a_whole_commons(person)
    everything_around(commons, person)
    kept = carried()
    assert all(kept.values()), [key for key, rows in kept.items() if not rows]
    emptied()
    brought_in(kept)
    back = Commons.objects.get(pk=commons.pk)
    assert (back.title, back.licence_spdx, back.needs.count()) == ("Four à pain", "CC-BY-SA-4.0", 1)
    assert back.members.get().name == "Le fournil"
    versions = WikiPage.history.order_by("history_id")
    assert [(one.version, one.written_as, one.history_change_reason) for one in versions] == [
        (1, "Nadia", ""),
        (2, "Omar", "Plus clair"),
    ]
    assert back.components.get().licence_open is True
    entry = Contribution.objects.get()
    assert (entry.name, entry.quantity, entry.state) == ("Omar", Decimal("2.50"), "objected")
    again = carried()
    for key in again.keys() - {"communs", "communs-regles-versions"}:  # these said who by an account
        assert again[key] == kept[key]
    assert [row["text"] for row in again["communs-regles-versions"]] == ["Au café"]


def test_each_thing_is_read_as_markdown_too() -> None:
    person = a_person()
    everything_around(a_whole_commons(person), person)
    read = {one.key: one.page(next(iter(one.rows())))[1] for one in public_sets() if one.page}
    assert "# Four à pain" in read["communs"]
    assert "Du bois sec" in read["communs-pages"]
    assert "- Chêne\n- Hêtre\n\nChêne\n\nIl brûle longtemps." in read["communs-decisions"]


def test_what_is_hidden_is_not_carried_away_nor_what_leads_to_it() -> None:
    person = a_person()
    commons = a_whole_commons(person)
    everything_around(commons, person)
    a_hidden(commons)
    kept = carried()
    assert [row["title"] for row in kept.pop("communs")] == ["Four du marché"]
    assert not any(kept.values())


def test_a_hidden_page_stays_behind_with_its_versions() -> None:
    person = a_person()
    commons = a_whole_commons(person)
    everything_around(commons, person)
    a_hidden(commons.pages.get())
    kept = carried()
    assert (kept["communs-pages"], kept["communs-pages-versions"]) == ([], [])
    assert kept["communs-decisions"]


def test_a_hidden_organisation_is_named_by_nothing_that_is_carried_away(client: Client) -> None:
    organisation = an_organisation("Fournil Infâme")
    person = a_member(organisation)
    commons = a_commons("Four", by=person, holders=[organisation.name])
    actions.say_use(commons.pk, actions.Usage("Cuire", organisation=organisation), by=person)
    given = actions.Given(
        Gave.TIME, Decimal(2), "heures", "Maçonné", timezone.localdate(), organisation=organisation
    )
    actions.declare(commons.pk, given, by=person)
    assert "Infâme" in str(carried())
    assert "Infâme" in str(client.get(f"/api/v1/commons/{commons.pk}").json())
    a_hidden(organisation)
    organisation.refresh_from_db()
    assert "Infâme" not in str(carried())
    assert "Infâme" not in str(client.get(f"/api/v1/commons/{commons.pk}").json())


@pytest.mark.parametrize(
    ("key", "column", "value"),
    [
        ("communs", "links", [{"sort": "site", "url": "javascript:alert(1)"}]),
        ("communs", "links", "https://exemple.fr"),
        ("communs-composants", "documents", [{"url": "javascript:alert(1)"}]),
        ("communs-composants-usages", "quantity", -3),
        ("communs-contributions", "quantity", "NaN"),
        ("communs-contributions", "quantity", "beaucoup"),
        ("communs-contributions", "state", "adorée"),
        ("communs-decisions", "options", [{"a": "b"}]),
        ("communs-decisions", "asked_at", "2026-01-01T00:00:00"),
        ("communs-pages", "slug", "../../etc"),
        ("communs-pages-versions", "page", 404),
        ("communs-origines", "said", "Camille"),
        ("communs-origines", "sort", "étoile"),
        ("communs-regles", "light", "soleil"),
        ("communs-usages", "evidence", "javascript:alert(1)"),
    ],
)
def test_a_row_that_does_not_hold_is_refused(key: str, column: str, value: object) -> None:
    person = a_person()
    everything_around(a_whole_commons(person), person)
    kept = carried()
    emptied()
    kept[key][0][column] = value
    refused = (ValueError, TypeError, KeyError, ValidationError, IntegrityError)
    with pytest.raises(refused), transaction.atomic():
        brought_in(kept)


def test_the_api_lists_and_reads_what_the_pages_show(client: Client) -> None:
    person = a_person()
    commons = a_whole_commons(person)
    actions.say_wish(commons.pk, Side.SOUGHT, Means.TIME, "Deux heures", by=person)
    found = client.get("/api/v1/commons?q=pain&seeks=time").json()
    assert (found["total"], found["items"][0]["licence_open"]) == (1, True)
    one = client.get(f"/api/v1/commons/{commons.pk}").json()
    assert (one["holders"], one["wishes"][0]["words"]) == (["Le fournil"], "Deux heures")
    assert client.get(f"/api/v1/commons/{commons.pk}/pages").json()[0]["title"] == "Allumer"
    assert client.get("/api/v1/commons/4040").status_code == 404
    a_hidden(commons)
    assert client.get(f"/api/v1/commons/{commons.pk}").status_code == 410
    assert client.get("/api/v1/commons").json()["total"] == 0
