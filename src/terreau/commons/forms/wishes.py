"""What a list of wishes is asked for, read from an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from terreau.commons.forms.filters import territory_said
from terreau.commons.models import Means, Side, means_said, slug_of
from terreau.commons.queries.wishes import SIDES, Wanted
from terreau.needs.forms.filters import LONGEST, Option

if TYPE_CHECKING:
    from collections.abc import Mapping


def read(query: Mapping[str, str]) -> tuple[Wanted, list[str]]:
    """Understand `sens`, `quoi` and `territoire`; one sentence for each that was not understood."""
    problems: list[str] = []
    side, means = query.get("sens", "")[:LONGEST], query.get("quoi", "")[:LONGEST]
    found = means_said(means)
    for said, known in ((side, side in SIDES), (means, found is not None)):
        if said and not known:
            problems.append(_("« %(said)s » n’est pas un choix de cette liste.") % {"said": said})
    territory = territory_said(query.get("territoire", "")[:LONGEST], problems)
    return Wanted(SIDES.get(side), found, territory), problems


def options(wanted: Wanted) -> dict[str, list[Option]]:
    """The lists of the filter form, with what is chosen."""
    return {
        "sides": [Option(word, str(Side(side).label), side == wanted.side) for word, side in SIDES.items()],
        "means": [Option(slug_of(means), str(means.label), means == wanted.means) for means in Means],
    }
