"""A large table as authorities publish them: charging points, 40 columns, a known share of wrong rows."""

from __future__ import annotations

import argparse
import csv
import random
from pathlib import Path

HEADER = [
    "nom_amenageur",
    "siren_amenageur",
    "contact_amenageur",
    "nom_operateur",
    "contact_operateur",
    "telephone_operateur",
    "nom_enseigne",
    "id_station_itinerance",
    "id_station_local",
    "nom_station",
    "implantation_station",
    "adresse_station",
    "code_insee_commune",
    "coordonneesXY",
    "nbre_pdc",
    "id_pdc_itinerance",
    "id_pdc_local",
    "puissance_nominale",
    "prise_type_ef",
    "prise_type_2",
    "prise_type_combo_ccs",
    "prise_type_chademo",
    "prise_type_autre",
    "gratuit",
    "paiement_acte",
    "paiement_cb",
    "paiement_autre",
    "tarification",
    "condition_acces",
    "reservation",
    "horaires",
    "accessibilite_pmr",
    "restriction_gabarit",
    "station_deux_roues",
    "raccordement",
    "num_pdl",
    "date_mise_en_service",
    "observations",
    "date_maj",
    "cable_t2_attache",
]
PLACES = (
    "Voirie",
    "Parking public",
    "Parking privé à usage public",
    "Parking privé réservé à la clientèle",
    "Station dédiée à la recharge rapide",
)
ACCESS = ("Réservé PMR", "Accessible mais non réservé PMR", "Non accessible", "Accessibilité inconnue")
TOWNS = (
    "Saint-Martin-d’Hères",
    "Échirolles",
    "Voiron",
    "Crolles",
    "Meylan",
    "Vizille",
    "Domène",
    "Sassenage",
)
# One fault a wrong row, in turn: (column, value that the schema refuses).
FAULTS = (
    ("prise_type_2", "Oui"),
    ("puissance_nominale", "22,5"),
    ("date_maj", "03/05/2025"),
    ("code_insee_commune", "1001"),
    ("condition_acces", "libre"),
    ("coordonneesXY", "45.18;5.72"),
    ("nbre_pdc", "-2"),
    ("contact_operateur", "contact arobase exemple.fr"),
    ("nom_station", ""),
    ("siren_amenageur", "200 040 715"),
)


def row(number: int, dice: random.Random) -> list[str]:
    town = TOWNS[number % len(TOWNS)]
    flag = [("false", "true")[(number >> bit) & 1] for bit in range(11)]
    longitude, latitude = 4.5 + dice.random() * 2.5, 44.5 + dice.random() * 1.8
    # fmt: off
    return [
        f"Syndicat {number % 97}", "200040715", f"contact@amenageur-{number % 89}.fr",
        f"Opérateur {number % 83}", f"c@operateur-{number % 71}.fr", f"04760{number % 100000:05d}",
        f"Réseau Alpes {number % 61}", f"FRA38P{number // 4:09d}", f"L{number // 4}", f"{town}, parc {number % 5000}",
        PLACES[number % 5], f"{number % 300} avenue de la République, {town}", f"38{number % 540:03d}",
        f"[{longitude:.6f},{latitude:.6f}]", str(1 + number % 12), f"FRA38E{number:010d}", f"P{number}",
        ("7.4", "22", "50", "150.0")[number % 4], *flag[:9], "0,40 € par kWh",
        ("Accès libre", "Accès réservé")[number % 2], flag[9], "Mo-Fr 08:00-19:00" if number % 3 else "24/7",
        ACCESS[number % 4], "Hauteur 2,30 m", flag[10], ("Direct", "Indirect")[number % 2], f"{number % 10**14:014d}",
        f"20{10 + number % 15}-{1 + number % 12:02d}-{1 + number % 28:02d}", "", f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}",
        ("true", "false")[number % 2],
    ]  # fmt: skip


def write(target: Path, rows: int, wrong_every: int = 200) -> int:
    """Write the file; gives the number of cells that were spoilt (one every `wrong_every` rows)."""
    dice = random.Random(38)  # noqa: S311 - a repeatable file, not a secret
    spoilt = 0
    with target.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(HEADER)
        for number in range(rows):
            cells = row(number, dice)
            if number % wrong_every == wrong_every - 1:
                column, value = FAULTS[spoilt % len(FAULTS)]
                cells[HEADER.index(column)] = value
                spoilt += 1
            out.writerow(cells)
    return spoilt


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("target", type=Path)
    reader.add_argument("--rows", type=int, default=1_000_000)
    chosen = reader.parse_args()
    print(write(chosen.target, chosen.rows), "cells spoilt,", chosen.target.stat().st_size // 10**6, "MB")
