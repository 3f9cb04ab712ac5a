"""The thirteen European themes of data, with their French labels."""

from __future__ import annotations

#: Codes at publications.europa.eu/resource/authority/data-theme/.
THEMES = {
    "AGRI": "Agriculture, pêche, sylviculture et alimentation",
    "ECON": "Économie et finances",
    "EDUC": "Éducation, culture et sport",
    "ENER": "Énergie",
    "ENVI": "Environnement",
    "GOVE": "Gouvernement et secteur public",
    "HEAL": "Santé",
    "INTR": "Questions internationales",
    "JUST": "Justice, système juridique et sécurité publique",
    "REGI": "Régions et villes",
    "SOCI": "Population et société",
    "TECH": "Science et technologie",
    "TRAN": "Transports",
}


def theme_of(said: str) -> str:
    """The code of a theme said by its IRI, its code or its label; "" when it is not one of the thirteen."""
    last = said.strip().rstrip("/").rpartition("/")[2].upper()
    if last in THEMES:
        return last
    return next((code for code, label in THEMES.items() if label.casefold() == said.strip().casefold()), "")
