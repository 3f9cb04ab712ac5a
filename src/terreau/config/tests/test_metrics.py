"""Figures for a program that watches: closed unless opened, in the form that OpenMetrics asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from terreau.foundation import counters

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = pytest.mark.django_db

TOKEN = "un-jeton-assez-long-pour-servir"
_SAMPLE = re.compile(
    r'[a-z_]+(?:\{[a-z]+="[^"\\\n]*"(?:,[a-z]+="[^"\\\n]*")*\})? -?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?'
)


def read(**headers: str) -> tuple[int, str]:
    address = headers.pop("address", "192.0.2.7")
    answer = Client().get("/sante/mesures", REMOTE_ADDR=address, headers=headers)
    return answer.status_code, answer.content.decode()


def test_nobody_reads_them_unless_a_host_opened_them(settings: Settings) -> None:
    assert read(address="127.0.0.1")[0] == 404
    settings.METRICS, settings.METRICS_TOKEN = True, TOKEN
    assert read()[0] == 404
    assert read(authorization="Bearer faux")[0] == 404
    assert read(authorization="Bearer ")[0] == 404
    assert read(authorization="Bearer é")[0] == 404
    assert read(authorization=f"Bearer {TOKEN}")[0] == 200


def test_a_token_too_short_opens_nothing(settings: Settings) -> None:
    settings.METRICS, settings.METRICS_TOKEN = True, "court"
    assert read(authorization="Bearer court")[0] == 404


@pytest.mark.parametrize(
    ("allowed", "address", "status"),
    [
        ("127.0.0.1", "127.0.0.1", 200),
        ("10.0.0.0/8", "10.1.2.3", 200),
        ("10.0.0.0/8", "192.0.2.7", 404),
        ("::1", "::1", 200),
        ("2001:db8:1:2::/64", "2001:db8:1:2::9", 200),
        ("2001:db8:1:2::/64", "2001:db8:1:3::9", 404),
        ("127.0.0.1", "unknown", 404),
    ],
)
def test_an_address_allowed_needs_no_token(
    allowed: str, address: str, status: int, settings: Settings
) -> None:
    settings.METRICS, settings.METRICS_FROM = True, [allowed]
    assert read(address=address)[0] == status


def test_an_address_claimed_in_a_header_is_not_believed(settings: Settings) -> None:
    settings.METRICS, settings.METRICS_FROM, settings.TRUSTED_PROXIES = True, ["127.0.0.1"], 0
    assert read(**{"x-forwarded-for": "127.0.0.1"})[0] == 404


def test_they_are_openmetrics_and_count_what_was_answered(settings: Settings) -> None:
    settings.METRICS, settings.METRICS_TOKEN = True, TOKEN
    before = counters.read()[0].get(("people", "2xx"), 0)
    Client().get("/vie-privee/?mots=camille")
    _status, text = read(authorization=f"Bearer {TOKEN}")
    assert text.endswith("# EOF\n")
    assert f'terreau_requests_total{{room="people",status="2xx"}} {before + 1}' in text
    assert "camille" not in text
    assert "vie-privee" not in text
    for line in text.splitlines()[:-1]:
        assert line.startswith(("# TYPE ", "# HELP ", "# UNIT ")) or _SAMPLE.fullmatch(line), line
    assert 'terreau_jobs{state="ready"}' in text
    assert "terreau_database_up 1" in text


def test_nothing_is_counted_when_nobody_asks(settings: Settings) -> None:
    settings.METRICS = False
    before = counters.read()
    Client().get("/vie-privee/")
    assert counters.read() == before
