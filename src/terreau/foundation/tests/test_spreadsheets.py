from __future__ import annotations

import csv

import pytest
from django.utils.translation import gettext_lazy

from terreau.foundation.spreadsheets import as_csv, harmless


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'])
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_what_is_no_formula_is_left_as_it_is() -> None:
    assert [harmless(cell) for cell in ("a=b", "", -2, None)] == ["a=b", "", -2, None]


def test_a_table_is_read_by_french_spreadsheets() -> None:
    answer = as_csv("été.csv", ["nom", "valeur"], [["=a;b", -3], [gettext_lazy("-oui"), None]])
    text = answer.content.decode()
    assert text.startswith("\ufeffnom;valeur\r\n")
    assert list(csv.reader(text.splitlines()[1:], delimiter=";")) == [["'=a;b", "-3"], ["'-oui", ""]]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
