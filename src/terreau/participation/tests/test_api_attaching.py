"""Photographs and files attached through the API, with the caps and the errors of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from terreau.participation.models import Attachment, SentBytes, SentOnce
from terreau.participation.tests import builders, pictures
from terreau.participation.tests.builders import a_token, bearer
from terreau.participation.tests.test_api_writing import secret_of
from terreau.people.models import Role

if TYPE_CHECKING:
    from terreau.needs.models import Need

pytestmark = pytest.mark.django_db
WORDS = {"description": "Un arrêt de bus sans abri.", "agreed": "yes"}


def attach(
    need: Need, secret: str, data: bytes, name: str = "photo.jpg", *, key: str = "", **told: str
) -> Any:
    headers = {**bearer(secret), "Accept-Language": "fr", **({"Idempotency-Key": key} if key else {})}
    body = {**WORDS, **told, "file": SimpleUploadedFile(name, data)}
    return Client().post(f"/api/v1/files/besoin/{need.pk}", body, headers=headers)


def test_a_photograph_is_attached_without_the_place_it_hides() -> None:
    person, need = builders.a_person(), builders.a_need()
    answer = attach(need, secret_of(person, "attach"), pictures.a_photograph_with_its_place(), caption="Rue")
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["description"], told["caption"]) == ("Un arrêt de bus sans abri.", "Rue")
    assert told["sizes"]
    listed = Client().get(f"/api/v1/files/besoin/{need.pk}").json()
    assert listed["items"] == [told]
    served = Client().get(told["download"].partition("//")[2].partition("/")[2].join(["/", ""]))
    assert b"secret" not in b"".join(served.streaming_content)  # type: ignore[attr-defined]
    assert Attachment.objects.get().author == person


def test_sent_again_with_its_key_a_file_is_one_file() -> None:
    need, secret, key = builders.a_need(), secret_of(builders.a_person(), "attach"), "photo-1"
    photo = pictures.a_jpeg()
    first, again = (attach(need, secret, photo, key=key) for _time in range(2))
    assert (first.status_code, first.json()) == (201, again.json())
    assert attach(need, secret, photo).json()["type"] == "urn:terreau:problem:already-attached"
    other = attach(need, secret, pictures.a_jpeg(colour="red"), key=key)
    assert (other.status_code, other.json()["type"]) == (409, "urn:terreau:problem:idempotency-key-reused")
    assert Attachment.objects.count() == 1


def test_a_key_left_by_a_killed_request_serves_again() -> None:
    need, secret, key, photo = (
        builders.a_need(), secret_of(builders.a_person(), "attach"), "photo-2", pictures.a_jpeg()
    )  # fmt: skip
    first = attach(need, secret, photo, key=key)
    SentOnce.objects.update(status=0, answer={})
    assert attach(need, secret, photo, key=key).json() == first.json()
    assert Attachment.objects.count() == 1


def test_what_was_refused_keeps_no_key_and_still_counts_for_the_day() -> None:
    need, person, key = builders.a_need(), builders.a_person(), "photo-3"
    secret = secret_of(person, "attach")
    assert attach(need, secret, b"\xff\xd8\xff broken", key=key).status_code == 422
    assert not SentOnce.objects.exists()
    assert SentBytes.objects.get(user=person).bytes > 0
    assert attach(need, secret, pictures.a_jpeg(), key=key).status_code == 201


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (b"", "photo.jpg", "no-file"),
        (pictures.SVG, "dessin.svg", "not-taken-file"),
        (pictures.PDF, "photo.jpg", "misnamed-file"),
        (pictures.a_header_only_png(50_000, 50_000), "photo.png", "picture-too-large"),
    ],
)
def test_a_file_is_refused_as_on_the_page(data: bytes, name: str, problem: str) -> None:
    answer = attach(builders.a_need(), secret_of(builders.a_person(), "attach"), data, name)
    assert answer.status_code == 422
    assert answer.json()["type"] == f"urn:terreau:problem:{problem}"
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    "told",
    [{"description": " "}, {"agreed": ""}, {"agreed": "no"}, {"licence": "tous droits"}, {"caption": "a\nb"}],
)
def test_a_file_without_words_or_consent_is_refused(told: dict[str, str]) -> None:
    secret = secret_of(builders.a_person(), "attach")
    assert attach(builders.a_need(), secret, pictures.a_jpeg(), **told).status_code == 422


def test_an_upload_that_was_cut_is_refused() -> None:
    secret = secret_of(builders.a_person(), "attach")
    whole = encode_multipart(BOUNDARY, {**WORDS, "file": SimpleUploadedFile("a.csv", b"commune;cars\n" * 9)})
    path = f"/api/v1/files/besoin/{builders.a_need().pk}"
    cut = Client().generic("POST", path, whole[:-60], content_type=MULTIPART_CONTENT, headers=bearer(secret))
    assert (cut.status_code, cut.json()["type"]) == (400, "urn:terreau:problem:cut-upload")
    sent = Client().generic("POST", path, whole, content_type=MULTIPART_CONTENT, headers=bearer(secret))
    assert sent.status_code == 201, sent.content


def test_a_file_that_is_too_heavy_is_a_problem(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 50_000
    secret = secret_of(builders.a_person(), "attach")
    for size in (60_000, 200_000):
        answer = attach(builders.a_need(), secret, b"a;b\n" * (size // 4), "a.csv")
        assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")


def test_only_those_who_mediate_attach_for_someone() -> None:
    need = builders.a_need()
    refused = attach(need, secret_of(builders.a_person(), "attach"), pictures.a_jpeg(), for_someone="yes")
    assert refused.status_code == 403
    organisation = builders.an_organisation()
    _token, secret = a_token(
        builders.a_member(organisation, Role.HOLDER), "attach", organisation=organisation
    )
    assert attach(need, secret, pictures.a_jpeg(), for_someone="yes").status_code == 403
    assert attach(need, secret, pictures.a_jpeg()).json()["attached_by"] == organisation.name
    mediator = secret_of(builders.a_mediator(), "attach")
    told = attach(need, mediator, pictures.a_jpeg(colour="red"), for_someone="yes").json()
    assert "avec l’aide de" in told["attached_by"]


def test_nothing_is_attached_to_what_is_hidden() -> None:
    need = builders.a_need()
    builders.a_hidden(need)
    assert attach(need, secret_of(builders.a_person(), "attach"), pictures.a_jpeg()).status_code == 410
