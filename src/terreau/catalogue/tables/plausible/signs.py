"""What may look wrong in a table of a place: each sign with its title, its sentence and what to do."""

from __future__ import annotations

from terreau.catalogue.tables.checking.finding import Finding, Sign

_MOST_ROWS = 1000


class SwappedCoordinates(Sign):
    code = "swapped-coordinates"
    title = ("Longitude et latitude échangées", "Longitude and latitude swapped")
    remedy = ("La réparation les remet en ordre.", "The repair puts them back in order.")


class PointAbroad(Sign):
    code = "point-abroad"
    title = ("Points hors de France", "Points outside France")
    remedy = ("Vérifiez ces points sur une carte.", "Check these points on a map.")


class PointOutsideTerritory(Sign):
    code = "point-outside-territory"
    title = ("Points hors du territoire annoncé", "Points outside the territory announced")
    remedy = ("Vérifiez ces points sur une carte.", "Check these points on a map.")


class PointsElsewhere(Sign):
    code = "points-elsewhere"
    title = ("Points tous hors du territoire annoncé", "Points all outside the territory announced")
    sentence = (
        "Aucun point de « {field} » n’est dans le territoire annoncé.",
        "No point of “{field}” is in the territory announced.",
    )
    remedy = (
        "Si ces données parlent d’ailleurs, changez le territoire en les décrivant.",
        "If these data are about another place, change the territory when you describe them.",
    )


class PointOutsideCommune(Sign):
    code = "point-outside-commune"
    title = ("Points hors de la commune annoncée", "Points outside the commune announced")
    remedy = (
        "Vérifiez le code de la commune, ou le point sur une carte.",
        "Check the code of the commune, or the point on a map.",
    )


class UnlikeNeighbours(Sign):
    code = "unlike-neighbours"
    title = ("Valeurs loin de celles des voisins", "Values far from those of neighbours")
    remedy = (
        "Les territoires voisins publient de {least:g} à {most:g} : vérifiez l’unité.",
        "Neighbouring territories publish from {least:g} to {most:g}: check the unit.",
    )


class UnknownCommune(Sign):
    code = "unknown-commune"
    title = ("Communes inconnues", "Unknown communes")
    remedy = ("Vérifiez le code INSEE et sa date.", "Check the INSEE code and its date.")


class CompanyNumberKey(Sign):
    code = "company-number-key"
    title = ("Clé de SIREN ou SIRET fausse", "Wrong key of SIREN or SIRET")
    remedy = ("Recopiez le numéro depuis l’annuaire.", "Copy the number from the directory.")


class OtherAuthority(Sign):
    code = "other-authority"
    title = ("Numéro d’une autre collectivité", "Number of another authority")
    remedy = ("Vérifiez qui publie ces lignes.", "Check who publishes these rows.")


class DateAhead(Sign):
    code = "date-ahead"
    title = ("Dates loin dans l’avenir", "Dates far ahead")
    remedy = ("Vérifiez l’année.", "Check the year.")


class Stale(Sign):
    code = "stale"
    title = ("Données anciennes", "Old data")
    sentence = (
        "La date la plus récente de « {field} » est le {latest}.",
        "The latest date of “{field}” is {latest}.",
    )
    remedy = (
        "Demandez si une version plus récente existe.",
        "Ask whether there is a more recent version.",
    )


class DuplicateRow(Sign):
    code = "duplicate-row"
    title = ("Lignes répétées à l’identique", "Rows repeated as they are")
    remedy = ("Supprimez les doubles.", "Delete the doubles.")


class Outlier(Sign):
    code = "outlier"
    title = ("Valeurs très loin des autres", "Values very far from the others")
    remedy = ("Vérifiez l’unité et la saisie.", "Check the unit and the typing.")


class NearValue(Sign):
    code = "near-value"
    title = ("Peut-être une faute de frappe", "Perhaps a slip of the keyboard")
    sentence = (
        "« {rare} » de « {field} » ({where}) ressemble à « {usual} », bien plus fréquent.",
        "“{rare}” in “{field}” ({where}) looks like “{usual}”, which is far more frequent.",
    )
    remedy = ("Comparez les deux.", "Compare the two.")


class Contradiction(Sign):
    code = "contradiction"
    title = ("Lignes qui se contredisent", "Rows that contradict one another")
    sentence = (
        "Un même « {key} » porte plusieurs « {field} » : {where}.",
        "The same “{key}” has several “{field}”: {where}.",
    )
    remedy = (
        "Gardez ce qui est vrai, ou donnez un autre identifiant à ce qui est autre chose.",
        "Keep what is true, or give another identifier to what is something else.",
    )


class RowsLost(Sign):
    code = "rows-lost"
    title = ("Bien moins de lignes qu’avant", "Far fewer rows than before")
    sentence = (
        "Le fichier a {now} lignes ; le précédent en avait {before}.",
        "The file has {now:,} rows; the previous one had {before:,}.",
    )
    remedy = ("Vérifiez que l’export est entier.", "Check that the export is whole.")


class ColumnEmptied(Sign):
    code = "column-emptied"
    title = ("Colonne qui se vide", "Column that empties")
    sentence = (
        "« {field} » a {now} cases remplies ; il y en avait {before}.",
        "“{field}” has {now:,} filled cells; there were {before:,}.",
    )
    remedy = ("Vérifiez l’export.", "Check the export.")


class UnlikeLastYear(Sign):
    code = "unlike-last-year"
    title = ("Valeurs loin de celles d’avant", "Values far from those of before")
    sentence = (
        "La moyenne de « {field} » est {now:g} ; elle était {before:g}.",
        "The mean of “{field}” is {now:g}; it was {before:g}.",
    )
    remedy = ("Vérifiez l’unité.", "Check the unit.")


def of_rows(sign: type[Sign], label: str, rows: list[int], **words: object) -> Finding:
    """A finding with the first rows it is about."""
    return Finding(sign, label, len(rows), tuple(rows[:_MOST_ROWS]), words)
