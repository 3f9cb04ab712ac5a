"""Shape of what the build passes along: tables of plain rows."""

Value = str | int | float | None
Row = dict[str, Value]
Tables = dict[str, list[Row]]

COLUMNS: dict[str, dict[str, str]] = {
    "territories": {
        "ref": "VARCHAR",
        "kind": "VARCHAR",
        "code": "VARCHAR",
        "name": "VARCHAR",
        "name_with_article": "VARCHAR",
        "long_name": "VARCHAR",
        "nature": "VARCHAR",
        "siren": "VARCHAR",
        "population": "INTEGER",
        "population_year": "SMALLINT",
        "population_total": "INTEGER",
        "population_total_year": "SMALLINT",
        "postal_codes": "VARCHAR",
        "seat_ref": "VARCHAR",
        "departement_code": "VARCHAR",
        "longitude": "DOUBLE",
        "latitude": "DOUBLE",
    },
    "memberships": {
        "member_ref": "VARCHAR",
        "whole_ref": "VARCHAR",
        "relation": "VARCHAR",
        "since": "DATE",
        "until": "DATE",
    },
    "dissolved_epci": {"code": "VARCHAR", "name": "VARCHAR", "nature": "VARCHAR", "until": "DATE"},
    "former_codes": {"code": "VARCHAR", "name": "VARCHAR", "kind": "VARCHAR", "current_ref": "VARCHAR"},
    "shapes": {
        "ref": "VARCHAR",
        "path": "VARCHAR",
        "min_x": "INTEGER",
        "min_y": "INTEGER",
        "max_x": "INTEGER",
        "max_y": "INTEGER",
    },
    "neighbours": {"ref_a": "VARCHAR", "ref_b": "VARCHAR"},
    "town_halls": {
        "commune_ref": "VARCHAR",
        "address": "VARCHAR",
        "longitude": "DOUBLE",
        "latitude": "DOUBLE",
        "hours": "VARCHAR",
        "phone": "VARCHAR",
        "email": "VARCHAR",
        "website": "VARCHAR",
        "accessibility": "VARCHAR",
    },
    "unjoined": {"what": "VARCHAR", "code": "VARCHAR", "name": "VARCHAR", "reason": "VARCHAR"},
}
"""Columns of every table, with their DuckDB types, in the order written."""
