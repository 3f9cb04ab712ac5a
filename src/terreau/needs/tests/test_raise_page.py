"""The pages on which a need is written, compared and published, without JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from terreau.needs.models import Draft, Need
from terreau.needs.tests import builders
from terreau.people.models import Role

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

    from terreau.people.models import User

pytestmark = pytest.mark.django_db
RAISE = "/besoins/exprimer/"


def written(**values: str) -> dict[str, str]:
    builders.a_territory()
    told = {
        "title": "Rentrer après 21 heures sans voiture",
        "situation": "Le dernier bus part à 20 h 40.",
        "theme": "mobility",
        "territories": "38185",
        "key": str(uuid4()),
    }
    return {**told, **values}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(answer: Answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_person_writes_reads_again_and_publishes() -> None:
    person = builders.a_person()
    client = signed_in(person)
    told = written()
    before = client.post(RAISE, {**told, "etape": "verifier"})
    assert "il sera le premier" in words(before)
    assert not Need.objects.exists()
    published = client.post(RAISE, {**told, "etape": "publier"}, follow=True)
    need = Need.objects.get()
    assert (need.raised_by, need.theme, need.place_names) == (person, "mobility", "Grenoble")
    assert "C’est publié" in words(published)


def test_needs_like_this_one_are_shown_with_the_reason_and_can_be_supported_instead() -> None:
    known = builders.a_need("Des bus le soir pour rentrer", situation="Aucun bus le soir.")
    before = signed_in(builders.a_person()).post(
        RAISE, written(title="Un bus tard le soir", etape="verifier")
    )
    shown = words(before)
    assert "même thème, même territoire, mots en commun" in shown
    assert f"/besoins/{known.pk}/soutenir/" in shown


def test_correcting_gives_everything_back() -> None:
    back = signed_in(builders.a_person()).post(RAISE, written(tried="Un covoiturage", etape="corriger"))
    assert "Un covoiturage" in words(back)


def test_the_same_form_posted_twice_is_one_need() -> None:
    client, told = signed_in(builders.a_person()), written(etape="publier")
    first, second = client.post(RAISE, told), client.post(RAISE, told)
    assert first["Location"] == second["Location"]
    assert Need.objects.count() == 1


def test_what_a_visitor_writes_waits_for_them_to_sign_in() -> None:
    client = Client()
    sent = client.post(RAISE, written(situation="Écrit avant d’avoir un compte", etape="publier"))
    assert sent.status_code == 302
    assert sent["Location"].startswith(reverse("account_login"))
    assert not Need.objects.exists()
    client.force_login(builders.a_person())
    assert "Écrit avant d’avoir un compte" in words(client.get(RAISE))


def test_after_publishing_nothing_is_kept_for_the_next_form() -> None:
    client = Client()
    told = written(situation="Écrit avant d’avoir un compte", etape="publier")
    client.post(RAISE, told)
    client.force_login(builders.a_person())
    client.post(RAISE, told)
    assert "Écrit avant" not in words(client.get(RAISE))


def test_a_form_nobody_can_have_typed_is_refused_in_words() -> None:
    answer = signed_in(builders.a_person()).post(RAISE, written(title="x" * 2_000_000))
    assert answer.status_code == 413
    assert len(answer.content) < 20_000


def test_a_title_of_ten_megabytes_is_refused_before_anything_else() -> None:
    answer = signed_in(builders.a_person()).post(RAISE, written(title="x" * 10_500_000))
    assert answer.status_code in {400, 413}
    assert not Need.objects.exists()


def test_a_forged_territory_is_refused_at_its_field() -> None:
    answer = signed_in(builders.a_person()).post(RAISE, written(territories="99999", etape="publier"))
    assert answer.status_code == 422
    assert "Aucun territoire ne s’appelle ainsi" in words(answer)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("theme", "../../etc"),
        ("key", "not-a-key"),
        ("title", "court"),
        ("situation", "nul \x00"),
        ("territories", ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_published(field: str, value: str) -> None:
    answer = signed_in(builders.a_person()).post(RAISE, written(**{field: value}, etape="publier"))
    assert answer.status_code == 422
    assert not Need.objects.exists()


def test_a_form_without_its_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(builders.a_person())
    assert client.post(RAISE, written(etape="publier")).status_code == 403


def test_a_voice_that_is_not_ones_own_is_refused() -> None:
    strangers = builders.an_organisation()
    answer = signed_in(builders.a_mediator()).post(
        RAISE, written(voice=f"org-{strangers.pk}", etape="publier")
    )
    assert answer.status_code == 422


def test_a_member_chooses_to_speak_for_the_organisation() -> None:
    organisation = builders.an_organisation()
    client = signed_in(builders.a_member(organisation))
    assert f"Au nom de {organisation.name}" in words(client.get(RAISE))
    client.post(RAISE, written(voice=f"org-{organisation.pk}", etape="publier"))
    assert Need.objects.get().organisation == organisation


def test_a_draft_is_kept_without_javascript_and_goes_once_published() -> None:
    person = builders.a_person()
    client = signed_in(person)
    client.post(RAISE, {"title": "Une idée", "etape": "brouillon"})
    draft = Draft.objects.get(user=person)
    assert "Une idée" in words(client.get(f"{RAISE}?brouillon={draft.pk}"))
    assert "Une idée" not in words(signed_in(builders.a_person()).get(f"{RAISE}?brouillon={draft.pk}"))
    client.post(RAISE, written(brouillon=str(draft.pk), etape="publier"))
    assert not Draft.objects.exists()


def test_a_mediator_keys_in_a_sheet_for_somebody_and_nobody_else_does() -> None:
    organisation = builders.an_organisation()
    sheet = written(paper_place="Maison des habitants", paper_date="2026-02-03")
    assert signed_in(builders.a_person()).post("/besoins/feuille/saisir/", sheet).status_code == 403
    signed_in(builders.a_member(organisation, Role.MEDIATOR)).post("/besoins/feuille/saisir/", sheet)
    need = Need.objects.get()
    assert (need.for_someone, need.organisation, need.paper_place) == (
        True,
        organisation,
        "Maison des habitants",
    )


def test_a_sheet_from_the_future_is_refused() -> None:
    sheet = written(paper_place="Ici", paper_date="2999-01-01")
    assert signed_in(builders.a_mediator()).post("/besoins/feuille/saisir/", sheet).status_code == 422


def test_the_fragment_lists_needs_while_one_writes() -> None:
    builders.a_need("Des bus le soir pour rentrer")
    answer = Client().post("/besoins/semblables/", {"title": "bus soir", "theme": "mobility"})
    assert "Des bus le soir pour rentrer" in words(answer)
    assert "<html" not in words(answer)


def test_one_account_cannot_flood_the_list() -> None:
    client = signed_in(builders.a_person())
    answers = {client.post(RAISE, {"etape": "verifier"}).status_code for _ in range(121)}
    assert answers == {422, 429}


def test_the_first_page_brings_its_words_along() -> None:
    assert 'value="bus le soir"' in words(Client().get(f"{RAISE}?titre=bus+le+soir"))
