"""How SQLite goes about a question: FTS5 first, and alone, whatever its statistics tell it."""

from __future__ import annotations

import itertools

import pytest
from django.db import connection

from terreau.foundation import search
from terreau.foundation.search.match import matching
from terreau.foundation.search.question import question
from terreau.foundation.tests.papers.models import Paper

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

#: What ANALYZE may have left: nothing known, empty, and far more lines than there are.
COUNTS = (None, "0", "1", "100000000")


@pytest.mark.parametrize(("lines", "papers"), list(itertools.product(COUNTS, COUNTS)))
def test_a_question_is_first_put_to_fts5_whatever_the_statistics(
    lines: str | None, papers: str | None
) -> None:
    search.put(Paper.objects.create(title="Des vélos pour tous", text="Un prêt de vélos."))
    asked = matching(question("velo pret").loosened, Paper.objects.filter(hidden=False))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("DELETE FROM sqlite_stat1")
        told = {"modelsearch_indexentry": lines, Paper._meta.db_table: papers}
        for table, count in told.items():
            if count is not None:
                cursor.execute("INSERT INTO sqlite_stat1 VALUES (%s, NULL, %s)", [table, count])
        cursor.execute("ANALYZE sqlite_schema")
        sql, values = asked.query.sql_with_params()
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        plan = [row[3] for row in cursor.fetchall() if row[1] == 0]

    assert plan[0] == "SCAN modelsearch_indexentry_fts VIRTUAL TABLE INDEX 0:M3", plan
    assert [one for one in plan if one.startswith(("SCAN", "SEARCH"))] == plan[:1], "nothing is joined to it"
    assert asked.count() == 1
    assert len(asked) == 1


def test_the_column_that_is_searched_cannot_be_read_as_a_text() -> None:
    sql, _values = matching(question("velo"), Paper.objects.all()).query.sql_with_params()

    assert '"modelsearch_indexentry_fts"."modelsearch_indexentry_fts" MATCH' in sql
