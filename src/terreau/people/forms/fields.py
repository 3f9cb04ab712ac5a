"""Fields that several forms of the room share."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from terreau.people.words import one_line
from terreau.territories.models import Territory


class LineField(forms.CharField):
    """One line of text: control and direction marks taken off, and never sent back longer than useful."""

    def to_python(self, value: str | None) -> str:
        return one_line(super().to_python(value) or "")

    def bound_data(self, data: object, initial: object) -> object:
        """What the form shows again when something is wrong: not ten megabytes."""
        shown = super().bound_data(data, initial)
        return shown[: 2 * (self.max_length or 300)] if isinstance(shown, str) else shown


class TerritoryField(LineField):
    """A territory by its reference, or by its whole name when one territory only bears it."""

    def clean(self, value: str | None) -> Territory | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = list(Territory.objects.filter(ref=typed.upper())[:1]) or list(
            Territory.objects.filter(name__iexact=typed).order_by("ref")[:2]
        )
        if len(found) != 1:
            raise forms.ValidationError(
                _("Ce territoire n’est pas reconnu : donnez son code officiel, par exemple 38185.")
            )
        return found[0]
