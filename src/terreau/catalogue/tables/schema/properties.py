"""What is asked of the properties of a field that change how its cells are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.schema.types import FORMATS, ITEM_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from terreau.saying import Both


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _text(value: object) -> bool:
    return isinstance(value, str)


def _truth(value: object) -> bool:
    return isinstance(value, bool)


_SHAPES: dict[str, dict[str, Callable[[object], bool]]] = {
    "number": {"decimalChar": _text, "groupChar": _text, "bareNumber": _truth, "floatNumber": _truth},
    "integer": {"groupChar": _text, "bareNumber": _truth},
    "boolean": {"trueValues": _texts, "falseValues": _texts},
    "array": {"arrayItem": lambda value: isinstance(value, dict)},
    "list": {"delimiter": _text, "itemType": lambda value: value in ITEM_TYPES},
}


_LONGEST_FORMAT = 200


def property_problems(name: str, kind: str, field: dict[str, Any]) -> Iterator[Both]:
    """Formats that do not exist, options of the wrong shape, categories that contradict themselves."""
    form = field.get("format", "default")
    if isinstance(form, str) and len(form) > _LONGEST_FORMAT:
        yield (
            f"le format du champ « {name} » dépasse {_LONGEST_FORMAT} signes",
            f"the format of the field “{name}” is longer than {_LONGEST_FORMAT} characters",
        )
        return
    if not isinstance(form, str) or (kind in FORMATS and form.removeprefix("fmt:") not in FORMATS[kind]):
        yield (
            f"le champ « {name} » a un format inconnu, « {form} »",
            f"the field “{name}” has an unknown format, “{form}”",
        )
    for key, fits in _SHAPES.get(kind, {}).items():
        if key in field and not fits(field[key]):
            yield (
                f"« {key} » du champ « {name} » est mal écrit",
                f"“{key}” of the field “{name}” is badly written",
            )
    if kind == "list" and field.get("delimiter") == "":
        yield f"« delimiter » du champ « {name} » est vide", f"“delimiter” of the field “{name}” is empty"
    if kind in ("string", "integer") and "categories" in field:
        yield from _category_problems(name, field)


def _category_problems(name: str, field: dict[str, Any]) -> Iterator[Both]:
    listed = field["categories"]
    if not isinstance(listed, list) or any(isinstance(one, dict) and "value" not in one for one in listed):
        yield (
            f"« categories » du champ « {name} » doit être une liste de valeurs",
            f"“categories” of the field “{name}” must be a list of values",
        )
        return
    values = category_values(listed)
    if len({(type(one), str(one)) for one in values}) != len(values):
        yield (
            f"« categories » du champ « {name} » répète une valeur",
            f"“categories” of the field “{name}” repeats a value",
        )
    enum = (
        (field.get("constraints") or {}).get("enum") if isinstance(field.get("constraints"), dict) else None
    )
    if isinstance(enum, list) and not {str(one) for one in enum} <= {str(one) for one in values}:
        yield (
            f"« enum » du champ « {name} » donne une valeur qui n’est pas dans « categories »",
            f"“enum” of the field “{name}” gives a value that is not in “categories”",
        )


def category_values(listed: list[Any]) -> list[Any]:
    """The values of `categories`, plain or labelled."""
    return [one["value"] if isinstance(one, dict) else one for one in listed]


def missing_problems(entries: object) -> list[Both]:
    """What is wrong in a `missingValues`, of a schema or of a field."""
    if not isinstance(entries, list):
        return [("« missingValues » doit être une liste", "“missingValues” must be a list")]
    if all(isinstance(one, str) for one in entries):
        return []
    if not all(
        isinstance(one, dict) and isinstance(one.get("value"), str) and isinstance(one.get("label", ""), str)
        for one in entries
    ):
        return [
            ("« missingValues » doit être une liste de textes", "“missingValues” must be a list of texts")
        ]
    values = [one["value"] for one in entries]
    labels = [one["label"] for one in entries if "label" in one]
    if len(set(values)) < len(values) or len(set(labels)) < len(labels):
        return [
            (
                "« missingValues » répète une valeur ou un libellé",
                "“missingValues” repeats a value or a label",
            )
        ]
    return []
