"""What a person sees when something cannot be read, found, allowed or done: words, and never a trace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

pytestmark = [pytest.mark.django_db, pytest.mark.urls("terreau.foundation.tests.addresses")]

BOUNDARY = "multipart/form-data; boundary=xx"


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def title_of(content: bytes) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", content.decode(), re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("fault", "status", "title"),
    [
        ("ours", 404, "Introuvable"),
        ("wait", 429, "Trop de demandes"),
        ("django-404", 404, "Introuvable"),
        ("django-403", 403, "Vous ne pouvez pas faire cela"),
        ("django-400", 400, "Demande illisible"),
        ("bug", 500, "Le service a un problème"),
    ],
)
def test_each_fault_has_its_page(visitor: Client, fault: str, status: int, title: str) -> None:
    response = visitor.get(f"/fails/{fault}/")
    assert response.status_code == status
    assert title_of(response.content) == title
    assert b"secret" not in response.content
    assert b"Traceback" not in response.content


def test_who_has_to_wait_is_told_how_long(visitor: Client) -> None:
    response = visitor.get("/fails/wait/")
    assert response["Retry-After"] == "30"
    assert "30 secondes" in response.content.decode()


@pytest.mark.parametrize("address", ["/page/?q=%00", "/page/?q=a%00b", "/page/%00", "/nulle-part/%00?x=%00"])
def test_an_address_that_holds_a_nul_is_refused_before_any_query(visitor: Client, address: str) -> None:
    response = visitor.get(address)
    assert response.status_code == 400
    assert title_of(response.content) == "Demande illisible"


@pytest.mark.parametrize("query", ["q=%ff%fe", "q=%ED%A0%80", "q=%", "&&&=", "q[]=1", "q=" + "a" * 5_000])
def test_an_address_badly_written_is_no_fault_of_the_service(visitor: Client, query: str) -> None:
    assert visitor.get("/page/", QUERY_STRING=query).status_code == 200


BODIES = [
    pytest.param("multipart/form-data", b"rubbish", id="multipart without boundary"),
    pytest.param("multipart/form-data; boundary=" + "x" * 300, b"rubbish", id="boundary too long"),
    pytest.param(
        "application/x-www-form-urlencoded; charset=utf-7", b"a=1", id="an encoding forms never have"
    ),
]


@pytest.mark.parametrize(("content_type", "body"), BODIES)
def test_a_form_that_cannot_be_read_is_said_so(visitor: Client, content_type: str, body: bytes) -> None:
    response = visitor.generic("POST", "/page/", body, content_type=content_type)
    assert response.status_code == 400
    assert title_of(response.content) == "Demande illisible"


def test_a_form_that_stops_in_the_middle_is_read_as_far_as_it_goes(visitor: Client) -> None:
    body = b'--xx\r\nContent-Disposition: form-data; name="a"\r\n\r\nunfinished'
    assert visitor.generic("POST", "/page/", body, content_type=BOUNDARY).status_code == 200


def test_a_form_too_large_is_refused_with_the_limit(visitor: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    response = visitor.post("/page/", {"title": "a" * 1_100_000})
    assert response.status_code == 413
    assert "1,0" in response.content.decode()
    assert title_of(response.content) == "C’est trop volumineux"


def test_a_form_of_ten_megabytes_is_refused_as_the_service_is_set(visitor: Client) -> None:
    body = b"title=" + b"a" * (10 * 1024 * 1024)
    response = visitor.generic("POST", "/page/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413


def test_a_file_too_large_is_refused_before_it_reaches_the_disk(visitor: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
    response = visitor.post("/page/", {"file": SimpleUploadedFile("a.csv", b"x" * 300_000)})
    assert response.status_code == 413
    accepted = visitor.post("/page/", {"file": SimpleUploadedFile("a.csv", b"x" * 99_000)})
    assert accepted.status_code == 200


@pytest.mark.parametrize("said", ["-1", "many", "", "9" * 5_000, "½"])
def test_a_length_that_is_none_is_no_fault_of_the_service(visitor: Client, said: str) -> None:
    assert visitor.generic("POST", "/page/", b"", CONTENT_LENGTH=said).status_code in {200, 400, 413}


def test_a_form_with_too_many_fields_is_refused(visitor: Client) -> None:
    response = visitor.post("/page/", {f"f{number}": "x" for number in range(501)})
    assert response.status_code == 413
    assert title_of(response.content) == "C’est trop de champs à la fois"


def test_a_form_left_open_too_long_is_explained() -> None:
    visitor = Client(enforce_csrf_checks=True)
    response = visitor.post("/page/", {"a": "1"})
    assert response.status_code == 403
    assert title_of(response.content) == "Ce formulaire n’est plus valable"


def test_an_error_is_explained_in_the_visitors_language(visitor: Client) -> None:
    assert 'lang="en"' in visitor.get("/fails/ours/", headers={"accept-language": "en"}).content.decode()
