"""Recognise, repair, compare, look: on files with the faults of real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.catalogue.tables import (
    Context,
    Workspace,
    check,
    compare,
    load_schema,
    plausible,
    read_descriptor,
    recognise,
    repair,
    schemas_in,
)

if TYPE_CHECKING:
    from pathlib import Path

DIRTY = "Nom;Code Insee;Longitude;Nb places;Gratuit;Mise à jour\nÉté;1001;5,72;1 200;Oui;03/05/2025\nGare;38185;5,6;3;non;\n"
SCHEMA = read_descriptor(
    {
        "fields": [
            {"name": "nom"},
            {"name": "code_insee", "constraints": {"pattern": r"^\d{5}$", "required": True}},
            {"name": "longitude", "type": "number"},
            {"name": "nb_places", "type": "integer"},
            {"name": "gratuit", "type": "boolean"},
            {"name": "mise_a_jour", "type": "date"},
        ]
    }
)


def test_a_dirty_file_becomes_valid_and_the_raw_file_stays(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw.csv", tmp_path / "clean.csv"
    raw.write_bytes(DIRTY.encode("cp1252"))
    with Workspace() as workspace:
        done = repair(raw, SCHEMA, workspace, out=out)
    assert done.left["total"] == 0
    with Workspace() as workspace:
        assert check(out, SCHEMA, workspace).conforms
    assert raw.read_bytes() == DIRTY.encode("cp1252")
    assert out.read_text().splitlines()[1] == "Été,01001,5.72,1200,true,2025-05-03"
    journal = (tmp_path / "clean.csv.journal.csv").read_text()
    assert "1,2,code_insee,1001,01001,lost-zeros" in journal
    assert {one.conversion for one in done.conversions} >= {
        "columns",
        "lost-zeros",
        "decimal-point",
        "iso-date",
    }


def test_only_accepted_conversions_are_made(tmp_path: Path) -> None:
    raw = tmp_path / "raw.csv"
    raw.write_bytes(DIRTY.encode("cp1252"))
    with Workspace() as workspace:
        done = repair(raw, SCHEMA, workspace, accepted={"columns", "boolean-words"})
    assert {one.conversion for one in done.conversions} == {"columns", "boolean-words"}
    assert done.left["total"] > 0


def test_repaired_rows_keep_their_order(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw.csv", tmp_path / "clean.csv"
    raw.write_text("n,ok\n" + "".join(f"{n},{'Oui' if n % 3 else 'true'}\n" for n in range(30_000)))
    schema = read_descriptor({"fields": [{"name": "n"}, {"name": "ok", "type": "boolean"}]})
    with Workspace() as workspace:
        repair(raw, schema, workspace, out=out)
    assert out.read_text() == "n,ok\n" + "".join(f"{n},true\n" for n in range(30_000))


@pytest.mark.shared
def test_official_examples_are_recognised(shared: Path) -> None:
    names = ("irve-statique", "stationnement", "arbres-urbains", "friches", "comptage-mobilites-measure")
    schemas = [
        load_schema(path) for path in schemas_in(shared / "schemas") if path.parent.parent.name == "schemas"
    ]
    for name in names:
        with Workspace() as workspace:
            best = recognise(shared / "schemas" / name / "exemple-valide.csv", schemas, workspace)[0]
        assert f"/{name}/" in best.schema.source
        assert best.confidence > 0.9


def test_other_names_are_recognised_from_labels_and_contents(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(DIRTY.encode("cp1252"))
    with Workspace() as workspace:
        best = recognise(path, [SCHEMA], workspace)[0]
    assert best.mapping["Code Insee"] == "code_insee"
    assert best.mapping["Nb places"] == "nb_places"
    assert best.reasons


def test_two_versions_differ_by_rows_cells_and_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,a,b\n1,y,1\n2,z,2\n")
    (tmp_path / "b.csv").write_text("id,a,c\n1,x,\n3,z,1\n")
    with Workspace() as workspace:
        found = compare(tmp_path / "a.csv", tmp_path / "b.csv", workspace)
        assert found.key == ("id",)
        assert [one["id"] for one in found.rows("added")] == ["3"]
        assert [one["id"] for one in found.rows("removed")] == ["2"]
        assert list(found.changes()) == [{"key": "1", "field": "a", "before": "y", "after": "x"}]
        assert [one["change"] for one in found.schema] == ["column-added", "column-removed"]


def test_what_is_implausible_here_is_found_apart_from_validity(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = ["5.7,45.2,38185", "45.2,5.7,38185", "2.3,48.8,99999", "5.7,45.2,38185"]
    path.write_text("longitude,latitude,code_insee\n" + "\n".join(rows) + "\n")
    here = Context(inside=lambda x, _y: x > 5, commune_exists=lambda code: code != "99999")
    with Workspace() as workspace:
        found = {one.code: one.rows for one in plausible(path, workspace, here)}
    assert found == {
        "swapped-coordinates": (2,),
        "point-outside-territory": (3,),
        "unknown-commune": (3,),
        "duplicate-row": (4,),
    }
