"""Words of the commons that benches are filled with: enough different ones that a search has to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

_WHAT = (
    "Atelier vélo", "Carte des fraîcheurs", "Semences paysannes", "Four à pain", "Compteur de passages",
    "Guide de l’accueil", "Bibliothèque d’outils", "Capteur d’humidité", "Livret du jardin", "Annuaire",
    "Remorque", "Station météo", "Plan d’éolienne", "Recueil de recettes", "Outil de covoiturage",
)  # fmt: skip
_WHERE = ("de la gare", "du quartier", "des deux rives", "de la vallée", "partagé", "des écoles", "ouvert")
_SAYS = (
    "Réparer ensemble et garder longtemps.",
    "Savoir où il fait moins chaud l’été, rue par rue.",
    "Des plans que chacun peut reprendre et améliorer.",
    "Prêter ce qui sert deux fois par an.",
    "Mesurer simplement, avec des pièces que l’on trouve partout.",
)
_PARTS = (
    "On se retrouve chaque premier jeudi, avec du café et une liste de ce qui manque.",
    "Les fichiers sont rangés par année ; chacun les relit avant de publier.",
    "Ce qui casse le plus est la roue : gardez-en deux d’avance.",
    "La mairie prête la salle ; l’association tient les clés.",
    "Les mesures sont prises à huit heures, à l’ombre, à un mètre cinquante du sol.",
)
_LOOKS = {
    "money": "une aide pour acheter les roues",
    "skill": "une personne qui sait souder l’aluminium",
    "place": "un garage sec de vingt mètres carrés",
    "ground": "une rue fermée un dimanche pour essayer",
    "data": "les relevés de température de l’été",
    "part": "des moteurs de récupération",
    "time": "deux heures par semaine pour l’accueil",
}


def title_of(chance: random.Random, number: int) -> str:
    """A title that no other has."""
    return f"{chance.choice(_WHAT)} {chance.choice(_WHERE)} {number}"


def tagline(chance: random.Random) -> str:
    """One sentence."""
    return chance.choice(_SAYS)


def story(chance: random.Random) -> str:
    """Some paragraphs."""
    return "\n\n".join(chance.choices(_PARTS, k=6))


def wish_words(chance: random.Random, means: str) -> str:
    """What is looked for or offered."""
    return f"{_LOOKS[means]}, {chance.choice(_WHERE)}"


def page_text(chance: random.Random, rank: int, other: int) -> str:
    """A page of two thousand signs with headings, a list and links to a page, a commons and the Web."""
    chapters = [f"## Chapitre {number}\n\n{story(chance)}\n\n- une vis\n- un écrou\n" for number in range(4)]
    links = f"Voir [[Page {rank + 1}]], [[commun:{other}]] et [la notice](https://example.org/{rank})."
    return "\n\n".join([*chapters, links])
