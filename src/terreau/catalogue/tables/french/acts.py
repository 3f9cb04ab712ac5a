"""The first level of the nomenclature of local acts (contrôle de légalité, @CTES), then a slash and the matter."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from terreau.catalogue.tables.french.base import FrenchCheck, FrenchRule, one_column, plain

if TYPE_CHECKING:
    from terreau.saying import Both

MATTERS = (
    "Commande publique",
    "Urbanisme",
    "Domaine et patrimoine",
    "Fonction publique",
    "Institutions et vie politique",
    "Libertés publiques et pouvoirs de police",
    "Finances locales",
    "Domaines de compétences par thèmes",
    "Autres domaines de compétences",
)


class ActsNomenclature(FrenchRule):
    code = "nomenclature-actes-value"
    title = ("Matière d’acte inconnue", "Unknown matter of an act")
    remedy = (
        f"Commencez par une de ces matières, suivie d’un signe / sans espace : {', '.join(MATTERS)}.",
        f"Begin with one of these matters, followed by a slash without a blank: {', '.join(MATTERS)}.",
    )


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn")


_KNOWN = {_plain(matter) for matter in MATTERS}


def acts_fault(text: str) -> Both | None:
    matter, slash, _ = text.partition("/")
    if not slash:
        return ("le signe / manque après la matière", "the slash is missing after the matter")
    if "/ " in text or (matter != matter.rstrip() and _plain(matter.rstrip()) in _KNOWN):
        return (
            "le signe / ne doit avoir d’espace ni avant ni après",
            "the slash must have a blank neither before nor after it",
        )
    if _plain(matter) in _KNOWN:
        return None
    return (
        f"la matière « {matter} » n’est pas dans la nomenclature",
        f"the matter “{matter}” is not in the nomenclature",
    )


CHECK = FrenchCheck(
    ("nomenclature-actes-value", "nomenclature-acte"), ActsNomenclature, one_column, plain(acts_fault)
)
