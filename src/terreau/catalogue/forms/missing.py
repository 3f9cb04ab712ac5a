"""What one is asked when data are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.actions import Gap
from terreau.needs.forms.fields import TerritoriesField
from terreau.needs.models import Theme

if TYPE_CHECKING:
    from terreau.needs.models import Need


class MissingForm(forms.Form):
    """Which data, what for, who may hold them."""

    title = forms.CharField(
        label=_("Quelles données vous manquent ?"),
        help_text=_("Par exemple : « Le nombre de passages à vélo sur le pont, heure par heure »."),
        min_length=8,
        max_length=160,
    )
    why = forms.CharField(
        label=_("Pour quoi faire ?"),
        help_text=_("La question à laquelle vous voudriez répondre, la décision qu’elles éclaireraient."),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    holder = forms.CharField(
        label=_("Qui les a peut-être ?"),
        help_text=_("Un service, un exploitant, une association…"),
        max_length=300,
        required=False,
    )
    theme = forms.ChoiceField(label=_("Thème"), choices=[("", "—"), *Theme.choices])
    territories = TerritoriesField(label=_("Où ?"), help_text=_("Séparez les territoires par des virgules."))
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"key": uuid4(), **(initial or {})})

    def gap(self, need: Need | None) -> Gap:
        """What was told, once the form is valid."""
        names = ("title", "why", "holder", "theme", "territories")
        return Gap(**{name: self.cleaned_data[name] for name in names}, need=need)
