"""The easy pages keep what a program can check of easy reading; only people concerned can check the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test.utils import override_settings
from django.utils.translation import override

from terreau.home import easy

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
MOST_WORDS = 12
#: Words of offices and of machines, and figures in letters: digits are read faster.
AVOID = (
    "afin", "usager", "plateforme", "interface", "navigateur", "cookie", "données", "dématérialisé",
    "démarche", "procédure", "modalité", "dispositif", "bénéficier", "effectuer", "notamment",
    "cependant", "néanmoins", "concernant", "relatif", "ci-dessous", "ci-dessus", "paramètre",
    "identifiant", "authentification", "licence", "contribution", "collectivité", "intercommunalité",
    "gouvernance", "commun numérique", "deux", "trois", "quatre", "cinq", "huit", "dix", "quinzaine",
    "pourcentage", "c’est-à-dire", "etc",
)  # fmt: skip


def sentences() -> list[str]:
    return [str(said) for page in easy.PAGES for idea in page.ideas for said in idea.sentences]


def headings() -> list[str]:
    titles = [str(page.title) for page in easy.PAGES]
    ideas = [idea for page in easy.PAGES for idea in page.ideas]
    return titles + [str(idea.title) for idea in ideas] + [str(idea.label) for idea in ideas if idea.label]


@pytest.mark.parametrize("said", sentences())
def test_a_sentence_is_short_and_holds_one_idea(said: str) -> None:
    words = [word for word in said.split() if any(letter.isalnum() for letter in word)]
    assert len(words) <= MOST_WORDS
    assert said.endswith((".", "?"))
    assert not re.search(r"[;:()…]|\bmais\b|\bdont\b", said)
    assert said.count(",") <= 1


@pytest.mark.parametrize("said", [*sentences(), *headings()])
def test_its_words_are_those_of_everyday(said: str) -> None:
    low = said.lower()
    assert [word for word in AVOID if re.search(rf"\b{re.escape(word)}", low)] == []
    assert [word for word in re.findall(r"[^\W\d_]+", low) if len(word) > 12] == []


def test_no_heading_holds_more_than_five_sentences() -> None:
    assert max(len(idea.sentences) for page in easy.PAGES for idea in page.ideas) <= 5


@pytest.mark.parametrize("said", sentences())
def test_the_english_sentences_are_short_too(said: str) -> None:
    with override("en"):
        there = [str(one) for page in easy.PAGES for idea in page.ideas for one in idea.sentences]
    assert len(there[sentences().index(said)].split()) <= MOST_WORDS + 3


def test_each_page_opens_with_its_pictures_and_leads_to_pages_that_exist(client: Client) -> None:
    from django.template.loader import get_template

    for page in easy.PAGES:
        shown = client.get(f"/facile/{page.slug}/").content.decode()
        assert str(page.title) in shown
        assert shown.count("<svg") >= len(page.ideas)
        for idea in page.ideas:
            get_template(idea.drawing)  # raises when it is not there
            if idea.path:
                assert client.get(idea.path.partition("#")[0]).status_code in {200, 302}
    assert client.get("/facile/autre/").status_code == 404


def test_pictures_are_light_and_say_nothing_that_a_script_could() -> None:
    from pathlib import Path

    folder = Path(easy.__file__).parent / "templates/home/easy/pictures"
    pictures = list(folder.glob("*.svg"))
    assert {path.stem for path in pictures} == {
        picture for page in easy.PAGES for picture in [page.picture, *(idea.picture for idea in page.ideas)]
    }
    for path in pictures:
        assert path.stat().st_size < 800
        assert "script" not in path.read_text()


def test_the_pages_say_that_nobody_has_read_them_again_until_someone_has(client: Client) -> None:
    for path in ("/facile/", "/facile/besoin/"):
        assert "n’ont pas encore été relues" in client.get(path).content.decode()
    with override_settings(EASY_REVIEW="2027-03-12 Marie et Paul"):
        page = client.get("/facile/").content.decode()
    assert "Relu par Marie et Paul le 12 mars 2027." in page
    assert "pas encore" not in page


@pytest.mark.parametrize("said", ["Marie et Paul", "2027-03-12", "12/03/2027 Marie", "2027-13-40 Marie", ""])
def test_a_review_without_its_date_or_its_people_is_not_shown(said: str) -> None:
    with override_settings(EASY_REVIEW=said):
        assert easy.review() is None


@pytest.mark.parametrize("path", ["/", "/besoins/", "/vie-privee/"])
def test_the_foot_of_every_page_leads_to_the_easy_pages(client: Client, path: str) -> None:
    assert 'href="/facile/"' in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("/ce-service/", "service"),
        ("/besoins/exprimer/", "besoin"),
        ("/compte/connexion/", "compte"),
        ("/vie-privee/", "compte"),
        ("/lieux/", "aide"),
    ],
)
def test_a_page_leads_to_its_easy_twin(client: Client, path: str, slug: str) -> None:
    assert f'href="/facile/{slug}/"' in client.get(path).content.decode()
