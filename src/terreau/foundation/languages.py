"""In which language a person reads: what engines say in two languages is shown in theirs."""

from __future__ import annotations

from django.utils.translation import get_language


def reader_language() -> str:
    """Either "fr", or "en" for any other language: engines speak these two."""
    return "fr" if (get_language() or "fr").startswith("fr") else "en"
