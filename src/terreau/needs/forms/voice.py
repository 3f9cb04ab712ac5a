"""In whose name one writes: one's own, an organisation's, or someone's through a mediator or on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.needs.actions import OWN, Voice
from terreau.people.queries import mediating_organisations_of, organisations_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from terreau.people.models import Organisation, User

#: Ways of speaking by key: the words to choose from, and what each means.
Voices = dict[str, tuple[str, Voice]]


class VoiceForm(forms.Form):
    """In whose name one speaks; asked only of those who may speak in several."""

    voice = forms.ChoiceField(label=_("Qui parle ?"), widget=forms.RadioSelect)

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


class PaperVoiceForm(VoiceForm):
    """What was taken down on a sheet of paper, where and when; the name of nobody is asked."""

    paper_place = forms.CharField(
        label=_("Où la feuille a-t-elle été remplie ?"),
        help_text=_("Par exemple : permanence de la maison des habitants."),
        max_length=160,
    )
    paper_date = forms.DateField(
        label=_("Quel jour ?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def voices_of(self, user: User | AnonymousUser) -> Voices:
        """A sheet is always keyed in for others."""
        return voices_for_someone(user)

    def clean_paper_date(self) -> Any:
        """A day that has been."""
        return past(self.cleaned_data["paper_date"])

    def chosen_voice(self) -> Voice:
        """For others, taken down there and then."""
        chosen = super().chosen_voice()
        return Voice(
            chosen.organisation,
            for_someone=True,
            paper_place=self.cleaned_data["paper_place"],
            paper_date=self.cleaned_data["paper_date"],
        )


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
