"""The public list of questions, asked of the whole national base."""

import csv
from pathlib import Path

import pytest

from terreau.territories.tests.national import gazetteer

QUESTIONS = list(csv.DictReader((Path(__file__).parent / "questions.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("case", QUESTIONS, ids=[case["question"] for case in QUESTIONS])
def test_the_first_answer_is_the_expected_one(case: dict[str, str]) -> None:
    hits = gazetteer().search(case["question"])
    assert [hit.ref for hit in hits[:1]] == [case["ref"]], case["what"]


def test_the_list_is_long_enough_to_mean_something() -> None:
    assert len({case["question"] for case in QUESTIONS}) >= 100
