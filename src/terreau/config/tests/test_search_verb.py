"""`terreau search rebuild`, as the person who hosts the service runs it."""

from __future__ import annotations

import json
from argparse import Namespace

import pytest
from django.db import DatabaseError

from terreau.config.cli import parser
from terreau.config.verbs import search as verb
from terreau.foundation import search
from terreau.foundation.search.index import entries
from terreau.needs.models import Need
from terreau.needs.tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The verb, on the database of the test."""
    monkeypatch.setattr(verb, "start_django", lambda: None)
    monkeypatch.setattr("terreau.config.preparing.refuse_a_database_behind", lambda: None)


def found(words: str) -> int:
    return search.find(Need.objects.all(), words, limit=10).total


def test_what_search_had_lost_is_found_again(capsys: pytest.CaptureFixture[str]) -> None:
    builders.a_need("Un abri pour les vélos")
    entries(Need).delete()
    assert found("abri") == 0
    assert verb.run(Namespace(format="text")) == 0
    assert "trouvent : 1." in capsys.readouterr().out
    assert found("abri") == 1


def test_a_program_reads_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    builders.a_need()
    arguments = parser().parse_args(["search", "rebuild", "--format", "json"])
    assert verb.run(arguments) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["summary"] == {"indexed": 1}
    assert [set(one) for one in said["files"]] == [{"file", "indexed"}]


def test_one_that_breaks_midway_leaves_the_index_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    builders.a_need("Un abri pour les vélos")

    def breaks(*_found: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr("terreau.foundation.search.index.put", breaks)
    with pytest.raises(DatabaseError):
        verb.run(Namespace(format="text"))
    assert found("abri") == 1
