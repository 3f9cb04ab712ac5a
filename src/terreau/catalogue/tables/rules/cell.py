"""Rules on one cell: its type, then its constraints."""

from __future__ import annotations

from terreau.catalogue.tables.rules.base import Rule


class WrongType(Rule):
    code = "type-error"
    title = ("Valeur mal écrite", "Value badly written")
    sentence = ("« {value} » n’est pas {expected}.", "“{value}” is not {expected}.")
    remedy = ("{how}", "{how}")


class Required(Rule):
    code = "constraint-error"
    key = "constraint-error:required"
    title = ("Valeur obligatoire absente", "Required value missing")
    sentence = (
        "« {field} » est obligatoire et la case est vide.",
        "“{field}” is required and the cell is empty.",
    )
    remedy = (
        "Remplissez la case, ou retirez la ligne si l’information n’existe pas.",
        "Fill in the cell, or remove the row if the information does not exist.",
    )


class Pattern(Rule):
    code = "constraint-error"
    key = "constraint-error:pattern"
    title = ("Forme inattendue", "Unexpected form")
    sentence = (
        "« {value} » n’a pas la forme attendue pour « {field} ».",
        "“{value}” does not have the form expected for “{field}”.",
    )
    remedy = (
        "Suivez l’exemple donné par le schéma{example} (forme exacte : {limit}).",
        "Follow the example given by the schema{example} (exact form: {limit}).",
    )


class Enum(Rule):
    code = "constraint-error"
    key = "constraint-error:enum"
    title = ("Valeur hors liste", "Value not in the list")
    sentence = (
        "« {value} » ne fait pas partie des valeurs permises pour « {field} ».",
        "“{value}” is not one of the values allowed for “{field}”.",
    )
    remedy = (
        "Choisissez une de ces valeurs, à la lettre près : {limit}.",
        "Choose one of these values, letter for letter: {limit}.",
    )


class Minimum(Rule):
    code = "constraint-error"
    key = "constraint-error:minimum"
    title = ("Valeur trop petite", "Value too small")
    sentence = (
        "« {value} » est plus petit que le minimum permis, {limit}.",
        "“{value}” is smaller than the least allowed, {limit}.",
    )
    remedy = ("Vérifiez la valeur et son unité.", "Check the value and its unit.")


class Maximum(Rule):
    code = "constraint-error"
    key = "constraint-error:maximum"
    title = ("Valeur trop grande", "Value too large")
    sentence = (
        "« {value} » est plus grand que le maximum permis, {limit}.",
        "“{value}” is larger than the most allowed, {limit}.",
    )
    remedy = ("Vérifiez la valeur et son unité.", "Check the value and its unit.")


class ExclusiveMinimum(Rule):
    code = "constraint-error"
    key = "constraint-error:exclusiveMinimum"
    title = ("Valeur trop petite", "Value too small")
    sentence = (
        "« {value} » doit être strictement plus grand que {limit}.",
        "“{value}” must be strictly larger than {limit}.",
    )
    remedy = ("Vérifiez la valeur et son unité.", "Check the value and its unit.")


class ExclusiveMaximum(Rule):
    code = "constraint-error"
    key = "constraint-error:exclusiveMaximum"
    title = ("Valeur trop grande", "Value too large")
    sentence = (
        "« {value} » doit être strictement plus petit que {limit}.",
        "“{value}” must be strictly smaller than {limit}.",
    )
    remedy = ("Vérifiez la valeur et son unité.", "Check the value and its unit.")


class MinLength(Rule):
    code = "constraint-error"
    key = "constraint-error:minLength"
    title = ("Valeur trop courte", "Value too short")
    sentence = (
        "« {value} » est trop court : il faut au moins {limit} signes ou éléments.",
        "“{value}” is too short: at least {limit} characters or elements are needed.",
    )
    remedy = (
        "Vérifiez que la valeur est entière : un zéro au début a pu se perdre.",
        "Check that the value is whole: a zero may have been lost at its beginning.",
    )


class MaxLength(Rule):
    code = "constraint-error"
    key = "constraint-error:maxLength"
    title = ("Valeur trop longue", "Value too long")
    sentence = (
        "« {value} » est trop long : {limit} signes ou éléments au plus.",
        "“{value}” is too long: {limit} characters or elements at most.",
    )
    remedy = ("Raccourcissez la valeur.", "Shorten the value.")


class Categories(Rule):
    code = "constraint-error"
    key = "constraint-error:categories"
    title = ("Valeur hors des catégories", "Value not in the categories")
    sentence = (
        "« {value} » n’est pas une des catégories de « {field} ».",
        "“{value}” is not one of the categories of “{field}”.",
    )
    remedy = (
        "Choisissez une de ces valeurs, à la lettre près : {limit}.",
        "Choose one of these values, letter for letter: {limit}.",
    )


class JsonSchema(Rule):
    code = "constraint-error"
    key = "constraint-error:jsonSchema"
    title = ("Contenu JSON inattendu", "Unexpected JSON content")
    sentence = (
        "« {value} » ne suit pas le schéma JSON de « {field} ».",
        "“{value}” does not follow the JSON schema of “{field}”.",
    )
    remedy = (
        "Suivez l’exemple donné par le schéma{example}.",
        "Follow the example given by the schema{example}.",
    )


CONSTRAINTS: dict[str, type[Rule]] = {
    rule.key.partition(":")[2]: rule
    for rule in (
        Required,
        Pattern,
        Enum,
        Minimum,
        Maximum,
        ExclusiveMinimum,
        ExclusiveMaximum,
        MinLength,
        MaxLength,
        Categories,
        JsonSchema,
    )
}
