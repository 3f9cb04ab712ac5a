"""Rules on the file and on the schema themselves."""

from __future__ import annotations

from terreau.catalogue.tables.rules.base import Rule


class SchemaInvalid(Rule):
    code = "schema-error"
    title = "Schéma incorrect"
    sentence = "Le schéma ne peut pas être appliqué : {problem}."
    remedy = "Prévenez les personnes qui tiennent ce schéma, ou choisissez-en une autre version."


class EmptySource(Rule):
    code = "source-error"
    title = "Fichier vide"
    sentence = "Le fichier ne contient ni en-tête ni ligne."
    remedy = "Vérifiez que l’export s’est bien terminé, puis déposez le fichier à nouveau."


class ReferenceAbsent(Rule):
    code = "resource-error"
    title = "Table de référence absente"
    sentence = "Le schéma renvoie à la table « {resource} », qui n’a pas été fournie."
    remedy = "Fournissez aussi cette table : les liens entre les deux ne peuvent pas être vérifiés sans elle."
