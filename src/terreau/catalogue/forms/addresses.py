"""The address of a table, and how often it is read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.actions.addresses import Address
from terreau.catalogue.models.distribution import Refresh
from terreau.people.queries import organisations_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from terreau.people.models import Organisation, User


class PaceForm(forms.Form):
    """How often a table is read again."""

    refresh = forms.ChoiceField(
        label=_("Le relire"),
        help_text=_(
            "Un fichier qui n’a pas changé ne fait rien. Un fichier nouveau est vérifié et réparé comme le "
            "premier, puis publié ; s’il est abîmé, ce qui est publié reste."
        ),
        choices=Refresh.choices,
        initial=Refresh.NEVER,
        widget=forms.RadioSelect,
    )


class AddressForm(PaceForm):
    """The same, with the address itself."""

    url = forms.URLField(
        label=_("Adresse du fichier"),
        help_text=_(
            "Celle du lien de téléchargement, qui s’ouvre sans compte. Elle sera publique : n’y laissez ni "
            "mot de passe ni clé."
        ),
        max_length=1000,
        assume_scheme="https",
    )
    field_order = ("url", "voice", "refresh", "key")

    def address(self) -> Address:
        """What was given, once the form is valid."""
        return Address(self.cleaned_data["url"], self.cleaned_data["refresh"])


class BringFromForm(AddressForm):
    """The same for new data, and in whose name."""

    voice = forms.ChoiceField(label=_("Qui apporte ces données ?"), widget=forms.RadioSelect)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, user: User | AnonymousUser) -> None:
        super().__init__(data, initial={"key": uuid4(), "refresh": Refresh.NEVER})
        self.voices: dict[str, Organisation | None] = {f"org-{one.pk}": one for one in organisations_of(user)}
        self.voices["me"] = None
        field = self.fields["voice"]
        field.choices = [  # type: ignore[attr-defined]
            (key, one.name if one else gettext("Moi, en mon nom")) for key, one in self.voices.items()
        ]
        field.initial = next(iter(self.voices))
        if len(self.voices) == 1:
            del self.fields["voice"]

    def organisation(self) -> Organisation | None:
        """The organisation chosen, once the form is valid."""
        return self.voices[self.cleaned_data.get("voice") or "me"]
