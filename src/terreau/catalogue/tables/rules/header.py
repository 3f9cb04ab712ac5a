"""Rules on the header: the usual case of a refused file is wrong headers, not wrong cells."""

from __future__ import annotations

from terreau.catalogue.tables.rules.base import Rule


class BlankHeader(Rule):
    code = "blank-header"
    title = "En-tête vide"
    sentence = "La première ligne du tableau est vide : les colonnes n’ont pas de nom."
    remedy = "Ajoutez une ligne avec le nom de chaque colonne."


class UnmatchedHeader(Rule):
    code = "unmatched-header"
    title = "Aucune colonne reconnue"
    sentence = "Aucune colonne du fichier ne porte un nom prévu par le schéma."
    remedy = "Vérifiez que le schéma choisi est le bon, ou faites proposer une correspondance des colonnes."


class ExtraLabel(Rule):
    code = "extra-label"
    title = "Colonne en trop"
    sentence = "La colonne « {value} » (n° {position}) n’est pas prévue par le schéma."
    remedy = "Retirez cette colonne du fichier à publier, ou donnez-lui le nom prévu si elle en remplace une autre."


class MissingLabel(Rule):
    code = "missing-label"
    title = "Colonne manquante"
    sentence = "La colonne « {field} » prévue par le schéma est absente du fichier."
    remedy = "Ajoutez la colonne « {field} » ; laissez-la vide si l’information n’est pas connue et n’est pas obligatoire."


class BlankLabel(Rule):
    code = "blank-label"
    title = "Colonne sans nom"
    sentence = "La colonne n° {position} n’a pas de nom ; le schéma attend « {field} »."
    remedy = "Écrivez « {field} » en tête de cette colonne."


class UnnamedColumn(BlankLabel):
    """The same rule where no schema says which name to write."""

    sentence = "La colonne n° {position} n’a pas de nom."
    remedy = "Écrivez un nom en tête de cette colonne, ou retirez-la si elle est vide."


class DuplicateLabel(Rule):
    code = "duplicate-label"
    title = "Nom de colonne répété"
    sentence = "Le nom « {value} » est porté par plusieurs colonnes (n° {position} et {others})."
    remedy = "Gardez une seule colonne de ce nom et renommez ou retirez l’autre."


class IncorrectLabel(Rule):
    code = "incorrect-label"
    title = "Nom de colonne inattendu"
    sentence = "La colonne n° {position} s’appelle « {value} » ; le schéma attend « {field} » à cette place."
    remedy = "Renommez la colonne en « {field} », ou remettez les colonnes dans l’ordre du schéma."
