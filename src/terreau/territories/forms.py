"""The field in which a person names a territory as they would say it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from terreau.territories import queries
from terreau.territories.errors import UnknownTerritoryError
from terreau.territories.gazetteer import Reason
from terreau.territories.models import Territory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.territories.gazetteer import Hit

_OFFERED = 6


class TerritoryField(forms.CharField):
    """A territory by its name, postal code or official code; no script needed.

    A name borne by several territories means the one of the home territory when there is one there; otherwise
    the person is shown how to write each.
    """

    default_error_messages = {  # noqa: RUF012 - Django's declaration
        "unknown": _(
            "Aucun territoire ne s’appelle ainsi. Donnez un nom, un code postal ou un code officiel."
        ),
        "near": _("Aucun territoire ne s’appelle ainsi. Tout près : %(choices)s."),
        "several": _("Plusieurs territoires portent ce nom. Écrivez l’un de ceux-ci : %(choices)s."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 120)
        options.setdefault("label", _("Territoire"))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """A territory as the field understands it again."""
        return queries.label(value) if isinstance(value, Territory) else value

    def clean(self, value: Any) -> Any:
        """The Territory meant, or None for an empty optional field."""
        said = super().clean(value)
        return self._meant(said) if said else None

    def _meant(self, said: str) -> Territory:
        if any(sign.isdigit() for sign in said):
            try:
                return queries.territory(said)
            except UnknownTerritoryError:
                pass  # a postal code, or a name with its département: the gazetteer knows
        hits = queries.search_territories(said, _OFFERED)
        meant = _exact(hits, said)
        if len(meant) > 1:
            meant = _at_home(meant) or meant
        if len(meant) == 1:
            return queries.territory(meant[0].ref)
        if meant:
            raise ValidationError(
                self.error_messages["several"], code="several", params={"choices": _choices(meant)}
            )
        if hits:
            raise ValidationError(
                self.error_messages["near"], code="near", params={"choices": _choices(hits)}
            )
        raise ValidationError(self.error_messages["unknown"], code="unknown")


def _exact(hits: Sequence[Hit], said: str) -> list[Hit]:
    """Those whose name or code is what was written, and not merely close to it."""
    name = _folded(said.split("(")[0])
    sure = [hit for hit in hits if hit.reason is not Reason.NEAR_SPELLING]
    same = [hit for hit in sure if name in {_folded(hit.name), _folded(hit.matched)}]
    if same and "(" in said:
        return same[:1]
    return same or (sure if len(sure) == 1 else [])


def _at_home(hits: Sequence[Hit]) -> list[Hit]:
    home = queries.home()
    if home is None:
        return []
    inside = set(queries.within(home).filter(pk__in=[hit.ref for hit in hits]).values_list("pk", flat=True))
    return [hit for hit in hits if hit.ref in inside][:1]


def _choices(hits: Sequence[Hit]) -> str:
    return ", ".join(
        f"« {hit.name} ({hit.departement_code}) »" if hit.departement_code else hit.name for hit in hits
    )


def _folded(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in bare if sign.isalnum())
