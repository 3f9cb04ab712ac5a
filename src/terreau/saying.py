"""Texts in French and in English, and how they are filled: the one way in which engines speak.

Engines know neither Django nor gettext, and stand here alone. `lang` is "fr", or any other for English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Both = tuple[str, str]
"""A text in French, then in English."""
NOTHING: Both = ("", "")


def chosen(text: Both, lang: str) -> str:
    """The text in one language."""
    return text[lang != "fr"]


def say(text: Both, words: Mapping[str, object], lang: str = "fr") -> str:
    """The text in one language, filled with the words of a case; a word may itself be in both."""
    known = {name: chosen(one, lang) if isinstance(one, tuple) else one for name, one in words.items()}
    return chosen(text, lang).format_map(_Forgiving(known))


def quoted(names: Iterable[object]) -> Both:
    """Names between quotes, one after the other."""
    listed = list(names)
    return ", ".join(f"« {one} »" for one in listed), ", ".join(f"“{one}”" for one in listed)


def in_both(tell: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """What is told to a reader to come: in French, and under "en" whatever English says otherwise."""
    french, english = tell("fr"), tell("en")
    other = {name: said for name, said in english.items() if said != french[name]}
    return {**french, "en": other} if other else french


def kept_in(kept: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """What `in_both` kept, in one language; in French where it was kept in French alone."""
    french = {name: said for name, said in kept.items() if name != "en"}
    return french if lang == "fr" else {**french, **kept.get("en", {})}


class Told:
    """Something that a person is told: what it is, how it is here, and what to do.

    Both `sentence` and `remedy` are templates, filled with the words of the case.
    """

    title: ClassVar[Both] = NOTHING
    sentence: ClassVar[Both] = NOTHING
    remedy: ClassVar[Both] = NOTHING

    @classmethod
    def titled(cls, lang: str = "fr") -> str:
        return chosen(cls.title, lang)

    @classmethod
    def say(cls, words: Mapping[str, object], lang: str = "fr") -> str:
        return say(cls.sentence, words, lang)

    @classmethod
    def advise(cls, words: Mapping[str, object], lang: str = "fr") -> str:
        return say(cls.remedy, words, lang)


class Refused(Told, Exception):  # noqa: N818 - a refusal is an answer to a person, not a fault of the program
    """Something that cannot be taken or done: its texts are filled with the words of this very case."""

    code: str = "refused"

    def __init__(self, **words: object) -> None:
        self.words = words
        super().__init__(self.said())

    def said(self, lang: str = "fr") -> str:
        """What is wrong; `lang` is "fr", or any other for English."""
        return self.say(self.words, lang)

    def advice(self, lang: str = "fr") -> str:
        """What to do."""
        return self.advise(self.words, lang)


class _Forgiving(dict[str, object]):
    """A word that a case does not know is shown as « … » rather than breaking the whole report."""

    def __missing__(self, key: str) -> str:
        return "…"
