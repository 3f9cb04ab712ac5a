from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from terreau.foundation import conditional
from terreau.foundation.conditional import stamp, unless_unchanged

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


class Page:
    """A view that counts how often it is made, from parts that a test may change."""

    def __init__(self) -> None:
        self.parts: list[object] | None = [1]
        self.made = 0
        self.asked = 0
        self.status = 200

    def made_of(self, request: HttpRequest, ref: str) -> list[object] | None:  # noqa: ARG002
        self.asked += 1
        return self.parts

    def get(self, method: str = "get", **headers: str) -> HttpResponse:
        cookies = headers.pop("cookie", "")
        request = getattr(RequestFactory(), method)("/x/", headers=headers)
        request.COOKIES.update(dict(part.split("=") for part in cookies.split(";") if part))
        response: HttpResponse = unless_unchanged(self.made_of)(self._view)(request, ref="x")
        return response

    def _view(self, request: HttpRequest, ref: str) -> HttpResponse:  # noqa: ARG002
        self.made += 1
        return HttpResponse("page", status=self.status)


@pytest.fixture
def page() -> Page:
    return Page()


def test_a_page_that_did_not_change_is_not_made_again(page: Page) -> None:
    first = page.get()
    again = page.get(if_none_match=first["ETag"])
    assert (first.status_code, again.status_code) == (200, 304)
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert page.made == 1


def test_a_page_that_changed_is_made_again(page: Page) -> None:
    first = page.get()
    page.parts = [2]
    assert page.get(if_none_match=first["ETag"]).status_code == 200


CHANGES: dict[str, Callable[[pytest.MonkeyPatch], object]] = {
    "another language": lambda _: translation.activate("en"),
    "another day": lambda patch: patch.setattr(conditional.timezone, "localdate", lambda: "2030-01-01"),  # type: ignore[attr-defined]
    "another start": lambda patch: patch.setattr(conditional, "_THIS_RUN", "other"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_same_page_in_other_circumstances_is_made_again(
    page: Page, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with translation.override("fr"):
        first = page.get()
        CHANGES[change](monkeypatch)
        assert page.get(if_none_match=first["ETag"]).status_code == 200


@pytest.mark.parametrize("cookie", ["sessionid=abc", "messages=abc"])
def test_someone_who_is_known_always_gets_a_page_of_their_own(page: Page, cookie: str) -> None:
    etag = page.get()["ETag"]
    response = page.get(cookie=cookie, if_none_match=etag)
    assert response.status_code == 200
    assert "ETag" not in response
    assert "private" in response["Cache-Control"]
    assert page.asked == 1


def test_a_form_goes_with_its_cookie(page: Page) -> None:
    etag = page.get(cookie="csrftoken=a")["ETag"]
    assert page.get(cookie="csrftoken=a", if_none_match=etag).status_code == 304
    assert page.get(cookie="csrftoken=b", if_none_match=etag).status_code == 200
    assert page.get(if_none_match=etag).status_code == 200


def test_caches_are_told_what_the_page_depends_on(page: Page) -> None:
    first = page.get()
    for response in (first, page.get(if_none_match=first["ETag"]), page.get(cookie="sessionid=a")):
        assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))
        assert "no-cache" in response["Cache-Control"]


def test_what_cannot_be_stamped_is_made_each_time(page: Page) -> None:
    page.parts = None
    assert "ETag" not in page.get()


def test_an_error_is_never_stamped(page: Page) -> None:
    page.status = 404
    assert "ETag" not in page.get()


def test_writing_is_never_answered_from_memory(page: Page) -> None:
    etag = page.get()["ETag"]
    assert page.get("post", if_none_match=etag).status_code == 200
    assert page.made == 2


@pytest.mark.parametrize("header", ["", "*x", '"', "W/", "é" * 9000, '"a", "b' * 500])
def test_no_header_breaks_the_page(page: Page, header: str) -> None:
    assert page.get(if_none_match=header).status_code == 200


def test_stamps_keep_apart_what_is_joined_differently() -> None:
    assert stamp("a", "bc") != stamp("ab", "c")
    assert stamp("\ud800")
