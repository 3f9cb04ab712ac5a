"""Whether licences go together, said where a commons takes something up, never as certain advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.commons import actions
from terreau.commons.models import Commons
from terreau.commons.queries.fitting import _RULES, fit
from terreau.commons.tests.builders import a_commons
from terreau.foundation.tests.test_licence_compatibility import PAIRS
from terreau.needs.tests.builders import a_person

if TYPE_CHECKING:
    from django.test import Client


#: What is taken, into what, and words of the sentence.
SAID = [
    ("MIT", "CC BY", "Peut être combiné.", "mentionner les auteurs"),
    ("CC BY-SA", "CC BY-SA", "Peut être combiné.", "l’ensemble le reste"),
    ("CC BY-SA 4.0", "CC BY 4.0", "Ne se combine pas ainsi.", "L’ensemble devrait porter CC BY-SA 4.0"),
    ("MPL-2.0", "MIT", "à une condition", "reste sous MPL 2.0"),
    ("CC BY-NC", "CC BY", "Ne se combine pas ainsi.", "accord écrit"),
    ("notre charte", "CC BY", "On ne peut pas le dire.", "Il manque une licence"),
    ("", "CC BY", "On ne peut pas le dire.", "Il manque une licence"),
]


@pytest.mark.parametrize(("taken", "into", "verdict", "words"), SAID)
def test_each_verdict_has_its_sentence(taken: str, into: str, verdict: str, words: str) -> None:
    found = fit(taken, into)
    assert verdict in found.said
    assert words in found.why


@pytest.mark.parametrize(("taken", "into", "verdict", "rule"), PAIRS)
def test_every_rule_of_the_engine_is_said(taken: str, into: str, verdict: str, rule: str) -> None:
    assert rule in _RULES
    found = fit(taken, into)
    assert found.verdict == verdict
    assert "{" not in found.why


def test_a_rule_says_where_it_comes_from() -> None:
    assert fit("GPL-3.0-only", "MIT").source == "https://www.gnu.org/licenses/license-list.html"
    assert "creativecommons.org" in fit("CC BY-SA", "MIT").source
    assert fit("", "MIT").source == ""


@pytest.mark.django_db
def test_it_is_said_where_a_component_is_taken_and_on_the_page_of_who_takes_it(client: Client) -> None:
    person = a_person()
    first, second = a_commons("Four", by=person), a_commons("Pétrin", by=person, licence_said="CC BY 4.0")
    part = actions.Part("Porte", "Deux gonds", "1.0", "CC BY-SA 4.0")
    component = actions.declare_component(first.pk, part, by=person)
    client.force_login(person)
    asked = client.get(f"/communs/composants/{component.pk}/utiliser/").content.decode()
    assert "L’ensemble devrait porter CC BY-SA 4.0" in asked
    actions.use_component(second.pk, component.pk, by=person)
    client.logout()
    shown = client.get(second.get_absolute_url()).content.decode()
    assert "Ne se combine pas ainsi." in shown
    assert "ce n’est pas un avis juridique" in shown


@pytest.mark.django_db
def test_a_fork_that_changed_its_licence_says_whether_it_could(client: Client) -> None:
    commons = a_commons("Four", licence_said="CC BY 4.0")
    origin = {
        "url": "https://a.example/communs/1/",
        "instance": "https://a.example",
        "licence": {"said": "CC BY-SA 4.0", "spdx": "CC-BY-SA-4.0"},
    }
    Commons.objects.filter(pk=commons.pk).update(origin=origin)
    assert (
        "Il n’est plus sous sa licence d’origine." in client.get(commons.get_absolute_url()).content.decode()
    )
