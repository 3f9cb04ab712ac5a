"""Rules on a whole row."""

from __future__ import annotations

from terreau.catalogue.tables.rules.base import Rule


class BlankRow(Rule):
    code = "blank-row"
    title = ("Ligne vide", "Empty row")
    sentence = ("La ligne ne contient aucune valeur.", "The row holds no value.")
    remedy = ("Supprimez la ligne vide.", "Delete the empty row.")


class ExtraCell(Rule):
    code = "extra-cell"
    title = ("Valeur en trop", "Extra value")
    sentence = (
        "La ligne a plus de valeurs que l’en-tête : « {value} » est de trop (place n° {position}).",
        "The row has more values than the header: “{value}” is one too many (place no. {position}).",
    )
    remedy = (
        "Vérifiez les séparateurs de cette ligne : un texte qui en contient doit être entre guillemets droits.",
        "Check the separators of this row: a text that holds one must stand between straight quotes.",
    )


class MissingCell(Rule):
    code = "missing-cell"
    title = ("Valeur absente", "Missing value")
    sentence = (
        "La ligne s’arrête avant la colonne « {field} ».",
        "The row stops before the column “{field}”.",
    )
    remedy = (
        "Complétez la ligne jusqu’à la dernière colonne, avec des cases vides au besoin.",
        "Complete the row up to the last column, with empty cells where needed.",
    )


class PrimaryKey(Rule):
    code = "primary-key"
    title = ("Identifiant en double", "Repeated identifier")
    sentence = (
        "L’identifiant {value} ({field}) est déjà celui de la ligne {other}.",
        "The identifier {value} ({field}) is already that of row {other}.",
    )
    remedy = (
        "Donnez un identifiant propre à chaque ligne, ou supprimez la ligne en double.",
        "Give each row an identifier of its own, or delete the repeated row.",
    )


class PrimaryKeyBlank(Rule):
    code = "primary-key"
    key = "primary-key:blank"
    title = ("Identifiant absent", "Missing identifier")
    sentence = ("L’identifiant ({field}) est vide.", "The identifier ({field}) is empty.")
    remedy = ("Donnez un identifiant à cette ligne.", "Give this row an identifier.")


class ForeignKey(Rule):
    code = "foreign-key"
    title = ("Renvoi introuvable", "Reference not found")
    sentence = (
        "La valeur {value} ({field}) n’existe pas dans la table à laquelle elle renvoie.",
        "The value {value} ({field}) does not exist in the table it refers to.",
    )
    remedy = (
        "Corrigez la valeur, ou ajoutez la ligne qui manque dans l’autre table.",
        "Correct the value, or add the row that is missing in the other table.",
    )


class Unique(Rule):
    code = "unique-error"
    title = ("Valeur en double", "Repeated value")
    sentence = (
        "La valeur « {value} » de « {field} » est déjà à la ligne {other}, alors qu’elle doit être unique.",
        "The value “{value}” of “{field}” is already in row {other}, though it must be unique.",
    )
    remedy = (
        "Gardez une seule ligne avec cette valeur, ou corrigez celle-ci.",
        "Keep only one row with this value, or correct this one.",
    )
