"""Forms by which people report, decide, contest and answer."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from terreau.participation.models import Ground
from terreau.participation.models.moderation import LONGEST, RULES


class ReportForm(forms.Form):
    """What is wrong; a visitor may leave an address to be told what is decided."""

    ground = forms.ChoiceField(
        label=_("Qu’est-ce qui ne va pas ?"), choices=Ground.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Expliquez en quelques mots"),
        help_text=_("Lu seulement par les personnes qui modèrent. Dites où, et ce qui vous gêne."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    email = forms.EmailField(
        label=_("Votre adresse e-mail"),
        help_text=_("Pour savoir ce qui est décidé. Elle ne sert à rien d’autre, puis elle est effacée."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, has_account: bool) -> None:
        super().__init__(data, initial={"key": uuid4()})
        if has_account:
            del self.fields["email"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("ground") == Ground.OTHER and not told.get("text", "").strip():
            self.add_error("text", _("Dites en quelques mots ce qui ne va pas."))
        return told


class _ReasonedForm(forms.Form):
    """A public reason, on the case as it was read."""

    reason = forms.CharField(
        label=_("Pourquoi ?"),
        help_text=_(
            "Une ou deux phrases, visibles de tous. N’y répétez ni ce qui est masqué, ni le nom de quelqu’un."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class DecisionForm(_ReasonedForm):
    """Leave it, or hide it by a rule."""

    decision = forms.ChoiceField(
        label=_("Votre décision"),
        choices=[("leave", _("Laisser tel quel")), *((ground.value, rule) for ground, rule in RULES.items())],
        help_text=_("Pour masquer, choisissez la règle qui n’est pas suivie."),
        widget=forms.RadioSelect,
    )
    field_order = ("decision", "reason", "version")

    @property
    def ground(self) -> Ground | None:
        """The rule broken; None to leave it."""
        chosen = self.cleaned_data["decision"]
        return None if chosen == "leave" else Ground(chosen)


class RestoreForm(_ReasonedForm):
    """Show again."""


class AnswerForm(_ReasonedForm):
    """Answer an appeal."""

    answer = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=[
            ("grant", _("La contestation est juste : montrer de nouveau")),
            ("uphold", _("Garder masqué")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ("answer", "reason", "version")


class AppealForm(forms.Form):
    """What the author has to say."""

    text = forms.CharField(
        label=_("Pourquoi n’êtes-vous pas d’accord ?"),
        help_text=_("Lu seulement par les personnes qui modèrent. Vous ne pouvez contester qu’une fois."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ModeratorForm(forms.Form):
    """Who to ask."""

    email = forms.EmailField(
        label=_("Adresse e-mail de son compte"),
        help_text=_("La personne doit déjà avoir un compte ici."),
        max_length=254,
    )
