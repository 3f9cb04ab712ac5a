from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from terreau.foundation import conditional
from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.kept_pages import KeptPages


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> KeptPages:
    pages = KeptPages(16_000)
    monkeypatch.setattr(conditional, "pages", pages)
    return pages


class Site:
    """One view that counts how often it is made."""

    def __init__(self) -> None:
        self.parts = [1]
        self.made = 0
        self.body = "page"
        self.answer: HttpResponse | None = None
        self.has_form = False

    def get(self, path: str = "/x/", cookie: str = "", method: str = "get", **headers: str) -> HttpResponse:
        request = getattr(RequestFactory(), method)(path, headers=headers)
        if cookie:
            request.COOKIES["some"] = cookie
        response: HttpResponse = unless_unchanged(lambda _request: self.parts)(self._view)(request)
        return response

    def _view(self, request: HttpRequest) -> HttpResponse:
        self.made += 1
        if self.has_form:
            get_token(request)
        return self.answer or HttpResponse(f"{self.body} {self.made}", headers={"X-Said": "so"})


def test_a_page_asked_twice_is_made_once(kept: KeptPages) -> None:
    site = Site()
    first, again = site.get(), site.get()
    assert site.made == 1
    assert again.content == first.content == b"page 1"
    assert dict(again.items()) == dict(first.items())
    assert kept.size == len(b"page 1")


def test_a_page_whose_parts_changed_is_made_again(kept: KeptPages) -> None:  # noqa: ARG001
    site = Site()
    site.get()
    site.parts = [2]
    assert site.get().content == b"page 2"


@pytest.mark.parametrize(
    "other",
    [{"path": "/y/"}, {"path": "/x/?page=2"}, {"accept": "text/csv"}, {"cookie": "a"}, {"method": "head"}],
)
def test_what_is_asked_otherwise_gets_its_own_page(kept: KeptPages, other: dict[str, str]) -> None:  # noqa: ARG001
    site = Site()
    site.get()
    assert site.get(**other).content == b"page 2"


def test_another_host_gets_its_own_page(kept: KeptPages) -> None:  # noqa: ARG001
    site = Site()
    site.get()
    assert site.get(host="other.example").content == b"page 2"


def test_a_form_of_one_visitor_is_never_given_to_another(kept: KeptPages) -> None:
    site = Site()
    site.has_form = True
    site.get()
    site.get()
    assert (site.made, kept.size) == (2, 0)


@pytest.mark.parametrize(
    "answer", [HttpResponse("no", status=404), StreamingHttpResponse([b"a"]), HttpResponse("x" * 1_001)]
)
def test_errors_streams_and_huge_pages_are_not_kept(kept: KeptPages, answer: HttpResponse) -> None:
    site = Site()
    site.answer = answer
    site.get()
    assert kept.size == 0


def test_a_page_that_gives_a_cookie_is_not_kept(kept: KeptPages) -> None:
    site = Site()
    site.answer = HttpResponse("hello")
    site.answer.set_cookie("who", "me")
    site.get()
    assert kept.size == 0


def test_the_room_is_never_passed_and_the_least_asked_go_first(kept: KeptPages) -> None:
    site = Site()
    site.body = "y" * 900
    for number in range(20):
        site.get(f"/{number}/")
        site.get("/0/")
    assert kept.size <= kept.room
    made = site.made
    site.get("/0/")
    assert site.made == made
    site.get("/1/")
    assert site.made == made + 1


def test_without_room_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conditional, "pages", KeptPages(0))
    site = Site()
    site.get()
    assert site.get().content == b"page 2"


def test_threads_that_ask_together_keep_the_count_right(kept: KeptPages) -> None:
    site = Site()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: site.get(f"/{n % 40}/"), range(400)))
    assert kept.size == sum(len(page.body) for page in kept._pages.values())
