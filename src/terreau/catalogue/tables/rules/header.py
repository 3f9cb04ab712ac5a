"""Rules on the header: the usual case of a refused file is wrong headers, not wrong cells."""

from __future__ import annotations

from terreau.catalogue.tables.rules.base import Rule


class BlankHeader(Rule):
    code = "blank-header"
    title = ("En-tête vide", "Empty header")
    sentence = (
        "La première ligne du tableau est vide : les colonnes n’ont pas de nom.",
        "The first row of the table is empty: the columns have no name.",
    )
    remedy = ("Ajoutez une ligne avec le nom de chaque colonne.", "Add a row with the name of each column.")


class UnmatchedHeader(Rule):
    code = "unmatched-header"
    title = ("Aucune colonne reconnue", "No column recognised")
    sentence = (
        "Aucune colonne du fichier ne porte un nom prévu par le schéma.",
        "No column of the file has a name that the schema expects.",
    )
    remedy = (
        "Vérifiez que le schéma choisi est le bon, ou faites proposer une correspondance des colonnes.",
        "Check that the right schema was chosen, or let a mapping of the columns be proposed.",
    )


class ExtraLabel(Rule):
    code = "extra-label"
    title = ("Colonne en trop", "Extra column")
    sentence = (
        "La colonne « {value} » (n° {position}) n’est pas prévue par le schéma.",
        "The column “{value}” (no. {position}) is not in the schema.",
    )
    remedy = (
        "Retirez cette colonne du fichier à publier, ou donnez-lui le nom prévu si elle en remplace une autre.",
        "Remove this column from the file to publish, or give it the expected name if it stands for another one.",
    )


class MissingLabel(Rule):
    code = "missing-label"
    title = ("Colonne manquante", "Missing column")
    sentence = (
        "La colonne « {field} » prévue par le schéma est absente du fichier.",
        "The column “{field}” of the schema is not in the file.",
    )
    remedy = (
        "Ajoutez la colonne « {field} » ; laissez-la vide si l’information n’est pas connue et n’est pas obligatoire.",
        "Add the column “{field}”; leave it empty if the information is neither known nor required.",
    )


class BlankLabel(Rule):
    code = "blank-label"
    title = ("Colonne sans nom", "Column without a name")
    sentence = (
        "La colonne n° {position} n’a pas de nom ; le schéma attend « {field} ».",
        "Column no. {position} has no name; the schema expects “{field}”.",
    )
    remedy = ("Écrivez « {field} » en tête de cette colonne.", "Write “{field}” at the top of this column.")


class UnnamedColumn(BlankLabel):
    """The same rule where no schema says which name to write."""

    sentence = ("La colonne n° {position} n’a pas de nom.", "Column no. {position} has no name.")
    remedy = (
        "Écrivez un nom en tête de cette colonne, ou retirez-la si elle est vide.",
        "Write a name at the top of this column, or remove it if it is empty.",
    )


class DuplicateLabel(Rule):
    code = "duplicate-label"
    title = ("Nom de colonne répété", "Repeated column name")
    sentence = (
        "Le nom « {value} » est porté par plusieurs colonnes (n° {position} et {others}).",
        "Several columns have the name “{value}” (no. {position} and {others}).",
    )
    remedy = (
        "Gardez une seule colonne de ce nom et renommez ou retirez l’autre.",
        "Keep one column of this name, and rename or remove the other.",
    )


class IncorrectLabel(Rule):
    code = "incorrect-label"
    title = ("Nom de colonne inattendu", "Unexpected column name")
    sentence = (
        "La colonne n° {position} s’appelle « {value} » ; le schéma attend « {field} » à cette place.",
        "Column no. {position} is named “{value}”; the schema expects “{field}” in this place.",
    )
    remedy = (
        "Renommez la colonne en « {field} », ou remettez les colonnes dans l’ordre du schéma.",
        "Rename the column “{field}”, or put the columns back in the order of the schema.",
    )
