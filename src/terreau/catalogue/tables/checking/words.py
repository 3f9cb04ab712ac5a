"""The words of a fault: what was expected of a field, in plain French."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.tables.schema.properties import category_values

if TYPE_CHECKING:
    from terreau.catalogue.tables.rules import Rule
    from terreau.catalogue.tables.schema.model import Field

_LONGEST = 12
_EXPECTED: dict[str, tuple[str, str]] = {
    "integer": ("un nombre entier", "Écrivez un nombre sans virgule ni espace : 1250."),
    "number": ("un nombre", "Écrivez le nombre avec un point et sans espace : 3.5 et non 3,5."),
    "boolean": ("une réponse vrai ou faux sous la forme attendue", "Écrivez {words}."),
    "date": ("une date sous la forme attendue", "Écrivez la date sous la forme {format}."),
    "datetime": ("une date et une heure sous la forme attendue", "Écrivez par exemple 2025-03-14T08:30:00."),
    "time": ("une heure sous la forme attendue", "Écrivez par exemple 08:30:00."),
    "year": ("une année", "Écrivez l’année avec quatre chiffres : 2025."),
    "yearmonth": ("un mois", "Écrivez par exemple 2025-03."),
    "duration": ("une durée", "Écrivez une durée ISO 8601 : P1Y pour un an, PT30M pour trente minutes."),
    "geopoint": (
        "un point sous la forme attendue",
        "Écrivez la longitude puis la latitude, en degrés avec un point : {point}.",
    ),
    "geojson": ("une forme GeoJSON", "Écrivez un objet GeoJSON entier."),
    "array": ("une liste JSON", 'Écrivez par exemple ["un", "deux"].'),
    "object": ("un objet JSON", 'Écrivez par exemple {{"nom": "valeur"}}.'),
    "list": ("une liste d’éléments du bon type", "Séparez les éléments par le signe prévu."),
}
_FORMATS: dict[str, tuple[str, str]] = {
    "email": ("une adresse électronique", "Écrivez par exemple contact@exemple.fr, une seule adresse."),
    "uri": ("une adresse web", "Écrivez l’adresse entière, avec https:// au début."),
    "uuid": ("un identifiant UUID", "Copiez l’identifiant entier, avec ses tirets."),
    "binary": ("un contenu en base64", "Encodez le contenu en base64."),
    "wkt": ("une forme WKT", "Écrivez par exemple POINT (5.72 45.18)."),
}
_POINTS = {"default": "5.72,45.18", "array": "[5.72,45.18]", "object": '{{"lon": 5.72, "lat": 45.18}}'}


def words_of(field: Field, rule: type[Rule]) -> dict[str, object]:
    """What the sentence and the remedy of a rule need to know of the field."""
    if rule.code == "type-error":
        return _type_words(field)
    named = rule.key.partition(":")[2]
    limit = field.constraints.get(named)
    if named == "categories":
        limit = category_values(field.options["categories"])
    if isinstance(limit, list):
        shown = [f"« {one} »" for one in limit[:_LONGEST]]
        limit = ", ".join(shown) + (f" et {len(limit) - _LONGEST} autres" if len(limit) > _LONGEST else "")
    example = f" (« {field.example} »)" if field.example not in (None, "") else ""
    return {"limit": limit, "example": example}


def _type_words(field: Field) -> dict[str, object]:
    if field.type == "string":
        expected, how = _FORMATS.get(field.format, ("un texte", "Écrivez un texte."))
    else:
        expected, how = _EXPECTED.get(field.type, ("une valeur du bon type", "Suivez l’exemple du schéma."))
    true = field.options.get("trueValues", ["true"])
    false = field.options.get("falseValues", ["false"])
    words = f"« {true[0]} » ou « {false[0]} »" if true and false else "une des valeurs prévues"
    form = (
        "2025-03-14 (année, mois, jour)"
        if field.format in ("default", "%Y-%m-%d")
        else _readable(field.format)
    )
    how = how.format(
        words=words,
        format=form,
        point=_POINTS.get(field.format, "5.72,45.18").replace("{{", "{").replace("}}", "}"),
    )
    return {"expected": expected, "how": how}


def _readable(form: str) -> str:
    signs = {"%Y": "AAAA", "%m": "MM", "%d": "JJ", "%H": "hh", "%M": "mm", "%S": "ss", "%y": "AA"}
    for sign, shown in signs.items():
        form = form.replace(sign, shown)
    return form
