"""Languages: two letters (ISO 639-1) and their code in the European list (ISO 639-3)."""

from __future__ import annotations

CODES = {
    "fr": "FRA", "en": "ENG", "de": "DEU", "es": "SPA", "it": "ITA", "nl": "NLD", "pt": "POR", "br": "BRE",
    "co": "COS", "eu": "EUS", "oc": "OCI", "ca": "CAT",
}  # fmt: skip
_BACK = {code.lower(): letters for letters, code in CODES.items()} | {"fre": "fr", "ger": "de"}


def language_of(said: str) -> str:
    """Two letters for a language said by its IRI, "fr", "fr-FR", "fra"; "" when it is not known."""
    last = said.strip().rstrip("/").rpartition("/")[2].lower().partition("-")[0].partition("_")[0]
    return last if last in CODES else _BACK.get(last, "")
