"""From a question or a need to data: what is here, elsewhere, how it is written, what is missing."""

from __future__ import annotations

import pytest
from django.test import Client

from terreau.catalogue.models import HarvestedDataset, HarvestSource, State
from terreau.catalogue.tests.builders import a_dataset
from terreau.foundation import search
from terreau.needs.tests.builders import a_need

pytestmark = pytest.mark.django_db


def elsewhere(title: str, description: str = "") -> HarvestedDataset:
    source, _ = HarvestSource.objects.get_or_create(url="https://a.fr/c.ttl", title="Métropole")
    made = HarvestedDataset.objects.create(
        source=source, key=title, title=title, description=description, digest="0" * 64
    )
    search.put(made)
    return made


def asked(question: str) -> str:
    answer = Client().get("/donnees/trouver/", {"question": question})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_how_to_ask() -> None:
    assert "Par exemple\u00a0: où installer des arceaux à vélo" in asked("")


def test_data_of_here_and_elsewhere_answer_with_their_reasons() -> None:
    a_dataset("Stationnements cyclables de la commune")
    elsewhere("Arceaux de la métropole")
    page = asked("où installer des arceaux à vélo ?")
    assert (
        page.index("Publiées ici") < page.index("Sur d’autres portails") < page.index("Comment ces données")
    )
    assert "«\u00a0stationnement cyclable\u00a0» pour «\u00a0arceaux\u00a0»" in page
    assert "Stationnement cyclable" in page
    assert "ne répond vraiment" not in page


def test_what_is_missing_is_said_with_the_person_s_words_and_can_be_asked_for() -> None:
    page = asked("îlots de chaleur")
    assert "ne répond vraiment à cette question" in page
    assert "Demander ces données" in page
    assert "titre=%C3%AElots+de+chaleur" in page
    assert "« robinet »" in asked("qualité de l’eau du robinet")


def test_a_need_leads_to_data() -> None:
    need = a_need(title="Attacher son vélo près de la gare")
    elsewhere("Stationnements cyclables")
    need_page = Client().get(need.get_absolute_url()).content.decode()
    assert f'href="/donnees/trouver/?besoin={need.pk}"' in need_page
    page = Client().get("/donnees/trouver/", {"besoin": need.pk}).content.decode()
    assert "À partir du besoin" in page
    assert "Stationnements cyclables" in page


def test_drafts_and_what_is_gone_are_not_found() -> None:
    a_dataset("Arceaux en brouillon", state=State.DRAFT)
    gone = elsewhere("Arceaux disparus")
    search.drop(gone)
    page = asked("arceaux")
    assert "brouillon" not in page
    assert "disparus" not in page


@pytest.mark.parametrize("question", ["'\"; DROP", "*" * 50, "a AND b OR NEAR(", "<script>x</script>"])
def test_any_question_may_be_asked(question: str) -> None:
    assert "<script>x" not in asked(question)


@pytest.mark.parametrize("besoin", ["0", "999999999", "-1", "x", "9" * 40])
def test_a_need_that_is_not_there_breaks_nothing(besoin: str) -> None:
    assert Client().get("/donnees/trouver/", {"besoin": besoin}).status_code in {200, 404}
