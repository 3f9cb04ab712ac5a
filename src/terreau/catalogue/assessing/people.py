"""Signs that a table names people: names, e-mails, telephones, precise home addresses.

A sign, never a proof: the person in charge of the data looks, and says whether it may be published.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.compiler.sql import column, text
from terreau.catalogue.tables.knowing.labels import words
from terreau.catalogue.tables.mending.conversions import folded
from terreau.catalogue.tables.reading.opening import with_table
from terreau.saying import chosen, in_both

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.catalogue.tables import Options, Workspace
    from terreau.catalogue.tables.reading.table import Table
    from terreau.saying import Both

#: What is looked for in cells, in the syntax of RE2.
_EMAIL = r"[\w.+-]+@[\w-]+(\.[\w-]+)+"
#: Mailboxes that nobody in particular reads: they name a service.
_SHARED_BOX = (
    r"(?i)^\s*(contact|accueil|mairie|info|infos|secretariat|direction|service|services|opendata|data|sig|"
    r"support|communication|technique|services?[._-]?techniques?|dpo|rgpd|irve|bornes?)\b[\w.+-]*@"
)
_MOBILE = r"(^|[^\d.,+])(?:(?:\+|00)33[\s.-]?|0)[67](?:[\s.-]?\d{2}){4}($|[^\d])"
#: Words of labels, folded: a name of someone stands under one of these.
_PERSON = frozenset(
    (
        "prenom", "prenoms", "patronyme", "beneficiaire", "allocataire", "eleve", "habitant",
        "proprietaire", "locataire", "demandeur", "usager", "usagere", "naissance", "nir", "agent",
    )
)  # fmt: skip
_FIRST_NAME = re.compile(r"(^|[^a-z])prenoms?([^a-z]|$)")
_HOME = re.compile(r"(domicile|habitation|residence|foyer|adresse_personnelle|adresse_habitant)")
_FEW = 2


def detect_people(
    path: str | Path, workspace: Workspace, options: Options | None = None
) -> list[dict[str, Any]]:
    """Each column that seems to name people: {"column", "kind", "count", "why"}, never a value of it."""
    return with_table(path, workspace, options, lambda table: _look(table, workspace))


def _look(table: Table, workspace: Workspace) -> list[dict[str, Any]]:
    asked = [sql for at in range(table.width) for sql in _counts(at)]
    row = workspace.query(f"SELECT {', '.join(asked)} FROM ({table.relation})").fetchone() or ()
    found: list[dict[str, Any]] = []
    for at, label in enumerate(table.labels):
        emails, phones, filled = (int(one or 0) for one in row[at * 3 : at * 3 + 3])
        found += _said(label, emails, phones, filled)
    return found


def _counts(at: int) -> list[str]:
    cell = column(at)
    personal = f"regexp_matches({cell}, {text(_EMAIL)}) AND NOT regexp_matches({cell}, {text(_SHARED_BOX)})"
    return [
        f"count(*) FILTER ({personal})",
        f"count(*) FILTER (regexp_matches({cell}, {text(_MOBILE)}))",
        f"count(nullif(trim({cell}), ''))",
    ]


def _said(label: str, emails: int, phones: int, filled: int) -> list[dict[str, Any]]:
    plain = folded(label).replace(" ", "_").replace("-", "_")
    found = []
    if emails:
        found.append(_sign(label, "email", emails, _EMAILS))
    if phones:
        found.append(_sign(label, "phone", phones, _MOBILES))
    if filled and (_FIRST_NAME.search(plain) or _PERSON & set(re.split(r"[^a-z]+", plain))):
        found.append(_sign(label, "name", filled, _NAMES))
    if filled >= _FEW and _HOME.search(plain) and "adresse" in words(label):
        found.append(_sign(label, "home", filled, _HOMES))
    return found


_EMAILS: Both = (
    "Des adresses e-mail qui semblent celles de personnes.",
    "E-mail addresses that seem those of people.",
)
_MOBILES: Both = ("Des numéros de téléphone mobile.", "Numbers of mobile telephones.")
_NAMES: Both = ("Le nom de la colonne annonce des personnes.", "The name of the column announces people.")
_HOMES: Both = ("Des adresses précises de domicile.", "Precise home addresses.")


def _sign(label: str, kind: str, count: int, why: Both) -> dict[str, Any]:
    return in_both(lambda lang: {"column": label, "kind": kind, "count": count, "why": chosen(why, lang)})
