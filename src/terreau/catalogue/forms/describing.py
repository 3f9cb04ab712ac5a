"""What one is asked of a data set before it is published, and after."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.actions import Telling
from terreau.catalogue.actions.describing import PLAIN
from terreau.catalogue.models import DataLicence, Frequency, PersonalData
from terreau.needs.forms.fields import TerritoriesField, named
from terreau.needs.models import Need, Theme
from terreau.participation.kinds import visible

if TYPE_CHECKING:
    import datetime as dt

    from terreau.catalogue.models import Dataset

MOST_NEEDS = 20


def _day(label: Any) -> forms.DateField:
    # A browser takes a day as 2026-11-23 only, and shows nothing of 23/11/2026: the period would be lost.
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class DescribeForm(forms.Form):
    """What a data set says of itself."""

    title = forms.CharField(
        label=_("Titre"),
        help_text=_("Ce que contient le tableau, et où : « Arceaux à vélo de Grenoble »."),
        max_length=160,
    )
    description = forms.CharField(
        label=_("Description"),
        help_text=_("Ce que dit une ligne du tableau, d’où cela vient, ce qu’il ne faut pas en conclure."),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    questions = forms.CharField(
        label=_("À quelles questions ces données répondent-elles ?"),
        help_text=_(
            "Une par ligne, comme une habitante la poserait : « Où garer mon vélo près de la gare ? »."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    theme = forms.ChoiceField(label=_("Thème"), choices=Theme.choices)
    territories = TerritoriesField(label=_("Où ?"), help_text=_("Séparez les territoires par des virgules."))
    period_start = _day(_("Depuis le"))
    period_end = _day(_("Jusqu’au"))
    licence = forms.ChoiceField(label=_("Licence"), choices=DataLicence.choices, initial=DataLicence.OUVERTE)
    frequency = forms.ChoiceField(label=_("Mises à jour"), choices=Frequency.choices)
    producer = forms.CharField(
        label=_("Qui a fait ces données, si ce n’est pas vous ?"), max_length=160, required=False
    )
    contact = forms.CharField(
        label=_("À qui écrire ?"),
        help_text=_("L’adresse d’un service ou d’une page, pas celle d’une personne."),
        max_length=200,
        required=False,
    )
    decided_by = forms.CharField(
        label=_("Qui décide de ces données ?"),
        help_text=_("Qui choisit ce qui est recueilli, publié ou retiré."),
        max_length=300,
        required=False,
    )
    collected_by = forms.CharField(label=_("Qui les recueille ?"), max_length=300, required=False)
    personal_data = forms.ChoiceField(
        label=_("Parlent-elles de personnes ?"), choices=PersonalData.choices, widget=forms.RadioSelect
    )
    needs = forms.CharField(
        label=_("Quels besoins servent-elles ?"),
        help_text=_("Les numéros ou les adresses des besoins, séparés par des virgules."),
        max_length=600,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self,
        data: Any = None,
        *,
        dataset: Dataset,
        where: str = "",
        days: tuple[dt.date, dt.date] | None = None,
    ) -> None:
        told = {name: getattr(dataset, name) for name in PLAIN}
        links = dataset.territory_links.select_related("territory").order_by("pk")
        served = dataset.need_links.order_by("need_id").values_list("need_id", flat=True)
        initial = {
            **told,
            "territories": named(link.territory for link in links) or where,
            "needs": ", ".join(map(str, served)),
            "version": dataset.version,
        }
        if days:
            initial["period_start"], initial["period_end"] = days
        super().__init__(data, initial=initial)
        if days:
            self.fields["period_end"].help_text = _(
                "Ces deux jours sont ceux du tableau : corrigez-les s’il le faut."
            )

    def clean_needs(self) -> list[Need]:
        """The needs named, each once; what is not one is said."""
        said = [
            part.strip().rstrip("/").rsplit("/", 1)[-1].lstrip("n°# ")
            for part in re.split(r"[,;\s]+", self.cleaned_data["needs"])
        ]
        numbers = {int(one) for one in said if one.isascii() and one.isdigit() and len(one) < 18}  # noqa: PLR2004 - 64 bits
        if len(numbers) != len({one for one in said if one}) or len(numbers) > MOST_NEEDS:
            raise forms.ValidationError(_("Donnez des numéros de besoins, par exemple « 12, 15 »."))
        found = list(visible(Need.objects.filter(pk__in=numbers)).order_by("pk"))
        if len(found) != len(numbers):
            raise forms.ValidationError(_("L’un de ces besoins n’existe pas."))
        return found

    def clean(self) -> dict[str, Any]:
        """A period goes forward."""
        told: dict[str, Any] = super().clean() or {}
        start, end = told.get("period_start"), told.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("La période finit avant d’avoir commencé."))
        return told

    def telling(self) -> Telling:
        """What was told, once the form is valid."""
        told = {name: self.cleaned_data[name] for name in (*PLAIN, "territories", "needs")}
        return Telling(**told)


class ChangeForm(DescribeForm):
    """The same for data that everyone reads already: the change has a public reason."""

    reason = forms.CharField(
        label=_("Pourquoi ce changement ?"),
        help_text=_("Une phrase, visible de tous."),
        max_length=300,
        required=False,
    )


class PublishForm(forms.Form):
    """When everyone may read."""

    embargo_until = forms.DateField(
        label=_("Montrer les lignes à partir du"),
        help_text=_(
            "Laissez vide pour publier tout de suite. Avant ce jour, la page existe, sans ses lignes."
        ),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = forms.CharField(
        label=_("Un mot sur cette publication"),
        help_text=_("Visible de tous : ce qui a changé, ou pourquoi attendre."),
        max_length=300,
        required=False,
    )


class ReasonForm(forms.Form):
    """A public reason."""

    reason = forms.CharField(
        label=_("Pourquoi ?"),
        help_text=_("Une ou deux phrases, visibles de tous."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
