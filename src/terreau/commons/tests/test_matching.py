"""What one commons looks for and another offers: brought together with reasons, never ranked by a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from terreau.commons import actions
from terreau.commons.models import Commons, Means, Side, Wish
from terreau.commons.queries.matching import matches_of
from terreau.commons.tests.builders import a_commons
from terreau.foundation.search import shared_words
from terreau.needs.tests.builders import a_person
from terreau.participation.tests.builders import a_hidden
from terreau.territories.models import Border, Kind, Membership, Territory

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def a_place(ref: str, kind: str = Kind.COMMUNE) -> Territory:
    made: Territory = Territory.objects.get_or_create(
        ref=ref, defaults={"kind": kind, "code": ref, "name": f"Lieu {ref}"}
    )[0]
    return made


def saying(title: str, side: Side, words: str, place: str = "38185", **more: Any) -> Commons:
    means = more.pop("means", Means.PLACE)
    person = a_person()
    commons = a_commons(title, by=person, territories=[a_place(place)], **more)
    actions.say_wish(commons.pk, side, means, words, by=person)
    return commons


def found(commons: Commons) -> list[tuple[str, list[str]]]:
    wishes = list(Wish.objects.filter(commons=commons, ended_at=None))
    return [(match.answer.commons.title, list(match.reasons)) for match in matches_of(commons, wishes)]


def test_what_is_looked_for_here_is_offered_there_with_the_reasons() -> None:
    seeks = saying("Vélos", Side.SOUGHT, "Un garage sec pour l’hiver", theme="mobility")
    saying("Amicale", Side.OFFERED, "Nos garages, au sec", "69001", theme="mobility")
    saying("Voisins", Side.OFFERED, "Une cave")
    saying("Loin", Side.OFFERED, "Une cave", "75056")
    saying("Cherche aussi", Side.SOUGHT, "Un garage sec")
    saying("Autre chose", Side.OFFERED, "Un garage sec", means=Means.MONEY)
    assert found(seeks) == [
        ("Voisins", ["au même endroit\u00a0: Lieu 38185"]),
        ("Amicale", ["mots communs\u00a0: garage, sec", "même thème"]),
    ]


def test_what_is_offered_here_is_looked_for_there() -> None:
    offers = saying("Amicale", Side.OFFERED, "Un garage")
    saying("Vélos", Side.SOUGHT, "Un garage")
    assert [title for title, _reasons in found(offers)] == ["Vélos"]


def test_near_is_what_touches_or_is_of_the_same_intercommunality() -> None:
    here, beside, same, apart = (a_place(ref) for ref in ("38185", "38151", "38421", "75056"))
    Border.objects.create(
        first=min(here, beside, key=lambda one: one.pk), second=max(here, beside, key=lambda one: one.pk)
    )
    metro = a_place("200040715", Kind.EPCI)
    for one in (here, same):
        Membership.objects.create(member=one, whole=metro)
    seeks = saying("Vélos", Side.SOUGHT, "Un garage")
    for place in (beside, same, apart, metro):
        saying(f"De {place.ref}", Side.OFFERED, "Une cave", place.ref)
    assert sorted(title for title, _reasons in found(seeks)) == ["De 200040715", "De 38151", "De 38421"]
    assert all(reasons[0].startswith("tout près") for _title, reasons in found(seeks))


def test_what_is_over_hidden_or_ones_own_answers_nothing() -> None:
    seeks = saying("Vélos", Side.SOUGHT, "Un garage")
    actions.say_wish(seeks.pk, Side.OFFERED, Means.PLACE, "Un garage", by=seeks.opened_by)  # type: ignore[arg-type]
    over = saying("Fini", Side.OFFERED, "Un garage")
    actions.end_wish(over.pk, over.wishes.get().pk, by=over.opened_by)  # type: ignore[arg-type]
    a_hidden(saying("Farce", Side.OFFERED, "Un garage"))
    assert found(seeks) == []


def test_the_pages_show_it_and_say_what_to_do_when_there_is_none(client: Client) -> None:
    assert "Aucun commun ne dit encore" in client.get("/communs/recherches/").content.decode()
    seeks = saying("Vélos", Side.SOUGHT, "Un garage sec")
    wish = seeks.wishes.get()
    assert "Personne n’y répond encore" in client.get(seeks.get_absolute_url()).content.decode()
    alone = client.get(f"/communs/recherches/{wish.pk}/").content.decode()
    assert "Personne n’y répond encore" in alone
    saying("Amicale", Side.OFFERED, "Un garage")
    sheet = client.get(seeks.get_absolute_url()).content.decode()
    assert "Ce qu’il cherche est proposé là" in sheet
    assert "mots communs\u00a0: garage" in sheet
    assert "Amicale" in client.get(f"/communs/recherches/{wish.pk}/").content.decode()
    told = client.get(f"/api/v1/commons/{seeks.pk}/matches").json()
    assert [(one["title"], one["words"], one["wish"]["id"]) for one in told] == [
        ("Amicale", "Un garage", wish.pk)
    ]
    assert client.get("/communs/recherches/4040/").status_code == 404


def test_the_list_is_filtered_and_says_what_it_did_not_understand(client: Client) -> None:
    saying("Vélos", Side.SOUGHT, "Un garage sec")
    saying("Amicale", Side.OFFERED, "Deux heures", "75056", means=Means.TIME)

    def page(query: str) -> str:
        return client.get(f"/communs/recherches/?{query}").content.decode()

    assert ("Vélos" in page("sens=cherche"), "Amicale" in page("sens=cherche")) == (True, False)
    assert ("Vélos" in page("quoi=temps"), "Amicale" in page("quoi=temps")) == (False, True)
    assert ("Vélos" in page("territoire=75056"), "Amicale" in page("territoire=75056")) == (False, True)
    assert "Rien ne répond à ces choix" in page("quoi=temps&sens=cherche")
    assert "n’est pas un choix" in page("quoi=amour")
    assert "&lt;script&gt;" in page("sens=<script>")


def test_a_sheet_with_every_wish_asks_few_questions_and_shows_few_answers(client: Client) -> None:
    person = a_person()
    commons = a_commons("Tout", by=person, territories=[a_place("38185")])
    for means in Means:
        for side in Side:
            actions.say_wish(commons.pk, side, means, f"Du {means}", by=person)
    others = [a_commons(f"Autre {n}", by=person, territories=[a_place("38185")]) for n in range(4)]
    Wish.objects.bulk_create(
        Wish(commons=other, side=side, means=means, words="De quoi faire")
        for other in others
        for side in Side
        for means in Means
    )
    with CaptureQueriesContext(connection) as asked:
        page = client.get(commons.get_absolute_url()).content.decode()
    assert len(asked) <= 25
    assert page.count("au même endroit") == 6


def test_words_are_shared_whatever_their_plural_and_their_accent() -> None:
    assert shared_words("Des garages secs à l’abri", "un garage, sec") == ["garages", "secs"]
    assert shared_words("à la de", "à la de") == []
