"""Rules on one cell: its type, then its constraints."""

from __future__ import annotations

from terreau.catalogue.tables.rules.base import Rule


class WrongType(Rule):
    code = "type-error"
    title = "Valeur mal écrite"
    sentence = "« {value} » n’est pas {expected}."
    remedy = "{how}"


class Required(Rule):
    code = "constraint-error"
    key = "constraint-error:required"
    title = "Valeur obligatoire absente"
    sentence = "« {field} » est obligatoire et la case est vide."
    remedy = "Remplissez la case, ou retirez la ligne si l’information n’existe pas."


class Pattern(Rule):
    code = "constraint-error"
    key = "constraint-error:pattern"
    title = "Forme inattendue"
    sentence = "« {value} » n’a pas la forme attendue pour « {field} »."
    remedy = "Suivez l’exemple donné par le schéma{example} (forme exacte : {limit})."


class Enum(Rule):
    code = "constraint-error"
    key = "constraint-error:enum"
    title = "Valeur hors liste"
    sentence = "« {value} » ne fait pas partie des valeurs permises pour « {field} »."
    remedy = "Choisissez une de ces valeurs, à la lettre près : {limit}."


class Minimum(Rule):
    code = "constraint-error"
    key = "constraint-error:minimum"
    title = "Valeur trop petite"
    sentence = "« {value} » est plus petit que le minimum permis, {limit}."
    remedy = "Vérifiez la valeur et son unité."


class Maximum(Rule):
    code = "constraint-error"
    key = "constraint-error:maximum"
    title = "Valeur trop grande"
    sentence = "« {value} » est plus grand que le maximum permis, {limit}."
    remedy = "Vérifiez la valeur et son unité."


class ExclusiveMinimum(Rule):
    code = "constraint-error"
    key = "constraint-error:exclusiveMinimum"
    title = "Valeur trop petite"
    sentence = "« {value} » doit être strictement plus grand que {limit}."
    remedy = "Vérifiez la valeur et son unité."


class ExclusiveMaximum(Rule):
    code = "constraint-error"
    key = "constraint-error:exclusiveMaximum"
    title = "Valeur trop grande"
    sentence = "« {value} » doit être strictement plus petit que {limit}."
    remedy = "Vérifiez la valeur et son unité."


class MinLength(Rule):
    code = "constraint-error"
    key = "constraint-error:minLength"
    title = "Valeur trop courte"
    sentence = "« {value} » est trop court : il faut au moins {limit} signes ou éléments."
    remedy = "Vérifiez que la valeur est entière : un zéro au début a pu se perdre."


class MaxLength(Rule):
    code = "constraint-error"
    key = "constraint-error:maxLength"
    title = "Valeur trop longue"
    sentence = "« {value} » est trop long : {limit} signes ou éléments au plus."
    remedy = "Raccourcissez la valeur."


class Categories(Rule):
    code = "constraint-error"
    key = "constraint-error:categories"
    title = "Valeur hors des catégories"
    sentence = "« {value} » n’est pas une des catégories de « {field} »."
    remedy = "Choisissez une de ces valeurs, à la lettre près : {limit}."


class JsonSchema(Rule):
    code = "constraint-error"
    key = "constraint-error:jsonSchema"
    title = "Contenu JSON inattendu"
    sentence = "« {value} » ne suit pas le schéma JSON de « {field} »."
    remedy = "Suivez l’exemple donné par le schéma{example}."


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
