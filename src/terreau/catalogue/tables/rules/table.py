"""Rules on the file and on the schema themselves."""

from __future__ import annotations

from terreau.catalogue.tables.rules.base import Rule


class SchemaInvalid(Rule):
    code = "schema-error"
    title = ("Schéma incorrect", "Broken schema")
    sentence = (
        "Le schéma ne peut pas être appliqué : {problem}.",
        "The schema cannot be applied: {problem}.",
    )
    remedy = (
        "Prévenez les personnes qui tiennent ce schéma, ou choisissez-en une autre version.",
        "Tell the people who keep this schema, or choose another version of it.",
    )


class EmptySource(Rule):
    code = "source-error"
    title = ("Fichier vide", "Empty file")
    sentence = ("Le fichier ne contient ni en-tête ni ligne.", "The file holds neither a header nor a row.")
    remedy = (
        "Vérifiez que l’export s’est bien terminé, puis déposez le fichier à nouveau.",
        "Check that the export came to its end, then bring the file again.",
    )


class ReferenceAbsent(Rule):
    code = "resource-error"
    title = ("Table de référence absente", "Missing reference table")
    sentence = (
        "Le schéma renvoie à la table « {resource} », qui n’a pas été fournie.",
        "The schema refers to the table “{resource}”, which was not given.",
    )
    remedy = (
        "Fournissez aussi cette table : les liens entre les deux ne peuvent pas être vérifiés sans elle.",
        "Give this table too: the links between the two cannot be checked without it.",
    )
