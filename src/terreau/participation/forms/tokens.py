"""Asking for a token."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.participation.actions.tokens import LONGEST_LIFE, Terms
from terreau.participation.models import Scope
from terreau.participation.models.tokens import PERSONAL_SCOPES

USUAL_LIFE = timedelta(days=90)


class TokenForm(forms.Form):
    """A name, what it permits, until when."""

    name = forms.CharField(
        label=_("À quoi servira-t-il ?"),
        help_text=_("Par exemple : « Formulaire du site de la mairie ». Pour le reconnaître plus tard."),
        max_length=80,
    )
    scopes = forms.MultipleChoiceField(
        label=_("Que permet-il ?"),
        help_text=_("Cochez le moins possible. Ce qui est public se lit sans jeton."),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    ends_on = forms.DateField(
        label=_("Jusqu’à quel jour ?"),
        help_text=_("Un an au plus. Ensuite il n’ouvre plus rien."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, for_organisation: bool) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"key": uuid4(), "ends_on": today + USUAL_LIFE})
        if for_organisation:
            offered = [(scope.value, scope.label) for scope in Scope if scope not in PERSONAL_SCOPES]
            self.fields["scopes"].choices = offered  # type: ignore[attr-defined]
        self.fields["ends_on"].widget.attrs.update(
            {"min": today.isoformat(), "max": (today + LONGEST_LIFE).isoformat()}
        )

    def clean_ends_on(self) -> Any:
        """A day to come, within a year."""
        day, today = self.cleaned_data["ends_on"], timezone.localdate()
        if not today <= day <= today + LONGEST_LIFE:
            raise forms.ValidationError(_("Choisissez un jour à venir, à moins d’un an."))
        return day

    def terms(self) -> Terms:
        """What was asked, once the form is valid."""
        told = self.cleaned_data
        return Terms(told["name"], told["scopes"], told["ends_on"])
