"""A program that writes data with a token, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.test import Client

from terreau.catalogue.tests.files import DIRTY, upload
from terreau.participation.tests.builders import a_token, bearer

if TYPE_CHECKING:
    from terreau.people.models import Organisation, User

API = "/api/v1"


class Program:
    """A program with a token, as the test client speaks for it."""

    def __init__(self, by: User, *scopes: str, organisation: Organisation | None = None) -> None:
        self.headers = bearer(a_token(by, *scopes, organisation=organisation)[1])

    def says(self, verb: str, path: str, body: Any = None, status: int = 200, key: str = "") -> Any:
        headers = {**self.headers, **({"Idempotency-Key": key} if key else {})}
        call = getattr(Client(), verb)
        sent = {} if body is None else {"data": body, "content_type": "application/json"}
        answer = call(API + path, headers=headers, **sent)
        assert answer.status_code == status, answer.content.decode()[:800]
        return answer.json() if answer.content else None

    def sends(self, path: str, data: bytes = DIRTY, status: int = 201, key: str = "", **form: Any) -> Any:
        headers = {**self.headers, **({"Idempotency-Key": key} if key else {})}
        answer = Client().post(API + path, {"file": upload(data), **form}, headers=headers)
        assert answer.status_code == status, answer.content.decode()[:800]
        return answer.json()
