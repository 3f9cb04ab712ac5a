"""What a list of commons is asked for, read from an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from terreau.commons.models import Kind, Maturity, Means, kind_said, maturity_said, means_said, slug_of
from terreau.commons.queries.listing import SORTS, Filters
from terreau.needs.forms.filters import LONGEST, Option, whole
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
    """Understand `mots`, `sorte`, `avancement`, `cherche`, `ouverts`, `territoire` and `tri`."""
    problems: list[str] = []
    said = {name: query.get(name, "")[:LONGEST] for name in ("sorte", "avancement", "cherche")}
    kind, step, seeks = (
        kind_said(said["sorte"]),
        maturity_said(said["avancement"]),
        means_said(said["cherche"]),
    )
    for name, found in (("sorte", kind), ("avancement", step), ("cherche", seeks)):
        if said[name] and found is None:
            problems.append(_("« %(said)s » n’est pas un choix de cette liste.") % {"said": said[name]})
    sort = query.get("tri", "")
    filters = Filters(
        words=" ".join(query.get("mots", "").replace("\x00", " ").split())[:LONGEST],
        kind=kind,
        maturity=step,
        seeks=seeks,
        openly=query.get("ouverts", "") == "oui",
        territory=territory_said(query.get("territoire", "")[:LONGEST], problems),
        sort=sort if sort in SORTS else "actifs",
    )
    return Asked(filters, tuple(problems))


def options(filters: Filters) -> dict[str, list[Option]]:
    """The lists of the filter form, with what is chosen."""
    sorts = {"actifs": _("Ceux qui bougent"), "recents": _("Les plus récents")}
    return {
        "kinds": [Option(slug_of(kind), str(kind.label), kind == filters.kind) for kind in Kind],
        "steps": [Option(slug_of(step), str(step.label), step == filters.maturity) for step in Maturity],
        "means": [Option(slug_of(means), str(means.label), means == filters.seeks) for means in Means],
        "sorts": [Option(key, label, key == filters.sort) for key, label in sorts.items()],
    }


def territory_said(said: str, problems: list[str]) -> Territory | None:
    """The territory of a name or a code; a sentence more in `problems` when it was not understood."""
    if not said.strip():
        return None
    try:
        found: Territory | None = TerritoryField().clean(said)
    except ValidationError as fault:
        problems.extend(fault.messages)
        return None
    return found


__all__ = ["Asked", "options", "read", "territory_said", "whole"]
