"""Files as authorities really write them."""

from __future__ import annotations

import gzip
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from terreau.catalogue.tables import Options, Refusal, Workspace, check, describe, read_descriptor
from terreau.catalogue.tables.reading import limits
from terreau.catalogue.tables.refusals import Bomb, CellTooLarge, NoTable, TooWide, Unreadable

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

TITLED = "Liste des parcs 2025;;;\nService déplacements;;;\n\nNom;Code;Places;Tarif\nÉté;1001;12;3,5\nGare;38185;9;1\n"


def _described(path: Path, content: bytes, options: Options | None = None) -> dict[str, Any]:
    path.write_bytes(content)
    with Workspace() as workspace:
        return describe(path, workspace, options)


def test_cp1252_with_titles_above_the_header_is_understood(tmp_path: Path) -> None:
    found = _described(tmp_path / "parcs.csv", TITLED.encode("cp1252"))
    assert (found["encoding"], found["delimiter"], found["header_row"], found["rows"]) == (
        "cp1252",
        ";",
        4,
        2,
    )
    assert found["columns"][0]["examples"] == ["Gare", "Été"]


def test_a_byte_order_mark_is_not_part_of_the_first_name(tmp_path: Path) -> None:
    found = _described(tmp_path / "a.csv", b"\xef\xbb\xbfid,nom\n1,a\n")
    assert found["columns"][0]["name"] == "id"


def test_what_was_understood_can_be_overridden(tmp_path: Path) -> None:
    found = _described(tmp_path / "a.csv", b"a;b,c\n1;2,3\n", Options(delimiter=";"))
    assert [one["name"] for one in found["columns"]] == ["a", "b,c"]


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n1,2\n\n3,4\n",
        b"a,b\n1,2,\n3,4\n",
        b'a,b\n"1" ,2\n',
        b"a,b\r\n1,2\n3,4\r\n",
        b"a,b\n1\n",
        b'a,b\n"1"x,2\n',
    ],
)
def test_rows_that_the_database_would_read_otherwise_are_read_one_by_one(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    schema = read_descriptor({"fields": [{"name": "a"}, {"name": "b"}]})
    with Workspace() as workspace:
        report = check(path, schema, workspace)
        assert report.table is not None
        assert report.table.ragged


def test_rows_and_lines_part_after_a_line_break_in_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,n\n"x\ny",1\nz,deux\n')
    schema = read_descriptor({"fields": [{"name": "a"}, {"name": "n", "type": "integer"}]})
    with Workspace() as workspace:
        assert [(one.row, one.line) for one in check(path, schema, workspace).faults()] == [(2, 4)]


def test_gzip_zip_json_and_geojson_are_tables_too(tmp_path: Path) -> None:
    plain = b"id,nom\n1,a\n2,b\n"
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(plain))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("lisezmoi.pdf", "x")
        archive.writestr("b.csv", plain)
    (tmp_path / "c.json").write_text(json.dumps({"results": [{"id": 1, "nom": "a"}, {"id": 2, "nom": "b"}]}))
    point = {
        "type": "Feature",
        "properties": {"id": 1},
        "geometry": {"type": "Point", "coordinates": [5.7, 45.2]},
    }
    (tmp_path / "d.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [point, point]}))
    for name in ("a.csv.gz", "b.zip", "c.json", "d.geojson"):
        with Workspace() as workspace:
            assert describe(tmp_path / name, workspace)["rows"] == 2, name


def test_sql_in_a_header_is_only_a_name(tmp_path: Path) -> None:
    name = """x'); DROP TABLE marks; --"""
    found = _described(tmp_path / "a.csv", f'"{name}",b\n1,2\n'.encode())
    assert found["columns"][0]["name"] == name


def test_hostile_files_are_refused_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "GROWTH_FREE_BYTES", 1_000_000)
    monkeypatch.setattr(limits, "CELL_BYTES", 100_000)
    cases: list[tuple[str, bytes, type[Refusal]]] = [
        ("bomb.csv.gz", gzip.compress(b"a,b\n" + b"0" * 5_000_000), Bomb),
        ("wide.csv", b",".join(b"c%d" % n for n in range(5_000)) + b"\n", TooWide),
        ("cell.csv", b'a,b\n"' + b"x" * 3_000_000 + b'",1\n', CellTooLarge),
        ("endless.csv", b"a,b\n" + b"1,2\n" * 2_000 + b"\0" * 3_000_000, CellTooLarge),
        ("page.csv", b"%PDF-1.7 nothing of a table", NoTable),
        ("cut.csv.gz", gzip.compress(b"a,b\n1,2\n" * 1000)[:40], Unreadable),
        ("deep.json", b"[" * 100_000, Unreadable),
    ]
    schema = read_descriptor({"fields": [{"name": "a"}, {"name": "b"}]})
    for name, content, refusal in cases:
        (tmp_path / name).write_bytes(content)
        with Workspace() as workspace, pytest.raises(refusal) as caught:
            check(tmp_path / name, schema, workspace)
        assert caught.value.advice()
