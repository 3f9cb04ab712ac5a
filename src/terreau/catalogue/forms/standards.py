"""A schema to keep: its address, or its file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SchemaForm(forms.Form):
    """One of the two is enough."""

    address = forms.URLField(
        label=_("Adresse du schéma"),
        help_text=_("Un fichier JSON « Table Schema », par exemple sur schema.data.gouv.fr."),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    file = forms.FileField(label=_("Ou son fichier"), help_text=_("JSON, 5 Mo au plus."), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for one thing, and not for two."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(said.get("address")) == bool(said.get("file")):
            raise forms.ValidationError(_("Donnez une adresse ou un fichier, l’un des deux."))
        return said
