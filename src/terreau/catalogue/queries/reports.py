"""The report of a check, and who may do what with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terreau.catalogue.errors import UnknownReportError
from terreau.catalogue.models import Check, Standing, State, Version
from terreau.catalogue.queries.page import withdrawn
from terreau.catalogue.queries.rows_shown import TYPES
from terreau.catalogue.rules import prepares
from terreau.foundation.languages import reader_language
from terreau.foundation.templatetags.terreau import spaced
from terreau.participation.kinds import refuse_hidden
from terreau.saying import kept_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser

    from terreau.people.models import User


@dataclass(frozen=True)
class Verdict:
    """The state of a file in one sentence; `good` says how to colour it."""

    said: str
    good: bool


def report(code: str) -> Version:
    """The version of a code, with its check; raises UnknownReportError, HiddenThingError."""
    whole = Version.objects.select_related(
        "distribution__dataset__organisation", "distribution__dataset__created_by", "check_made__schema"
    )
    found = whole.filter(code=code).exclude(standing=Standing.CANCELLED).order_by("pk").first()
    if found is None:
        raise UnknownReportError
    refuse_hidden("catalogue.dataset", found.distribution.dataset_id)
    return found


def report_for(user: User | AnonymousUser, code: str) -> Version:
    """The same, as this person may read it: its examples are cells, so it closes when the rows do.

    Raises UnknownReportError, WithdrawnDatasetError.
    """
    found = report(code)
    dataset = found.distribution.dataset
    if dataset.state in (State.WITHDRAWN, State.EMBARGOED) and not prepares(user, dataset):
        if dataset.state == State.WITHDRAWN:
            raise withdrawn(dataset)
        raise UnknownReportError
    return found


def check_of(version: Version) -> Check | None:
    """Its check, once it was made: a schema may be chosen before anything is found."""
    check = getattr(version, "check_made", None)
    done = version.standing not in (Standing.RECEIVED, Standing.UNREADABLE)
    return check if done else None


def verdict_of(version: Version, check: Check) -> Verdict:
    """One sentence: what was checked against what, and what was found."""
    rows = ngettext("%(n)s ligne", "%(n)s lignes", version.rows) % {"n": spaced(version.rows)}
    if check.schema is None:
        if not check.total:
            return Verdict(
                _("%(rows)s, lisibles. Aucun schéma connu ne décrit ce fichier : seule sa forme est vue.")
                % {"rows": rows},
                good=True,
            )
        cells = ngettext("%(n)s case", "%(n)s cases", check.total) % {"n": spaced(check.total)}
        return Verdict(
            _("%(rows)s. Aucun schéma connu ne décrit ce fichier ; %(cells)s à écrire plus clairement.")
            % {"rows": rows, "cells": cells},
            good=True,
        )
    if check.conforms:
        return Verdict(
            _("%(rows)s, toutes conformes au schéma « %(schema)s ».")
            % {"rows": rows, "schema": check.schema},
            good=True,
        )
    faults = ngettext("%(n)s erreur", "%(n)s erreurs", check.total) % {"n": spaced(check.total)}
    said = _("%(rows)s, %(faults)s par rapport au schéma « %(schema)s ».") % {
        "rows": rows,
        "faults": faults,
        "schema": check.schema,
    }
    return Verdict(f"{said} {_absent(version, check)}".strip(), good=False)


def _absent(version: Version, check: Check) -> str:
    """Columns that the schema demands and that no row fills: thousands of errors, one thing to do."""
    empty = [one for one in check.rules if one["kind"] == _REQUIRED and one["count"] == version.rows]
    if not empty or not version.rows:
        return ""
    return ngettext(
        "%(count)s viennent d’une seule colonne obligatoire, absente ou vide : %(names)s.",
        "%(count)s viennent de %(columns)s colonnes obligatoires, absentes ou vides : %(names)s.",
        len(empty),
    ) % {
        "count": spaced(sum(one["count"] for one in empty)),
        "columns": len(empty),
        "names": ", ".join(f"« {one['field']} »" for one in sorted(empty, key=lambda one: str(one["field"]))),
    }


#: The key of the rule that a demanded cell is empty.
_REQUIRED = "constraint-error:required"


def understood_of(version: Version) -> list[tuple[str, str]]:
    """What was understood of the file: a name and a value, as a person reads them."""
    said = version.understood
    delimiters = {"\t": _("tabulation"), ";": _("point-virgule"), ",": _("virgule"), "|": _("barre")}
    facts = [
        (_("Fichier"), version.file_name),
        (_("Format"), str(said.get("format", "")).upper()),
        (_("Encodage"), str(said.get("encoding", "")).upper()),
        (_("Séparateur"), delimiters.get(str(said.get("delimiter", "")), str(said.get("delimiter", "")))),
        (_("Ligne des noms de colonnes"), str(said.get("header_row", ""))),
        (_("Lignes"), spaced(said["rows"]) if "rows" in said else ""),
        (_("Colonnes"), str(len(said.get("columns", [])))),
    ]
    return [(name, value) for name, value in facts if value]


def read_by_reader(kept: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a check keeps in both languages, in the reader's."""
    lang = reader_language()
    return [kept_in(one, lang) for one in kept]


def rules_of(check: Check) -> list[dict[str, Any]]:
    """The broken rules, each with its examples."""
    return [
        {**one, "examples": read_by_reader(one.get("examples", []))} for one in read_by_reader(check.rules)
    ]


@dataclass(frozen=True)
class Understood:
    """A column as it was read: `empty` cells hold nothing."""

    name: str
    kind: str
    empty: int
    examples: str


def columns_of(version: Version) -> tuple[list[Understood], int]:
    """The first columns as they were read, and how many more there are.

    Their examples are cells, which may be about people: for those who prepare the data only.
    """
    columns = version.understood.get("columns", [])
    rows = version.understood.get("rows", 0)
    found = [
        Understood(
            one["name"],
            str(TYPES.get(one["type"], TYPES["text"])),
            max(0, rows - one["filled"]),
            " · ".join(str(value)[:_CELL] for value in one["examples"][:_FEW]),
        )
        for one in columns[:_COLUMNS]
    ]
    return found, len(columns) - len(found)


#: Columns, examples, and letters of an example that the report shows.
_COLUMNS, _FEW, _CELL = 24, 3, 40


def repairs_of(check: Check) -> list[dict[str, Any]]:
    """The repairs offered, one line for each conversion, with its columns, its count and its examples."""
    found: dict[str, dict[str, Any]] = {}
    for one in read_by_reader(check.repairs):
        line = found.setdefault(
            one["conversion"],
            {
                "name": one["conversion"],
                "title": one["title"],
                "count": 0,
                "columns": [],
                "examples": [],
                "is_ticked": check.version.standing != Standing.READY
                or one["conversion"] in check.version.accepted,
            },
        )
        line["count"] += one["count"]
        if one["conversion"] == "columns":
            line["title"] = _("Colonnes renommées et rangées comme le schéma les attend")
        if one["field"]:
            line["columns"].append(one["field"])
        line["examples"] += one["examples"][: max(0, _EXAMPLES - len(line["examples"]))]
    return sorted(found.values(), key=lambda one: (one["name"] != "columns", -one["count"]))


_EXAMPLES = 6


def versions_of(dataset: int) -> Sequence[Version]:
    """Every version of a data set that was published once, the newest first."""
    kept = Version.objects.filter(
        distribution__dataset_id=dataset, standing__in=(Standing.PUBLISHED, Standing.REPLACED)
    )
    return list(kept.select_related("distribution").order_by("-published_at", "-pk")[:50])


def in_hand(dataset: int) -> Version | None:
    """The newest file brought in that is not published yet."""
    going = (Standing.RECEIVED, Standing.CHECKED, Standing.READY, Standing.UNREADABLE)
    found = Version.objects.filter(distribution__dataset_id=dataset, standing__in=going)
    return found.order_by("-pk").first()
