"""What a program is told when something goes wrong: RFC 9457, whatever went wrong and wherever."""

from __future__ import annotations

import pytest
from django.test import Client

from terreau.foundation.problems import PROBLEMS, Problem

pytestmark = [pytest.mark.django_db, pytest.mark.urls("terreau.foundation.tests.addresses")]


@pytest.fixture
def program() -> Client:
    return Client(raise_request_exception=False)


ASKED = [
    ("get", "/api/fails/ours", 404, "not-found"),
    ("get", "/api/fails/wait", 429, "too-many-requests"),
    ("get", "/api/fails/django-404", 404, "not-found"),
    ("get", "/api/fails/django-403", 403, "not-allowed"),
    ("get", "/api/fails/django-400", 400, "bad-request"),
    ("get", "/api/fails/ninja-401", 401, "not-signed-in"),
    ("get", "/api/fails/ninja-418", 418, "bad-request"),
    ("get", "/api/fails/bug", 500, "broken"),
    ("get", "/api/fails/ours?count=many", 422, "invalid-query"),
    ("get", "/api/fails/ours?count=%00", 400, "bad-request"),
    ("get", "/api/nowhere", 404, "not-found"),
    ("get", "/api/fails/%00", 400, "bad-request"),
    ("delete", "/api/fails/ours", 405, "method-not-allowed"),
    ("post", "/api/fails/ours", 405, "method-not-allowed"),
    ("get", "/api/names", 405, "method-not-allowed"),
]


@pytest.mark.parametrize(("method", "address", "status", "code"), ASKED)
def test_every_error_is_a_problem(program: Client, method: str, address: str, status: int, code: str) -> None:
    response = program.generic(method.upper(), address)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    told = Problem(**response.json())
    assert told.type == f"urn:terreau:problem:{code}"
    assert told.title
    assert told.detail
    assert told.remedy
    assert "secret" not in response.content.decode()


def test_the_status_in_the_body_is_the_one_of_the_answer(program: Client) -> None:
    for address in ("/api/fails/ours", "/api/fails/ninja-418", "/api/fails/bug"):
        response = program.get(address)
        assert response.json()["status"] == response.status_code


def test_a_method_not_served_says_which_are(program: Client) -> None:
    assert program.delete("/api/names")["Allow"] == "POST"


def test_how_long_to_wait_is_said(program: Client) -> None:
    assert program.get("/api/fails/wait")["Retry-After"] == "30"


def test_each_value_refused_is_named_with_the_reason(program: Client) -> None:
    told = program.get("/api/fails/ours?count=many").json()
    assert "count" in told["detail"]
    assert told["errors"][0]["where"] == "query.count"
    assert told["errors"][0]["why"]


BODIES = [
    (b"", 422),
    (b"{", 400),
    (b"\xff\xfe", 400),
    (b"null", 422),
    (b"[]", 422),
    (b'{"name": 3}', 422),
    (b'{"name": ' + b"[" * 5_000, 400),
]


@pytest.mark.parametrize(("body", "status"), BODIES, ids=range(len(BODIES)))
def test_a_body_that_cannot_be_read_is_a_problem(program: Client, body: bytes, status: int) -> None:
    response = program.generic("POST", "/api/names", body, content_type="application/json")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"


def test_a_body_too_large_is_a_problem(program: Client) -> None:
    body = b'{"name": "' + b"a" * (10 * 1024 * 1024) + b'"}'
    response = program.generic("POST", "/api/names", body, content_type="application/json")
    assert response.status_code == 413
    assert response["Content-Type"] == "application/problem+json"


def test_the_description_says_that_errors_are_problems(program: Client) -> None:
    described = program.get("/api/openapi.json").json()
    answers = described["paths"]["/api/fails/{fault}"]["get"]["responses"]
    for status in PROBLEMS:
        assert list(answers[str(status)]["content"]) == ["application/problem+json"]
    assert list(answers["200"]["content"]) == ["application/json"]
