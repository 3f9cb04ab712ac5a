"""Why a question about the rows of a table is not answered: what is wrong, and what to do, in two languages."""

from __future__ import annotations

from typing import ClassVar

from terreau.catalogue.tables import Refusal


class RowsRefusal(Refusal):
    """A question that cannot be answered as it is asked. `status` is what HTTP would say."""

    status: ClassVar[int] = 400


class UnknownColumn(RowsRefusal):
    code = "unknown-column"
    title = ("Colonne inconnue", "Unknown column")
    sentence = (
        "Il n’y a pas de colonne « {name} » dans ces données.",
        "There is no column “{name}” in these data.",
    )
    remedy = (
        "Choisissez une colonne dans la liste ; les noms s’écrivent exactement comme dans le tableau.",
        "Choose a column of the list; names are written exactly as in the table.",
    )


class UnknownParameter(RowsRefusal):
    code = "unknown-parameter"
    title = ("Demande non comprise", "Request not understood")
    sentence = ("« {name} » ne veut rien dire ici.", "“{name}” means nothing here.")
    remedy = (
        "Un filtre s’écrit colonne__comparaison=valeur, par exemple commune__egal=Grenoble.",
        "A filter is written column__comparison=value, for example commune__egal=Grenoble.",
    )


class BadValue(RowsRefusal):
    code = "bad-value"
    title = ("Valeur non comprise", "Value not understood")
    sentence = (
        "« {value} » n’est pas {wanted}, comme en contient la colonne « {name} ».",
        "“{value}” is not {wanted}, which the column “{name}” holds.",
    )
    remedy = ("Écrivez par exemple {example}.", "Write for example {example}.")


class BadComparison(RowsRefusal):
    code = "bad-comparison"
    title = ("Comparaison impossible", "Impossible comparison")
    sentence = (
        "La colonne « {name} » ne se compare pas par « {comparison} ».",
        "The column “{name}” cannot be compared by “{comparison}”.",
    )
    remedy = ("Choisissez une autre comparaison : {possible}.", "Choose another comparison: {possible}.")


class BadPage(RowsRefusal):
    code = "bad-page"
    title = ("Page impossible", "Impossible page")
    sentence = (
        "« {value} » n’est pas admis : il faut un nombre entier de 1 à {most}.",
        "“{value}” is not allowed: a whole number from 1 to {most} is needed.",
    )
    remedy = ("Revenez à la première page.", "Go back to the first page.")


class TooMuchAsked(RowsRefusal):
    code = "too-much-asked"
    title = ("Demande trop longue", "Request too long")
    sentence = (
        "La demande compte trop de {what} : {most} au plus.",
        "The request has too many {what}: {most} at most.",
    )
    remedy = (
        "Enlevez des filtres, ou faites plusieurs demandes.",
        "Remove some filters, or make several requests.",
    )


class NoPlaces(RowsRefusal):
    code = "no-places"
    title = ("Aucune coordonnée", "No coordinates")
    sentence = (
        "Ces données n’ont pas de colonnes de longitude et de latitude : elles ne font pas une carte.",
        "These data have no columns of longitude and latitude: they make no map.",
    )
    remedy = (
        "Choisissez un autre format : CSV, XLSX, Parquet ou JSON.",
        "Choose another format: CSV, XLSX, Parquet or JSON.",
    )


class TooManyRows(RowsRefusal):
    code = "too-many-rows"
    title = ("Trop de lignes pour ce format", "Too many rows for this format")
    sentence = (
        "Cette vue a {rows} lignes ; ce format en porte {most} au plus.",
        "This view has {rows} rows; this format carries {most} at most.",
    )
    remedy = (
        "Filtrez les lignes, ou choisissez le CSV ou le Parquet, qui portent tout.",
        "Filter the rows, or choose CSV or Parquet, which carry everything.",
    )
    status = 413


class TooLong(RowsRefusal):
    code = "too-long"
    title = ("Calcul arrêté", "Work stopped")
    sentence = (
        "Cette demande a été arrêtée après {seconds} secondes : elle lit trop de données à la fois.",
        "This request was stopped after {seconds} seconds: it reads too many data at once.",
    )
    remedy = (
        "Ajoutez un filtre ou choisissez moins de colonnes, ou téléchargez les données.",
        "Add a filter, choose fewer columns, or download the data.",
    )
    status = 503


class TooHeavy(RowsRefusal):
    code = "too-heavy"
    title = ("Calcul trop lourd", "Work too heavy")
    sentence = (
        "Cette demande veut plus de mémoire que ce service n’en donne à une demande.",
        "This request wants more memory than this service gives to one request.",
    )
    remedy = (
        "Ajoutez un filtre, triez sur une colonne plus courte, ou téléchargez les données.",
        "Add a filter, sort by a shorter column, or download the data.",
    )
    status = 503


class Busy(RowsRefusal):
    code = "busy"
    title = ("Beaucoup de demandes en ce moment", "Many requests just now")
    sentence = ("D’autres demandes sur les données sont en cours.", "Other requests on data are under way.")
    remedy = ("Réessayez dans quelques secondes.", "Try again in a few seconds.")
    status = 503


class Gone(RowsRefusal):
    code = "rows-gone"
    title = ("Données retirées", "Data taken away")
    sentence = (
        "Le fichier de ces données n’est plus là, ou vient d’être remplacé.",
        "The file of these data is no longer there, or was just replaced.",
    )
    remedy = ("Rechargez la page du jeu de données.", "Load the page of the data set again.")
    status = 410


class Damaged(RowsRefusal):
    code = "rows-damaged"
    title = ("Données illisibles", "Unreadable data")
    sentence = (
        "Le fichier de ces données est abîmé : ses lignes ne peuvent pas être lues.",
        "The file of these data is damaged: its rows cannot be read.",
    )
    remedy = (
        "Prévenez les personnes qui tiennent ce jeu de données.",
        "Tell the people who keep this data set.",
    )
    status = 503
