"""A question as concepts: each is a word of the person, with the words that data would use for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.catalogue.finding.synonyms import Phrase, Synonyms

#: Words of questions that say nothing of what is sought, as stems of the French stemmer.
_ASKING = (
    "combien comment pourquoi quel quelle quels quelles lequel liste donner donne savoir connaître trouver "
    "trouve existe existent avoir fait faire peut peux puis pouvoir voudrait voudrais aimerais près chez ici "
    "commune ville mairie territoire donnée données fichier carte année jour semaine mois aujourd'hui "
    "actuellement nombre quantité part"
)
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
        told = [form.words for concept in self.concepts for form in concept.forms]
        return " ".join(dict.fromkeys(" ".join(told).split()))


def understand(said: str, stems: Callable[[str], str], synonyms: Synonyms) -> Asked:
    """Read a question: the longest phrases that have synonyms first, then word by word."""
    asking = set(stems(_ASKING).split())
    words = stems(said).split()
    concepts: list[Concept] = []
    phrases = _phrases_in(words, synonyms)
    for phrase in dict.fromkeys([*phrases, *((word,) for word in words)]):
        forms = [Form(phrase, OWN, " ".join(phrase))]
        forms += [Form(same, SAME, shown) for same, shown in synonyms.of(phrase).items()]
        alone = len(phrase) == 1
        concepts.append(Concept(" ".join(phrase), tuple(forms), alone and phrase[0] in asking))
    return Asked(said, tuple(concepts))


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
