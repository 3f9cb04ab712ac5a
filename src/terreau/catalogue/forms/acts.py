"""Small forms about published data: a use, a correction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.actions import Reliance
from terreau.catalogue.models import UseKind
from terreau.people.queries import organisations_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.people.models import Organisation, User


class UseForm(forms.Form):
    """What relies on the data."""

    kind = forms.ChoiceField(
        label=_("Qu’est-ce que c’est ?"), choices=UseKind.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("En une phrase"),
        help_text=_("Par exemple : « Choix des cinq premières cours d’école à ombrager »."),
        max_length=160,
    )
    description = forms.CharField(
        label=_("Quel effet sur les gens ?"),
        help_text=_("Ce qui est décidé ou calculé à partir de ces données, et pour qui cela compte."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    url = forms.URLField(
        label=_("Adresse où en lire plus"), max_length=500, required=False, assume_scheme="https"
    )
    since = forms.DateField(
        label=_("Depuis le"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    voice = forms.ChoiceField(label=_("Qui s’en sert ?"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data)
        self.voices: dict[str, Organisation | None] = {f"org-{one.pk}": one for one in organisations_of(user)}
        self.voices["me"] = None
        self.fields["voice"].choices = [  # type: ignore[attr-defined]
            (key, one.name if one else gettext("Moi, en mon nom")) for key, one in self.voices.items()
        ]
        self.fields["voice"].initial = next(iter(self.voices))

    def reliance(self) -> Reliance:
        """What was told, once the form is valid."""
        told = {name: self.cleaned_data[name] for name in ("kind", "title", "description", "url", "since")}
        return Reliance(**told, organisation=self.voices[self.cleaned_data["voice"]])


class CorrectionForm(forms.Form):
    """What a cell should hold, and how one knows."""

    field = forms.ChoiceField(label=_("Quelle colonne ?"))
    after = forms.CharField(label=_("Que devrait-elle contenir ?"), max_length=1000, required=False)
    reason = forms.CharField(
        label=_("Comment le savez-vous ?"),
        help_text=_("Une ou deux phrases, visibles de tous. Ne nommez personne."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, columns: Sequence[tuple[str, str]], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["field"].choices = [  # type: ignore[attr-defined]
            (name, f"{name}{gettext(' : ')}{value[:60] or gettext('vide')}") for name, value in columns
        ]
