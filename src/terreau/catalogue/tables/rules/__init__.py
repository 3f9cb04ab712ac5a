"""Every rule that a table can break, each with its title, sentence and remedy in French and in English."""

from __future__ import annotations

from terreau.catalogue.tables.rules.base import RULES, Rule

__all__ = ["RULES", "Rule"]
