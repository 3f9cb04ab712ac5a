"""Components: declared, reused, counted, and who a change would reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from terreau.commons import actions
from terreau.commons.actions import Part
from terreau.commons.errors import ComponentThereError, OwnComponentError, UnknownComponentError
from terreau.commons.models import Component, ComponentUse
from terreau.commons.queries.reach import hit_by
from terreau.commons.tests.builders import a_commons
from terreau.foundation.errors import NotAllowedError
from terreau.needs.tests.builders import a_person
from terreau.participation.tests.builders import a_hidden

if TYPE_CHECKING:
    from django.test import Client

    from terreau.people.models import User

pytestmark = pytest.mark.django_db


def a_component(by: User, title: str = "Moyeu 36 V", **values: Any) -> Component:
    commons = a_commons(f"Commun de {title}", by=by)
    said = {"interface": "Axe de 12 mm", "version": "1.0", "licence_said": "CERN-OHL-S-2.0", **values}
    return actions.declare_component(commons.pk, Part(title, **said), by=by)


def test_a_component_is_declared_and_reused_by_a_second_commons(client: Client) -> None:
    person, other = a_person(), a_person()
    component = a_component(person)
    second = a_commons("Triporteur", by=other)
    client.force_login(other)
    sent = {"commons": str(second.pk), "used_version": "0.9", "quantity": "2", "modified": "on"}
    client.post(f"/communs/composants/{component.pk}/utiliser/", sent)
    client.logout()
    page = client.get(component.get_absolute_url()).content.decode()
    assert "Triporteur" in page
    assert "pas la dernière" in page
    assert "<svg" in page
    assert "1 commun s’en sert." in page
    assert 'class="num">1</td>' in client.get("/communs/composants/").content.decode()
    assert "repris 1 fois" in client.get(component.commons.get_absolute_url()).content.decode()
    assert "Moyeu 36 V" in client.get(second.get_absolute_url()).content.decode()


def test_a_change_is_followed_through_what_depends_on_it() -> None:
    person = a_person()
    hub = a_component(person)
    wheel = a_component(person, "Roue")
    actions.use_component(wheel.commons_id, hub.pk, by=person)
    bike = a_commons("Vélo", by=person)
    actions.use_component(bike.pk, wheel.pk, by=person, used_version="1.0")
    hits = hit_by(hub)
    assert [(hit.commons.title, hit.step, hit.behind) for hit in hits] == [
        ("Commun de Roue", 1, False),
        ("Vélo", 2, False),
    ]


def test_a_circle_of_components_ends() -> None:
    person = a_person()
    one, two = a_component(person, "Un"), a_component(person, "Deux")
    actions.use_component(one.commons_id, two.pk, by=person)
    actions.use_component(two.commons_id, one.pk, by=person)
    assert [hit.commons.title for hit in hit_by(one)] == ["Commun de Deux"]


def test_saying_it_again_changes_what_was_said_and_ending_it_keeps_the_past() -> None:
    person = a_person()
    component, user = a_component(person), a_commons("Vélo", by=person)
    actions.use_component(user.pk, component.pk, by=person, used_version="1")
    actions.use_component(user.pk, component.pk, by=person, used_version="2")
    assert ComponentUse.objects.get().used_version == "2"
    actions.end_component_use(user.pk, component.pk, by=person)
    assert hit_by(component) == []
    with pytest.raises(UnknownComponentError):
        actions.end_component_use(user.pk, component.pk, by=person)
    actions.use_component(user.pk, component.pk, by=person)
    assert ComponentUse.objects.count() == 2


def test_one_speaks_for_ones_own_commons_only(client: Client) -> None:
    person, other = a_person(), a_person()
    component, theirs = a_component(person), a_commons("Vélo", by=other)
    with pytest.raises(NotAllowedError):
        actions.use_component(theirs.pk, component.pk, by=person)
    with pytest.raises(OwnComponentError):
        actions.use_component(component.commons_id, component.pk, by=person)
    with pytest.raises(NotAllowedError):
        actions.change_component(component.pk, Part("x", "y", "z"), by=other)
    with pytest.raises(ComponentThereError):
        actions.declare_component(component.commons_id, Part("Moyeu 36 V", "y", "z"), by=person)
    client.force_login(other)
    assert client.get(f"/communs/{component.commons_id}/composants/declarer/").status_code == 403


def test_a_change_warns_how_many_it_reaches_and_is_kept_with_its_version(client: Client) -> None:
    person = a_person()
    component = a_component(person)
    actions.use_component(a_commons("Vélo", by=person).pk, component.pk, by=person)
    client.force_login(person)
    path = f"{component.get_absolute_url()}modifier/"
    assert "1 commun serait touché" in client.get(path).content.decode()
    client.post(
        path, {"title": "Moyeu 36 V", "interface": "Axe de 15 mm", "version": "2.0", "reason": "Plus solide"}
    )
    component.refresh_from_db()
    assert component.current_version == "2.0"
    assert component.history.count() == 2


def test_a_hidden_commons_takes_its_components_away(client: Client) -> None:
    component = a_component(a_person())
    a_hidden(component.commons)
    assert client.get(component.get_absolute_url()).status_code == 410
    assert "Moyeu" not in client.get("/communs/composants/").content.decode()


def test_hostile_words_of_a_component_harm_nobody(client: Client) -> None:
    person = a_person()
    hostile = "</text></svg><script>alert(1)</script>"
    component = a_component(person, hostile[:30], interface=hostile, licence_said=hostile)
    actions.use_component(a_commons(hostile, by=person).pk, component.pk, by=person)
    page = client.get(component.get_absolute_url()).content.decode()
    assert "<script>alert" not in page


def test_a_component_that_many_use_is_counted_whole_and_read_by_pages(client: Client) -> None:
    person = a_person()
    component = a_component(person)
    for number in range(45):
        actions.use_component(a_commons(f"Vélo {number}", by=person).pk, component.pk, by=person)
    first = client.get(component.get_absolute_url()).content.decode()
    assert "45 communs s’en servent." in first
    assert "Le dessin montre les 24 premiers" in first
    assert first.count("<svg") == 1
    assert first.count("<tr>") == 41
    second = client.get(f"{component.get_absolute_url()}?page=2").content.decode()
    assert "Vélo 44" in second
    assert second.count("<tr>") == 6
