"""Proposing a meeting, and asking for some."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from terreau.foundation.slots import Dates
from terreau.participation import kinds
from terreau.participation.actions.meetings import FARTHEST, LONGEST, Appointment
from terreau.participation.errors import UnknownAgendaFilterError
from terreau.participation.queries.meetings import PAGE_SIZE
from terreau.people.queries import organisations_of
from terreau.territories.forms import TerritoryField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from terreau.participation.kinds import Theme
    from terreau.participation.models import Meeting
    from terreau.people.models import Organisation, User
    from terreau.territories.models import Territory


def _moment(label: Any, *, required: bool = True, **options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, required=required, widget=widget, **options)


class MeetingForm(forms.Form):
    """When, where, what for."""

    title = forms.CharField(
        label=_("Quel rendez-vous ?"),
        help_text=_("Par exemple : « Réparer les vélos ensemble »."),
        max_length=120,
    )
    starts_at = _moment(_("Début"))
    ends_at = _moment(_("Fin"), required=False)
    place = forms.CharField(
        label=_("Où se retrouve-t-on ?"),
        help_text=_("Un lieu en toutes lettres : « Maison des habitants, salle 2 »."),
        max_length=160,
        required=False,
    )
    territory = TerritoryField(
        label=_("Dans quelle commune ?"),
        help_text=_("Pour que ce rendez-vous soit trouvé dans l’agenda de ce territoire."),
        required=False,
    )
    online = forms.URLField(
        label=_("Adresse en ligne"),
        help_text=_("Si l’on peut venir à distance. Elle sera publique."),
        max_length=300,
        required=False,
        assume_scheme="https",
    )
    description = forms.CharField(
        label=_("Ce qu’il faut savoir"),
        help_text=_("Ce que l’on y fera, l’accès, ce qu’il faut apporter."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        """What holds together: an end after the start, somewhere to go."""
        said = super().clean() or self.cleaned_data
        starts, ends = said.get("starts_at"), said.get("ends_at")
        if starts and ends and not starts < ends <= starts + LONGEST:
            self.add_error("ends_at", gettext("La fin vient après le début, et dans le mois."))
        if starts and (ends or starts) > timezone.now() + FARTHEST:
            self.add_error("starts_at", gettext("C’est trop loin : trois ans au plus."))
        if not (said.get("place") or said.get("online") or {"place", "online"} & set(self.errors)):
            self.add_error("place", gettext("Dites où l’on se retrouve, ou donnez une adresse en ligne."))
        return said

    def appointment(self) -> Appointment:
        """What was told, once the form is valid."""
        return Appointment(**{name: self.cleaned_data[name] for name in MeetingForm.base_fields})


class PlanForm(MeetingForm):
    """Propose a meeting, in one's own name or an organisation's."""

    voice = forms.ChoiceField(label=_("Qui organise ?"), widget=forms.RadioSelect)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, user: User, places: Mapping[str, str]) -> None:
        first = next(iter(places.values()), "")
        super().__init__(data, initial={"key": uuid4(), "territory": first, "voice": "me"})
        self.organisations = {f"org-{one.pk}": one for one in organisations_of(user)}
        if self.organisations:
            said = [(key, one.name) for key, one in self.organisations.items()]
            self.fields["voice"].choices = [("me", _("Moi")), *said]  # type: ignore[attr-defined]
        else:
            del self.fields["voice"]

    def clean_starts_at(self) -> Any:
        """A moment to come."""
        if (moment := self.cleaned_data["starts_at"]) < timezone.now():
            raise ValidationError(gettext("Ce moment est déjà passé."))
        return moment

    def organisation(self) -> Organisation | None:
        """In whose name, once the form is valid."""
        return self.organisations.get(self.cleaned_data.get("voice", ""))


class ChangeMeetingForm(MeetingForm):
    """Move a meeting, or say it otherwise; `version` is the one that was read."""

    reason = forms.CharField(
        label=_("Pourquoi ce changement ?"),
        help_text=_("Une phrase, visible de tous."),
        max_length=300,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        told = {name: getattr(meeting, name) for name in MeetingForm.base_fields}
        for name in ("starts_at", "ends_at"):
            told[name] = timezone.localtime(told[name]) if told[name] else None
        super().__init__(data, initial={**told, "version": meeting.version})


@dataclass(frozen=True)
class Asked:
    """Which dates are asked for, and one sentence for each filter that was not understood."""

    theme: Theme | None = None
    territory: Territory | None = None
    since: dt.datetime | None = None
    problems: tuple[str, ...] = ()

    def dates(self, most: int = PAGE_SIZE, back: dt.timedelta = dt.timedelta()) -> Dates:
        """The same as rooms are asked; from now on unless a moment was named."""
        return Dates(
            since=self.since or timezone.now() - back,
            theme=self.theme.code if self.theme else "",
            territory=self.territory.ref if self.territory else "",
            most=most,
        )

    def as_query(self) -> dict[str, str]:
        """The same as it stands in an address, without the moment reached."""
        said = {
            "theme": self.theme.slug if self.theme else "",
            "territoire": self.territory.ref if self.territory else "",
        }
        return {key: value for key, value in said.items() if value}

    @property
    def name(self) -> str:
        """What a calendar is called."""
        parts = [gettext("Agenda")]
        if self.theme:
            parts.append(str(self.theme.label))
        if self.territory:
            parts.append(self.territory.name)
        return " · ".join(parts)


def read(query: Mapping[str, str]) -> Asked:
    """Understand `theme`, `territoire` and `depuis`; what is not understood is said."""
    said = {
        name: query.get(name, "").replace("\x00", "").strip()[:120]
        for name in ("theme", "territoire", "depuis")
    }
    problems: list[str] = []
    theme = kinds.theme_of(said["theme"]) if said["theme"] else None
    if said["theme"] and theme is None:
        problems.append(gettext("Le thème « %(said)s » n’existe pas.") % {"said": said["theme"]})
    territory: Territory | None = None
    if said["territoire"]:
        try:
            territory = TerritoryField().clean(said["territoire"])
        except ValidationError as fault:
            problems.extend(fault.messages)
    return Asked(theme, territory, _since(said["depuis"], problems), tuple(problems))


def understood(query: Mapping[str, str]) -> Asked:
    """The same for programs: raises UnknownAgendaFilterError when something was not understood."""
    asked = read(query)
    if asked.problems:
        raise UnknownAgendaFilterError(why=" ".join(asked.problems))
    return asked


def _since(said: str, problems: list[str]) -> dt.datetime | None:
    if not said:
        return None
    try:
        moment = parse_datetime(said)
    except ValueError:
        moment = None
    if moment is None or not 2000 < moment.year < 9000:  # noqa: PLR2004 - years that calendars and databases hold
        problems.append(str(gettext_lazy("La date demandée n’en est pas une.")))
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
