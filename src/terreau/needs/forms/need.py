"""What one is asked when raising or changing a need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from terreau.needs.actions import Telling
from terreau.needs.forms.fields import TerritoriesField, named
from terreau.needs.forms.voice import PaperVoiceForm, VoiceForm
from terreau.needs.models import Theme

if TYPE_CHECKING:
    from terreau.needs.models import Need

#: Fields that are kept while one writes (drafts, session, browser).
WRITTEN = (
    "title", "situation", "theme", "territories", "concerned", "tried", "met_when", "voice", "key",
    "paper_place", "paper_date",
)  # fmt: skip
#: Characters in all that are kept for somebody who has no account yet.
MOST_KEPT = 20_000


class TellingForm(forms.Form):
    """What a need says."""

    title = forms.CharField(
        label=_("En une phrase, que manque-t-il ?"),
        help_text=_("Par exemple : « Rentrer chez soi après 21 heures sans voiture »."),
        min_length=8,
        max_length=120,
    )
    situation = forms.CharField(
        label=_("Racontez la situation"),
        help_text=_("Ce qui se passe, où, quand, depuis combien de temps. Sans nommer personne."),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    theme = forms.ChoiceField(label=_("De quoi s’agit-il ?"), choices=[("", "—"), *Theme.choices])
    territories = TerritoriesField(
        label=_("Où ?"),
        help_text=_("Une commune, une intercommunalité, un département… Séparez-les par des virgules."),
    )
    concerned = forms.CharField(
        label=_("Qui est concerné ?"),
        help_text=_("Par exemple : les personnes qui travaillent tard, les familles du quartier."),
        max_length=300,
        required=False,
    )
    tried = forms.CharField(
        label=_("Qu’est-ce qui a déjà été essayé ?"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    met_when = forms.CharField(
        label=_("Qu’est-ce qui montrerait que c’est résolu ?"),
        help_text=_("Un fait que l’on pourra vérifier ensemble."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_title(self) -> str:
        """One line, without spaces that a copy brings along."""
        return " ".join(self.cleaned_data["title"].split())

    def telling(self) -> Telling:
        """What was told, once the form is valid."""
        told = {name: self.cleaned_data[name] for name in TellingForm.base_fields}
        return Telling(**told)

    @property
    def written(self) -> dict[str, str]:
        """What was typed, as it was typed."""
        return {name: self.data[name] for name in WRITTEN if self.data.get(name)}


class NeedForm(VoiceForm, TellingForm):
    """Raise a need, in one's own name or for others; `key` makes a form sent twice one need."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)


class PaperNeedForm(PaperVoiceForm, NeedForm):
    """Key in a need that was taken down on paper, for someone; no name of the person is asked."""


class EditForm(TellingForm):
    """Change what a need says; `version` is the one the person saw."""

    reason = forms.CharField(
        label=_("Pourquoi ce changement ?"),
        help_text=_("Une phrase, visible de tous."),
        max_length=300,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, need: Need) -> None:
        told = {name: getattr(need, name) for name in TellingForm.base_fields if name != "territories"}
        places = named(
            link.territory for link in need.territory_links.select_related("territory").order_by("pk")
        )
        super().__init__(data, initial={**told, "territories": places, "version": need.version})
