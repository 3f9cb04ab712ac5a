"""How often to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from terreau.participation.models import Rhythm


class RhythmForm(forms.Form):
    """The rhythm of a follow."""

    rhythm = forms.ChoiceField(
        label=_("Être prévenu par e-mail"),
        choices=Rhythm.choices,
        initial=Rhythm.DAILY,
        widget=forms.RadioSelect,
    )
