"""Take a name off a commons: written and counted first, then confirmed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class RemoveNameForm(forms.Form):
    """The name, as it is shown, and a public reason without it."""

    name = forms.CharField(
        label=_("Le nom à retirer"),
        help_text=_("En entier, comme il est affiché."),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Pourquoi ?"),
        help_text=_("Une phrase, visible de tous : sans le nom. Par exemple « La personne l’a demandé »."),
        max_length=300,
    )
