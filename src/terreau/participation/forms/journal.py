"""What the journal is asked for, read from an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from terreau.participation import kinds
from terreau.participation.errors import UnknownThingError
from terreau.participation.queries.journal import Filters, known_person
from terreau.people.models import Organisation
from terreau.territories.forms import TerritoryField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from terreau.people.models import User
    from terreau.territories.models import Territory

LONGEST = 120
_DIGITS = 18


@dataclass(frozen=True)
class Asked:
    """Filters that were understood, and one sentence for each that was not."""

    filters: Filters
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Option:
    """One line of a list to choose from."""

    value: str
    label: str
    selected: bool


def read(query: Mapping[str, str]) -> Asked:
    """Understand `salle`, `territoire`, `theme`, `qui`, `objet`, `avant`; what is not understood is said."""
    said = {name: query.get(name, "").replace("\x00", "").strip()[:LONGEST] for name in _NAMES}
    problems: list[str] = []
    room = said["salle"]
    if room and room not in kinds.rooms():
        problems.append(_("La rubrique « %(said)s » n’existe pas.") % {"said": room})
        room = ""
    theme = kinds.theme_of(said["theme"]) if said["theme"] else None
    if said["theme"] and theme is None:
        problems.append(_("Le thème « %(said)s » n’existe pas.") % {"said": said["theme"]})
    person, organisation = _who(said["qui"], problems)
    kind, thing = _thing(said["objet"], problems)
    filters = Filters(
        room=room,
        territory=_territory(said["territoire"], problems),
        theme=theme,
        person=person,
        organisation=organisation,
        kind=kind,
        thing=thing,
        before=_number(said["avant"], problems),
    )
    return Asked(filters, tuple(problems))


def options(filters: Filters) -> dict[str, list[Option]]:
    """The lists of the filter form, with what is chosen."""
    return {
        "rooms": [Option(room, str(label), room == filters.room) for room, label in kinds.rooms().items()],
        "themes": [Option(one.slug, str(one.label), one == filters.theme) for one in kinds.themes()],
    }


_NAMES = ("salle", "territoire", "theme", "qui", "objet", "avant")


def _territory(said: str, problems: list[str]) -> Territory | None:
    if not said:
        return None
    try:
        found: Territory | None = TerritoryField().clean(said)
    except ValidationError as fault:
        problems.extend(fault.messages)
        return None
    return found


def _who(said: str, problems: list[str]) -> tuple[User | None, Organisation | None]:
    if not said:
        return None, None
    if said.startswith("o:"):
        organisation = Organisation.objects.filter(slug=said[2:], is_hidden=False).first()
        person = None
    else:
        organisation, person = None, known_person(said)
    if organisation is None and person is None:
        problems.append(_("Personne n’est montré ici sous ce nom."))
    return person, organisation


def _thing(said: str, problems: list[str]) -> tuple[str, str]:
    if not said:
        return "", ""
    slug, _dash, key = said.rpartition("-")
    try:
        return kinds.kind_named(slug).model, key
    except UnknownThingError:
        problems.append(_("Ce dont on demande le journal n’existe pas."))
        return "", ""


def _number(said: str, problems: list[str]) -> int | None:
    if not said:
        return None
    if said.isascii() and said.isdigit() and len(said) <= _DIGITS:
        return int(said)
    problems.append(_("Le numéro de ligne n’en est pas un."))
    return None
