"""Forms about an organisation and its members."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from terreau.people.actions.organisations import checked_siren
from terreau.people.errors import SirenError
from terreau.people.forms.fields import LineField
from terreau.people.models import OrganisationKind, Role
from terreau.territories.forms import TerritoryField


class OrganisationForm(forms.Form):
    """What anyone may read of an organisation."""

    name = LineField(label=_("Nom de l’organisation"), max_length=160)
    kind = forms.ChoiceField(
        label=_("Quelle sorte d’organisation ?"), choices=[("", _("Choisissez")), *OrganisationKind.choices]
    )
    territory = TerritoryField(
        help_text=_("Un nom de commune, d’intercommunalité, de département ou de région.")
    )
    siren = LineField(
        label=_("Numéro SIREN"),
        required=False,
        max_length=20,
        help_text=_("Neuf chiffres. Il aide à vérifier l’organisation ; un collectif peut ne pas en avoir."),
    )
    website = forms.URLField(label=_("Site"), required=False, max_length=200, assume_scheme="https")

    def clean_siren(self) -> str:
        try:
            return checked_siren(self.cleaned_data["siren"])
        except SirenError as wrong:
            raise forms.ValidationError(f"{wrong} {wrong.advice}") from wrong


class InvitationForm(forms.Form):
    """Who to invite, and as what."""

    email = forms.EmailField(
        label=_("Adresse e-mail de la personne"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(
        label=_("Rôle"),
        choices=Role,
        initial=Role.MEMBER,
        help_text=_(
            "Responsable : gère l’organisation et ses membres. Médiateur ou médiatrice : peut agir ici pour "
            "une personne qui n’a pas de compte. Membre : apparaît dans l’organisation."
        ),
    )


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Rôle"), choices=Role)
