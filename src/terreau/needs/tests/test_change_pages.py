"""The pages on which a need is edited, moved, supported and merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from terreau.needs import actions
from terreau.needs.models import MergeProposal, PaperSupport, State, Status, Support
from terreau.needs.tests import builders
from terreau.people.models import Role

if TYPE_CHECKING:
    from terreau.people.models import User

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form_of(title: str, version: int) -> dict[str, str]:
    return {
        "title": title,
        "situation": "Le dernier bus part à 20 h 40.",
        "theme": "mobility",
        "territories": "38185",
        "version": str(version),
    }


def test_the_raiser_edits() -> None:
    person = builders.a_person()
    need = builders.a_need(by=person)
    path = f"/besoins/{need.pk}/modifier/"
    assert "Grenoble (38)" in signed_in(person).get(path).content.decode()
    signed_in(person).post(path, form_of("Un titre plus clair", 1))
    need.refresh_from_db()
    assert need.title == "Un titre plus clair"


def test_a_late_edit_shows_what_changed_and_keeps_what_was_typed() -> None:
    person = builders.a_person()
    need = builders.a_need(by=person)
    actions.edit(need.pk, builders.a_telling("Titre du premier"), by=builders.a_steward(), version=1)
    answer = signed_in(person).post(f"/besoins/{need.pk}/modifier/", form_of("Titre du second", 1))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Titre du premier" in page
    assert 'value="Titre du second"' in page
    assert 'name="version" value="2"' in page


def test_the_second_steward_sees_what_the_first_did() -> None:
    need = builders.a_need()
    actions.change_state(need.pk, State.LOOKED_AT, by=builders.a_steward(), version=1, reason="Vu")
    late = {"state": "closed", "reason": "Doublon", "version": "1"}
    answer = signed_in(builders.a_steward()).post(f"/besoins/{need.pk}/etat/", late)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Examiné" in page
    assert "Doublon" in page
    need.refresh_from_db()
    assert need.state == State.LOOKED_AT


def test_a_forged_state_is_refused_in_one_sentence() -> None:
    need = builders.a_need()
    steward = signed_in(builders.a_steward())
    answer = steward.post(f"/besoins/{need.pk}/etat/", {"state": "met", "reason": "Hop", "version": "1"})
    assert answer.status_code == 409
    assert "ne peut pas devenir" in answer.content.decode()
    assert (
        steward.post(f"/besoins/{need.pk}/etat/", {"state": "x", "reason": "y", "version": "1"}).status_code
        == 422
    )


@pytest.mark.parametrize("page", ["modifier", "etat"])
def test_a_stranger_changes_nothing(page: str) -> None:
    need = builders.a_need()
    assert signed_in(builders.a_person()).get(f"/besoins/{need.pk}/{page}/").status_code == 403
    assert Client().get(f"/besoins/{need.pk}/{page}/").status_code == 302


def test_a_visitor_signs_in_then_confirms_then_is_counted() -> None:
    need, client = builders.a_need(), Client()
    path = f"/besoins/{need.pk}/soutenir/"
    assert client.get(path)["Location"] == f"{reverse('account_login')}?next={path}"
    client.force_login(builders.a_person())
    assert "Oui, moi aussi" in client.get(path).content.decode()
    assert not Support.objects.exists()
    client.post(path)
    assert Support.objects.count() == 1
    client.post(f"/besoins/{need.pk}/retirer/")
    assert not Support.objects.exists()


def test_paper_supports_are_entered_then_corrected() -> None:
    need = builders.a_need()
    mediator = signed_in(builders.a_mediator())
    counted = {"count": "12", "place": "Marché", "date": "2026-03-14"}
    assert signed_in(builders.a_person()).post(f"/besoins/{need.pk}/papier/", counted).status_code == 403
    mediator.post(f"/besoins/{need.pk}/papier/", counted)
    paper = PaperSupport.objects.get()
    correction = f"/besoins/{need.pk}/papier/{paper.pk}/"
    assert signed_in(builders.a_mediator()).post(correction, {"count": "1", "reason": "x"}).status_code == 403
    mediator.post(correction, {"count": "10", "reason": "Deux croix en trop"})
    need.refresh_from_db()
    assert need.paper_supports == 10


@pytest.mark.parametrize("count", ["0", "-4", "1e9", "999999999999999999999"])
def test_an_absurd_count_is_refused(count: str) -> None:
    need = builders.a_need()
    counted = {"count": count, "place": "Marché", "date": "2026-03-14"}
    assert signed_in(builders.a_mediator()).post(f"/besoins/{need.pk}/papier/", counted).status_code == 422


def test_a_merge_goes_from_proposal_to_consent() -> None:
    person = builders.a_person()
    one, other = (
        builders.a_need("Bus du soir pour rentrer"),
        builders.a_need("Rentrer le soir en bus", by=person),
    )
    stranger = signed_in(builders.a_person())
    assert "Bus du soir" in stranger.get(f"/besoins/{other.pk}/reunir/").content.decode()
    target = f"https://exemple.fr/besoins/{one.pk}/"
    stranger.post(f"/besoins/{other.pk}/reunir/", {"target": target, "reason": "Pareil"})
    proposal = MergeProposal.objects.get()
    decide = f"/besoins/reunions/{proposal.pk}/"
    assert stranger.get(decide).status_code == 403
    assert decide in signed_in(person).get(f"/besoins/{other.pk}/").content.decode()
    signed_in(person).post(decide, {"decision": "accepter", "cible": str(one.pk)})
    other.refresh_from_db()
    assert other.merged_into == one


def test_a_refusal_needs_a_reason() -> None:
    person = builders.a_person()
    proposal = builders.a_proposal(builders.a_need(by=person), builders.a_need("Un autre besoin"))
    decide = f"/besoins/reunions/{proposal.pk}/"
    assert signed_in(person).post(decide, {"decision": "refuser"}).status_code == 422
    signed_in(person).post(decide, {"decision": "refuser", "reason": "Ce n’est pas pareil"})
    proposal.refresh_from_db()
    assert proposal.status == Status.REFUSED


def test_a_steward_announces_then_waits() -> None:
    source = builders.a_need()
    proposal = builders.a_proposal(source, builders.a_need("Un autre besoin"))
    assert source.raised_by
    actions.forget(source.raised_by.pk)
    steward = signed_in(builders.a_steward())
    assert "Annoncer que plus personne" in steward.get(f"/besoins/{source.pk}/").content.decode()
    steward.post(f"/besoins/reunions/{proposal.pk}/annoncer/")
    assert "animation du territoire décidera" in Client().get(f"/besoins/{source.pk}/").content.decode()
    late = steward.post(
        f"/besoins/reunions/{proposal.pk}/", {"decision": "accepter", "cible": proposal.target_id}
    )
    assert late.status_code == 409


@pytest.mark.parametrize("target", ["", "abc", "²", "-1", "9" * 40, "https://exemple.fr/besoins/"])
def test_a_merge_into_nothing_is_refused(target: str) -> None:
    need = builders.a_need()
    answer = signed_in(builders.a_person()).post(
        f"/besoins/{need.pk}/reunir/", {"target": target, "reason": "x"}
    )
    assert answer.status_code == 422


def test_every_change_asks_for_its_token() -> None:
    need = builders.a_need()
    organisation = builders.an_organisation()
    client = Client(enforce_csrf_checks=True)
    client.force_login(builders.a_member(organisation, Role.MEDIATOR))
    for page in ("soutenir", "retirer", "papier", "modifier", "etat", "reunir"):
        assert client.post(f"/besoins/{need.pk}/{page}/").status_code == 403
