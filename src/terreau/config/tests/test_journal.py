"""`terreau journal verify`, as the person who hosts the service runs it."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from terreau.config.verbs import journal
from terreau.participation.tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """The verb, on the database of the test."""
    monkeypatch.setattr("terreau.config.verbs.journal.start_django", lambda: None)
    monkeypatch.setattr("terreau.config.preparing.refuse_a_database_behind", lambda: None)

    def verify(*, noted: str = "", form: str = "text") -> tuple[int, str]:
        code = journal.run(Namespace(hash=noted, format=form))
        return code, capsys.readouterr().out

    return verify


def tamper() -> None:
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON participation_journalline"
        cursor.execute(f"DROP TRIGGER IF EXISTS journal_no_update{on}")
        cursor.execute("UPDATE participation_journalline SET verb = 'merge' WHERE number = 2")


def test_a_whole_journal_ends_well_and_says_the_hash_to_note(run: Callable[..., tuple[int, str]]) -> None:
    builders.a_need()
    code, said = run()
    assert code == 0
    assert "Le journal est entier" in said
    noted = said.strip().rsplit(" ", 1)[-1]
    builders.a_need()
    assert run(noted=noted)[0] == 0
    assert run(noted="00" * 32)[0] == 1


def test_a_tampered_line_is_named_and_the_command_says_no(run: Callable[..., tuple[int, str]]) -> None:
    for _each in range(3):
        builders.a_need()
    tamper()
    code, said = run()
    assert code == 1
    assert "ligne 2 : elle a été changée" in said


def test_programs_read_the_verdict_as_json(run: Callable[..., tuple[int, str]]) -> None:
    builders.a_need()
    builders.a_need()
    tamper()
    code, said = run(form="json")
    found = json.loads(said)
    assert code == 1
    assert found["summary"] == {"lines": 2, "faults": 1}
    assert found["files"][0]["faults"] == [{"line": 2, "fault": "altered"}]
