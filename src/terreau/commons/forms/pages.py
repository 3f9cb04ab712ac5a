"""Forms about the pages of a commons."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.commons.models import LONGEST_PAGE
from terreau.needs.forms.acts import ReasonForm


class PageForm(forms.Form):
    """Write a page."""

    text = forms.CharField(
        label=_("Texte"),
        help_text=_(
            "Une ligne vide sépare les paragraphes. « ## Titre » fait un titre, « - » une liste, [[Autre "
            "page]] mène à une page de ce commun, [[commun:12]] à un autre commun."
        ),
        max_length=LONGEST_PAGE,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20}),
    )
    reason = forms.CharField(
        label=_("Qu’est-ce qui change, et pourquoi ?"),
        help_text=_("Une phrase, visible de tous dans l’historique."),
        max_length=300,
        required=False,
    )


class NewPageForm(PageForm):
    """Write a new page."""

    title = forms.CharField(label=_("Titre de la page"), max_length=160)
    field_order = ("title", "text", "reason")


class EditPageForm(PageForm):
    """Change a page; `version` is the one the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ProtectForm(ReasonForm):
    """Protect a page for a time, or open it again."""

    days = forms.IntegerField(
        label=_("Pour combien de jours ?"),
        help_text=_("90 au plus. Zéro la rouvre à tous."),
        min_value=0,
        max_value=90,
        initial=7,
    )
    field_order = ("days", "reason")

    def until(self) -> dt.date:
        """The last day of the protection; yesterday to open the page again."""
        days: int = self.cleaned_data["days"]
        return timezone.localdate() + dt.timedelta(days=days or -1)
