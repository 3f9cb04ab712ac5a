"""Begin a commons from a file or an address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from terreau.commons.forms.commons import OpenForm
from terreau.commons.forms.fields import LinksField
from terreau.commons.models import LinkSort, Maturity
from terreau.commons.queries.beginning import MOST_BYTES


class BeginForm(forms.Form):
    """A file, or the address of one."""

    file = forms.FileField(
        label=_("Le fichier"),
        help_text=_("publiccode.yml, manifeste Open Know-How (.toml) ou codemeta.json."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".yml,.yaml,.toml,.json,.jsonld"}),
    )
    url = forms.URLField(
        label=_("Ou son adresse sur le web"),
        help_text=_("Celle du fichier lui-même, pas de la page qui le montre."),
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    def clean(self) -> dict[str, Any]:
        """One or the other, of a bearable size."""
        said = super().clean() or {}
        sent = said.get("file")
        if sent and sent.size > MOST_BYTES:
            raise ValidationError(_("Une description ne pèse pas autant : 300 ko au plus."))
        if not self.errors and not sent and not said.get("url"):
            raise ValidationError(_("Choisissez un fichier, ou donnez une adresse."))
        return said


class BegunForm(OpenForm):
    """The form that opens a commons, with what a file says beyond its first questions."""

    maturity = forms.ChoiceField(label=_("Où en est-il ?"), choices=Maturity.choices, required=False)
    sites = LinksField(label=_("Site"), help_text=_("Une adresse par ligne, suivie de son nom."))
    sources = LinksField(label=_("Code, plans ou fichiers sources"))
    documentation = LinksField(label=_("Documentation"))
    others = LinksField(label=_("Autres liens"))
    begun = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)

    _LINKS = (
        ("sites", LinkSort.SITE),
        ("sources", LinkSort.SOURCE),
        ("documentation", LinkSort.DOCUMENTATION),
        ("others", LinkSort.OTHER),
    )

    def described(self) -> dict[str, Any]:
        """What was said, links and progress too."""
        said = self.cleaned_data
        links = [{"sort": str(sort), **link} for name, sort in self._LINKS for link in said[name]]
        return {**super().described(), "links": links, "maturity": said["maturity"] or Maturity.IDEA}

    @property
    def written(self) -> dict[str, Any]:
        """What was typed, as it was typed."""
        names = ("maturity", "begun", *(name for name, _sort in self._LINKS))
        return super().written | {name: self.data[name] for name in names if self.data.get(name)}
