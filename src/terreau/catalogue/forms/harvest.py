"""A catalogue to read, how it is called, how often it is read."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.models.distribution import Refresh


class SourceWordsForm(forms.Form):
    """How a catalogue is called, how often it is read."""

    title = forms.CharField(
        label=_("Nom du portail"), help_text=_("Par exemple : Données de la métropole."), max_length=160
    )
    every = forms.ChoiceField(
        label=_("Le relire"), choices=Refresh.choices, initial=Refresh.WEEKLY, widget=forms.RadioSelect
    )


class SourceForm(SourceWordsForm):
    """The same, with the address that names it for ever."""

    url = forms.URLField(
        label=_("Adresse du catalogue"),
        help_text=_(
            "Un catalogue DCAT, en Turtle, RDF/XML ou JSON-LD. Sur data.gouv.fr : l’adresse de votre "
            "organisation suivie de /catalog.ttl ; sur CKAN : /catalog.ttl ; sur Opendatasoft : "
            "/api/explore/v2.1/catalog/exports/dcat."
        ),
        max_length=500,
        assume_scheme="https",
    )
    field_order = ("url", "title", "every")
