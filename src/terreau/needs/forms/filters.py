"""What a list of needs is asked for, read from an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from terreau.needs.models import State, Theme, slug_of, state_said, theme_said
from terreau.needs.queries.listing import SORTS, Filters, labels
from terreau.territories.forms import TerritoryField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from terreau.territories.models import Territory

LONGEST = 200


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
    """Understand `mots`, `theme`, `etat`, `territoire` and `tri`; what is not understood is said."""
    problems: list[str] = []
    theme_words, state_words = query.get("theme", "")[:LONGEST], query.get("etat", "")[:LONGEST]
    theme, state = theme_said(theme_words), state_said(state_words)
    if theme_words and theme is None:
        problems.append(_("Le thème « %(said)s » n’existe pas.") % {"said": theme_words})
    if state_words and state is None:
        problems.append(_("L’état « %(said)s » n’existe pas.") % {"said": state_words})
    sort = query.get("tri", "")
    filters = Filters(
        words=" ".join(query.get("mots", "").replace("\x00", " ").split())[:LONGEST],
        theme=theme,
        state=state,
        territory=_territory(query.get("territoire", "")[:LONGEST], problems),
        sort=sort if sort in SORTS else "recents",
    )
    return Asked(filters, tuple(problems))


def whole(said: str) -> int:
    """The number said in an address or a hidden field, 0 for anything else."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 18 else 0  # noqa: PLR2004 - 64 bits


def options(filters: Filters) -> dict[str, list[Option]]:
    """The lists of the filter form, with what is chosen."""
    sorts = {
        "recents": _("Les plus récents"),
        "soutenus": _("Les plus soutenus"),
        "actifs": _("Ceux qui bougent"),
    }
    themes, states = labels(get_language())
    return {
        "themes": [Option(slug_of(theme), themes[theme], theme == filters.theme) for theme in Theme],
        "states": [Option(slug_of(state), states[state], state == filters.state) for state in State],
        "sorts": [Option(key, label, key == filters.sort) for key, label in sorts.items()],
    }


def _territory(said: str, problems: list[str]) -> Territory | None:
    if not said.strip():
        return None
    try:
        found: Territory | None = TerritoryField().clean(said)
    except ValidationError as fault:
        problems.extend(fault.messages)
        return None
    return found
