"""What was last done by page only: corrections, files, closed talks, versions, appeals, facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from terreau.needs import actions as needs
from terreau.needs.models import MergeProposal, Need, PaperSupport
from terreau.needs.tests.builders import a_proposal
from terreau.participation.models import Appeal, Attachment, Conversation, JournalLine
from terreau.participation.tests import builders
from terreau.participation.tests.builders import a_token
from terreau.participation.tests.file_builders import a_file
from terreau.participation.tests.test_api_writing import TOLD, secret_of, send
from terreau.people.actions import delete_account
from terreau.people.models import Organisation, Role

if TYPE_CHECKING:
    from terreau.people.models import User

pytestmark = pytest.mark.django_db
FACTS = {"name": "Les Teinturiers", "kind": "association", "territory": "38185"}


def a_paper_count(by: User) -> PaperSupport:
    today = timezone.localdate()
    return needs.count_on_paper(builders.a_need().pk, 12, place="Marché", date=today, by=by)


def token_of(organisation: Organisation, *scopes: str) -> str:
    holder = builders.a_member(organisation, Role.HOLDER)
    return a_token(holder, *scopes, organisation=organisation)[1]


def test_who_counted_on_paper_corrects_the_number_and_says_why() -> None:
    mediator = builders.a_mediator()
    paper, secret = a_paper_count(mediator), secret_of(mediator, "count")
    path = f"/needs/{paper.need_id}/paper-counts"
    assert [one["count"] for one in send("get", path).json()["items"]] == [12]
    said = {"count": 7, "reason": "Deux croix comptées deux fois."}
    corrected = send("put", f"{path}/{paper.pk}", said, secret)
    assert (corrected.status_code, corrected.json()["supports"]) == (200, 7)
    assert JournalLine.objects.get(verb="correct-paper").reason == said["reason"]
    stranger = secret_of(builders.a_mediator(), "count")
    assert send("put", f"{path}/{paper.pk}", said, stranger).status_code == 403
    elsewhere = f"/needs/{builders.a_need('Ailleurs').pk}/paper-counts/{paper.pk}"
    assert send("put", elsewhere, said, secret).status_code == 404
    assert send("put", f"{path}/{paper.pk}", {**said, "reason": ""}, secret).status_code == 422
    assert PaperSupport.objects.get().count == 7


def test_a_steward_announces_that_nobody_answers_for_a_need_once() -> None:
    other, need = builders.a_need(), builders.a_need("Rentrer le soir")
    proposal = a_proposal(need, other)
    path, secret = f"/needs/{need.pk}/merges/{proposal.pk}/announce", secret_of(builders.a_steward(), "merge")
    assert send("post", path, None, secret).status_code == 403
    raiser = Need.objects.get(pk=need.pk).raised_by
    assert raiser is not None
    delete_account(raiser)
    for _time in range(2):
        assert send("post", path, None, secret).json()["announced_at"]
    assert JournalLine.objects.filter(verb="announce-merge").count() == 1
    assert MergeProposal.objects.get().announced_at is not None


def test_a_mediator_keys_in_a_need_from_paper() -> None:
    sheet = {"place": "Permanence", "date": "2026-01-10"}
    builders.a_territory()
    raised = send("post", "/needs", {**TOLD, "paper": sheet}, secret_of(builders.a_mediator(), "needs"))
    assert raised.status_code == 201, raised.content
    need = Need.objects.get()
    assert (need.paper_place, str(need.paper_date), need.for_someone) == ("Permanence", "2026-01-10", True)
    later = {**sheet, "date": "2999-01-01"}
    refused = send("post", "/needs", {**TOLD, "paper": later}, secret_of(builders.a_mediator(), "needs"))
    assert refused.status_code == 409
    nobody = secret_of(builders.a_person(), "needs")
    assert send("post", "/needs", {**TOLD, "paper": sheet}, nobody).status_code == 403


def test_who_attached_a_file_describes_it_again_then_takes_it_away() -> None:
    sender = builders.a_person()
    photo = a_file(builders.a_need(), by=sender)
    secret, path = secret_of(sender, "attach"), f"/files/{photo.pk}"
    read = send("get", path).json()
    said = {"description": "Un abri vide, la nuit.", "credit": "Ida", "version": read["version"]}
    told = send("put", path, said, secret).json()
    assert (told["description"], told["credit"], told["version"]) == (said["description"], "Ida", 2)
    stale = send("put", path, said, secret)
    assert stale.status_code == 409
    why = {"reason": "Elle est floue."}
    for stranger in (
        secret_of(builders.a_person(), "attach"),
        token_of(builders.an_organisation(), "attach"),
    ):
        assert send("put", path, {**said, "version": 2}, stranger).status_code == 403
        assert send("post", f"{path}/remove", why, stranger).status_code == 403
    assert send("post", f"{path}/remove", why, secret).status_code == 204
    assert JournalLine.objects.get(verb="remove-file").reason == why["reason"]
    assert not Attachment.objects.exists()
    assert send("post", f"{path}/remove", why, secret).status_code == 404


def test_who_answers_for_a_need_closes_its_conversation_and_opens_it_again() -> None:
    person = builders.a_person()
    need = builders.a_need(by=person)
    path, why = f"/conversations/besoin/{need.pk}", {"reason": "Tout est dit."}
    stranger, secret = secret_of(builders.a_person(), "converse"), secret_of(person, "converse")
    assert send("post", f"{path}/close", why, stranger).status_code == 403
    organisation = token_of(builders.an_organisation(), "converse")
    assert send("post", f"{path}/close", why, organisation).status_code == 403
    assert send("post", f"{path}/close", why, secret).json() == {
        "closed": True,
        "closed_reason": why["reason"],
    }
    assert send("post", path, {"text": "Encore un mot."}, stranger).status_code == 409
    assert send("post", f"{path}/reopen", why, secret).json() == {"closed": False, "closed_reason": ""}
    assert Conversation.objects.get().closed_at is None


def test_who_may_edit_a_need_puts_a_version_back_if_it_still_is_what_was_read() -> None:
    person = builders.a_person()
    need = builders.a_need(by=person)
    first = need.title
    needs.edit(need.pk, builders.a_telling("Un autre titre"), by=person, version=need.version)
    path = f"/histories/besoin/{need.pk}"
    items = send("get", path).json()["items"]
    assert [(one["stands"], bool(one["changed"])) for one in items] == [(True, True), (False, False)]
    said = {"seen": items[0]["number"], "reason": "Plus clair."}
    back = f"{path}/{items[1]['number']}/restore"
    assert send("post", back, said, secret_of(builders.a_person(), "restore")).status_code == 403
    assert send("post", back, said, token_of(builders.an_organisation(), "restore")).status_code == 403
    secret = secret_of(person, "restore")
    assert send("post", back, {**said, "seen": 1_000_000}, secret).status_code == 409
    assert len(send("post", back, said, secret).json()["items"]) == 3
    assert Need.objects.get(pk=need.pk).title == first
    assert send("post", f"{path}/999999/restore", said, secret).status_code in {404, 409}
    assert send("get", "/histories/inconnu/1").status_code == 404


def test_the_author_contests_a_decision_once() -> None:
    author = builders.a_person()
    case = builders.a_hidden(builders.a_need(by=author))
    path, said = f"/decisions/{case.pk}", {"text": "C’est vrai, voici la preuve."}
    read = send("get", path).json()
    assert (read["state"], read["reason"], read["open_to_appeal"]) == ("hidden", "Inventé.", True)
    assert send("post", f"{path}/appeal", said, secret_of(builders.a_person(), "report")).status_code == 403
    secret = secret_of(author, "report")
    told = send("post", f"{path}/appeal", said, secret).json()
    assert (told["contested_at"] is not None, told["open_to_appeal"]) == (True, False)
    assert send("post", f"{path}/appeal", said, secret).status_code == 409
    assert Appeal.objects.get().by == author
    waiting = builders.a_report(builders.a_need("Autre")).case
    assert send("get", f"/decisions/{waiting.pk}").status_code == 404


def test_a_person_declares_an_organisation_and_its_own_token_changes_it_and_no_other() -> None:
    builders.a_territory()
    person = builders.a_person()
    secret = secret_of(person, "organise")
    declared = send("post", "/organisations", FACTS, secret, key="une-fois").json()
    assert send("post", "/organisations", FACTS, secret, key="une-fois").json() == declared
    assert send("post", "/organisations", FACTS, secret).status_code == 409
    made = Organisation.objects.get(slug=declared["slug"])
    own = a_token(person, "organise", organisation=made)[1]
    path, site = f"/organisations/{made.slug}", {**FACTS, "website": "https://exemple.fr/"}
    assert send("put", path, site, own).json()["website"] == "https://exemple.fr/"
    assert send("post", "/organisations", {**FACTS, "name": "Autre"}, own).status_code == 403
    assert send("put", path, site, secret_of(builders.a_person(), "organise")).status_code == 403
    assert send("put", path, site, token_of(builders.an_organisation(), "organise")).status_code == 403
    assert send("get", path).json()["verified"] is False
    builders.a_hidden(made)
    for refused in (send("get", path), send("put", path, site, own)):
        assert refused.status_code == 410


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "}, {"name": "a\x00"}, {"kind": "empire"}, {"territory": "../"}, {"siren": "12"},
        {"siren": "123456789"}, {"website": "javascript:alert(1)"}, {"website": "https://a b"},
        {"territory": "99999"},
    ],
)  # fmt: skip
def test_facts_that_cannot_be_are_refused(wrong: dict[str, str]) -> None:
    builders.a_territory()
    answer = send("post", "/organisations", {**FACTS, **wrong}, secret_of(builders.a_person(), "organise"))
    assert answer.status_code in {400, 404, 422}
    assert answer.json()["remedy"]
    assert not Organisation.objects.exists()


def test_declaring_in_bulk_is_slowed_down() -> None:
    builders.a_territory()
    secret = secret_of(builders.a_person(), "organise")
    answers = [send("post", "/organisations", {**FACTS, "name": f"Club {n}"}, secret) for n in range(21)]
    assert [one.status_code for one in answers].count(201) == 20
    assert answers[-1].status_code == 429
