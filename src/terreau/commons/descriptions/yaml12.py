"""YAML 1.2 with its core schema (https://yaml.org/spec/1.2.2/#103-core-schema), bounded.

PyYAML reads the syntax, which 1.1 and 1.2 share for what people write; what differs is the meaning of plain
words (`yes`, `off`, `1:30`, `2017-04-15` are text in 1.2), so it is decided here, from PyYAML's events. Events
are a flat stream: depth and aliases are counted as they pass, before anything is built.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import yaml

from terreau.commons.descriptions.caps import DEPTH, VALUES, YAML_BYTES
from terreau.commons.descriptions.refusals import TooLarge, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.saying import Both

Type = Literal["str", "int", "float", "bool", "null"]

_CORE: tuple[tuple[Type, re.Pattern[str]], ...] = (
    ("null", re.compile(r"null|Null|NULL|~|")),
    ("bool", re.compile(r"true|True|TRUE|false|False|FALSE")),
    ("int", re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")),
    (
        "float",
        re.compile(
            r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
        ),
    ),
)
_TAGS: dict[str, Type] = {
    f"tag:yaml.org,2002:{name}": name for name in ("str", "int", "float", "bool", "null")
}
_BESIDE_SCALARS = {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", "!"}
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Scalar:
    """A value as it is written, with the type that YAML 1.2 gives it."""

    text: str
    type: Type = "str"

    @property
    def value(self) -> str | bool | int | float | None:
        """The value in Python; text where a number would be too long to be one."""
        if self.type == "null":
            return None
        if self.type == "bool":
            return self.text.lower() == "true"
        try:
            if self.type == "int":
                return int(self.text, 0) if self.text[:2] in ("0o", "0x") else int(self.text)
            number = float(self.text) if self.type == "float" else math.nan
        except ValueError:  # more digits than Python converts, or .inf
            return self.text
        return number if math.isfinite(number) else self.text


def load(data: bytes) -> Any:
    """The first document: `Scalar`, lists, dicts with text keys. Raises Unreadable."""
    if len(data) > YAML_BYTES:
        raise TooLarge(
            (
                f"Le fichier pèse {len(data) // 1000} ko ; la limite est de {YAML_BYTES // 1000} ko.",
                f"The file weighs {len(data) // 1000} kB; the limit is {YAML_BYTES // 1000} kB.",
            )
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise Unreadable(
            ("Le fichier n’est pas en UTF-8.", "The file is not in UTF-8."),
            ("Enregistrez-le en UTF-8.", "Save it in UTF-8."),
        ) from wrong
    if found := _UNPRINTABLE.search(text):
        raise Unreadable(
            (
                f"Le fichier contient un caractère invisible interdit en YAML (U+{ord(found[0]):04X}).",
                f"The file holds an invisible character that YAML forbids (U+{ord(found[0]):04X}).",
            )
        )
    try:
        return _Builder(yaml.parse(text, Loader=yaml.SafeLoader)).document()
    except yaml.YAMLError as wrong:
        raise Unreadable(
            (f"Ce n’est pas du YAML : {_where(wrong)[0]}.", f"This is not YAML: {_where(wrong)[1]}.")
        ) from wrong
    except RecursionError as wrong:
        raise Unreadable(
            (
                "Le fichier a trop de niveaux de listes et de sections.",
                "The file has too many levels of lists and sections.",
            )
        ) from wrong


def _where(wrong: yaml.YAMLError) -> Both:
    mark = getattr(wrong, "problem_mark", None)
    return (
        (f"quelque chose cloche à la ligne {mark.line + 1}", f"something is wrong at line {mark.line + 1}")
        if mark
        else ("il ne se lit pas", "it cannot be read")
    )


class _Builder:
    """Values from events; every value counts, those behind an alias as often as it is used."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._count = 0

    def document(self) -> Any:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                return self._value(next(self._events), 0)
        raise Unreadable(("Le fichier est vide.", "The file is empty."))

    def _value(self, event: Any, depth: int) -> Any:
        if depth > DEPTH:
            raise Unreadable(
                (
                    f"Le fichier a plus de {DEPTH} niveaux de listes et de sections.",
                    f"The file has more than {DEPTH} levels of lists and sections.",
                )
            )
        before = self._count
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        self._spend(1)
        if isinstance(event, yaml.ScalarEvent):
            value: Any = _scalar(event)
        else:
            _known_tag(event)
            value = self._list(depth) if isinstance(event, yaml.SequenceStartEvent) else self._section(depth)
        if event.anchor:
            self._anchors[event.anchor] = value, self._count - before
        return value

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self._anchors:
            raise Unreadable(
                (f"Le renvoi *{event.anchor} ne mène à rien.", f"The alias *{event.anchor} leads to nothing.")
            )
        value, weight = self._anchors[event.anchor]
        self._spend(weight)
        return value

    def _spend(self, weight: int) -> None:
        self._count += weight
        if self._count > VALUES:
            raise TooLarge(
                (
                    f"Le fichier contient plus de {VALUES} valeurs, renvois compris.",
                    f"The file holds more than {VALUES:,} values, aliases included.",
                )
            )

    def _list(self, depth: int) -> list[Any]:
        values = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            values.append(self._value(event, depth + 1))
        return values

    def _section(self, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._value(event, depth + 1)
            if not isinstance(key, Scalar):
                raise Unreadable(
                    (
                        f"Une clé n’est pas un texte, à la ligne {event.start_mark.line + 1}.",
                        f"A key is not a text, at line {event.start_mark.line + 1}.",
                    )
                )
            value = self._value(next(self._events), depth + 1)
            if key.text == "<<" and isinstance(value, dict):
                merged = value
            elif key.text in values:
                raise Unreadable(
                    (
                        f"La clé « {key.text} » est écrite deux fois.",
                        f"The key “{key.text}” is written twice.",
                    ),
                    ("Gardez-en une seule.", "Keep only one."),
                )
            else:
                values[key.text] = value
        return merged | values if merged else values


def _scalar(event: Any) -> Scalar:
    if event.tag is not None and event.tag != "!":
        if event.tag not in _TAGS:
            raise Unreadable(
                (
                    f"La balise YAML {event.tag} n’est pas admise dans une description.",
                    f"The YAML tag {event.tag} is not allowed in a description.",
                )
            )
        return Scalar(event.value, _TAGS[event.tag])
    plain_word = event.style is None and event.tag is None
    return Scalar(event.value, plain_type(event.value) if plain_word else "str")


def plain_type(text: str) -> Type:
    """The type that YAML 1.2 gives to a plain word."""
    return next((name for name, pattern in _CORE if pattern.fullmatch(text)), "str")


def _known_tag(event: Any) -> None:
    if event.tag is not None and event.tag not in _BESIDE_SCALARS:
        raise Unreadable(
            (
                f"La balise YAML {event.tag} n’est pas admise dans une description.",
                f"The YAML tag {event.tag} is not allowed in a description.",
            )
        )


def plain(value: Any) -> Any:
    """A tree in plain Python: what an unknown key holds, as it can be shown."""
    if isinstance(value, Scalar):
        return value.value
    if isinstance(value, list):
        return [plain(one) for one in value]
    return {key: plain(one) for key, one in value.items()} if isinstance(value, dict) else value
