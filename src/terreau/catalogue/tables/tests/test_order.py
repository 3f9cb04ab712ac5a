"""The number of a row is its place in the file: nothing the database does may move a row."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from terreau.catalogue.tables import Workspace, check, read_descriptor, repair
from terreau.catalogue.tables.mending import patching

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = read_descriptor(
    {
        "fields": [
            {"name": "n", "type": "integer"},
            *({"name": f"ok{n}", "type": "boolean"} for n in range(6)),
            {"name": "jour", "type": "date"},
            {"name": "nom"},
        ]
    }
)
_HEADER = "n,ok0,ok1,ok2,ok3,ok4,ok5,jour,nom\n"
# Wide enough that both threads of the database read several pieces of the file.
_LONG = "x" * 400


def _rows() -> list[str]:
    return [
        f"{n},true,{'Oui' if n % 1000 == 0 else 'true'},false,true,false,1,"
        f"{'03/05/2025' if n % 1000 == 7 else '2025-05-03'},{_LONG}\n"
        for n in range(60_000)
    ]


def test_faults_of_a_long_file_stand_at_their_rows(tmp_path: Path) -> None:
    raw = tmp_path / "a.csv"
    raw.write_text(_HEADER + "".join(_rows()))
    with Workspace() as workspace:
        found = [(one.row, one.line, one.field) for one in check(raw, SCHEMA, workspace).faults()]
    wanted = [(n + 1, n + 2, "ok1") for n in range(0, 60_000, 1000)]
    wanted += [(n + 1, n + 2, "jour") for n in range(7, 60_000, 1000)]
    assert found == sorted(wanted)


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_long_file_keeps_its_rows_once_repaired(tmp_path: Path, delimiter: str) -> None:
    raw, out = tmp_path / "a.csv", tmp_path / "b.csv"
    raw.write_text((_HEADER + "".join(_rows())).replace(",", delimiter))
    with Workspace() as workspace:
        repair(raw, SCHEMA, workspace, out=out)
    clean = "".join(_rows()).replace("Oui", "true").replace("03/05/2025", "2025-05-03")
    assert out.read_text() == _HEADER + clean


def test_no_plan_of_a_check_joins_the_rows_of_the_file() -> None:
    words = ", ".join(f"'v{n}'" for n in range(9))
    with Workspace() as workspace:
        plan = workspace.query(
            f"EXPLAIN SELECT v IN ({words}) FROM (SELECT range::VARCHAR AS v FROM range(9))"
        )
        assert "Join" not in str(plan.fetchall())


_TEXTS = st.text(alphabet="ab,;\"' \ré#", max_size=6)
_TABLES = st.lists(st.lists(_TEXTS, min_size=2, max_size=2), min_size=1, max_size=12)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_TABLES, quoting=st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)), data=st.data())
@pytest.mark.parametrize("block", [7, 1 << 18])
def test_only_the_cells_of_patches_change(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    block: int,
    rows: list[list[str]],
    quoting: int,
    data: st.DataObject,
) -> None:
    monkeypatch.setattr(patching, "_BLOCK", block)
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n", quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    lines = text.getvalue().encode().split(b"\r\n")[:-1]
    raw = tmp_path / "a.csv"
    raw.write_bytes(b"".join(line + b"\n" for line in lines))
    changed = data.draw(st.sets(st.integers(1, len(rows))))
    patches = [(row, {1: (rows[row - 1][1], "neuf, net")}) for row in sorted(changed)]
    for way in ("lines", "cells"):
        out = io.BytesIO()
        if way == "lines":
            patching.patch_lines(raw, 0, len(rows), patches, out)
            kept = out.getvalue().split(b"\n")
            assert all(kept[at] == line for at, line in enumerate(lines) if at + 1 not in changed)
        else:
            patching.patch_cells(raw, patches, out)
        found = list(csv.reader(io.StringIO(out.getvalue().decode(), newline="")))
        assert found == [
            [one, "neuf, net" if at in changed else two] for at, (one, two) in enumerate(rows, start=1)
        ]


def test_a_file_whose_lines_are_not_its_rows_is_never_patched_by_lines(tmp_path: Path) -> None:
    raw = tmp_path / "a.csv"
    raw.write_bytes(b'"a\nb",c\nd,e\n')
    with pytest.raises(patching.OtherLinesError):
        patching.patch_lines(raw, 0, 2, [], io.BytesIO())


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_values_with_line_breaks_keep_them_in_the_repaired_file(tmp_path: Path, delimiter: str) -> None:
    raw, out = tmp_path / "a.csv", tmp_path / "b.csv"
    rows = (
        ("nom", "ok", "jour"),
        ('"Halle\nau ""blé"""', "Oui", "2025-05-03"),
        ('"Place, du; Marché"', "non", "03/05/2025"),
    )
    raw.write_bytes("".join(f"{delimiter.join(row)}\r\n" for row in rows).encode())
    schema = read_descriptor(
        {"fields": [{"name": "nom"}, {"name": "ok", "type": "boolean"}, {"name": "jour", "type": "date"}]}
    )
    with Workspace() as workspace:
        repair(raw, schema, workspace, out=out)
    assert out.read_bytes().decode() == (
        'nom,ok,jour\n"Halle\nau ""blé""",true,2025-05-03\n"Place, du; Marché",false,2025-05-03\n'
    )


def test_swapped_points_of_two_columns_change_places_once_converted(tmp_path: Path) -> None:
    raw, out = tmp_path / "a.csv", tmp_path / "b.csv"
    raw.write_text('nom,longitude,latitude\na,"45,18",5.72\nb,5.72,45.18\n')
    schema = read_descriptor(
        {
            "fields": [
                {"name": "nom"},
                {"name": "longitude", "type": "number"},
                {"name": "latitude", "type": "number"},
            ]
        }
    )
    with Workspace() as workspace:
        repair(raw, schema, workspace, out=out, accepted={"decimal-point", "swapped-coordinates"})
    assert out.read_text() == "nom,longitude,latitude\na,5.72,45.18\nb,5.72,45.18\n"


def test_faults_of_a_long_and_wide_file_stand_at_their_rows(tmp_path: Path) -> None:
    """More columns than one scan judges: what each scan left must meet again row by row."""
    width, rows = 130, 12_000
    schema = read_descriptor({"fields": [{"name": f"n{n}", "type": "integer"} for n in range(width)]})
    wrong = {(row, (row * 7) % width) for row in range(0, rows, 50)}
    raw = tmp_path / "a.csv"
    with raw.open("w") as file:
        file.write(",".join(f"n{n}" for n in range(width)) + "\n")
        for row in range(rows):
            cells = ("x" if (row, n) in wrong else f"{row}0{n}" for n in range(width))
            file.write(",".join(cells) + "\n")
    with Workspace() as workspace:
        found = [(one.row, one.line, one.field) for one in check(raw, schema, workspace).faults()]
    assert found == sorted((row + 1, row + 2, f"n{n}") for row, n in wrong)
