"""Small forms: supporting on paper, changing state, merging, sending a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from terreau.needs.forms.voice import past, voices_for_someone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.needs.models import State
    from terreau.people.models import Organisation, User


class ReasonForm(forms.Form):
    """A public reason."""

    reason = forms.CharField(
        label=_("Pourquoi ?"),
        help_text=_("Une ou deux phrases, visibles de tous."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StateForm(ReasonForm):
    """Change the state of a need; only what is possible now is offered."""

    state = forms.ChoiceField(label=_("Nouvel état"), widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    field_order = ("state", "reason", "version")

    def __init__(self, data: Any = None, *, states: Sequence[State], version: int) -> None:
        super().__init__(data, initial={"version": version})
        self.fields["state"].choices = [(state.value, state.label) for state in states]  # type: ignore[attr-defined]


class PaperCountForm(forms.Form):
    """Count people who said "me too" on paper."""

    count = forms.IntegerField(
        label=_("Combien de personnes ?"),
        help_text=_("Comptez les croix de la feuille. Aucun nom n’est gardé."),
        min_value=1,
        max_value=10_000,
    )
    place = forms.CharField(
        label=_("Où ?"), help_text=_("Par exemple : marché de la place du village."), max_length=160
    )
    date = forms.DateField(
        label=_("Quel jour ?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    voice = forms.ChoiceField(label=_("Avec quelle organisation ?"), widget=forms.RadioSelect)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, user: User, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.voices = voices_for_someone(user)
        if len(self.voices) < 2:  # noqa: PLR2004 - one voice is no choice
            del self.fields["voice"]
        else:
            choices = [
                (key, voice.organisation.name if voice.organisation else words)
                for key, (words, voice) in self.voices.items()
            ]
            self.fields["voice"].choices = choices  # type: ignore[attr-defined]
            self.fields["voice"].initial = choices[0][0]

    def clean_date(self) -> Any:
        """A day that has been."""
        return past(self.cleaned_data["date"])

    def organisation(self) -> Organisation | None:
        """The organisation chosen, once the form is valid."""
        chosen = self.cleaned_data.get("voice") or next(iter(self.voices), "")
        return self.voices[chosen][1].organisation if chosen else None


class PaperCorrectionForm(ReasonForm):
    """Correct a number counted on paper; zero takes it back."""

    count = forms.IntegerField(label=_("Le bon nombre de personnes"), min_value=0, max_value=10_000)
    field_order = ("count", "reason")


class MergeForm(ReasonForm):
    """Propose that a need joins another."""

    target = forms.CharField(
        label=_("Quel besoin rejoindre ?"),
        help_text=_("Son numéro ou son adresse."),
        max_length=200,
    )
    field_order = ("target", "reason")

    def clean_target(self) -> int:
        """The number of the need, alone or at the end of an address."""
        said = self.cleaned_data["target"].rstrip("/").rsplit("/", 1)[-1].lstrip("n°# ")
        if not (said.isascii() and said.isdigit() and len(said) < 18):  # noqa: PLR2004 - beyond a database's integer
            raise forms.ValidationError(_("Donnez le numéro du besoin, par exemple 12."))
        return int(said)


class FileForm(forms.Form):
    """Send a table of needs."""

    file = forms.FileField(
        label=_("Votre fichier CSV"),
        help_text=_("300 lignes et 1 Mo au plus, une ligne par besoin."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )
