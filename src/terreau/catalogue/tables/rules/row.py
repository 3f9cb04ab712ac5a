"""Rules on a whole row."""

from __future__ import annotations

from terreau.catalogue.tables.rules.base import Rule


class BlankRow(Rule):
    code = "blank-row"
    title = "Ligne vide"
    sentence = "La ligne ne contient aucune valeur."
    remedy = "Supprimez la ligne vide."


class ExtraCell(Rule):
    code = "extra-cell"
    title = "Valeur en trop"
    sentence = "La ligne a plus de valeurs que l’en-tête : « {value} » est de trop (place n° {position})."
    remedy = "Vérifiez les séparateurs de cette ligne : un texte qui en contient doit être entre guillemets droits."


class MissingCell(Rule):
    code = "missing-cell"
    title = "Valeur absente"
    sentence = "La ligne s’arrête avant la colonne « {field} »."
    remedy = "Complétez la ligne jusqu’à la dernière colonne, avec des cases vides au besoin."


class PrimaryKey(Rule):
    code = "primary-key"
    title = "Identifiant en double"
    sentence = "L’identifiant {value} ({field}) est déjà celui de la ligne {other}."
    remedy = "Donnez un identifiant propre à chaque ligne, ou supprimez la ligne en double."


class PrimaryKeyBlank(Rule):
    code = "primary-key"
    key = "primary-key:blank"
    title = "Identifiant absent"
    sentence = "L’identifiant ({field}) est vide."
    remedy = "Donnez un identifiant à cette ligne."


class ForeignKey(Rule):
    code = "foreign-key"
    title = "Renvoi introuvable"
    sentence = "La valeur {value} ({field}) n’existe pas dans la table à laquelle elle renvoie."
    remedy = "Corrigez la valeur, ou ajoutez la ligne qui manque dans l’autre table."


class Unique(Rule):
    code = "unique-error"
    title = "Valeur en double"
    sentence = (
        "La valeur « {value} » de « {field} » est déjà à la ligne {other}, alors qu’elle doit être unique."
    )
    remedy = "Gardez une seule ligne avec cette valeur, ou corrigez celle-ci."
