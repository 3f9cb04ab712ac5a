"""Pages of a commons: written, linked, put together, put back, protected, printed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from terreau.commons import actions
from terreau.commons.errors import (
    PageConflictError,
    PageProtectedError,
    PageThereError,
    PageTitleError,
    TooManyPagesError,
)
from terreau.commons.models import LONGEST_PAGE, WikiPage
from terreau.commons.tests.builders import a_commons
from terreau.foundation.errors import NotAllowedError, TooLargeError
from terreau.needs.tests.builders import a_person
from terreau.participation.errors import ReasonNeededError
from terreau.participation.models import JournalLine
from terreau.participation.tests.builders import a_hidden

if TYPE_CHECKING:
    from django.test import Client

    from terreau.commons.models import Commons

pytestmark = pytest.mark.django_db
TEXT = "## Monter\n\nVisser les pieds.\n\n## Régler\n\nTourner la vis.\n\n## Ranger\n\nPlier.\n"


def a_page(
    commons: Commons | None = None, title: str = "Mode d’emploi", text: str = TEXT, **by: Any
) -> WikiPage:
    return actions.write_page((commons or a_commons()).pk, title, text, by=by.get("by") or a_person())


def seen(client: Client, page: WikiPage) -> str:
    return client.get(page.get_absolute_url()).content.decode()


def test_anyone_with_an_account_writes_a_page_that_everyone_reads(client: Client) -> None:
    commons = a_commons()
    path = f"/communs/{commons.pk}/pages/ecrire/"
    assert "/compte/connexion/" in client.get(path).headers["Location"]
    client.force_login(a_person())
    client.post(path, {"title": "Mode d’emploi", "text": TEXT, "reason": "Pour commencer"})
    client.logout()
    page = client.get(f"/communs/{commons.pk}/pages/mode-demploi/").content.decode()
    assert "Visser les pieds." in page
    assert "Mode d’emploi" in client.get(commons.get_absolute_url()).content.decode()
    assert JournalLine.objects.get(verb="write-page").reason == "Mode d’emploi · Pour commencer"


def test_headings_make_a_table_of_contents(client: Client) -> None:
    page = seen(client, a_page())
    assert 'href="#t-2-regler"' in page
    assert '<h2 id="t-2-regler">Régler</h2>' in page


def test_double_brackets_lead_to_pages_and_commons_and_invite_to_write_what_is_missing(
    client: Client,
) -> None:
    other = a_commons("Four à pain")
    commons = a_commons()
    plan = a_page(commons, "Le plan")
    text = "[[Le plan]] [[le plan|les cotes]] [[Pas encore]] [[commun:Four à pain]] `[[code]]` [[commun:999]]"
    page = seen(client, a_page(commons, text=text))
    assert f'<a href="/communs/{commons.pk}/pages/le-plan/"' in page
    assert ">les cotes</a>" in page
    assert f"/communs/{commons.pk}/pages/ecrire/?page=pas-encore" in page
    assert f'<a href="/communs/{other.pk}/"' in page
    assert "<code>[[code]]</code>" in page
    assert "[[commun:999]]" in page
    assert "Mode d’emploi" in seen(client, plan)


def test_brackets_never_lead_outside_nor_carry_script(client: Client) -> None:
    text = '[[javascript:alert(1)]] [["><script>alert(1)</script>]] [[//mal.example/x|ici]] [[../../x]]'
    page = seen(client, a_page(text=text))
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert 'href="//' not in page


def test_two_people_who_write_apart_are_put_together(client: Client) -> None:
    page = a_page()
    one, other = a_person("Ana"), a_person("Bob")
    actions.edit_page(page.pk, TEXT.replace("pieds", "quatre pieds"), by=one, version=1)
    client.force_login(other)
    path = f"{page.get_absolute_url()}modifier/"
    answer = client.post(path, {"text": TEXT.replace("Plier", "Replier"), "version": 1}, follow=True)
    assert "réuni avec ce que d’autres ont écrit" in answer.content.decode()
    page.refresh_from_db()
    assert "quatre pieds" in page.text
    assert "Replier" in page.text
    credit = client.get(f"/historique/page/{page.pk}/").content.decode()
    assert "Ana" in credit
    assert "Bob" in credit


def test_two_people_at_one_passage_see_both_and_nothing_is_lost(client: Client) -> None:
    page = a_page()
    actions.edit_page(page.pk, TEXT.replace("Plier", "Rouler"), by=a_person(), version=1)
    client.force_login(a_person())
    path = f"{page.get_absolute_url()}modifier/"
    answer = client.post(path, {"text": TEXT.replace("Plier", "Pendre"), "version": 1})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Rouler" in shown
    assert "Pendre" in shown
    assert 'name="version" value="2"' in shown
    done = client.post(path, {"text": TEXT.replace("Plier", "Rouler ou pendre"), "version": 2})
    assert done.status_code == 302
    with pytest.raises(PageConflictError):
        actions.edit_page(page.pk, "tout autre chose", by=a_person(), version=1)


def test_a_text_that_changes_nothing_makes_no_version() -> None:
    page = a_page()
    assert actions.edit_page(page.pk, TEXT, by=a_person(), version=1).version == 1


def test_an_earlier_version_is_put_back_with_its_reason(client: Client) -> None:
    page = a_page()
    actions.edit_page(page.pk, "Vidée", by=a_person(), version=1)
    first, last = page.history.earliest("history_id"), page.history.latest("history_id")
    client.force_login(a_person())
    sent = {"seen": last.history_id, "reason": "On ne vide pas une page"}
    client.post(f"/historique/page/{page.pk}/{first.history_id}/retablir/", sent)
    page.refresh_from_db()
    assert page.text == TEXT
    assert JournalLine.objects.get(verb="restore-page").reason == "Mode d’emploi · On ne vide pas une page"


def test_a_protected_page_is_left_to_those_who_care_until_the_end_that_is_said(client: Client) -> None:
    steward = a_person()
    commons = a_commons(by=steward)
    page, passer = a_page(commons), a_person()
    with pytest.raises(NotAllowedError):
        actions.protect_page(page.pk, by=passer, until=timezone.localdate(), reason="Non")
    with pytest.raises(ReasonNeededError):
        actions.protect_page(page.pk, by=steward, until=timezone.localdate(), reason=" ")
    client.force_login(steward)
    client.post(f"{page.get_absolute_url()}proteger/", {"days": "7", "reason": "On se calme une semaine"})
    client.force_login(passer)
    assert "On se calme une semaine" in seen(client, page)
    answer = client.get(f"{page.get_absolute_url()}modifier/")
    assert answer.status_code == 403
    assert "On se calme une semaine" in answer.content.decode()
    with pytest.raises(PageProtectedError):
        actions.edit_page(page.pk, "Guerre", by=passer, version=1)
    assert actions.edit_page(page.pk, "Paix", by=steward, version=1).version == 2
    client.force_login(steward)
    client.post(f"{page.get_absolute_url()}proteger/", {"days": "0", "reason": "C’est fini"})
    assert actions.edit_page(page.pk, "Reprise", by=passer, version=2).version == 3


def test_an_edit_war_ends_with_a_protection_that_ends_and_no_version_of_it_is_lost() -> None:
    steward, one, other, passer = (a_person(name) for name in ("Nadia", "Omar", "Inès", "Lou"))
    page = a_page(a_commons(by=steward))
    for version in range(1, 7):  # each undoes what the other did
        who, text = ((one, "En bois"), (other, "En fer"))[version % 2]
        actions.edit_page(page.pk, text, by=who, version=version)
    actions.protect_page(page.pk, by=steward, until=timezone.localdate(), reason="Parlez-vous d’abord")
    for who in (one, other, passer):
        with pytest.raises(PageProtectedError, match="Parlez-vous d’abord"):
            actions.edit_page(page.pk, "En béton", by=who, version=7)
    first = page.history.order_by("history_id")[1]
    with pytest.raises(PageProtectedError):
        actions.restore_page(WikiPage.objects.get(pk=page.pk), first, by=one, reason="La mienne")
    WikiPage.objects.filter(pk=page.pk).update(protected_until=timezone.now() - dt.timedelta(minutes=1))
    assert actions.edit_page(page.pk, "En bois et en fer", by=passer, version=7).version == 8
    texts = list(page.history.order_by("history_id").values_list("text", flat=True))
    assert texts[1:] == ["En fer", "En bois"] * 3 + ["En bois et en fer"]
    names = list(page.history.order_by("history_id").values_list("history_user__shown_name", flat=True))
    assert names[1:] == ["Inès", "Omar"] * 3 + ["Lou"]


def test_a_protection_never_lasts_longer_than_ninety_days() -> None:
    steward = a_person()
    page = a_page(a_commons(by=steward))
    far = timezone.localdate() + dt.timedelta(days=4000)
    kept = actions.protect_page(page.pk, by=steward, until=far, reason="Pour toujours")
    assert kept.protected_until is not None
    assert kept.protected_until < timezone.now() + dt.timedelta(days=91)


def test_titles_that_make_no_address_or_are_taken_are_refused() -> None:
    commons = a_commons()
    a_page(commons)
    for title in ("«»", "Écrire", "  "):
        with pytest.raises(PageTitleError):
            a_page(commons, title)
    with pytest.raises(PageThereError):
        a_page(commons, "mode d’EMPLOI")
    with pytest.raises(TooLargeError):
        a_page(commons, "Trop", "x" * (LONGEST_PAGE + 1))


def test_pages_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("terreau.commons.actions.pages.MOST_PAGES", 1)
    commons = a_commons()
    a_page(commons)
    with pytest.raises(TooManyPagesError):
        a_page(commons, "Une de trop")


def test_the_whole_is_printed_as_one_booklet_in_few_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    commons = a_commons()
    for number in range(12):
        a_page(commons, f"Chapitre {number}", f"Voir [[Chapitre {number - 1}]]. Fin du chapitre {number}.")
    client.get(f"/communs/{commons.pk}/livret/")
    with django_assert_max_num_queries(8):
        page = client.get(f"/communs/{commons.pk}/livret/").content.decode()
    assert page.index("Fin du chapitre 2") < page.index("Fin du chapitre 11")


def test_a_page_is_found_by_its_words(client: Client) -> None:
    a_page(text="Resserrer le moyeu avant chaque sortie.")
    assert "Page d’un commun" in client.get("/recherche/?mots=moyeu").content.decode()


def test_a_hidden_page_and_the_pages_of_a_hidden_commons_are_shown_nowhere(client: Client) -> None:
    commons = a_commons()
    page = a_page(commons, "À cacher", "Des mots cachés")
    other = a_page(commons, "Autre", "Des mots ouverts")
    assert client.get(f"/signaler/page/{page.pk}/").status_code == 200
    a_hidden(page)
    assert client.get(page.get_absolute_url()).status_code == 410
    for path in (
        f"/communs/{commons.pk}/pages/",
        f"/communs/{commons.pk}/livret/",
        "/recherche/?mots=cachés",
    ):
        assert "Des mots cachés" not in client.get(path).content.decode()
        assert "À cacher" not in client.get(path).content.decode()
    a_hidden(commons)
    for path in (other.get_absolute_url(), f"/historique/page/{other.pk}/", f"/communs/{commons.pk}/livret/"):
        assert client.get(path).status_code == 410, path


def test_hostile_markdown_harms_nobody(client: Client) -> None:
    text = (
        "# T\n<script>alert(1)</script>\n[x](javascript:alert(1))\n![p](http://mal.example/x.png)\n"
        + "> " * 400
    )
    page = seen(client, a_page(text=text))
    assert "<script>alert" not in page
    assert '<img src="http' not in page
