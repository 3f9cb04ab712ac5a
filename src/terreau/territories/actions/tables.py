"""Which columns of the pack go to which columns of the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from terreau.territories.models import (
    Border,
    FormerCode,
    Membership,
    Shape,
    Territory,
    TownHall,
    Unjoined,
)

if TYPE_CHECKING:
    from django.db.models import Model


@dataclass(frozen=True)
class Table:
    """One table of the pack: what to read of it (SQL on the pack), and the database columns that receive it.

    `kept` says that rows others point at are updated in place by their first column, never removed.
    """

    name: str
    title: str
    model: type[Model]
    columns: str
    fields: tuple[str, ...]
    kept: bool = False


#: Database column, then where it comes from in the table of territories of the pack.
_COLUMNS = {
    "ref": "ref",
    "kind": "kind",
    "code": "code",
    "name": "name",
    "sort_name": "lower(strip_accents(name))",
    "name_with_article": "name_with_article",
    "long_name": "long_name",
    "nature": "coalesce(nature, '')",
    "siren": "coalesce(siren, '')",
    "departement_code": "coalesce(departement_code, '')",
    "population": "population",
    "population_year": "population_year",
    "population_total": "population_total",
    "population_total_year": "population_total_year",
    "postal_codes": "coalesce(postal_codes, '')",
    "seat_ref": "coalesce(seat_ref, '')",
    "longitude": "longitude",
    "latitude": "latitude",
    "dissolved_on": "null",
}
#: A territory that has gone has a name, a code, and the day it went.
_GONE = {
    **dict.fromkeys(_COLUMNS, "null"),
    "ref": "code",
    "kind": "'epci'",
    "code": "code",
    "name": "name",
    "sort_name": "lower(strip_accents(name))",
    "name_with_article": "name",
    "long_name": "name",
    "nature": "nature",
    "siren": "code",
    **dict.fromkeys(("departement_code", "postal_codes", "seat_ref"), "''"),
    "dissolved_on": "until",
}

TERRITORIES = Table(
    "territories",
    gettext_noop("Territoires"),
    Territory,
    ", ".join(_COLUMNS.values()),
    tuple(_COLUMNS),
    kept=True,
)
DISSOLVED = Table(
    "dissolved_epci",
    gettext_noop("Territoires disparus"),
    Territory,
    ", ".join(_GONE[name] for name in _COLUMNS),
    tuple(_COLUMNS),
    kept=True,
)

#: What describes territories, replaced whole at each edition.
DESCRIBING = (
    Table(
        "memberships",
        gettext_noop("Périmètres"),
        Membership,
        "member_ref, whole_ref, since, until",
        ("member_id", "whole_id", "since", "until"),
    ),
    Table(
        "neighbours", gettext_noop("Voisinages"), Border, "ref_a, ref_b", ("first_id", "second_id")
    ),
    Table(
        "shapes",
        gettext_noop("Contours"),
        Shape,
        "ref, path, min_x, min_y, max_x, max_y",
        ("territory_id", "path", "min_x", "min_y", "max_x", "max_y"),
    ),
    Table(
        "former_codes",
        gettext_noop("Anciens codes"),
        FormerCode,
        "code, name, kind, current_ref",
        ("code", "name", "kind", "current_id"),
    ),
    Table(
        "town_halls",
        gettext_noop("Mairies"),
        TownHall,
        "commune_ref, address, longitude, latitude, hours, phone, email, website, accessibility",
        (
            "commune_id", "address", "longitude", "latitude", "hours", "phone", "email", "website",
            "accessibility",
        ),
    ),
    Table(
        "unjoined",
        gettext_noop("Données non rapprochées"),
        Unjoined,
        "what, code, name, reason",
        ("what", "code", "name", "reason"),
    ),
)  # fmt: skip
