"""Pages of photographs and files, met as a person meets them, and as one who means harm does."""

from __future__ import annotations

import errno
import io
import os
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from terreau.participation import actions
from terreau.participation.models import Attachment
from terreau.participation.queries import files
from terreau.participation.tests import builders, pictures
from terreau.participation.tests.file_builders import a_file

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from terreau.needs.models import Need

pytestmark = pytest.mark.django_db


def words(answer: HttpResponseBase) -> str:
    return answer.getvalue().decode()


def adding(need: Need) -> str:
    return reverse("participation:add-file", args=("besoin", need.pk))


def a_form(data: bytes | None = None, name: str = "photo.jpg", **said: Any) -> dict[str, Any]:
    return {
        "file": SimpleUploadedFile(name, pictures.a_jpeg(1200, 900) if data is None else data),
        "description": "Un arrêt sans abri.",
        "licence": "etalab-2.0",
        "agreed": "on",
        "fin": "1",
        **said,
    }


def test_a_person_adds_a_photograph_describes_it_better_and_takes_it_away(client: Client) -> None:
    need, person = builders.a_need(), builders.a_person("Nadia")
    page = words(client.get(need.get_absolute_url()))
    assert "Photos et fichiers" in page
    assert f'href="{adding(need)}"' in page
    client.force_login(person)
    assert 'enctype="multipart/form-data"' in words(client.get(adding(need)))
    answer = client.post(adding(need), a_form(caption="Les Granges"))
    one = Attachment.objects.get()
    assert answer.headers["Location"] == one.get_absolute_url()
    page = words(client.get(need.get_absolute_url()))
    assert 'alt="Un arrêt sans abri."' in page
    assert 'loading="lazy"' in page
    assert 'width="960" height="720"' in page
    page = words(client.get(one.get_absolute_url()))
    assert "<h1>Les Granges</h1>" in page
    assert "Licence Ouverte 2.0" in page
    better = {"description": "De nuit.", "licence": "etalab-2.0", "version": "1"}
    client.post(reverse("participation:describe-file", args=(one.pk,)), better)
    history = reverse("participation:history", args=("fichier", one.pk))
    assert f'href="{history}"' in words(client.get(one.get_absolute_url()))
    assert "Nadia" in words(client.get(history)).partition("<main")[2]
    first, last = one.history.order_by("history_id")
    back = reverse("participation:restore", args=("fichier", one.pk, first.pk))
    client.post(back, {"reason": "Plus juste. " * 20, "seen": last.pk})
    assert Attachment.objects.get().description == "Un arrêt sans abri."
    client.post(reverse("participation:remove-file", args=(one.pk,)), {"reason": "Trop sombre."})
    assert client.get(one.get_absolute_url()).status_code == 404
    assert "Trop sombre." in words(client.get("/journal/"))
    assert (
        "<img" not in words(client.get(need.get_absolute_url())).partition("<main")[2].partition("</main>")[0]
    )


def test_a_visitor_sees_everything_and_is_led_to_sign_in_to_add(client: Client) -> None:
    need = builders.a_need("Un abri")
    one, other = a_file(need), a_file(need, pictures.PDF, "plan.pdf")
    page = words(client.get(reverse("participation:files", args=("besoin", need.pk))))
    assert one.get_absolute_url() in page
    assert "PDF, " in page
    page = words(client.get(one.get_absolute_url()))
    assert f'rel="next" href="{other.get_absolute_url()}"' in page
    assert f'rel="prev" href="{one.get_absolute_url()}"' in words(client.get(other.get_absolute_url()))
    answer = client.post(adding(need), a_form())
    assert answer.headers["Location"].startswith(reverse("account_login"))
    assert Attachment.objects.count() == 2


def test_the_page_just_published_invites_to_add_a_photograph(client: Client) -> None:
    need = builders.a_need()
    assert "La suite" in words(client.get(f"{need.get_absolute_url()}?publie=1"))


def test_a_picture_is_given_as_a_picture_for_ever(client: Client) -> None:
    one = a_file(builders.a_need(), pictures.a_jpeg(1200, 900))
    image = files.file_of(one).image
    assert image is not None
    answer = client.get(image.src, headers={"Accept-Encoding": "gzip"})
    assert Image.open(io.BytesIO(answer.getvalue())).size == (960, 720)
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "attachment" not in answer.headers.get("Content-Disposition", "")
    assert "Content-Encoding" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    again = client.get(image.src, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    for said in image.srcset.split(", "):
        assert client.get(said.split()[0]).getvalue().startswith(b"RIFF")


@pytest.mark.parametrize(
    ("sent", "name", "kind"),
    [
        (pictures.PDF, "Plan d’été « 2 ».pdf", "application/pdf"),
        (b"<html><script>alert(1)</script>", "page.html.txt", "text/plain; charset=utf-8"),
        (b"=cmd|' /C calc'!A0;1", "t.csv", "text/csv; charset=utf-8"),
    ],
)
def test_anything_else_is_only_saved(client: Client, sent: bytes, name: str, kind: str) -> None:
    one = a_file(builders.a_need(), sent, name)
    answer = client.get(files.file_of(one).download)
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.getvalue() == sent


@pytest.mark.parametrize(
    "name",
    ["..%2f..%2fterreau.toml", "x", "..", "%00.webp", "a%0d%0aSet-Cookie:%20x", "0" * 20 + ".webp", "é.webp"],
)
def test_no_address_leads_out_of_the_folder(client: Client, name: str) -> None:
    one = a_file(builders.a_need())
    for headers in ({}, {"If-None-Match": "*"}):
        answer = client.get(f"{one.get_absolute_url()}{name}", headers=headers)
        assert answer.status_code in {304, 400, 404}
        assert not answer.getvalue().startswith(b"RIFF")
    other = a_file(builders.a_need(), pictures.PDF, "a.pdf")
    mark = files.file_of(other).download.rpartition("/")[2]
    assert client.get(f"{one.get_absolute_url()}{mark}").status_code == 404


def test_a_file_lost_from_the_disk_is_not_found(client: Client) -> None:
    one = a_file(builders.a_need(), pictures.PDF, "a.pdf")
    address = files.file_of(one).download
    files.given(one.pk, address.rpartition("/")[2]).path.unlink()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("sent", "name", "status", "said"),
    [
        (pictures.a_header_only_png(10_000, 10_000), "p.png", 422, "100 millions de points"),
        (pictures.a_jpeg()[:800], "p.jpg", 422, "abîmée ou incomplète"),
        (pictures.SVG, "p.svg", 422, "Un fichier .svg n’est pas pris ici."),
        (pictures.a_jpeg(), "p.html", 422, "Son nom finit par .html"),
        (b"", "p.jpg", 422, "vide"),
    ],
)
def test_a_refusal_is_one_sentence_and_the_words_written_are_kept(
    client: Client, sent: bytes, name: str, status: int, said: str
) -> None:
    need = builders.a_need()
    client.force_login(builders.a_person())
    answer = client.post(adding(need), a_form(sent, name, caption="Gardée"))
    page = words(answer)
    assert answer.status_code == status
    assert said in page
    assert 'value="Gardée"' in page
    assert "à choisir de nouveau" in page
    assert not Attachment.objects.exists()


def test_what_is_missing_is_asked_for(client: Client) -> None:
    client.force_login(builders.a_person())
    for missing in ("file", "description", "agreed", "licence"):
        told = a_form()
        del told[missing]
        assert client.post(adding(builders.a_need()), told).status_code == 422
    assert client.post(adding(builders.a_need()), a_form(licence="reserved")).status_code == 422
    assert not Attachment.objects.exists()


def test_an_upload_cut_in_the_middle_keeps_nothing(client: Client) -> None:
    need = builders.a_need()
    client.force_login(builders.a_person())
    told = a_form(b"premiere ligne\n" * 100, "a.txt")
    file = told.pop("file")
    last = told.pop("fin")
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    body = encode_multipart(BOUNDARY, {**told, "file": file, "fin": last})
    for cut in (len(body) - 60, len(body) - 100, len(body) - 900, 200):
        answer = client.generic("POST", adding(need), body[:cut], content_type=MULTIPART_CONTENT)
        assert answer.status_code in {400, 422}
    assert not Attachment.objects.exists()
    answer = client.generic("POST", adding(need), body, content_type=MULTIPART_CONTENT)
    assert answer.status_code == 302


def test_a_full_disk_is_said_in_one_sentence(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    client.force_login(builders.a_person())
    monkeypatch.setattr(os, "fsync", full)
    answer = client.post(adding(builders.a_need()), a_form())
    assert answer.status_code == 503
    assert "plus de place sur le disque" in words(answer)


def test_a_photograph_never_stands_in_a_temporary_folder(client: Client) -> None:
    from django.conf import settings

    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    names = [name.rsplit(".", 1)[1] for name in settings.FILE_UPLOAD_HANDLERS]
    # The first two take tables and archives only, at the addresses of the rooms of data and of commons.
    ours, djangos = names[:2], names[2:]
    assert ours == ["TablesToDisk", "ArchivesToDisk"]
    assert djangos == ["MemoryFileUploadHandler", "TemporaryFileUploadHandler"]
    client.force_login(builders.a_person())
    sent = b"a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 10)
    assert client.post(adding(builders.a_need()), a_form(sent, "a.txt")).status_code == 302
    sent = b"a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 100_000)
    assert client.post(adding(builders.a_need()), a_form(sent, "a.txt")).status_code == 413


def test_nobody_changes_or_removes_the_file_of_another(client: Client) -> None:
    one = a_file(builders.a_need())
    client.force_login(builders.a_person())
    for door in ("describe-file", "remove-file"):
        address = reverse(f"participation:{door}", args=(one.pk,))
        assert client.get(address).status_code == 403
        assert (
            client.post(
                address, {"reason": "x", "description": "x", "licence": "CC0-1.0", "version": 1}
            ).status_code
            == 403
        )
    assert "Retirer" not in words(client.get(one.get_absolute_url())).partition("<main")[2]


def test_forms_of_files_need_their_token() -> None:
    person, need = builders.a_person(), builders.a_need()
    one = a_file(need, by=person)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    assert strict.post(adding(need), a_form(b"autre", "b.txt")).status_code == 403
    for door in ("describe-file", "remove-file"):
        address = reverse(f"participation:{door}", args=(one.pk,))
        assert strict.post(address, {"reason": "x", "description": "x", "version": 1}).status_code == 403
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    "path",
    [
        "/fichiers/999/",
        "/fichiers/99999999999999999999999/",
        "/fichiers/999/retirer/",
        "/historique/fichier/999/",
        "/historique/fichier/x/",
        f"/historique/fichier/{'9' * 5000}/",
        "/fichiers/besoin/999/",
        "/fichiers/rien/1/",
        "/fichiers/besoin/x/ajouter/",
    ],
)
def test_files_of_nothing_are_not_found(client: Client, path: str) -> None:
    client.force_login(builders.a_person())
    assert client.get(path).status_code == 404


def test_words_of_people_never_become_part_of_the_page(client: Client) -> None:
    need = builders.a_need()
    harm = '"><script>alert(1)</script>'
    one = actions.attach(
        need,
        actions.Sent("a.jpg", pictures.a_jpeg(), actions.Words(harm, harm, harm)),
        by=builders.a_person(),
    )
    for path in (need.get_absolute_url(), one.get_absolute_url(), f"/fichiers/besoin/{need.pk}/"):
        assert "<script>alert" not in words(client.get(path))


def test_my_data_hold_what_i_attached(client: Client) -> None:
    person = builders.a_person()
    one = a_file(builders.a_need(), by=person)
    client.force_login(person)
    mine = client.get(reverse("people:data")).json()["files"]
    assert [(entry["pk"], entry["description"]) for entry in mine] == [(one.pk, "Un arrêt sans abri.")]


def test_the_files_of_a_need_are_listed_for_programs(client: Client) -> None:
    need = builders.a_need()
    a_file(need, pictures.a_jpeg(1200, 900))
    a_file(need, pictures.PDF, "plan.pdf")
    told = client.get(f"/api/v1/files/besoin/{need.pk}").json()
    assert told["total"] == 2
    picture, document = told["items"]
    assert [size["width"] for size in picture["sizes"]] == [480, 960, 1200]
    assert picture["description"] == "Un arrêt sans abri."
    assert document["media_type"] == "application/pdf"
    assert client.get(document["download"].partition("8000")[2]).getvalue() == pictures.PDF
    assert client.get("/api/v1/files/besoin/999").status_code == 404
    assert client.get("/api/v1/files/rien/1").status_code == 404


def test_a_file_can_be_reported_from_its_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    one = a_file(builders.a_need())
    monkeypatch.setattr("terreau.participation.views.files._report", lambda pk: f"/signaler/fichier/{pk}/")
    assert f'href="/signaler/fichier/{one.pk}/"' in words(client.get(one.get_absolute_url()))
