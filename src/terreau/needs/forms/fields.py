"""Fields of the forms about needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from terreau.territories.forms import TerritoryField
from terreau.territories.queries import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from terreau.territories.models import Territory

MOST_TERRITORIES = 10


class TerritoriesField(forms.CharField):
    """One or several territories in one line, as people name them, separated by commas; no script needed."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 400)
        super().__init__(**options)
        self.one = TerritoryField()

    def clean(self, value: Any) -> list[Territory]:
        """The territories named, each once, in the order given; raises ValidationError with every fault."""
        said = [part.strip() for part in re.split(r"[,;\n]", super().clean(value)) if part.strip()]
        if len(said) > MOST_TERRITORIES:
            raise ValidationError(_("Dix territoires au plus."), code="too-many")
        found: dict[str, Territory] = {}
        faults: list[ValidationError] = []
        for part in said:
            try:
                territory = self.one.clean(part)
            except ValidationError as fault:
                faults.append(fault)
            else:
                found[territory.ref] = territory
        if faults:
            raise ValidationError(faults)
        return list(found.values())


def named(territories: Iterable[Territory]) -> str:
    """Territories as the field understands them again."""
    return ", ".join(label(territory) for territory in territories)
