"""Forms by which people speak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from terreau.participation.models import Intent
from terreau.participation.models.conversation import LONGEST
from terreau.people.models import Belonging, Organisation, Role

if TYPE_CHECKING:
    from terreau.people.models import User


class TextForm(forms.Form):
    """A message."""

    text = forms.CharField(
        label=_("Votre message"),
        help_text=_(
            "Public. Vous pouvez le modifier ou le retirer ensuite. Une ligne vide fait un paragraphe."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class SayForm(TextForm):
    """Say something about a thing: a message or a question; a reply is always a message."""

    intent = forms.ChoiceField(
        label=_("C’est"), choices=Intent.choices, initial=Intent.COMMENT, widget=forms.RadioSelect
    )
    for_someone = forms.BooleanField(
        label=_("Je l’écris pour quelqu’un qui n’a pas de compte"),
        help_text=_("Son nom n’est pas demandé, le vôtre n’est pas montré."),
        required=False,
    )
    reply_to = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("text", "intent", "for_someone", "reply_to", "key")

    def __init__(self, data: Any = None, *, mediates: bool, reply_to: int | None = None) -> None:
        super().__init__(data, initial={"reply_to": reply_to, "key": uuid4(), "intent": Intent.COMMENT})
        if reply_to is not None:
            del self.fields["intent"]
        if not mediates:
            del self.fields["for_someone"]


class MendForm(TextForm):
    """Another wording."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ReasonForm(forms.Form):
    """A public reason."""

    reason = forms.CharField(
        label=_("Pourquoi ?"),
        help_text=_("Une ou deux phrases, visibles de tous."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def mediating_organisation(user: User) -> Organisation | None:
    """The verified organisation for which this person mediates; None for a steward who does not."""
    belonging = (
        Belonging.objects.filter(user_id=user.pk, role=Role.MEDIATOR, organisation__verified_at__isnull=False)
        .select_related("organisation")
        .order_by("pk")
        .first()
    )
    return belonging.organisation if belonging else None
