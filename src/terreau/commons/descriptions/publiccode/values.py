"""Readers of one value: each gives what can be understood, and says what the standard refuses in it.

A reader never stops: a list written as one text is still a list of one, and an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from terreau.commons.descriptions.problems import shown
from terreau.commons.descriptions.texts import graphemes, is_date, is_email, is_url, is_web_url
from terreau.commons.descriptions.yaml12 import Scalar, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from terreau.commons.descriptions.problems import Findings
    from terreau.saying import Both

    #: A value of the tree, its path, where problems go. Gives what was understood, None for nothing.
    Reader = Callable[[Any, str, Findings], Any]
    #: What is wrong with a text, in one sentence; None for nothing.
    Rule = Callable[[str], Both | None]


class Key(NamedTuple):
    """One key of a section. `deprecated` is what to do instead."""

    reader: Reader
    required: bool = False
    deprecated: Both | None = None


def is_empty(node: Any) -> bool:
    """Nothing written after the colon, or `null`: as if the key were not there."""
    return node is None or (isinstance(node, Scalar) and node.type == "null")


def text(*rules: Rule, required: bool = False, empty: bool = True) -> Reader:
    """A text. A plain number or true/false is taken as it is written, which the reference parser does too."""

    def read(node: Any, key: str, findings: Findings) -> str | None:
        if not isinstance(node, Scalar):
            findings.error(
                key,
                (
                    "Un texte est attendu ici, pas une liste ni une section.",
                    "A text is expected here, neither a list nor a section.",
                ),
            )
            return _text_inside(node)
        if node.type in ("int", "float", "bool"):
            findings.warning(
                key,
                (
                    f"Mettez {shown(node.text)} entre guillemets : c’est un texte.",
                    f"Put {shown(node.text, 'en')} between quotes: it is a text.",
                ),
            )
        if not node.text.strip() and (required or not empty):
            findings.error(
                key,
                ("Cette clé est obligatoire : elle est vide.", "This key is required: it is empty.")
                if required
                else ("Cette clé est vide.", "This key is empty."),
            )
        elif node.text or not empty:
            for rule in rules:
                if wrong := rule(node.text):
                    findings.error(key, wrong)
        return node.text.strip()

    return read


def _text_inside(node: Any) -> str | None:
    """The one text that a list of one, or something with a name, stands for."""
    only = (
        node[0]
        if isinstance(node, list) and len(node) == 1
        else node.get("name")
        if isinstance(node, dict)
        else None
    )
    return only.text.strip() if isinstance(only, Scalar) else None


def one_of(values: tuple[str, ...], *, required: bool = False) -> Reader:
    """A text of a short closed list."""

    def rule(said: str) -> Both | None:
        return (
            None
            if said in values
            else (
                f"{shown(said)} n’est pas une des valeurs admises : {', '.join(values)}.",
                f"{shown(said, 'en')} is not one of the values allowed: {', '.join(values)}.",
            )
        )

    return text(rule, required=required)


def from_list(values: frozenset[str], what: Both) -> Reader:
    """A text of a long closed list."""
    return text(
        lambda said: (
            None
            if said in values
            else (
                f"{shown(said)} n’est pas dans la liste des {what[0]}.",
                f"{shown(said, 'en')} is not in the list of {what[1]}.",
            )
        ),
        empty=False,
    )


def boolean(node: Any, key: str, findings: Findings) -> bool | None:
    """`true` or `false`; the yes and off of YAML 1.1 are understood, and refused."""
    if isinstance(node, Scalar) and node.type == "bool":
        return node.text.lower() == "true"
    findings.error(
        key,
        (
            "Écrivez true ou false, sans guillemets : oui, yes, on ou off sont des textes en YAML 1.2.",
            "Write true or false, without quotes: oui, yes, on or off are texts in YAML 1.2.",
        ),
    )
    said = node.text.lower() if isinstance(node, Scalar) else ""
    return {"yes": True, "on": True, "oui": True, "true": True, "y": True, "1": True}.get(
        said, False if said in ("no", "off", "non", "false", "n", "0") else None
    )


def list_of(reader: Reader, *, filled: bool = False) -> Reader:
    """A list; `filled` when it needs one value at least."""

    def read(node: Any, key: str, findings: Findings) -> list[Any] | None:
        if not isinstance(node, list):
            findings.error(
                key,
                (
                    "Une liste est attendue ici : un tiret par ligne.",
                    "A list is expected here: one hyphen a line.",
                ),
            )
            if isinstance(node, Scalar) and not node.text.strip():
                return []
            node = [node] if not isinstance(node, dict) or "name" in node else []
        if filled and not node:
            findings.error(
                key,
                (
                    "Cette liste est vide : elle doit avoir au moins une ligne.",
                    "This list is empty: it must have one line at least.",
                ),
            )
        values = [reader(one, f"{key}[{place}]", findings) for place, one in enumerate(node)]
        return [value for value in values if value is not None]

    return read


def section(keys: Mapping[str, Key], *then: Callable[[dict[str, Any], str, Findings], None]) -> Reader:
    """A section with known keys only; `then` are rules between its keys, on what was understood."""

    def read(node: Any, key: str, findings: Findings) -> dict[str, Any] | None:
        if not isinstance(node, dict):
            findings.error(
                key,
                (
                    "Une section est attendue ici, avec ses clés sur les lignes suivantes.",
                    "A section is expected here, with its keys on the following lines.",
                ),
            )
            return None
        found = read_keys(node, key, keys, findings)
        for rule in then:
            rule(found, key, findings)
        return found

    return read


def read_keys(node: dict[str, Any], at: str, keys: Mapping[str, Key], findings: Findings) -> dict[str, Any]:
    """The keys of a section; those which are missing or unknown are said."""
    found: dict[str, Any] = {}
    for name, key in keys.items():
        path = f"{at}.{name}" if at else name
        if is_empty(node.get(name)):
            if key.required:
                findings.error(
                    path,
                    ("Cette clé est obligatoire : elle manque.", "This key is required: it is missing.")
                    if name not in node
                    else ("Cette clé est obligatoire : elle est vide.", "This key is required: it is empty."),
                )
            continue
        if key.deprecated:
            findings.warning(
                path,
                (
                    f"Cette clé est abandonnée par le standard : {key.deprecated[0]}.",
                    f"The standard gave this key up: {key.deprecated[1]}.",
                ),
            )
        value = key.reader(node[name], path, findings)
        if value is not None:
            found[name] = value
    for name, value in node.items():
        if name not in keys:
            findings.error(f"{at}.{name}" if at else name, _unknown(name, keys))
            found.setdefault(name, plain(value))
    return found


def _unknown(name: str, keys: Mapping[str, Key]) -> Both:
    near = next((one for one in keys if one.lower() == name.lower()), "")
    french, english = (f" : écrivez « {near} »", f": write “{near}”") if near else ("", "")
    return f"Le standard ne connaît pas cette clé{french}.", f"The standard does not know this key{english}."


def longest(signs: int) -> Rule:
    return lambda said: (
        (f"Ce texte a plus de {signs} signes.", f"This text has more than {signs} characters.")
        if graphemes(said) > signs
        else None
    )


def shortest(signs: int) -> Rule:
    return lambda said: (
        (f"Ce texte a moins de {signs} signes.", f"This text has fewer than {signs} characters.")
        if graphemes(said) < signs
        else None
    )


def a_date(said: str) -> Both | None:
    return (
        None
        if is_date(said)
        else (
            f"{shown(said)} n’est pas une date écrite AAAA-MM-JJ.",
            f"{shown(said, 'en')} is not a date written YYYY-MM-DD.",
        )
    )


def an_address(said: str) -> Both | None:
    return (
        None
        if is_url(said)
        else (
            f"{shown(said)} n’est pas une adresse complète (https://…).",
            f"{shown(said, 'en')} is not a whole address (https://…).",
        )
    )


def a_web_address(said: str) -> Both | None:
    return (
        None
        if is_web_url(said)
        else (
            f"{shown(said)} n’est pas une adresse web complète (https://…).",
            f"{shown(said, 'en')} is not a whole web address (https://…).",
        )
    )


def an_email(said: str) -> Both | None:
    return (
        None
        if not said or is_email(said)
        else (
            f"{shown(said)} n’est pas une adresse e-mail.",
            f"{shown(said, 'en')} is not an e-mail address.",
        )
    )
