"""The words of a fault: what was expected of a field, in plain French and in plain English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.tables.schema.properties import category_values
from terreau.saying import quoted, say

if TYPE_CHECKING:
    from terreau.catalogue.tables.rules import Rule
    from terreau.catalogue.tables.schema.model import Field
    from terreau.saying import Both

_LONGEST = 12
#: For each type, what a value is and how to write one.
_EXPECTED: dict[str, tuple[Both, Both]] = {
    "integer": (
        ("un nombre entier", "a whole number"),
        (
            "Écrivez un nombre sans virgule ni espace : 1250.",
            "Write a number without a comma or a blank: 1250.",
        ),
    ),
    "number": (
        ("un nombre", "a number"),
        (
            "Écrivez le nombre avec un point et sans espace : 3.5 et non 3,5.",
            "Write the number with a point and without a blank: 3.5 and not 3,5.",
        ),
    ),
    "boolean": (
        ("une réponse vrai ou faux sous la forme attendue", "true or false in the form expected"),
        ("Écrivez {words}.", "Write {words}."),
    ),
    "date": (
        ("une date sous la forme attendue", "a date in the form expected"),
        ("Écrivez la date sous la forme {format}.", "Write the date in the form {format}."),
    ),
    "datetime": (
        ("une date et une heure sous la forme attendue", "a date and a time in the form expected"),
        ("Écrivez par exemple 2025-03-14T08:30:00.", "Write for example 2025-03-14T08:30:00."),
    ),
    "time": (
        ("une heure sous la forme attendue", "a time in the form expected"),
        ("Écrivez par exemple 08:30:00.", "Write for example 08:30:00."),
    ),
    "year": (
        ("une année", "a year"),
        ("Écrivez l’année avec quatre chiffres : 2025.", "Write the year with four digits: 2025."),
    ),
    "yearmonth": (
        ("un mois", "a month"),
        ("Écrivez par exemple 2025-03.", "Write for example 2025-03."),
    ),
    "duration": (
        ("une durée", "a duration"),
        (
            "Écrivez une durée ISO 8601 : P1Y pour un an, PT30M pour trente minutes.",
            "Write an ISO 8601 duration: P1Y for one year, PT30M for thirty minutes.",
        ),
    ),
    "geopoint": (
        ("un point sous la forme attendue", "a point in the form expected"),
        (
            "Écrivez la longitude puis la latitude, en degrés avec un point : {point}.",
            "Write the longitude then the latitude, in degrees with a point: {point}.",
        ),
    ),
    "geojson": (
        ("une forme GeoJSON", "a GeoJSON shape"),
        ("Écrivez un objet GeoJSON entier.", "Write a whole GeoJSON object."),
    ),
    "array": (
        ("une liste JSON", "a JSON list"),
        ('Écrivez par exemple ["un", "deux"].', 'Write for example ["one", "two"].'),
    ),
    "object": (
        ("un objet JSON", "a JSON object"),
        ('Écrivez par exemple {{"nom": "valeur"}}.', 'Write for example {{"name": "value"}}.'),
    ),
    "list": (
        ("une liste d’éléments du bon type", "a list of elements of the right type"),
        ("Séparez les éléments par le signe prévu.", "Separate the elements by the character expected."),
    ),
}
_OTHER_TYPE: tuple[Both, Both] = (
    ("une valeur du bon type", "a value of the right type"),
    ("Suivez l’exemple du schéma.", "Follow the example of the schema."),
)
_FORMATS: dict[str, tuple[Both, Both]] = {
    "email": (
        ("une adresse électronique", "an e-mail address"),
        (
            "Écrivez par exemple contact@exemple.fr, une seule adresse.",
            "Write for example contact@example.org, one address only.",
        ),
    ),
    "uri": (
        ("une adresse web", "a web address"),
        (
            "Écrivez l’adresse entière, avec https:// au début.",
            "Write the whole address, with https:// at its beginning.",
        ),
    ),
    "uuid": (
        ("un identifiant UUID", "a UUID"),
        ("Copiez l’identifiant entier, avec ses tirets.", "Copy the whole identifier, with its hyphens."),
    ),
    "binary": (
        ("un contenu en base64", "content in base64"),
        ("Encodez le contenu en base64.", "Encode the content in base64."),
    ),
    "wkt": (
        ("une forme WKT", "a WKT shape"),
        ("Écrivez par exemple POINT (5.72 45.18).", "Write for example POINT (5.72 45.18)."),
    ),
}
_TEXT: tuple[Both, Both] = (("un texte", "a text"), ("Écrivez un texte.", "Write a text."))
_POINTS = {"default": "5.72,45.18", "array": "[5.72,45.18]", "object": '{"lon": 5.72, "lat": 45.18}'}
_ONE_OF: Both = ("une des valeurs prévues", "one of the values expected")
_ISO_DAY: Both = ("2025-03-14 (année, mois, jour)", "2025-03-14 (year, month, day)")
_SIGNS: dict[str, Both] = {
    "%Y": ("AAAA", "YYYY"),
    "%m": ("MM", "MM"),
    "%d": ("JJ", "DD"),
    "%H": ("hh", "hh"),
    "%M": ("mm", "mm"),
    "%S": ("ss", "ss"),
    "%y": ("AA", "YY"),
}


def words_of(field: Field, rule: type[Rule]) -> dict[str, object]:
    """What the sentence and the remedy of a rule need to know of the field."""
    if rule.code == "type-error":
        return _type_words(field)
    named = rule.key.partition(":")[2]
    limit = field.constraints.get(named)
    if named == "categories":
        limit = category_values(field.options["categories"])
    if isinstance(limit, list):
        limit = _listed(limit)
    given = field.example not in (None, "")
    return {
        "limit": limit,
        "example": (f" (« {field.example} »)", f" (“{field.example}”)") if given else "",
    }


def _listed(values: list[object]) -> Both:
    french, english = quoted(values[:_LONGEST])
    more = len(values) - _LONGEST
    return (f"{french} et {more} autres", f"{english} and {more} others") if more > 0 else (french, english)


def _type_words(field: Field) -> dict[str, object]:
    if field.type == "string":
        expected, how = _FORMATS.get(field.format, _TEXT)
    else:
        expected, how = _EXPECTED.get(field.type, _OTHER_TYPE)
    words = {
        "words": _truths(field),
        "format": _ISO_DAY if field.format in ("default", "%Y-%m-%d") else _readable(field.format),
        "point": _POINTS.get(field.format, _POINTS["default"]),
    }
    return {"expected": expected, "how": (say(how, words, "fr"), say(how, words, "en"))}


def _truths(field: Field) -> Both:
    true = field.options.get("trueValues", ["true"])
    false = field.options.get("falseValues", ["false"])
    if not true or not false:
        return _ONE_OF
    return f"« {true[0]} » ou « {false[0]} »", f"“{true[0]}” or “{false[0]}”"


def _readable(form: str) -> Both:
    french = english = form
    for sign, (for_french, for_english) in _SIGNS.items():
        french, english = french.replace(sign, for_french), english.replace(sign, for_english)
    return french, english
