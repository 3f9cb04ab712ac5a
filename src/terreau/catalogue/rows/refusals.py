"""Why a question about the rows of a table is not answered: what is wrong, and what to do."""

from __future__ import annotations

from typing import ClassVar

from terreau.catalogue.tables import Refusal


class RowsRefusal(Refusal):
    """A question that cannot be answered as it is asked. `status` is what HTTP would say."""

    status: ClassVar[int] = 400


class UnknownColumn(RowsRefusal):
    code = "unknown-column"
    title = "Colonne inconnue"
    sentence = "Il n’y a pas de colonne « {name} » dans ces données."
    remedy = "Choisissez une colonne dans la liste ; les noms s’écrivent exactement comme dans le tableau."


class UnknownParameter(RowsRefusal):
    code = "unknown-parameter"
    title = "Demande non comprise"
    sentence = "« {name} » ne veut rien dire ici."
    remedy = "Un filtre s’écrit colonne__comparaison=valeur, par exemple commune__egal=Grenoble."


class BadValue(RowsRefusal):
    code = "bad-value"
    title = "Valeur non comprise"
    sentence = "« {value} » n’est pas {wanted}, comme en contient la colonne « {name} »."
    remedy = "Écrivez par exemple {example}."


class BadComparison(RowsRefusal):
    code = "bad-comparison"
    title = "Comparaison impossible"
    sentence = "La colonne « {name} » ne se compare pas par « {comparison} »."
    remedy = "Choisissez une autre comparaison : {possible}."


class BadPage(RowsRefusal):
    code = "bad-page"
    title = "Page impossible"
    sentence = "« {value} » n’est pas admis : il faut un nombre entier de 1 à {most}."
    remedy = "Revenez à la première page."


class TooMuchAsked(RowsRefusal):
    code = "too-much-asked"
    title = "Demande trop longue"
    sentence = "La demande compte trop de {what} : {most} au plus."
    remedy = "Enlevez des filtres, ou faites plusieurs demandes."


class NoPlaces(RowsRefusal):
    code = "no-places"
    title = "Aucune coordonnée"
    sentence = "Ces données n’ont pas de colonnes de longitude et de latitude : elles ne font pas une carte."
    remedy = "Choisissez un autre format : CSV, XLSX, Parquet ou JSON."


class TooManyRows(RowsRefusal):
    code = "too-many-rows"
    title = "Trop de lignes pour ce format"
    sentence = "Cette vue a {rows} lignes ; ce format en porte {most} au plus."
    remedy = "Filtrez les lignes, ou choisissez le CSV ou le Parquet, qui portent tout."
    status = 413


class TooLong(RowsRefusal):
    code = "too-long"
    title = "Calcul arrêté"
    sentence = "Cette demande a été arrêtée après {seconds} secondes : elle lit trop de données à la fois."
    remedy = "Ajoutez un filtre ou choisissez moins de colonnes, ou téléchargez les données."
    status = 503


class TooHeavy(RowsRefusal):
    code = "too-heavy"
    title = "Calcul trop lourd"
    sentence = "Cette demande veut plus de mémoire que ce service n’en donne à une demande."
    remedy = "Ajoutez un filtre, triez sur une colonne plus courte, ou téléchargez les données."
    status = 503


class Busy(RowsRefusal):
    code = "busy"
    title = "Beaucoup de demandes en ce moment"
    sentence = "D’autres demandes sur les données sont en cours."
    remedy = "Réessayez dans quelques secondes."
    status = 503


class Gone(RowsRefusal):
    code = "rows-gone"
    title = "Données retirées"
    sentence = "Le fichier de ces données n’est plus là, ou vient d’être remplacé."
    remedy = "Rechargez la page du jeu de données."
    status = 410


class Damaged(RowsRefusal):
    code = "rows-damaged"
    title = "Données illisibles"
    sentence = "Le fichier de ces données est abîmé : ses lignes ne peuvent pas être lues."
    remedy = "Prévenez les personnes qui tiennent ce jeu de données."
    status = 503
