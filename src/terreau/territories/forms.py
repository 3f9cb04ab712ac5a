"""The field in which a person names a territory as they would say it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from terreau.territories import queries
from terreau.territories.models import Territory


class TerritoryField(forms.CharField):
    """A territory by its name, postal code or official code; no script needed.

    A name borne by several territories means the one of the home territory when there is one there; otherwise
    the person is shown how to write each.
    """

    default_error_messages: ClassVar[dict[str, Any]] = {
        "unknown": _(
            "Aucun territoire ne s’appelle ainsi. Donnez un nom, un code postal ou un code officiel."
        ),
        "near": _("Aucun territoire ne s’appelle ainsi. Tout près : %(choices)s."),
        "several": _(
            "Plusieurs territoires répondent à ce nom ou à ce code. Écrivez l’un de ceux-ci : %(choices)s."
        ),
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
        if not said:
            return None
        meant = queries.meant_by(said)
        if meant.territory is not None:
            return meant.territory
        code = "unknown" if not meant.choices else "several" if meant.exact else "near"
        choices = ", ".join(_("« %(choice)s »") % {"choice": choice} for choice in meant.choices)
        raise ValidationError(self.error_messages[code], code=code, params={"choices": choices})
