"""What answers a question, best first, with the words that speak for it.

The usual measure of full-text search (BM25: rare words weigh more, repeating one adds little), with three
differences: a concept counts once, whichever of its words is found; the title weighs more; and an answer that
covers little of the question is not one, so that what is missing can be said.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from terreau.catalogue.finding.question import Asked, Concept, Form

TITLE, BODY = 2.0, 1.0
#: Concepts of asking ("combien", "liste") break ties only.
_ASKING = 0.15
_SATURATION = 1.2
#: Below this share of what the question weighs, nothing answers it.
ENOUGH = 0.34


@dataclass(frozen=True)
class Document:
    """Something that may answer: `key` names it, `title` weighs more than `body`."""

    key: str
    title: str
    body: str


@dataclass(frozen=True)
class Why:
    """A word of the question, and the word of the document that stands for it."""

    asked: str
    found: str

    @property
    def is_same(self) -> bool:
        """Whether the document says it with the very word of the question."""
        return self.asked == self.found


@dataclass(frozen=True)
class Answer:
    """A document that answers: its score, the share of the question that it covers, the reasons."""

    document: Document
    score: float
    covers: float
    why: tuple[Why, ...]


@dataclass
class _Read:
    document: Document
    title: Counter[str]
    body: Counter[str]
    length: int = field(default=0)


class Ground:
    """Documents among which answers are sought."""

    def __init__(self, documents: Iterable[Document], stems: Callable[[str], str]) -> None:
        self._stems = stems
        self._read = [self._reading(one) for one in documents]
        self._frequency = Counter(stem for one in self._read for stem in one.title | one.body)
        self._average = sum(one.length for one in self._read) / max(1, len(self._read))

    def _reading(self, document: Document) -> _Read:
        title = Counter(self._stems(document.title).split())
        body = Counter(self._stems(document.body).split())
        return _Read(document, title, body, title.total() + body.total())

    def answers(self, asked: Asked, most: int = 5) -> list[Answer]:
        """The best answers; those that share nothing with the question are left out."""
        return self._best(asked, self._read, most)

    def answers_among(self, asked: Asked, documents: Iterable[Document], most: int = 5) -> list[Answer]:
        """The best answers among other documents, weighed as if they stood on this ground."""
        return self._best(asked, [self._reading(one) for one in documents], most)

    def _best(self, asked: Asked, among: Sequence[_Read], most: int) -> list[Answer]:
        weights = [self._weight_of(concept) for concept in asked.concepts]
        whole = sum(weights) or 1.0
        scored = [answer for one in among if (answer := self._answer(one, asked.concepts, weights, whole))]
        scored.sort(key=lambda answer: (-answer.score, answer.document.title))
        return scored[:most]

    def _answer(
        self, one: _Read, concepts: Sequence[Concept], weights: Sequence[float], whole: float
    ) -> Answer | None:
        score = covered = 0.0
        why = []
        for concept, weight in zip(concepts, weights, strict=True):
            best, strength = self._best_form(one, concept)
            if best is None:
                continue
            score += weight * strength
            covered += weight * min(1.0, best.weight)
            if not concept.is_asking:
                why.append(Why(concept.words, best.words))
        if not why:
            return None
        return Answer(one.document, score, covered / whole, tuple(why))

    def _best_form(self, one: _Read, concept: Concept) -> tuple[Form | None, float]:
        best, most = None, 0.0
        for form in concept.forms:
            strength = form.weight * self._strength(one, form)
            if strength > most:
                best, most = form, strength
        return best, most

    def _strength(self, one: _Read, form: Form) -> float:
        """How much a document speaks of a form: all its stems have to be there."""
        told = [TITLE * one.title[stem] + BODY * one.body[stem] for stem in form.stems]
        if not all(told):
            return 0.0
        least = min(told)
        long = _SATURATION * (0.4 + 0.6 * one.length / max(1.0, self._average))
        return least * (_SATURATION + 1) / (least + long)

    def _weight_of(self, concept: Concept) -> float:
        """The rarer the rarest way to say it, the more a concept weighs; a phrase weighs more than a word."""
        seen = max((self._seen(form.stems) for form in concept.forms), default=0)
        rarity = log(1 + (len(self._read) - seen + 0.5) / (seen + 0.5))
        if not seen:
            # Nobody ever says it: it tells that something is missing, without hiding what is there.
            rarity *= 0.5
        return rarity * (_ASKING if concept.is_asking else 1.0)

    def _seen(self, phrase: tuple[str, ...]) -> int:
        return min(self._frequency[stem] for stem in phrase)
