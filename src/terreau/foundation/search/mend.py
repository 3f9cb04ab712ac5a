"""What was probably meant, when the index does not know a word of the question."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from terreau.foundation.search import vocabulary
from terreau.foundation.search.french import Word, in_one_piece, stem
from terreau.foundation.search.question import Question, Term, term

if TYPE_CHECKING:
    from collections.abc import Iterator

_once: ContextVar[dict[Question, Question] | None] = ContextVar("mended_once", default=None)


@contextmanager
def mending_once() -> Iterator[None]:
    """Within, a question is mended once however many rooms are asked it: one SQL query a room less."""
    token = _once.set({})
    try:
        yield
    finally:
        _once.reset(token)


def mended(asked: Question) -> Question:
    """The same question with words that the index knows; unchanged when there is nothing better to say."""
    kept = _once.get()
    if kept is None:
        return _mended(asked)
    if asked not in kept:
        kept[asked] = _mended(asked)
    return kept[asked]


def _mended(asked: Question) -> Question:
    pairs = [(one, other) for one, other in pairwise(asked.terms)]
    joined = {in_one_piece([one.word, other.word]).folded for one, other in pairs}
    known = vocabulary.known({*joined, *(one.word.folded for one in asked.terms)})
    terms: list[Term] = []
    for one in asked.terms:
        before = terms[-1] if terms else None
        both = in_one_piece([before.word, one.word]) if before else None
        if before and both and both.folded in known and {before.word.folded, one.word.folded} - known:
            terms[-1] = replace(term([both]), meant=(both,))  # "co voiturage" for "covoiturage"
        else:
            terms.append(one if one.word.folded in known else _meant(one))
    return Question(tuple(terms))


def said(asked: Question, stems: str) -> str:
    """The words searched, for a person to read; of several as likely, the one that the first answer holds."""
    held = set(stems.split())
    return " ".join(_likeliest(one, held).shown for one in asked.terms)


def _likeliest(one: Term, held: set[str]) -> Word:
    return next((word for word in one.meant if stem(word.folded) in held), (*one.meant, one.word)[0])


def _meant(one: Term) -> Term:
    if not one.word.folded.isalpha():
        return one
    words = vocabulary.nearest(one.word.folded, unfinished=one.unfinished)
    if any(stem(word.folded) == stem(one.word.folded) for word in words):
        return one
    options = tuple(option for word in words for option in term([word]).options)
    return replace(one, options=options, meant=tuple(words)) if words else one
