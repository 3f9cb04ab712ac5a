from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from terreau.foundation.errors import TooManyRequestsError
from terreau.foundation.limits import limit, limited, network_of, rate_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest
    from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [3600.0 * 1000]
    monkeypatch.setattr("terreau.foundation.limits.time.time", lambda: now[0])
    return now


class Person:
    is_authenticated = True

    def __init__(self, pk: int) -> None:
        self.pk = pk


def request(method: str = "post", user: Any = None, **meta: str) -> HttpRequest:
    made: HttpRequest = getattr(RequestFactory(), method)("/", **meta)
    made.user = user or AnonymousUser()
    return made


@pytest.mark.parametrize(
    ("said", "read"), [("20/h", (20, 3600)), ("5/10m", (5, 600)), ("1/s", (1, 1)), ("3/d", (3, 86_400))]
)
def test_rates_are_read(said: str, read: tuple[int, int]) -> None:
    assert rate_of(said) == read


@pytest.mark.parametrize("said", ["", "20", "20/", "h/20", "20/w", "-1/h", "20 / h"])
def test_what_is_no_rate_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="not a rate"):
        rate_of(said)


def test_the_rate_passes_and_what_follows_is_refused_with_the_time_to_wait(clock: list[float]) -> None:
    for _ in range(3):
        limit("try", "a", "3/h")
    clock[0] += 600
    with pytest.raises(TooManyRequestsError) as refused:
        limit("try", "a", "3/h")
    assert refused.value.values["wait"] == 3001
    assert "3001" in refused.value.advice


def test_once_the_time_has_passed_it_starts_again(clock: list[float]) -> None:
    limit("try", "a", "1/h")
    clock[0] += 3600
    limit("try", "a", "1/h")


def test_others_and_other_things_are_counted_apart() -> None:
    limit("try", "a", "1/h")
    limit("try", "b", "1/h")
    limit("other", "a", "1/h")


def test_hands_that_act_at_once_do_not_pass_the_rate() -> None:
    def attempt(_: int) -> bool:
        try:
            limit("try", "a", "10/h")
        except TooManyRequestsError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(40))) == 10


def test_no_address_stays_readable_in_memory() -> None:
    limit("try", "someone@example.org", "1/h")
    assert "someone" not in repr(vars(cache))


def test_any_key_may_be_counted() -> None:
    for key in ("\ud800", "\x00", "é" * 1000, None, 3):
        limit("try", key, "1/h")


@limited("view", "2/h", methods=("POST",))
def view(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return HttpResponse("done")


def test_a_person_is_counted_wherever_they_come_from() -> None:
    view(request(user=Person(1), REMOTE_ADDR="203.0.113.1"))
    view(request(user=Person(1), REMOTE_ADDR="203.0.113.2"))
    with pytest.raises(TooManyRequestsError):
        view(request(user=Person(1), REMOTE_ADDR="203.0.113.3"))
    view(request(user=Person(2), REMOTE_ADDR="203.0.113.1"))


def test_an_address_shared_by_many_is_left_ten_times_as_much() -> None:
    for _ in range(20):
        view(request())
    with pytest.raises(TooManyRequestsError):
        view(request())


def test_what_is_not_among_the_methods_is_not_counted() -> None:
    for _ in range(50):
        assert view(request("get")).content == b"done"


def test_without_methods_reading_counts_too() -> None:
    reading = limited("reading", "1/h", by="network")(lambda _: HttpResponse())
    for _ in range(10):
        reading(request("get", user=Person(1)))
    with pytest.raises(TooManyRequestsError):
        reading(request("get", user=Person(2)))


def test_a_wrong_rate_shows_when_the_program_starts() -> None:
    with pytest.raises(ValueError, match="not a rate"):
        limited("view", "often")


ADDRESSES = [
    (0, "203.0.113.1", "", "203.0.113.1"),
    (0, "203.0.113.1", "198.51.100.7", "203.0.113.1"),  # anyone may write this header
    (1, "127.0.0.1", "198.51.100.7", "198.51.100.7"),
    (1, "127.0.0.1", "10.0.0.1, 198.51.100.7", "198.51.100.7"),  # the first was written by the visitor
    (2, "127.0.0.1", "9.9.9.9, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
    (2, "127.0.0.1", "198.51.100.7", "127.0.0.1"),
    (1, "127.0.0.1", "", "127.0.0.1"),
    (1, "127.0.0.1", "rubbish", "unknown"),
    (0, "2001:db8:1:2:aaaa::1", "", "2001:db8:1:2::/64"),
    (0, "2001:db8:1:2:bbbb::1", "", "2001:db8:1:2::/64"),
    (0, "::ffff:203.0.113.1", "", "203.0.113.1"),
    (0, "fe80::1%eth0", "", "fe80::/64"),
    (1, "127.0.0.1", "[2001:db8::1]", "2001:db8::/64"),
    (0, "", "", "unknown"),
]


@pytest.mark.parametrize(("proxies", "remote", "forwarded", "network"), ADDRESSES)
def test_only_our_own_front_servers_are_believed(
    settings: Settings, proxies: int, remote: str, forwarded: str, network: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert network_of(request(REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)) == network
