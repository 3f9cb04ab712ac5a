"""Forms about contributions and components."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.commons.actions import Given, Part
from terreau.commons.forms.fields import LinksField, as_lines
from terreau.commons.models import UNITS, Gave
from terreau.needs.forms.voice import past
from terreau.people.queries import organisations_of

if TYPE_CHECKING:
    from terreau.commons.models import Component
    from terreau.people.models import User


class DeclareForm(forms.Form):
    """Declare what was given to a commons."""

    gave = forms.ChoiceField(label=_("Qu’avez-vous apporté ?"), choices=Gave.choices)
    words = forms.CharField(label=_("Précisément"), max_length=300)
    quantity = forms.DecimalField(
        label=_("Combien ?"), min_value=0, max_digits=12, decimal_places=2, localize=True
    )
    unit = forms.CharField(
        label=_("De quoi ?"),
        help_text=_(
            "Heures, pages, pièces, mètres carrés… Vide : heures pour du temps, euros pour de l’argent."
        ),
        max_length=30,
        required=False,
    )
    done_on = forms.DateField(
        label=_("Quel jour ?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    whom = forms.ChoiceField(label=_("Au nom de qui ?"))
    name = forms.CharField(
        label=_("Ou le nom d’un groupe"),
        help_text=_("Jamais celui d’une personne qui ne l’a pas demandé."),
        max_length=160,
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, user: User, may_name: bool) -> None:
        super().__init__(data, initial={"key": uuid4(), "done_on": timezone.localdate()})
        self.own = {str(one.pk): one for one in organisations_of(user)}
        mine = [("me", _("En mon nom")), *((key, one.name) for key, one in self.own.items())]
        self.fields["whom"].choices = mine  # type: ignore[attr-defined]
        if not may_name:
            del self.fields["name"]

    def clean_quantity(self) -> Any:
        """More than nothing."""
        quantity = self.cleaned_data["quantity"]
        if quantity <= 0:
            raise forms.ValidationError(_("Écrivez un nombre plus grand que zéro."))
        return quantity

    def clean_done_on(self) -> Any:
        """A day that has been."""
        return past(self.cleaned_data["done_on"])

    def given(self) -> Given:
        """What was said, once the form is valid."""
        said = self.cleaned_data
        gave = Gave(said["gave"])
        return Given(
            gave=gave,
            quantity=said["quantity"],
            unit=said["unit"] or str(UNITS.get(gave, _("fois"))),
            words=said["words"],
            done_on=said["done_on"],
            organisation=self.own.get(said["whom"]),
            name=said.get("name") or "",
        )


class SettleForm(forms.Form):
    """Settle a contribution that was objected to."""

    keep = forms.ChoiceField(
        label=_("Que devient-elle ?"),
        choices=[("yes", _("Gardée")), ("no", _("Écartée"))],
        widget=forms.RadioSelect,
    )
    quantity = forms.DecimalField(
        label=_("Une autre quantité ?"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
        localize=True,
    )
    reason = forms.CharField(
        label=_("Pourquoi ?"), help_text=_("Une ou deux phrases, visibles de tous."), max_length=300
    )


class RecogniseForm(forms.Form):
    """Give a badge of which a contribution is the evidence."""

    badge = forms.ChoiceField(label=_("Quel badge donner ?"))

    def __init__(self, data: Any = None, *, badges: Any) -> None:
        super().__init__(data)
        self.badges = {str(badge.pk): badge for badge in badges}
        choices = [(key, badge.name) for key, badge in self.badges.items()]
        self.fields["badge"].choices = choices  # type: ignore[attr-defined]


class ComponentForm(forms.Form):
    """A part that others may take."""

    title = forms.CharField(label=_("Nom du composant"), max_length=120)
    interface = forms.CharField(
        label=_("Comment se branche-t-il ?"),
        help_text=_(
            "Dimensions, prise, format, adresse : ce qui doit rester pareil pour que les autres marchent."
        ),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    version = forms.CharField(label=_("Version"), max_length=60)
    licence_said = forms.CharField(label=_("Sous quelle licence ?"), max_length=300, required=False)
    documents = LinksField(label=_("Documents"), help_text=_("Une adresse par ligne, suivie de son nom."))
    reason = forms.CharField(label=_("Pourquoi ce changement ?"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, component: Component | None = None) -> None:
        said = {}
        if component is not None:
            said = {
                "title": component.title,
                "interface": component.interface,
                "version": component.current_version,
                "licence_said": component.licence_said,
                "documents": as_lines(component.documents),
            }
        super().__init__(data, initial=said)

    def part(self) -> Part:
        """What was said, once the form is valid."""
        said = self.cleaned_data
        return Part(
            title=said["title"],
            interface=said["interface"],
            version=said["version"],
            licence_said=said["licence_said"],
            documents=said["documents"],
        )


class UseComponentForm(forms.Form):
    """Say that one of one's commons uses a component."""

    commons = forms.ChoiceField(label=_("Quel commun s’en sert ?"))
    used_version = forms.CharField(label=_("Quelle version ?"), max_length=60, required=False)
    quantity = forms.IntegerField(label=_("Combien ?"), min_value=1, max_value=1_000_000, initial=1)
    modified = forms.BooleanField(label=_("Nous l’avons modifié"), required=False)
    purpose = forms.CharField(label=_("Pour quoi faire ?"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, own: Any) -> None:
        super().__init__(data)
        self.fields["commons"].choices = [(str(one.pk), one.title) for one in own]  # type: ignore[attr-defined]
