"""Forms about a person: what they show, leaving, being blocked."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from terreau.people.forms.fields import LineField
from terreau.people.models import Purpose


class NameForm(forms.Form):
    """The name to show, and to whom."""

    shown_name = LineField(
        label=_("Nom affiché"),
        max_length=80,
        required=False,
        help_text=_("Un prénom ou un pseudonyme suffit."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    show_name = forms.BooleanField(
        label=Purpose.SHOW_NAME.label,
        required=False,
        help_text=_("Sans votre accord, on lira « une personne ». Vous pouvez changer d’avis à tout moment."),
    )


class DeletionForm(forms.Form):
    """The last word before an account goes."""

    sure = forms.BooleanField(
        label=_("Oui, je veux supprimer mon compte"),
        error_messages={"required": _("Cochez la case pour confirmer, ou revenez à votre espace.")},
    )


class BlockForm(forms.Form):
    """Why an account is blocked."""

    reason = LineField(
        label=_("Raison du blocage"),
        max_length=300,
        help_text=_(
            "Cette phrase est publique : la personne la lira quand elle essaiera de se connecter, et le "
            "journal la gardera sans dire de qui il s’agit. N’y mettez ni nom, ni adresse, ni rien de sa vie "
            "privée."
        ),
    )
