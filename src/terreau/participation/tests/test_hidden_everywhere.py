"""What is hidden is read nowhere any more, and everywhere again once it is restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.urls import reverse

from terreau.needs import actions as needs
from terreau.needs.queries.similar import similar_to
from terreau.participation import actions
from terreau.participation.errors import HiddenThingError
from terreau.participation.tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase
    from django.test import Client

    from terreau.needs.models import Need

pytestmark = pytest.mark.django_db
WORD = "zinzolin"


def words(answer: HttpResponseBase) -> str:
    return answer.getvalue().decode()


def doors(need: Need) -> list[str]:
    """Every address where a need may be read."""
    talk = reverse("participation:conversation", args=("besoin", need.pk))
    return [
        need.get_absolute_url(),
        f"{need.get_absolute_url()}feuille/",
        f"/api/v1/needs/{need.pk}",
        "/api/v1/needs",
        "/besoins/",
        f"/besoins/?mots={WORD}",
        "/besoins/flux.atom",
        "/besoins/besoins.csv",
        f"/recherche/?mots={WORD}",
        "/",
        "/territoires/38185/",
        "/journal/",
        f"/journal/?objet=besoin-{need.pk}",
        "/journal/flux.atom",
        "/journal/flux.json",
        talk,
        f"{talk}flux.atom",
        f"/signaler/besoin/{need.pk}/",
        f"/historique/besoin/{need.pk}/",
    ]


def saying(client: Client, need: Need) -> set[str]:
    return {path for path in doors(need) if WORD in words(client.get(path)).replace(f'value="{WORD}"', "")}


@pytest.mark.queries(32)  # without the national base, each panel of a territory's page looks it up again
def test_a_hidden_need_is_read_nowhere_and_comes_back_whole(client: Client) -> None:
    need = builders.a_need(f"Un tissu {WORD}", situation=f"Il manque du {WORD}.")
    builders.a_comment(need, f"Du {WORD}, oui.")
    search = (f"/besoins/?mots={WORD}", f"/recherche/?mots={WORD}")  # they say again what was typed
    before = saying(client, need)
    assert before == set(doors(need))
    case = builders.a_hidden(need)
    assert saying(client, need) - {*search} == set()
    for path in search:
        assert need.get_absolute_url() not in words(client.get(path))
    actions.show_again(case.pk, by=builders.a_steward(), reason="C’était vrai.", version=case.version)
    assert saying(client, need) == before


def test_a_page_kept_by_a_browser_is_made_again_when_something_is_hidden(client: Client) -> None:
    need = builders.a_need(f"Un tissu {WORD}")
    said = builders.a_comment(need, f"Du {WORD}.")
    talk = reverse("participation:conversation-atom", args=("besoin", need.pk))
    paths = [
        talk,
        "/besoins/",
        "/besoins/flux.atom",
        "/journal/",
        f"/api/v1/needs/{need.pk}",
        "/api/v1/needs",
    ]
    etags = {path: client.get(path)["ETag"] for path in paths}
    builders.a_hidden(said)
    assert client.get(talk, headers={"If-None-Match": etags[talk]}).status_code == 200
    builders.a_hidden(need)
    for path in paths:
        assert client.get(path, headers={"If-None-Match": etags[path]}).status_code in {200, 410}, path


def test_the_api_says_that_it_is_hidden_and_why(client: Client) -> None:
    need = builders.a_need(f"Un tissu {WORD}")
    builders.a_hidden(need, reason="Aucune source.")
    answer = client.get(f"/api/v1/needs/{need.pk}")
    assert answer.status_code == 410
    told = answer.json()
    assert told["type"].endswith("hidden-thing")
    assert "Aucune source." in told["detail"]
    assert "Règle 5" in told["detail"]


def test_a_letter_says_nothing_of_what_was_hidden_since(client: Client) -> None:
    need = builders.a_need(f"Un tissu {WORD}")
    builders.a_follow(builders.a_person(), need, rhythm="at-once")
    builders.a_comment(need, f"Du {WORD}.")
    actions.make_letters()
    builders.a_hidden(need)
    actions.send_letters()
    followers = [one for one in mail.outbox if "masqué" not in one.subject]  # the author has theirs
    assert followers
    assert all(WORD not in f"{one.subject}{one.body}" for one in followers)
    client.force_login(builders.a_person())
    assert client.post(f"/suivre/besoin/{need.pk}/", {"rhythm": "daily"}).status_code == 410


def test_a_hidden_need_is_not_offered_as_a_twin_nor_through_a_merge(client: Client) -> None:
    raiser = builders.a_person()
    hidden, other = builders.a_need(f"Un tissu {WORD}"), builders.a_need(f"Du {WORD} ici", by=raiser)
    proposal = needs.propose_merge(other.pk, hidden.pk, by=builders.a_person(), reason="Le même.")
    assert WORD in words(client.get(other.get_absolute_url()))
    builders.a_hidden(hidden)
    assert similar_to(f"Un tissu {WORD}", but=other.pk) == []
    assert hidden.title not in words(client.get(other.get_absolute_url()))
    client.force_login(raiser)
    assert hidden.title not in words(client.get("/mon-espace/"))
    assert client.get(reverse("needs:decide-merge", args=(proposal.pk,))).status_code == 410


def test_a_need_that_joined_a_hidden_one_no_longer_names_it(client: Client) -> None:
    raiser = builders.a_person()
    source, target = builders.a_need("Un fil", by=raiser), builders.a_need(f"Un tissu {WORD}")
    proposal = needs.propose_merge(source.pk, target.pk, by=raiser, reason="Le même.")
    needs.accept_merge(proposal.pk, by=raiser, target=target.pk)
    assert WORD in words(client.get(source.get_absolute_url()))
    builders.a_hidden(target)
    assert WORD not in words(client.get(source.get_absolute_url()))


def test_nothing_is_done_to_what_is_hidden() -> None:
    raiser = builders.a_person()
    need, other = builders.a_need(by=raiser), builders.a_need("Autre")
    builders.a_hidden(need)
    attempts: list[Callable[[], object]] = [
        lambda: needs.support(need.pk, by=other.raised_by),  # type: ignore[arg-type]
        lambda: needs.edit(need.pk, builders.a_telling("Neuf"), by=raiser, version=1),
        lambda: needs.propose_merge(other.pk, need.pk, by=raiser, reason="Le même."),
        lambda: builders.a_comment(need),
        lambda: builders.a_report(need),
    ]
    for attempt in attempts:
        with pytest.raises(HiddenThingError):
            attempt()


def test_an_account_with_something_hidden_can_still_go() -> None:
    from terreau.people.actions import delete_account

    raiser, supporter = builders.a_person(), builders.a_person()
    need = builders.a_need(by=raiser)
    needs.support(need.pk, by=supporter)
    builders.a_hidden(need)
    delete_account(supporter)
    delete_account(raiser)
    need.refresh_from_db()
    assert need.raised_by is None
