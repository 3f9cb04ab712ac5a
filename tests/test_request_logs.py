from __future__ import annotations

import json
import logging

import pytest
from django.test import Client

from terreau.config.logs import OneLine

pytestmark = [pytest.mark.django_db, pytest.mark.urls("terreau.foundation.tests.addresses")]


def lines_of(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    records = [record for record in caplog.records if record.name == "terreau.requests"]
    return [json.loads(OneLine().format(record)) for record in records]


def test_a_request_leaves_one_line_with_its_pattern_and_its_time(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "terreau.requests"):
        Client().get("/fails/ours/")
    (line,) = lines_of(caplog)
    assert (line["method"], line["route"], line["status"]) == ("GET", "fails/<fault>/", 404)
    assert isinstance(line["ms"], float)
    assert line["ms"] >= 0


@pytest.mark.parametrize(
    "address", ["/page/?q=jeanne.martin@example.org", "/jeanne.martin/", "/fails/ours/?code=s3cret"]
)
def test_nothing_of_the_visitor_stands_in_it(caplog: pytest.LogCaptureFixture, address: str) -> None:
    with caplog.at_level(logging.INFO, "terreau.requests"):
        Client(headers={"user-agent": "s3cret"}, REMOTE_ADDR="203.0.113.9").get(address)
    (line,) = lines_of(caplog)
    assert set(line) <= {"at", "level", "from", "what", "method", "route", "status", "ms"}
    for secret in ("jeanne", "s3cret", "203.0"):
        assert secret not in json.dumps(line)


def test_a_fault_of_ours_is_told_too(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "terreau.requests"):
        Client(raise_request_exception=False).get("/fails/bug/")
    assert lines_of(caplog)[0]["status"] == 500
