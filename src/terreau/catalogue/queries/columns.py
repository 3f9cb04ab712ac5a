"""A column of a schema in plain words: what it holds, how to write it, what is allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from terreau.catalogue.tables import Field, Schema

#: Allowed values shown at once; a list of a thousand codes is read in the schema.
MOST_VALUES = 30
_LONGEST = 400


@dataclass(frozen=True)
class Column:
    """One column. `rules` are sentences, `values` the allowed ones, `more` how many are not shown."""

    name: str
    title: str
    description: str
    writing: str
    is_required: bool
    example: str
    rules: list[str]
    values: list[str]
    more: int = 0


def columns_of(schema: Schema) -> list[Column]:
    """Every column, in the order of the table."""
    return [_column(field, field.name in schema.primary_key) for field in schema.fields]


def _column(field: Field, is_key: bool) -> Column:  # noqa: FBT001 - a fact of the column
    values = [str(one) for one in field.constraints.get("enum") or []]
    return Column(
        name=field.name,
        title=field.title,
        description=_cut(field.description),
        writing=writing_of(field),
        is_required=field.required or is_key,
        example=_cut(_example(field.example)),
        rules=_rules(field.constraints),
        values=[_cut(one) for one in values[:MOST_VALUES]],
        more=max(0, len(values) - MOST_VALUES),
    )


def writing_of(field: Field) -> str:
    """How a value is written."""
    if field.type == "string" and field.format in {"email", "uri", "uuid"}:
        return {
            "email": _("une adresse e-mail"),
            "uri": _("une adresse web"),
            "uuid": _("un identifiant UUID"),
        }[field.format]
    return {
        "string": _("du texte"),
        "integer": _("un nombre entier"),
        "number": _("un nombre, avec un point pour les décimales"),
        "boolean": _("true (oui) ou false (non)"),
        "date": _("une date, comme 2026-05-31"),
        "datetime": _("une date et une heure, comme 2026-05-31T14:30:00Z"),
        "time": _("une heure, comme 14:30:00"),
        "year": _("une année, comme 2026"),
        "yearmonth": _("un mois, comme 2026-05"),
        "duration": _("une durée, comme PT1H30M"),
        "geopoint": _("un point : longitude, puis latitude"),
        "geojson": _("une forme sur la carte, en GeoJSON"),
        "array": _("une liste, en JSON"),
        "object": _("un objet, en JSON"),
        "list": _("une liste"),
        "any": _("n’importe quelle valeur"),
    }.get(field.type, field.type)


def _rules(said: dict[str, Any]) -> list[str]:
    sentences = []
    if said.get("unique"):
        sentences.append(_("Jamais deux fois la même valeur."))
    if "minimum" in said:
        sentences.append(_("Au moins %(bound)s.") % {"bound": said["minimum"]})
    if "maximum" in said:
        sentences.append(_("Au plus %(bound)s.") % {"bound": said["maximum"]})
    if "minLength" in said:
        sentences.append(_("Au moins %(bound)s signes.") % {"bound": said["minLength"]})
    if "maxLength" in said:
        sentences.append(_("Au plus %(bound)s signes.") % {"bound": said["maxLength"]})
    if "pattern" in said:
        sentences.append(_("De la forme %(pattern)s") % {"pattern": _cut(str(said["pattern"]))})
    return sentences


def _example(said: object) -> str:
    if isinstance(said, bool):
        return "true" if said else "false"
    return "" if said is None else str(said)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
