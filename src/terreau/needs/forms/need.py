"""What one is asked when raising or changing a need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.needs.actions import OWN, Telling, Voice
from terreau.needs.forms.fields import TerritoriesField, named
from terreau.needs.models import Theme
from terreau.people.queries import mediating_organisations_of, organisations_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from terreau.needs.models import Need
    from terreau.people.models import Organisation, User

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


Voices = dict[str, tuple[str, Voice]]


class VoiceForm(forms.Form):
    """In whose name one speaks; asked only of those who may speak in several."""

    voice = forms.ChoiceField(label=_("Qui parle ?"), widget=forms.RadioSelect, required=False)

    def __init__(self, data: Any = None, *, user: User | AnonymousUser, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.voices = self.voices_of(user)
        if len(self.voices) < 2:  # noqa: PLR2004 - one voice is no choice
            del self.fields["voice"]
        else:
            field = self.fields["voice"]
            field.choices = [(key, words) for key, (words, _voice) in self.voices.items()]  # type: ignore[attr-defined]
            field.initial = next(iter(self.voices))

    def voices_of(self, user: User | AnonymousUser) -> Voices:
        """The ways in which this person may speak: words to choose from, and what each means."""
        voices: Voices = {"me": (str(_("En mon nom")), OWN)}
        for organisation in organisations_of(user):
            words = str(_("Au nom de %(name)s")) % {"name": organisation.name}
            voices[f"org-{organisation.pk}"] = (words, Voice(organisation=organisation))
        return voices | voices_for_someone(user)

    def chosen_voice(self) -> Voice:
        """In whose name one speaks, once the form is valid."""
        chosen = self.cleaned_data.get("voice") or next(iter(self.voices))
        return self.voices[chosen][1]


class NeedForm(VoiceForm, TellingForm):
    """Raise a need, in one's own name or for others; `key` makes a form sent twice one need."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)


class PaperNeedForm(NeedForm):
    """Key in a need that was taken down on paper, for someone; no name of the person is asked."""

    paper_place = forms.CharField(
        label=_("Où la feuille a-t-elle été remplie ?"),
        help_text=_("Par exemple : permanence de la maison des habitants."),
        max_length=160,
    )
    paper_date = forms.DateField(label=_("Quel jour ?"), widget=forms.DateInput(attrs={"type": "date"}))

    def voices_of(self, user: User | AnonymousUser) -> Voices:
        """A sheet is always keyed in for someone."""
        return voices_for_someone(user)

    def clean_paper_date(self) -> Any:
        """A day that has been."""
        return past(self.cleaned_data["paper_date"])

    def chosen_voice(self) -> Voice:
        """For someone, taken down there and then."""
        chosen = super().chosen_voice()
        return Voice(
            chosen.organisation,
            for_someone=True,
            paper_place=self.cleaned_data["paper_place"],
            paper_date=self.cleaned_data["paper_date"],
        )


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


def voices_for_someone(user: User | AnonymousUser) -> Voices:
    """The ways in which this person may speak for someone without an account."""
    organisations: list[Organisation | None] = [*mediating_organisations_of(user)]
    if getattr(user, "is_steward", False):
        organisations.append(None)
    return {
        f"for-{organisation.pk if organisation else 0}": (
            str(_("Pour quelqu’un, avec %(name)s")) % {"name": organisation.name}
            if organisation
            else str(_("Pour quelqu’un, en animant ce territoire")),
            Voice(organisation=organisation, for_someone=True),
        )
        for organisation in organisations
    }


def past(day: Any) -> Any:
    """The day itself, unless it has not come or is too far to be anything but a slip."""
    if day > timezone.localdate():
        raise forms.ValidationError(_("Ce jour n’est pas encore venu."))
    if day.year < 2000:  # noqa: PLR2004 - a sheet older than that is a slip of the finger
        raise forms.ValidationError(_("Vérifiez l’année."))
    return day
