"""What a list of data is asked for, read from an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from terreau.catalogue.queries.listing import Filters
from terreau.needs.forms.filters import LONGEST, Option
from terreau.needs.models import Theme, slug_of, theme_said
from terreau.territories.forms import TerritoryField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from terreau.territories.models import Territory


@dataclass(frozen=True)
class Asked:
    """Filters that were understood, and one sentence for each that was not."""

    filters: Filters
    problems: tuple[str, ...] = ()


def read(query: Mapping[str, str]) -> Asked:
    """Understand `mots`, `theme` and `territoire`; what is not understood is said."""
    problems: list[str] = []
    said = query.get("theme", "")[:LONGEST]
    theme = theme_said(said)
    if said and theme is None:
        problems.append(_("Le thème « %(said)s » n’existe pas.") % {"said": said})
    filters = Filters(
        words=" ".join(query.get("mots", "").replace("\x00", " ").split())[:LONGEST],
        theme=theme,
        territory=_territory(query.get("territoire", "")[:LONGEST], problems),
    )
    return Asked(filters, tuple(problems))


def themes(chosen: Theme | None) -> list[Option]:
    """The themes to choose from."""
    return [Option(slug_of(theme), str(theme.label), theme == chosen) for theme in Theme]


def _territory(said: str, problems: list[str]) -> Territory | None:
    if not said.strip():
        return None
    try:
        found: Territory | None = TerritoryField().clean(said)
    except ValidationError as fault:
        problems.extend(fault.messages)
        return None
    return found
