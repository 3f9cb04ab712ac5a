"""The register of processing: what rooms say they keep, with tables and fields read from the models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps

from terreau.foundation.processing import fields_about_people
from terreau.foundation.slots import kept_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.foundation.slots import Kept


@dataclass(frozen=True)
class Processing:
    """One line of the register; `tables` pairs the name of each table with its fields about people."""

    kept: Kept
    basis: str
    tables: Sequence[tuple[str, Sequence[str]]]


def register() -> list[Processing]:
    """Every line, in the order of the rooms; no query."""
    return [
        Processing(kept, str(kept.basis.label) if kept.basis else "", [_table(name) for name in kept.models])
        for things in kept_data.ask()
        for kept in things
    ]


def _table(label: str) -> tuple[str, Sequence[str]]:
    return label, fields_about_people(apps.get_model(label))
