"""What a person typed, as terms that each have to be found, in one way or another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from terreau.foundation.search.french import EMPTY_WORDS, Word, in_one_piece, stem, tokens

#: Characters of a question that are read, and terms that are kept: what is longer is not a question any more.
LONGEST_QUESTION = 300
MOST_TERMS = 12
#: One letter begins half of the words: it is only looked for as it is.
SHORTEST_PREFIX = 2


@dataclass(frozen=True)
class Lexeme:
    """A stem to find, or, with `prefix`, the beginning of a word."""

    value: str
    prefix: bool = False


@dataclass(frozen=True)
class Term:
    """One word asked for, found when all the lexemes of one of its `options` are.

    `meant` holds the known words searched in its place, when it was misspelt.
    """

    word: Word
    options: tuple[tuple[Lexeme, ...], ...]
    unfinished: bool = False
    meant: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Question:
    """The terms, each of which has to be found; with `loose`, one of them is enough."""

    terms: tuple[Term, ...] = ()
    loose: bool = False

    @property
    def loosened(self) -> Question:
        return replace(self, loose=True)


def question(typed: str) -> Question:
    """Read what was typed; the last word may be unfinished. Nothing typed can make this fail."""
    typed = typed[:LONGEST_QUESTION]
    asked = list(tokens(typed))
    if not asked:
        return Question()
    last = None if typed[-1].isspace() else asked[-1]
    kept = [parts for parts in asked if any(part.folded not in EMPTY_WORDS for part in parts)]
    terms = [term(parts, unfinished=parts is last) for parts in (kept or asked[-1:])[:MOST_TERMS]]
    return Question(tuple({found.word.folded: found for found in terms}.values()))


def term(parts: list[Word], *, unfinished: bool = False) -> Term:
    """The term for one token: its only word, or a compound, in one piece or by its parts."""
    whole = in_one_piece(parts)
    options = _ways((), whole, unfinished=unfinished)
    if len(parts) > 1:
        before = tuple(Lexeme(stem(part.folded)) for part in parts[:-1] if part.folded not in EMPTY_WORDS)
        options += _ways(before, parts[-1], unfinished=unfinished)
    return Term(whole, options, unfinished)


def _ways(before: tuple[Lexeme, ...], word: Word, *, unfinished: bool) -> tuple[tuple[Lexeme, ...], ...]:
    finished = ((*before, Lexeme(stem(word.folded))),)
    if not unfinished or len(word.folded) < SHORTEST_PREFIX:
        return finished
    return (*finished, (*before, Lexeme(word.folded, prefix=True)))
