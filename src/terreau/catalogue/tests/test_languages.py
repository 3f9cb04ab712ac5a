"""A report, a refused file and a catalogue are told in the language of the reader, by page and API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from terreau.catalogue.dcat.refusals import Loop
from terreau.catalogue.models import Check, HarvestRun, HarvestSource, Version
from terreau.catalogue.tests.files import DIRTY, brought, in_charge, racks
from terreau.people.tests.builders import a_browser_of

if TYPE_CHECKING:
    from terreau.people.models import User

pytestmark = pytest.mark.django_db
PEOPLE = b"prenom,email\nA,a.b@exemple.fr\nB,c.d@exemple.fr\n"


def main_of(client: Client, path: str, language: str) -> str:
    """What the page itself says, without the file's own words, in one language."""
    page = client.get(path, headers={"Accept-Language": language}).content.decode()
    return re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0])


def a_report(data: bytes = DIRTY) -> tuple[User, Version]:
    racks()
    by, organisation = in_charge()
    return by, brought(by, organisation, data)


def test_a_report_is_read_in_french_and_in_english() -> None:
    by, version = a_report()
    browser = a_browser_of(by)
    french = main_of(browser, version.get_absolute_url(), "fr")
    english = main_of(browser, version.get_absolute_url(), "en")
    for said in ("Valeur mal écrite", "n’est pas un nombre entier", "Nombres écrits avec un point"):
        assert said in french
        assert said not in english
    for said in (
        "Value badly written",
        "“beaucoup” is not a whole number.",
        "Write a number without a comma or a blank: 1250.",
        "Numbers written with a point and without a blank",
        "4 of 4 columns have their place in this schema.",
    ):
        assert said in english
        assert said not in french


def test_signs_of_people_are_told_in_english() -> None:
    by, version = a_report(PEOPLE)
    english = main_of(a_browser_of(by), version.get_absolute_url(), "en")
    assert "E-mail addresses that seem those of people." in english
    told = Client().get(f"/api/v1/checks/{version.code}", headers={"Accept-Language": "en"}).json()
    assert "The name of the column announces people." in {one["why"] for one in told["personal"]}


def test_the_api_tells_a_check_in_the_language_asked() -> None:
    _by, version = a_report()
    at = f"/api/v1/checks/{version.code}"
    french = Client().get(at, headers={"Accept-Language": "fr"}).json()
    english = Client().get(at, headers={"Accept-Language": "en"}).json()
    wrong = next(one for one in english["rules"] if one["field"] == "capacite")
    assert (wrong["title"], wrong["examples"][0]["message"]) == (
        "Value badly written",
        "“beaucoup” is not a whole number.",
    )
    assert "Dates put in the order expected" in {one["title"] for one in english["repairs"]}
    assert [one["rule"] for one in french["rules"]] == [one["rule"] for one in english["rules"]]
    assert {one["title"] for one in french["rules"]}.isdisjoint(one["title"] for one in english["rules"])


def test_a_file_refused_says_why_in_the_language_asked() -> None:
    _by, version = a_report(b"%PDF-1.4 nothing of a table")
    at = f"/api/v1/checks/{version.code}"
    for language, said in (("fr", "c’est un PDF"), ("en", "it is a PDF")):
        told = Client().get(at, headers={"Accept-Language": language}).json()
        assert said in told["refusal"]["message"]


def test_the_list_of_errors_is_given_in_the_language_asked() -> None:
    _by, version = a_report()
    at = f"{version.get_absolute_url()}erreurs.csv"

    def lines(language: str) -> list[str]:
        answer = Client().get(at, headers={"Accept-Language": language})
        whole = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file
        return whole.decode("utf-8-sig").splitlines()

    french, english = lines("fr"), lines("en")
    assert french[0] == "ligne;colonne;valeur;erreur;que faire"
    assert english[0] == "line;column;value;error;what to do"
    assert len(french) == len(english) > 1
    assert [one for one in french if "« beaucoup » n’est pas un nombre entier." in one]
    assert [one for one in english if "“beaucoup” is not a whole number." in one]
    assert not [one for one in english if "«" in one]


def test_a_report_of_before_is_shown_in_french() -> None:
    by, version = a_report()
    check = Check.objects.get(version=version)
    for kept in (check.rules, check.findings, check.repairs, check.candidates):
        for one in kept:
            one.pop("en", None)
            for example in one.get("examples", ()):
                example.pop("en", None)
    check.save()
    english = main_of(a_browser_of(by), version.get_absolute_url(), "en")
    assert "Valeur mal écrite" in english
    assert "« beaucoup » n’est pas un nombre entier." in english


def test_themes_of_standards_are_named_in_the_language_of_the_reader() -> None:
    assert "Getting around" in main_of(Client(), "/donnees/standards/", "en")
    assert "Se déplacer" in main_of(Client(), "/donnees/standards/", "fr")


def test_a_list_of_errors_of_before_is_given_in_french() -> None:
    from terreau.catalogue.queries.files import raw_path

    _by, version = a_report()
    before = "\ufeffligne;colonne;valeur;erreur;que faire\r\n2;a;x;« x » non;Faites.\r\n"
    Check.objects.filter(version=version).update(faults_digest=version.raw_digest)
    raw_path(version).with_suffix(".csv").write_text(before, encoding="utf-8", newline="")
    answer = Client().get(f"{version.get_absolute_url()}erreurs.csv", headers={"Accept-Language": "en"})
    whole = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # a file
    assert whole.splitlines()[1] == "2;a;x;« x » non;Faites."


def test_why_a_catalogue_was_not_read_is_told_in_the_language_of_the_reader() -> None:
    source = HarvestSource.objects.create(title="Métropole", url="https://a.example/c.ttl")
    why = Loop(url="https://a.example/c.ttl")
    run = HarvestRun.objects.create(
        source=source,
        ended_at=source.added_at,
        failure=f"{why} {why.advice()}",
        failure_english=f"{why.said('en')} {why.advice('en')}",
        left_count=1,
        left=[{"title": "Arbres", "why": "Sans titre.", "en": {"why": "No title."}}],
    )
    path = source.get_absolute_url()
    french, english = (main_of(Client(), path, language) for language in ("fr", "en"))
    assert "tournent en rond" in french
    assert "Sans titre." in french
    assert "go round in circles" in english
    assert "No title." in english
    HarvestRun.objects.filter(pk=run.pk).update(failure_english="")
    assert "tournent en rond" in main_of(Client(), path, "en")
