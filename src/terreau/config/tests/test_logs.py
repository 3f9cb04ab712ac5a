"""Logs say what happened and where, and nothing of anybody."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import path

from terreau.config.logs import OneLine

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.test import Client
    from pytest_django import Settings


def broken(_request: HttpRequest, token: str) -> HttpResponse:
    raise RuntimeError(f"the invitation {token} of camille@exemple.fr")


urlpatterns = [path("invitations/<str:token>/", broken)]
handler500 = "terreau.foundation.views.broken"


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [json.loads(OneLine().format(record)) for record in caplog.records]


@pytest.mark.django_db
def test_a_page_that_breaks_leaves_its_route_and_its_lines_and_nothing_of_the_person(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    client.get("/invitations/SECRET-123/?q=camille", REMOTE_ADDR="192.0.2.7")
    line = next(line for line in lines(caplog) if line["level"] == "error")
    assert line["route"] == "invitations/<str:token>/"
    assert (line["method"], line["status"], line["fault"]) == ("GET", 500, "RuntimeError")
    assert any("broken" in where for where in line["where"])
    everything = json.dumps(lines(caplog))
    for private in ("SECRET-123", "camille", "192.0.2.7"):
        assert private not in everything


def test_our_own_words_are_kept_and_a_line_is_one_line() -> None:
    record = logging.LogRecord("terreau.serving", logging.INFO, __file__, 1, "first\nsecond", None, None)
    said = OneLine().format(record)
    assert "\n" not in said
    assert json.loads(said)["what"] == "first\nsecond"


def test_words_of_a_library_are_not_kept() -> None:
    wrong = ValueError("camille@exemple.fr")
    fault = (ValueError, wrong, wrong.__traceback__)
    record = logging.LogRecord("smtplib", logging.ERROR, __file__, 1, "to camille@exemple.fr", None, fault)
    said = OneLine().format(record)
    assert "camille" not in said
    assert json.loads(said)["fault"] == "ValueError"
