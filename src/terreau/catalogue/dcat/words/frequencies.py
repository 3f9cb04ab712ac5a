"""How often data are renewed: codes of the European list, and how portals say them."""

from __future__ import annotations

import re
import unicodedata

#: Codes at publications.europa.eu/resource/authority/frequency/, with their French label.
FREQUENCIES = {
    "CONT": "en continu",
    "HOURLY": "toutes les heures",
    "DAILY": "tous les jours",
    "DAILY_2": "deux fois par jour",
    "WEEKLY": "toutes les semaines",
    "WEEKLY_2": "deux fois par semaine",
    "BIWEEKLY": "toutes les deux semaines",
    "MONTHLY": "tous les mois",
    "MONTHLY_2": "deux fois par mois",
    "BIMONTHLY": "tous les deux mois",
    "QUARTERLY": "tous les trois mois",
    "ANNUAL_2": "deux fois par an",
    "ANNUAL_3": "trois fois par an",
    "ANNUAL": "tous les ans",
    "BIENNIAL": "tous les deux ans",
    "TRIENNIAL": "tous les trois ans",
    "IRREG": "de façon irrégulière",
    "NEVER": "jamais",
    "UNKNOWN": "inconnue",
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
