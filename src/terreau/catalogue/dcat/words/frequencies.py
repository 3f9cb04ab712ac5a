"""How often data are renewed: codes of the European list, and how portals say them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from terreau.saying import Both

#: Codes at publications.europa.eu/resource/authority/frequency/, with their label in French and in English.
FREQUENCIES: dict[str, Both] = {
    "CONT": ("en continu", "all the time"),
    "HOURLY": ("toutes les heures", "every hour"),
    "DAILY": ("tous les jours", "every day"),
    "DAILY_2": ("deux fois par jour", "twice a day"),
    "WEEKLY": ("toutes les semaines", "every week"),
    "WEEKLY_2": ("deux fois par semaine", "twice a week"),
    "BIWEEKLY": ("toutes les deux semaines", "every two weeks"),
    "MONTHLY": ("tous les mois", "every month"),
    "MONTHLY_2": ("deux fois par mois", "twice a month"),
    "BIMONTHLY": ("tous les deux mois", "every two months"),
    "QUARTERLY": ("tous les trois mois", "every three months"),
    "ANNUAL_2": ("deux fois par an", "twice a year"),
    "ANNUAL_3": ("trois fois par an", "three times a year"),
    "ANNUAL": ("tous les ans", "every year"),
    "BIENNIAL": ("tous les deux ans", "every two years"),
    "TRIENNIAL": ("tous les trois ans", "every three years"),
    "IRREG": ("de façon irrégulière", "irregularly"),
    "NEVER": ("jamais", "never"),
    "UNKNOWN": ("inconnue", "unknown"),
}
#: Words of purl.org/cld/freq, of data.gouv.fr, of ISO 19139 and of French forms.
_SAID = {
    "continuous": "CONT", "continu": "CONT", "tempsreel": "CONT", "realtime": "CONT", "updatecont": "CONT",
    "continual": "CONT", "punctual": "NEVER", "ponctuelle": "NEVER", "hourly": "HOURLY", "horaire": "HOURLY",
    "daily": "DAILY", "quotidienne": "DAILY", "quotidien": "DAILY", "journaliere": "DAILY",
    "semidaily": "DAILY_2", "weekly": "WEEKLY", "hebdomadaire": "WEEKLY",
    "semiweekly": "WEEKLY_2", "biweekly": "BIWEEKLY", "fortnightly": "BIWEEKLY", "monthly": "MONTHLY",
    "mensuelle": "MONTHLY", "mensuel": "MONTHLY", "semimonthly": "MONTHLY_2", "bimensuelle": "MONTHLY_2",
    "bimonthly": "BIMONTHLY", "bimestrielle": "BIMONTHLY", "quarterly": "QUARTERLY",
    "trimestrielle": "QUARTERLY", "semiannual": "ANNUAL_2", "biannual": "ANNUAL_2",
    "semestrielle": "ANNUAL_2",
    "biannually": "ANNUAL_2", "threetimesayear": "ANNUAL_3", "annual": "ANNUAL", "annually": "ANNUAL",
    "annuelle": "ANNUAL", "annuel": "ANNUAL", "yearly": "ANNUAL", "biennial": "BIENNIAL",
    "bisannuelle": "BIENNIAL", "triennial": "TRIENNIAL", "triennale": "TRIENNIAL", "irregular": "IRREG",
    "irreguliere": "IRREG", "asneeded": "IRREG", "never": "NEVER", "jamais": "NEVER", "notplanned": "NEVER",
    "unknown": "UNKNOWN", "inconnue": "UNKNOWN",
}  # fmt: skip


def frequency_of(said: str) -> str:
    """The code of a frequency said by an IRI, a code, an English or a French word; "" when unknown."""
    last = said.strip().rstrip("/").rpartition("/")[2].rpartition("#")[2]
    if last.upper() in FREQUENCIES:
        return last.upper()
    plain = unicodedata.normalize("NFKD", last.lower())
    return _SAID.get(re.sub(r"[^a-z]", "", plain), "")
