"""The form that /charte/ shows, with one field of each kind."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """Never saved: it exists to be looked at and tested."""

    title = forms.CharField(
        label=_("Titre"), max_length=120, help_text=_("En une phrase, comme à un voisin.")
    )
    story = forms.CharField(
        label=_("La situation"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Qui est concerné, où, depuis quand."),
    )
    theme = forms.ChoiceField(
        label=_("Thème"), choices=[("", _("À choisir")), ("air", _("Air")), ("mobility", _("Se déplacer"))]
    )
    kind = forms.ChoiceField(
        label=_("Pour qui parlez-vous ?"),
        widget=forms.RadioSelect,
        choices=[("me", _("Pour moi")), ("other", _("Pour quelqu’un que j’accompagne"))],
    )
    agree = forms.BooleanField(
        label=_("J’ai lu ce que devient ce que j’écris"), help_text=_("C’est dit sur la page « Vie privée ».")
    )
