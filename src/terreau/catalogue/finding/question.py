"""A question as concepts: each is a word of the person, with the words that data would use for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.catalogue.finding.synonyms import Phrase, Synonyms

#: Words of questions that say little of what is sought: they break ties.
_ASKING = (
    "combien comment pourquoi quel quelle quels quelles lequel liste donner donne savoir connaître trouver "
    "trouve existe existent avoir fait faire peut peux puis pouvoir voudrait voudrais aimerais près chez ici "
    "commune ville mairie territoire donnée données fichier carte année jour semaine mois aujourd'hui "
    "actuellement nombre quantité part depuis pendant avant après entre vers jusque chaque tout tous toute "
    "toutes autre autres encore déjà deux trois quatre cinq dix an ans mars moment soir matin nuit dimanche "
    "faudra voisine voisines proche plus moins élevé élevés grand petit petite moi toi nous vous publier "
    "publie installer installe passer gens personne personnes manque manquent"
)
#: "manque-t-il", "y a-t-on": the pronoun that a question hangs on its verb is no word that data would hold.
_HUNG = re.compile(r"(?<=\w)-(?:t-)?(?:ils?|elles?|on|je|tu|nous|vous|ce)\b", re.IGNORECASE)
#: A phrase said the same way is worth less than the person's own word.
OWN, SAME = 1.0, 0.75


@dataclass(frozen=True)
class Form:
    """One way to say a concept: stems that all have to be there, what it weighs, words to show."""

    stems: Phrase
    weight: float
    words: str


@dataclass(frozen=True)
class Concept:
    """A word of the question, with every way to say it."""

    words: str
    forms: tuple[Form, ...]
    is_asking: bool = False


@dataclass(frozen=True)
class Asked:
    """A question understood. `words` is all that may be searched, own words first, for a full-text index."""

    said: str
    concepts: tuple[Concept, ...]

    @property
    def words(self) -> str:
        """Every word of every form, once."""
        own = [concept.words for concept in self.concepts if not concept.is_asking]
        same = [form.words for concept in self.concepts for form in concept.forms[1:]]
        told = [*own, *same]
        return " ".join(dict.fromkeys(" ".join(told).split()))


def understand(said: str, stems: Callable[[str], str], synonyms: Synonyms) -> Asked:
    """Read a question: the longest phrases that have synonyms first, then word by word."""
    asking = set(stems(_ASKING).split())
    read = _HUNG.sub("", said)
    words = [_infinitive(word, stems, synonyms) for word in stems(read).split()]
    shown = _as_written(read, stems)
    concepts: list[Concept] = []
    for phrase in dict.fromkeys([*_phrases_in(words, synonyms), *((word,) for word in words)]):
        own = " ".join(shown.get(stem, stem) for stem in phrase)
        forms = [Form(phrase, OWN, own)]
        forms += [Form(same, SAME, like) for same, like in synonyms.of(phrase).items()]
        alone = len(phrase) == 1
        concepts.append(Concept(own, tuple(forms), alone and (phrase[0] in asking or phrase[0].isdigit())))
    if all(concept.is_asking for concept in concepts):
        concepts = [replace(concept, is_asking=False) for concept in concepts]
    return Asked(said, tuple(concepts))


def _as_written(said: str, stems: Callable[[str], str]) -> dict[str, str]:
    """Each stem with the word that it comes from, to be shown again."""
    written: dict[str, str] = {}
    for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", said):
        for stem in stems(word).split():
            written.setdefault(stem, word.lower())
    return written


def _infinitive(word: str, stems: Callable[[str], str], synonyms: Synonyms) -> str:
    """The stem of "passer" for "passent": the stemmer leaves such verbs as they are."""
    if not word.endswith("ent") or len(word) < 6:  # noqa: PLR2004 - below, it is no verb
        return word
    verb = stems(f"{word[:-3]}er")
    return verb if verb in synonyms.stems else word


def _phrases_in(words: list[str], synonyms: Synonyms) -> list[Phrase]:
    """Phrases of several words that stand in the question, in their order and near one another."""
    found: list[Phrase] = []
    for phrase in synonyms.said:
        if len(phrase) < 2 or not set(phrase) <= set(words):  # noqa: PLR2004 - single words come after
            continue
        places = [words.index(stem) for stem in phrase]
        if places == sorted(places) and places[-1] - places[0] <= len(phrase) + 1:
            found.append(phrase)
    return found
