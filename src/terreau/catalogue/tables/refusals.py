"""Why a file or a schema cannot be read at all: each refusal says what is wrong and what to do."""

from __future__ import annotations

from typing import ClassVar


class Refusal(Exception):  # noqa: N818 - a refusal is an answer to a person, not a fault of the program
    """A file, a schema or an option that we cannot work with."""

    code: ClassVar[str] = "refused"
    title: ClassVar[str] = "Fichier refusé"
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **words: object) -> None:
        self.words = words
        super().__init__(self.sentence.format(**words))


class Unreadable(Refusal):
    code = "unreadable"
    title = "Fichier illisible"
    sentence = "Le fichier ne peut pas être lu : {reason}."
    remedy = "Ouvrez-le dans votre tableur et enregistrez-le à nouveau en CSV, puis recommencez."


class Absent(Refusal):
    code = "absent"
    title = "Fichier introuvable"
    sentence = "Il n’y a pas de fichier à cet endroit : {name}."
    remedy = "Vérifiez le nom et le dossier."


class TooWide(Refusal):
    code = "too-many-columns"
    title = "Trop de colonnes"
    sentence = "Le fichier a {count} colonnes ; {limit} au plus peuvent être lues."
    remedy = "Vérifiez le séparateur, ou mettez en lignes ce qui est en colonnes."


class CellTooLarge(Refusal):
    code = "cell-too-large"
    title = "Case trop grande"
    sentence = "Une case, vers la ligne {line}, dépasse {limit} Mo."
    remedy = "Vérifiez les guillemets du fichier : un guillemet jamais refermé avale tout ce qui suit."


class Bomb(Refusal):
    code = "too-large-once-unpacked"
    title = "Archive démesurée"
    sentence = "Une fois décompressé, le fichier dépasse {limit} Mo, ou grossit de façon anormale."
    remedy = "Déposez le fichier sans compression, ou en plusieurs parties."


class NoTable(Refusal):
    code = "no-table"
    title = "Aucun tableau trouvé"
    sentence = "Le fichier ne contient aucun tableau : {reason}."
    remedy = "Déposez un fichier CSV, XLSX, ODS, GeoJSON, JSON ou Parquet."


class SchemaUnreadable(Refusal):
    code = "schema-unreadable"
    title = "Schéma illisible"
    sentence = "Le schéma {name} ne peut pas être lu : {reason}."
    remedy = "Vérifiez son adresse ou son nom ; un schéma est un fichier JSON « Table Schema »."


class SchemaBroken(Refusal):
    """The descriptor was read and breaks Table Schema: `problems` lists how."""

    code = "schema-error"
    title = "Schéma incorrect"
    sentence = "Le schéma est incorrect : {problem}."
    remedy = "Prévenez les personnes qui tiennent ce schéma, ou choisissez-en une autre version."

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(problem=" ; ".join(problems[:5]))


class PatternTooCostly(Refusal):
    code = "pattern-too-costly"
    title = "Motif trop coûteux"
    sentence = "Le motif du champ « {field} » demande un calcul démesuré : il n’a pas pu être vérifié."
    remedy = "Prévenez les personnes qui tiennent ce schéma : le motif {pattern} doit être simplifié."


class BadOption(Refusal):
    code = "bad-option"
    title = "Option incorrecte"
    sentence = "{reason}."
    remedy = "Voyez l’aide de la commande : terreau table --help."
