"""What is compared with the place and with last year, and coordinates put back when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.tables import Context, Workspace, plausible, read_descriptor, repair

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = read_descriptor(
    {
        "fields": [
            {"name": "nom"},
            {"name": "longitude", "type": "number"},
            {"name": "latitude", "type": "number"},
            {"name": "coordonnees", "type": "geopoint", "format": "array"},
        ]
    }
)
SWAPPED = 'nom,longitude,latitude,coordonnees\na,5.72,45.18,"[5.72,45.18]"\nb,45.18,5.72,"[45.18, 5.72]"\n'


def test_swapped_coordinates_are_offered_and_only_put_back_when_named(tmp_path: Path) -> None:
    raw, out = tmp_path / "a.csv", tmp_path / "b.csv"
    raw.write_text(SWAPPED)
    with Workspace() as workspace:
        offered = {one.field: one for one in repair(raw, SCHEMA, workspace, out=out).conversions}
    assert [(one.count, one.applied) for one in offered.values()] == [(1, False), (1, False)]
    assert out.read_text() == SWAPPED
    with Workspace() as workspace:
        repair(raw, SCHEMA, workspace, out=out, accepted={"swapped-coordinates"})
    assert out.read_text().splitlines()[2] == 'b,5.72,45.18,"[5.72,45.18]"'
    journal = (tmp_path / "b.csv.journal.csv").read_text()
    assert "2,3,longitude,45.18,5.72,swapped-coordinates" in journal


def test_a_point_outside_the_commune_of_its_row_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("code_insee,longitude,latitude\n38185,5.72,45.18\n35238,5.72,45.18\n99999,5.72,45.18\n")
    known = {"38185": True, "35238": False}
    with Workspace() as workspace:
        found = plausible(path, workspace, Context(communes=lambda code, _x, _y: known.get(code)))
    assert {one.code: one.rows for one in found}["point-outside-commune"] == (2,)


def test_what_changed_too_much_since_last_year_or_is_unlike_neighbours_is_found(tmp_path: Path) -> None:
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text("nom,puissance_kw,places\n" + "".join(f"n{n},{20 + n},3\n" for n in range(20)))
    new.write_text("nom,puissance_kw,places\n" + "".join(f"n{n},{20_000 + n},\n" for n in range(8)))
    known = Context(previous=old, usual={"puissance_kw": (3, 400)})
    with Workspace() as workspace:
        found = {one.code for one in plausible(new, workspace, known)}
    assert found >= {"rows-lost", "unlike-last-year", "column-emptied", "unlike-neighbours"}


def points(folder: Path, text: str, known: Context | None = None) -> dict[str, str]:
    path = folder / "points.csv"
    path.write_text(text)
    with Workspace() as workspace:
        return {one.code: one.message for one in plausible(path, workspace, known) if "point" in one.code}


def test_points_in_metres_of_lambert_are_looked_for_in_the_territory_too(tmp_path: Path) -> None:
    rows = "a,913924,6458045\nb,913925.5,6458046\nc,652469,6862035\nd,12,40\n"
    near_grenoble = Context(inside=lambda longitude, _latitude: 5 < longitude < 6)

    found = points(tmp_path, f"nom,x_l93,y_l93\n{rows}", near_grenoble)

    assert found["point-outside-territory"].endswith("ligne 4.")
    assert found["point-abroad"].endswith("ligne 5.")
    inside = Context(inside=lambda _x, _y: True)
    assert points(tmp_path, "nom;coord_x;coord_y\na;1915200,31;4221988,83\n", inside) == {}
    assert points(tmp_path, "nom,x,y\na,120,400\nb,130,410\n", near_grenoble) == {}


def test_points_that_are_all_elsewhere_are_one_thing_to_say(tmp_path: Path) -> None:
    rows = "".join(f"n{n},2.3{n},48.8{n}\n" for n in range(9))
    found = points(tmp_path, f"nom,longitude,latitude\n{rows}", Context(inside=lambda _x, _y: False))

    assert found == {"points-elsewhere": "Aucun point de « longitude » n’est dans le territoire annoncé."}
