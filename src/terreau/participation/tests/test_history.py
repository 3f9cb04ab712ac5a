"""The history of needs, messages and organisations: read, compared, put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from terreau.foundation.errors import NotAllowedError
from terreau.needs import actions as needs
from terreau.needs.models import State
from terreau.participation import actions
from terreau.participation.editables import editable_named
from terreau.participation.errors import ChangedThingError, NothingToRestoreError, ReasonNeededError
from terreau.participation.models import JournalLine
from terreau.participation.queries import history
from terreau.participation.tests import builders
from terreau.people import actions as people
from terreau.people.models import OrganisationKind, Role

if TYPE_CHECKING:
    from django.test import Client

    from terreau.needs.models import Need
    from terreau.people.models import Organisation, User

pytestmark = pytest.mark.django_db
BESOIN = "besoin"


def an_edited_need(by: User | None = None) -> Need:
    """A need with two versions: the bus, then the tram."""
    author = by or builders.a_person()
    need = builders.a_need(situation="Le dernier bus part à 20 h.", by=author)
    telling = builders.a_telling(situation="Le dernier tram part à 20 h.")
    return needs.edit(need.pk, telling, by=author, version=1, reason="C’est un tram.")


def numbers(thing: Any) -> list[int]:
    return list(thing.history.order_by("history_id").values_list("history_id", flat=True))


def page(client: Client, *parts: object, status: int = 200) -> str:
    path = "/historique/" + "".join(f"{part}/" for part in parts)
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_what_changed_is_read_word_by_word_and_said_aloud(client: Client) -> None:
    need = an_edited_need()
    listed = page(client, BESOIN, need.pk)
    assert "C’est un tram." in listed
    assert "situation" in listed
    told = page(client, BESOIN, need.pk, numbers(need)[1])
    assert '<del><span class="visually-hidden">[enlevé\u00a0: </span>bus<span' in told
    assert '<ins><span class="visually-hidden">[ajouté\u00a0: </span>tram<span' in told


def test_the_page_of_a_need_leads_to_its_versions(client: Client) -> None:
    need = an_edited_need()
    assert f"/historique/besoin/{need.pk}/" in client.get(need.get_absolute_url()).content.decode()


def test_a_version_put_back_becomes_a_new_one_with_its_reason(client: Client) -> None:
    author = builders.a_person()
    need = an_edited_need(author)
    first, last = numbers(need)
    client.force_login(author)
    path = f"/historique/besoin/{need.pk}/{first}/retablir/"
    assert "tram" in client.get(path).content.decode()
    answer = client.post(path, {"reason": "C’était bien un bus.", "seen": last})
    assert answer.status_code == 302
    need.refresh_from_db()
    assert (need.situation, need.version) == ("Le dernier bus part à 20 h.", 3)
    line = JournalLine.objects.order_by("number").last()
    assert line is not None
    assert (line.verb, line.reason) == ("restore", "C’était bien un bus.")
    assert "C’était bien un bus." in page(client, BESOIN, need.pk)


def test_restoring_gives_back_territories_in_their_order() -> None:
    builders.a_metropolis()
    author = builders.a_person()
    places = [builders.a_territory("38151", "Échirolles"), builders.a_territory()]
    need = builders.a_need(by=author, territories=places)
    needs.edit(need.pk, builders.a_telling(), by=author, version=1)
    first, last = numbers(need)
    actions.restore(
        editable_named(BESOIN), str(need.pk), first, by=author, seen=last, reason="Les deux communes."
    )
    need.refresh_from_db()
    assert [place["ref"] for place in need.places] == ["38151", "38185"]
    assert set(need.territories.values_list("ref", flat=True)) == {"38151", "38185"}


def test_putting_a_text_back_leaves_the_state_alone() -> None:
    author = builders.a_person()
    need = an_edited_need(author)
    needs.change_state(need.pk, State.CLOSED, by=author, version=2, reason="Fini.")
    first, *_rest, last = numbers(need)
    actions.restore(editable_named(BESOIN), str(need.pk), first, by=author, seen=last, reason="Mieux dit.")
    need.refresh_from_db()
    assert need.state == "closed"


def test_a_change_made_meanwhile_is_not_lost() -> None:
    author = builders.a_person()
    need = an_edited_need(author)
    first, seen = numbers(need)
    needs.edit(need.pk, builders.a_telling(situation="Ni bus ni tram."), by=author, version=2)
    with pytest.raises(ChangedThingError):
        actions.restore(editable_named(BESOIN), str(need.pk), first, by=author, seen=seen, reason="Retour.")
    need.refresh_from_db()
    assert need.situation == "Ni bus ni tram."


def test_a_version_is_put_back_with_a_reason_by_whoever_may_edit_and_only_if_it_differs() -> None:
    author = builders.a_person()
    need = an_edited_need(author)
    first, last = numbers(need)
    besoin, key = editable_named(BESOIN), str(need.pk)
    with pytest.raises(NotAllowedError):
        actions.restore(besoin, key, first, by=builders.a_person(), seen=last, reason="Retour.")
    with pytest.raises(ReasonNeededError):
        actions.restore(besoin, key, first, by=author, seen=last, reason=" ")
    with pytest.raises(NothingToRestoreError):
        actions.restore(besoin, key, last, by=author, seen=last, reason="Retour.")


def test_a_passer_by_reads_and_is_not_offered_to_put_back(client: Client) -> None:
    need = an_edited_need()
    first, _last = numbers(need)
    assert "retablir" not in page(client, BESOIN, need.pk, first)
    client.force_login(builders.a_person())
    page(client, BESOIN, need.pk, first, "retablir", status=403)


@pytest.mark.parametrize("path", ["besoin/999", "besoin/abc", "nimporte/1", "message/1", "message/zzz"])
def test_what_has_no_history_is_not_found(client: Client, path: str) -> None:
    page(client, path, status=404)


def test_a_version_of_another_thing_is_not_found(client: Client) -> None:
    one, other = an_edited_need(), an_edited_need()
    page(client, BESOIN, one.pk, numbers(other)[0], status=404)


def test_a_hidden_thing_hides_its_history(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    need = an_edited_need()
    comment = builders.a_comment(need)
    monkeypatch.setattr(
        "terreau.participation.kinds.hidden",
        lambda model, keys: set(keys) if model == "needs.need" else set(),
    )
    page(client, BESOIN, need.pk, status=410)
    page(client, BESOIN, need.pk, numbers(need)[0], status=410)
    page(client, "message", comment.pk, status=410)
    assert client.get(f"/historique/besoin/{need.pk}/flux.atom").status_code == 410


def test_a_mediator_who_raised_for_someone_stays_unnamed(client: Client) -> None:
    organisation = builders.an_organisation()
    mediator = builders.a_member(organisation, Role.MEDIATOR, "Leïla")
    voice = needs.Voice(organisation=organisation, for_someone=True)
    need = needs.raise_need(builders.a_telling(), by=mediator, voice=voice)
    needs.edit(need.pk, builders.a_telling(situation="Autrement dit."), by=mediator, version=1)
    told = page(client, BESOIN, need.pk)
    assert "Leïla" not in told
    assert told.count(f"avec l’aide de {organisation.name}") == 2
    assert "Leïla" not in client.get(need.get_absolute_url()).content.decode()
    assert set(JournalLine.objects.values_list("acted_as", flat=True)) == {"mediator"}


def test_the_name_of_a_deleted_account_is_gone(client: Client) -> None:
    author = builders.a_person("Nadia")
    need = an_edited_need(author)
    assert "Nadia" in page(client, BESOIN, need.pk)
    people.delete_account(author)
    assert "Nadia" not in page(client, BESOIN, need.pk)


def test_the_wordings_of_a_message_are_read_and_put_back(client: Client) -> None:
    author = builders.a_person()
    comment = builders.a_comment(builders.a_need(), "Il y a un bus.", by=author)
    actions.mend(comment.pk, "Il y a un tram.", by=author, version=1)
    former = client.get(reverse("participation:wordings", args=(comment.pk,)))
    assert former["Location"] == f"/historique/message/{comment.pk}/"
    first, last = numbers(comment)
    assert "bus" in page(client, "message", comment.pk, last)
    client.force_login(author)
    answer = client.post(
        f"/historique/message/{comment.pk}/{first}/retablir/", {"reason": "C’était juste.", "seen": last}
    )
    assert answer.status_code == 302
    comment.refresh_from_db()
    assert (comment.text, comment.version) == ("Il y a un bus.", 3)
    assert JournalLine.objects.filter(verb="restore-comment", reason="C’était juste.").exists()
    actions.withdraw_comment(comment.pk, by=author)
    page(client, "message", comment.pk, status=404)


def test_a_message_of_a_closed_conversation_is_not_put_back() -> None:
    author = builders.a_person()
    need = builders.a_need(by=author)
    comment = builders.a_comment(need, by=author)
    actions.mend(comment.pk, "Autre chose.", by=author, version=1)
    actions.close_conversation(need, by=author, reason="Tout est dit.")
    first, last = numbers(comment)
    with pytest.raises(NotAllowedError):
        actions.restore(
            editable_named("message"), str(comment.pk), first, by=author, seen=last, reason="Retour."
        )


def declared(by: User) -> Organisation:
    return people.declare_organisation(
        by, name="La Fabrique", kind=OrganisationKind.THIRD_PLACE, territory=builders.a_territory()
    )


def test_the_facts_of_an_organisation_have_a_history_and_a_line_in_the_journal(client: Client) -> None:
    holder = builders.a_person("Nadia")
    organisation = declared(holder)
    people.change_organisation(
        holder,
        organisation,
        name="La Grande Fabrique",
        kind=OrganisationKind.THIRD_PLACE,
        territory=organisation.territory,
    )
    first, last = numbers(organisation)
    told = page(client, "organisation", organisation.pk, last)
    assert "<ins>" in told
    client.force_login(holder)
    client.post(
        f"/historique/organisation/{organisation.pk}/{first}/retablir/",
        {"reason": "L’autre nom.", "seen": last},
    )
    organisation.refresh_from_db()
    assert organisation.name == "La Fabrique"
    verbs = [line.verb for line in JournalLine.objects.order_by("number")]
    assert verbs == ["declare-organisation", "change-organisation", "restore-organisation"]
    people.verify_organisation(builders.a_steward(), organisation)
    assert JournalLine.objects.filter(verb="verify-organisation").count() == 1
    shown = client.get(organisation.get_absolute_url()).content.decode()
    assert f"/historique/organisation/{organisation.pk}/" in shown


def test_the_feed_of_a_thing_tells_its_versions_and_answers_304(client: Client) -> None:
    need = an_edited_need()
    path = f"/historique/besoin/{need.pk}/flux.atom"
    first = client.get(path)
    assert first.content.decode().count("<entry>") == 2
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.queries(14)
def test_a_long_history_comes_page_by_page(client: Client) -> None:
    author = builders.a_person()
    need = builders.a_need(by=author)
    for number in range(25):
        needs.edit(need.pk, builders.a_telling(situation=f"Version {number}."), by=author, version=number + 1)
    listed = page(client, BESOIN, need.pk)
    assert listed.count("a changé\u00a0:") == 20
    older = client.get(f"/historique/besoin/{need.pk}/?page=2").content.decode()
    assert older.count("a changé\u00a0:") == 5
    assert "première version" in older


def test_what_people_wrote_never_becomes_markup(client: Client) -> None:
    author = builders.a_person()
    need = builders.a_need(situation="Rien.", by=author)
    telling = builders.a_telling(situation="<script>alert(1)</script>")
    needs.edit(need.pk, telling, by=author, version=1, reason="<b>gras</b>")
    told = page(client, BESOIN, need.pk, numbers(need)[1])
    assert "<script>alert" not in told
    assert "<b>gras" not in told


def test_changes_of_many_long_fields_stay_a_short_page() -> None:
    author = builders.a_person()
    many = " ".join(f"{number} mot" for number in range(600))
    told = {"situation": many[:6000], "tried": many[:3000], "met_when": many[:2000]}
    need = builders.a_need(by=author, **told)
    turned = {name: text.replace("mot", "pot") for name, text in told.items()}
    needs.edit(need.pk, builders.a_telling(**turned), by=author, version=1)
    besoin = editable_named(BESOIN)
    old, new = (history.version_of(besoin, need, number) for number in numbers(need))
    assert sum(len(change.pieces) for change in history.changes(besoin, old, new)) <= history.MOST_PIECES + 3
