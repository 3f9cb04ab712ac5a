"""Small forms: what is looked for or offered."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from terreau.commons.models import Means, Side


class WishForm(forms.Form):
    """Say what the commons looks for, or what it offers."""

    side = forms.ChoiceField(
        label=_("Dans quel sens ?"),
        choices=[(Side.SOUGHT, _("Nous cherchons")), (Side.OFFERED, _("Nous proposons"))],
        widget=forms.RadioSelect,
        initial=Side.SOUGHT,
    )
    means = forms.ChoiceField(label=_("Quoi ?"), choices=Means.choices)
    words = forms.CharField(
        label=_("Précisément"),
        help_text=_("Par exemple : « une salle un samedi par mois », « quelqu’un qui sait souder »."),
        max_length=300,
    )


class EndWishForm(forms.Form):
    """Take a wish off the sheet."""

    outcome = forms.CharField(
        label=_("Qu’est-ce que cela a donné ?"),
        help_text=_("Une phrase, visible de tous."),
        max_length=300,
        required=False,
    )
