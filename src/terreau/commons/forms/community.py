"""Forms about the community of a commons, its decisions, its rules, its uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.commons.actions import Usage
from terreau.commons.models import Decision, Role
from terreau.needs.forms.acts import ReasonForm
from terreau.needs.forms.voice import past
from terreau.people.queries import organisations_of

if TYPE_CHECKING:
    from terreau.commons.models import Commons
    from terreau.people.models import User


class JoinForm(forms.Form):
    """Enter a community."""

    role = forms.ChoiceField(
        label=_("Comment prenez-vous part ?"),
        choices=[(Role.MEMBER, Role.MEMBER.label), (Role.CONTRIBUTOR, Role.CONTRIBUTOR.label)],
        widget=forms.RadioSelect,
        initial=Role.MEMBER,
    )


class InviteForm(forms.Form):
    """Make a link that lets one person in."""

    role = forms.ChoiceField(
        label=_("Pour quel rôle ?"),
        choices=[(Role.CONTRIBUTOR, Role.CONTRIBUTOR.label), (Role.STEWARD, Role.STEWARD.label)],
        widget=forms.RadioSelect,
        initial=Role.CONTRIBUTOR,
    )


class LeaveForm(forms.Form):
    """Leave a community."""

    reason = forms.CharField(
        label=_("Voulez-vous dire pourquoi ?"),
        help_text=_("Une phrase, visible de tous."),
        max_length=300,
        required=False,
    )


class AskForm(forms.Form):
    """Put a question to the community."""

    question = forms.CharField(label=_("Quelle est la question ?"), max_length=200)
    context = forms.CharField(
        label=_("Ce qu’il faut savoir pour y répondre"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    options = forms.CharField(
        label=_("Quelles réponses sont possibles ?"),
        help_text=_("Une par ligne, deux au moins."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    closes_on = forms.DateField(
        label=_("À décider avant le"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_options(self) -> list[str]:
        """Two to ten lines."""
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]
        lines = list(dict.fromkeys(lines))
        if not 2 <= len(lines) <= 10:  # noqa: PLR2004 - one answer is no question
            raise forms.ValidationError(_("Écrivez de deux à dix réponses, une par ligne."))
        return lines

    def clean_closes_on(self) -> Any:
        """A day to come."""
        day = self.cleaned_data["closes_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("Ce jour est déjà passé."))
        return day


class DecideForm(forms.Form):
    """Say what was decided, and why; or that the question is dropped."""

    outcome = forms.ChoiceField(label=_("Qu’est-ce qui est décidé ?"), widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Pour quelles raisons ?"),
        help_text=_("Ce qui a compté, et ce qui a été entendu de l’autre côté. Visible de tous."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    #: What stands for "dropped": no option can be empty.
    DROPPED = "-"

    def __init__(self, data: Any = None, *, decision: Decision) -> None:
        super().__init__(data)
        choices = [(option, option) for option in decision.options]
        self.fields["outcome"].choices = [*choices, (self.DROPPED, _("La question est abandonnée"))]  # type: ignore[attr-defined]


class RuleForm(forms.Form):
    """Say what holds under one light."""

    text = forms.CharField(
        label=_("Ce que dit ce commun"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    decision = forms.ChoiceField(label=_("Quelle décision l’a voulu ?"), required=False)
    reason = forms.CharField(
        label=_("Pourquoi ce changement ?"), help_text=_("Une phrase, visible de tous."), max_length=300
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Any = None, *, commons: Commons, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        taken = Decision.objects.filter(commons=commons, state=Decision.State.DECIDED).order_by(
            "-decided_at"
        )[:50]
        choices = [("", "—"), *((str(one.pk), one.question) for one in taken)]
        if len(choices) == 1:
            del self.fields["decision"]
        else:
            self.fields["decision"].choices = choices  # type: ignore[attr-defined]


class UseForm(forms.Form):
    """Say who uses the commons."""

    organisation = forms.ChoiceField(label=_("Quelle organisation ?"), required=False)
    name = forms.CharField(label=_("Ou son nom, si elle n’a pas de page ici"), max_length=160, required=False)
    purpose = forms.CharField(label=_("Pour quoi faire ?"), max_length=300)
    since = forms.DateField(
        label=_("Depuis quand ?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    used_version = forms.CharField(label=_("Quelle version ?"), max_length=60, required=False)
    evidence = forms.URLField(
        label=_("Une adresse qui le montre"), max_length=500, required=False, assume_scheme="https"
    )

    def __init__(self, data: Any = None, *, user: User, may_name: bool) -> None:
        super().__init__(data)
        self.own = {str(one.pk): one for one in organisations_of(user)}
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((key, one.name) for key, one in self.own.items()),
        ]
        if not may_name:
            del self.fields["name"]
            self.fields["organisation"].required = True
            self.fields["organisation"].help_text = _("Une organisation dont vous faites partie.")

    def clean_since(self) -> Any:
        """A day that has been."""
        day = self.cleaned_data["since"]
        return past(day) if day else None

    def clean(self) -> dict[str, Any]:
        """One organisation or one name."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("organisation") and not said.get("name"):
            raise forms.ValidationError(_("Choisissez une organisation, ou écrivez son nom."))
        return said

    def usage(self) -> Usage:
        """What was said, once the form is valid."""
        said = self.cleaned_data
        return Usage(
            purpose=said["purpose"],
            organisation=self.own.get(said.get("organisation") or ""),
            name=said.get("name") or "",
            since=said["since"],
            used_version=said["used_version"],
            evidence=said["evidence"],
        )


__all__ = [
    "AskForm",
    "DecideForm",
    "InviteForm",
    "JoinForm",
    "LeaveForm",
    "ReasonForm",
    "RuleForm",
    "UseForm",
]
