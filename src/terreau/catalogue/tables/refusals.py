"""Why a file or a schema cannot be read at all: each refusal says what is wrong and what to do, in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from terreau.saying import Refused

if TYPE_CHECKING:
    from terreau.saying import Both

_SHOWN = 5


class Refusal(Refused):
    """A file, a schema or an option that we cannot work with."""

    title: ClassVar[Both] = ("Fichier refusé", "File refused")
    sentence: ClassVar[Both] = ("Ce fichier ne peut pas être pris.", "This file cannot be taken.")


class Unreadable(Refusal):
    code = "unreadable"
    title = ("Fichier illisible", "Unreadable file")
    sentence = ("Le fichier ne peut pas être lu : {reason}.", "The file cannot be read: {reason}.")
    remedy = (
        "Ouvrez-le dans votre tableur et enregistrez-le à nouveau en CSV, puis recommencez.",
        "Open it in your spreadsheet program, save it again as CSV, then try again.",
    )


class Absent(Refusal):
    code = "absent"
    title = ("Fichier introuvable", "File not found")
    sentence = ("Il n’y a pas de fichier à cet endroit : {name}.", "There is no file there: {name}.")
    remedy = ("Vérifiez le nom et le dossier.", "Check its name and its folder.")


class TooWide(Refusal):
    code = "too-many-columns"
    title = ("Trop de colonnes", "Too many columns")
    sentence = (
        "Le fichier a {count} colonnes ; {limit} au plus peuvent être lues.",
        "The file has {count} columns; at most {limit} can be read.",
    )
    remedy = (
        "Vérifiez le séparateur, ou mettez en lignes ce qui est en colonnes.",
        "Check the separator, or turn the columns into rows.",
    )


class CellTooLarge(Refusal):
    code = "cell-too-large"
    title = ("Case trop grande", "Cell too large")
    sentence = (
        "Une case, vers la ligne {line}, dépasse {limit} Mo.",
        "A cell, near line {line}, is larger than {limit} MB.",
    )
    remedy = (
        "Vérifiez les guillemets du fichier : un guillemet jamais refermé avale tout ce qui suit.",
        "Check the quotes of the file: a quote that is never closed swallows all that follows.",
    )


class Bomb(Refusal):
    code = "too-large-once-unpacked"
    title = ("Archive démesurée", "Oversized archive")
    sentence = (
        "Une fois décompressé, le fichier dépasse {limit} Mo, ou grossit de façon anormale.",
        "Once unpacked, the file is larger than {limit} MB, or grows abnormally.",
    )
    remedy = (
        "Déposez le fichier sans compression, ou en plusieurs parties.",
        "Bring the file without compression, or in several parts.",
    )


class WorkbookTooHeavy(Refusal):
    code = "workbook-too-heavy"
    title = ("Classeur démesuré", "Oversized workbook")
    sentence = (
        "Ce classeur demande trop de mémoire ou de temps pour être ouvert.",
        "This workbook takes too much memory or time to open.",
    )
    remedy = (
        "Enregistrez en CSV la feuille qui porte les données, puis déposez ce fichier.",
        "Save the sheet that holds the data as CSV, then bring that file.",
    )


class NoTable(Refusal):
    code = "no-table"
    title = ("Aucun tableau trouvé", "No table found")
    sentence = ("Le fichier ne contient aucun tableau : {reason}.", "The file holds no table: {reason}.")
    remedy = (
        "Déposez un fichier CSV, XLSX, ODS, GeoJSON, JSON ou Parquet.",
        "Bring a CSV, XLSX, ODS, GeoJSON, JSON or Parquet file.",
    )


class SchemaUnreadable(Refusal):
    code = "schema-unreadable"
    title = ("Schéma illisible", "Unreadable schema")
    sentence = (
        "Le schéma {name} ne peut pas être lu : {reason}.",
        "The schema {name} cannot be read: {reason}.",
    )
    remedy = (
        "Vérifiez son adresse ou son nom ; un schéma est un fichier JSON « Table Schema ».",
        "Check its address or its name; a schema is a JSON file, “Table Schema”.",
    )


class UnknownSchema(Refusal):
    """No schema of that name; `near` are names that look like it."""

    code = "unknown-schema"
    title = ("Schéma inconnu", "Unknown schema")
    sentence = (
        "Aucun schéma ne s’appelle « {name} », ni parmi les fichiers, ni parmi ceux qui sont gardés ici.",
        "No schema is named “{name}”, neither among the files nor among those kept here.",
    )
    remedy = ("{near}", "{near}")

    def __init__(self, name: str, near: list[str]) -> None:
        self.near = near
        listed = ", ".join(near)
        advice = (
            (f"Noms proches : {listed}.", f"Names like it: {listed}.")
            if near
            else (
                "Donnez un fichier ou une adresse, ou un dossier de schémas avec --schemas.",
                "Give a file or an address, or a folder of schemas with --schemas.",
            )
        )
        super().__init__(name=name, near=advice)


class SchemaBroken(Refusal):
    """The descriptor was read and breaks Table Schema: `problems` lists how."""

    code = "schema-error"
    title = ("Schéma incorrect", "Broken schema")
    sentence = ("Le schéma est incorrect : {problem}.", "The schema is broken: {problem}.")
    remedy = (
        "Prévenez les personnes qui tiennent ce schéma, ou choisissez-en une autre version.",
        "Tell the people who keep this schema, or choose another version of it.",
    )

    def __init__(self, problems: list[Both]) -> None:
        self.problems = problems
        shown = problems[:_SHOWN]
        french, english = " ; ".join(one[0] for one in shown), "; ".join(one[1] for one in shown)
        super().__init__(problem=(french, english))


class PatternTooCostly(Refusal):
    code = "pattern-too-costly"
    title = ("Motif trop coûteux", "Pattern too costly")
    sentence = (
        "Le motif du champ « {field} » demande un calcul démesuré : il n’a pas pu être vérifié.",
        "The pattern of the field “{field}” asks for endless work: it could not be checked.",
    )
    remedy = (
        "Prévenez les personnes qui tiennent ce schéma : le motif {pattern} doit être simplifié.",
        "Tell the people who keep this schema: the pattern {pattern} must be made simpler.",
    )


class BadOption(Refusal):
    code = "bad-option"
    title = ("Option incorrecte", "Wrong option")
    sentence = ("{reason}.", "{reason}.")
    remedy = (
        "Voyez l’aide de la commande : terreau table --help.",
        "See the help of the command: terreau table --help.",
    )
