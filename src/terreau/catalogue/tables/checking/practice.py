"""Where French practice is softer than Table Schema: said in the report, without changing the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.tables.checking.finding import Finding, Sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.schema.model import Schema


class ColumnsOrder(Sign):
    code = "columns-order"
    title = ("Colonnes dans un autre ordre", "Columns in another order")
    sentence = (
        "Toutes les colonnes reconnues ne sont pas dans l’ordre du schéma ; elles se lisent par leur nom.",
        "Not all the columns recognised are in the order of the schema; they are read by their names.",
    )
    remedy = (
        "Remettez-les dans l’ordre : la réparation peut le faire.",
        "Put them back in order: the repair can do it.",
    )


class OptionalColumnsMissing(Sign):
    code = "optional-columns-missing"
    title = ("Colonnes facultatives absentes", "Optional columns missing")
    sentence = (
        "Ces colonnes manquent et aucune n’est obligatoire : {listed}.",
        "These columns are missing and none is required: {listed}.",
    )
    remedy = (
        "Ajoutez-les vides : la réparation peut le faire.",
        "Add them, empty: the repair can do it.",
    )


class ExtraColumns(Sign):
    code = "extra-columns"
    title = ("Colonnes en plus", "Extra columns")
    sentence = (
        "Ces colonnes ne sont pas dans le schéma : {listed}.",
        "These columns are not in the schema: {listed}.",
    )
    remedy = (
        "Elles ne gênent pas la lecture par nom ; retirez-les de la version à publier.",
        "They do not hinder reading by names; remove them from the version to publish.",
    )


def practice_findings(table: Table, schema: Schema) -> Iterator[Finding]:
    """Order of columns, extra columns, optional columns that are missing: what Validata only warns about."""
    names = [one.name for one in schema.fields]
    known = [label for label in table.labels if label in names]
    if not known:
        return
    absent = [one for one in schema.fields if one.name not in table.labels]
    extra = [label for label in table.labels if label and label not in names]
    if known != [name for name in names if name in known]:
        yield Finding(ColumnsOrder)
    if absent and not any(one.required for one in absent):
        listed = ", ".join(one.name for one in absent)
        yield Finding(OptionalColumnsMissing, count=len(absent), words={"listed": listed})
    if extra:
        yield Finding(ExtraColumns, count=len(extra), words={"listed": ", ".join(extra)})
