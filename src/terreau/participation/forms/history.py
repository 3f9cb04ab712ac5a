"""Putting an earlier version back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RestoreForm(forms.Form):
    """Why; `seen` is the version that stood when the page was shown."""

    reason = forms.CharField(
        label=_("Pourquoi revenir à cette version ?"),
        help_text=_("Une ou deux phrases, visibles de tous."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
