"""Many needs at once, from a table."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from terreau.needs.models import Batch, Need
from terreau.needs.tests import builders

pytestmark = pytest.mark.django_db
HEADER = "Titre;Situation;Thème;Territoires\n"
GOOD = "Rentrer le soir sans voiture;Le dernier bus part tôt.;Mobilité;38185\n"


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(builders.a_member(builders.an_organisation()))
    return client


def send(client: Client, content: str | bytes) -> str:
    """Send a file and answer the page that follows, the preview when it could be read."""
    raw = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("besoins.csv", raw, "text/csv")
    return client.post("/besoins/importer/", {"file": file}, follow=True).content.decode()


def test_nothing_is_written_before_it_is_confirmed(client: Client) -> None:
    page = send(client, HEADER + GOOD)
    assert "lignes prêtes : 1" in page.replace("\xa0", " ")
    assert not Need.objects.exists()


def test_the_lines_that_are_ticked_are_published_once(client: Client) -> None:
    send(client, HEADER + GOOD + "Des arbres dans la cour;Il fait 41 degrés.;chaleur et fraîcheur;38185\n")
    batch = Batch.objects.get()
    for _ in range(2):  # the form is sent twice
        client.post(f"/besoins/importer/{batch.pk}/", {"ligne": ["3"]})
    need = Need.objects.get()
    assert (need.title, need.theme) == ("Des arbres dans la cour", "heat")


def test_confirmed_needs_are_found_at_once(client: Client) -> None:
    send(client, HEADER + GOOD)
    client.post(f"/besoins/importer/{Batch.objects.get().pk}/", {"ligne": ["2"]})
    assert "Rentrer le soir" in Client().get("/besoins/?mots=voitures").content.decode()


def test_a_wrong_line_names_its_column_its_value_and_what_to_do(client: Client) -> None:
    page = send(client, HEADER + "Rentrer le soir sans voiture;Le bus part tôt.;Voitures volantes;99999\n")
    for words in (
        "thème",
        "Voitures volantes",
        "Écrivez un de ces mots",
        "territoires",
        "99999",
        "nom ou le code",
    ):
        assert words in page
    client.post(f"/besoins/importer/{Batch.objects.get().pk}/", {"ligne": ["2"]})
    assert not Need.objects.exists()


def test_repeated_needs_are_shown_and_left_unticked(client: Client) -> None:
    known = builders.a_need("Rentrer le soir, sans voiture !")
    page = send(client, HEADER + GOOD + GOOD)
    assert f"n° {known.pk}, déjà publié" in page
    assert "une ligne plus haut" in page
    assert not re.search(r'name="ligne"[^>]* checked', page)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "vide"),
        (HEADER.encode(), "vide"),
        (b"PK\x03\x04\x00\x00\x00\x00", "n’est pas un CSV"),
        (b"\xff\xfe\xff", "n’est pas un CSV"),
        ((HEADER + "a;b;c;" + "x" * 10_000_000).encode(), "dépasse"),
        ((HEADER + "a;" + "x" * 7_000 + ";c;d").encode(), "dépasse 6000 signes"),
        ((HEADER + 'a;"' + "x" * 200_000).encode(), "guillemets"),
        ((HEADER + "a;b\x07;c;d").encode(), "signes invisibles"),
        ((HEADER + GOOD * 301).encode(), "plus de 300 lignes"),
        (("Titre;\n" + "a\n" * 100_000).encode(), "plus de 300 lignes"),
        (b"alpha;beta\n1;2\n", "aucun titre de colonne connu"),
        (b"titre;besoin\n1;2\n", "deux fois"),
        ((";".join(["titre", *map(str, range(60))]) + "\n1\n").encode(), "40 colonnes"),
    ],
)
def test_a_hostile_file_gets_one_clear_sentence(client: Client, content: bytes, sentence: str) -> None:
    page = send(client, content)
    assert sentence in page.replace("\xa0", " ")
    assert page.count('class="error"') <= 1
    assert not Batch.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_usual_separator_and_encoding_is_read(client: Client, encoding: str, separator: str) -> None:
    builders.a_territory()
    send(client, (HEADER + GOOD).replace(";", separator).encode(encoding))
    assert Batch.objects.get().lines[0]["cells"]["theme"] == "Mobilité"


def test_a_formula_stays_text(client: Client) -> None:
    builders.a_territory()
    send(client, HEADER + "=1+1 est une formule;@SUM(1);Mobilité;38185\n")
    client.post(f"/besoins/importer/{Batch.objects.get().pk}/", {"ligne": ["2"]})
    assert Need.objects.get().title == "=1+1 est une formule"


def test_only_members_of_a_verified_organisation_send_tables() -> None:
    for person in (builders.a_person(), builders.a_member(builders.an_organisation(verified=False))):
        stranger = Client()
        stranger.force_login(person)
        assert stranger.get("/besoins/importer/").status_code == 403


def test_the_table_of_another_is_not_shown(client: Client) -> None:
    builders.a_territory()
    send(client, HEADER + GOOD)
    other = Client()
    other.force_login(builders.a_steward())
    path = f"/besoins/importer/{Batch.objects.get().pk}/"
    assert other.get(path).status_code == 404
    assert other.post(path, {"ligne": ["2"]}).status_code == 404


def test_the_template_reads_back(client: Client) -> None:
    builders.a_metropolis()
    template = client.get("/besoins/importer/modele.csv")
    assert template.content.startswith(b"\xef\xbb\xbf")
    send(client, template.content)
    assert len(Batch.objects.get().lines) == 1
