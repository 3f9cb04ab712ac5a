"""Closed for a while: a readable page, health that still answers, and the service as before once opened."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from terreau.config import closed
from terreau.config.closed import Notice
from terreau.config.tests.command import terreau

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def opened_again() -> Iterator[None]:
    yield
    closed.reopen(Path(settings.DATA))


def close(**said: str) -> None:
    closed.close(Path(settings.DATA), Notice(**said))


def test_every_page_says_that_the_service_is_closed_why_and_until_when() -> None:
    end = timezone.localtime() + timedelta(hours=3)
    close(until=end.isoformat(), why="Nous changeons de machine <b>.")
    for path in ("/", "/besoins/", "/nulle-part/"):
        answer = Client().get(path)
        page = answer.content.decode()
        assert answer.status_code == 503
        assert 3 * 3600 - 60 < int(answer["Retry-After"]) <= 3 * 3600
        assert "Nous changeons de machine &lt;b&gt;." in page
        assert f"à {end:%H:%M}" in page
        assert answer["Cache-Control"] == "no-store"
    assert "Closed for maintenance" in Client().get("/", headers={"accept-language": "en"}).content.decode()


@pytest.mark.django_db(databases=[])
def test_it_answers_without_the_database_and_refuses_what_is_sent() -> None:
    close()
    assert Client().get("/besoins/").status_code == 503
    assert Client().post("/besoins/nouveau/", {"title": "x"}).status_code == 503


def test_a_program_gets_a_problem_it_can_read() -> None:
    close()
    answer = Client().get("/api/v1/needs")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert json.loads(answer.content)["type"].endswith("maintenance")
    assert answer["Retry-After"] == str(closed.WAIT)


def test_health_still_answers_and_opened_again_everything_does() -> None:
    close()
    assert Client().get("/sante/vivant").status_code == 200
    assert Client().get("/sante/pret").status_code == 200
    assert closed.reopen(Path(settings.DATA)) is True
    assert Client().get("/vie-privee/").status_code == 200


@pytest.mark.parametrize("body", ["", "{", "[]", '{"until": 3}', '{"until": "2020-01-01T00:00:00+00:00"}'])
def test_a_file_written_by_hand_closes_too(body: str) -> None:
    (Path(settings.DATA) / closed.NAME).write_text(body, encoding="utf-8")
    answer = Client().get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, str(closed.WAIT))


def test_the_command_closes_says_how_it_is_and_opens_again(tmp_path: Path) -> None:
    folder = ("--data", str(tmp_path))
    on = terreau("maintenance", "on", "--until", "23:59", "--why", "Une nouvelle\nmachine", *folder)
    assert on.code == 0, on.notes
    assert "fermé" in on.answer
    assert json.loads((tmp_path / closed.NAME).read_text(encoding="utf-8"))["why"] == "Une nouvelle machine"
    assert "ouvert" in terreau("maintenance", "off", *folder).answer
    assert not (tmp_path / closed.NAME).exists()
    wrong = terreau("maintenance", "on", "--until", "2020-01-01T10:00", *folder)
    assert (wrong.code, wrong.trace) == (1, False)
    assert not (tmp_path / closed.NAME).exists()
