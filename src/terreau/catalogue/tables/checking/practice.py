"""Where French practice is softer than Table Schema: said in the report, without changing the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.tables.checking.report import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.schema.model import Schema


def practice_findings(table: Table, schema: Schema) -> Iterator[Finding]:
    """Order of columns, extra columns, optional columns that are missing: what Validata only warns about."""
    names = [one.name for one in schema.fields]
    known = [label for label in table.labels if label in names]
    if not known:
        return
    absent = [one for one in schema.fields if one.name not in table.labels]
    extra = [label for label in table.labels if label and label not in names]
    if known != [name for name in names if name in known]:
        yield Finding(
            "columns-order",
            "Colonnes dans un autre ordre",
            "Toutes les colonnes reconnues ne sont pas dans l’ordre du schéma ; elles se lisent par leur nom.",
            "Remettez-les dans l’ordre : la réparation peut le faire.",
        )
    if absent and not any(one.required for one in absent):
        listed = ", ".join(one.name for one in absent)
        yield Finding(
            "optional-columns-missing",
            "Colonnes facultatives absentes",
            f"Ces colonnes manquent et aucune n’est obligatoire : {listed}.",
            "Ajoutez-les vides : la réparation peut le faire.",
            count=len(absent),
        )
    if extra:
        yield Finding(
            "extra-columns",
            "Colonnes en plus",
            f"Ces colonnes ne sont pas dans le schéma : {', '.join(extra)}.",
            "Elles ne gênent pas la lecture par nom ; retirez-les de la version à publier.",
            count=len(extra),
        )
