"""What a commons says of itself, put into its row and its links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.commons.models import (
    Answer,
    Commons,
    CommonsKind,
    CommonsTerritory,
    Kind,
    Maturity,
    Member,
    Role,
)
from terreau.foundation.licences import understand
from terreau.needs.models import Need, Theme
from terreau.people.models import Organisation
from terreau.people.words import one_line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from terreau.territories.models import Territory


@dataclass(frozen=True)
class Description:
    """What a sheet says; the first kind and the first territory are the main ones.

    `needs` are numbers; `links` are {"sort", "url", "label"}; `holders` are names, matched with the register.
    """

    title: str
    tagline: str
    kinds: Sequence[Kind]
    territories: Sequence[Territory]
    story: str = ""
    maturity: str = Maturity.IDEA
    theme: str = Theme.OTHER
    needs: Sequence[int] = ()
    licence_said: str = ""
    links: Sequence[dict[str, str]] = ()
    step_what: str = ""
    step_when: dt.date | None = None
    step_cost: int | None = None
    contact: str = ""
    holders: Sequence[str] = ()


_PLAIN = (
    "title", "tagline", "story", "maturity", "theme", "licence_said", "step_what", "step_when", "step_cost",
    "contact",
)  # fmt: skip


def fill(commons: Commons, said: Description) -> None:
    """Put what is said into the row, unsaved, with what is understood of the licence."""
    for name in _PLAIN:
        setattr(commons, name, getattr(said, name))
    commons.kinds = [Kind(kind).value for kind in dict.fromkeys(said.kinds)]
    commons.places = [{"ref": territory.ref, "name": territory.name} for territory in said.territories]
    commons.links = [dict(link) for link in said.links]
    commons.licence_spdx, commons.licence_open = understood_licence(said.licence_said)


def understood_licence(said: str) -> tuple[str, bool | None]:
    """The SPDX expression that was meant, "" for none, and whether it is open, None when nobody knows."""
    understood = understand(said) if said.strip() else None
    return (understood.spdx[:300], understood.open) if understood else ("", None)


def tie(commons: Commons, said: Description) -> None:
    """Make the links to territories, kinds, needs and holders what the sheet says."""
    commons.territory_links.exclude(territory__in=said.territories).delete()
    CommonsTerritory.objects.bulk_create(
        [CommonsTerritory(commons=commons, territory=territory) for territory in said.territories],
        ignore_conflicts=True,
    )
    commons.kind_links.exclude(kind__in=commons.kinds).delete()
    CommonsKind.objects.bulk_create(
        [CommonsKind(commons=commons, kind=kind) for kind in commons.kinds], ignore_conflicts=True
    )
    commons.answers.exclude(need_id__in=said.needs).delete()
    known = Need.objects.filter(pk__in=said.needs).order_by().values_list("pk", flat=True)
    Answer.objects.bulk_create([Answer(commons=commons, need_id=pk) for pk in known], ignore_conflicts=True)
    _hold(commons, [one_line(name)[:160] for name in said.holders if name.strip()])


def _hold(commons: Commons, names: Sequence[str]) -> None:
    """Who holds it, by name: an organisation of the register when one is called so, else the bare name."""
    wanted = {name.casefold(): name for name in names}
    holding = Member.objects.filter(commons=commons, role=Role.HOLDER, until=None)
    for member in holding.select_related("organisation"):
        said = (member.organisation.name if member.organisation else member.name).casefold()
        if wanted.pop(said, None) is None:
            member.delete()
    for name in wanted.values():
        found = Organisation.objects.filter(name__iexact=name).order_by("verified_at", "pk").last()
        row = Member(commons=commons, role=Role.HOLDER, organisation=found, name="" if found else name)
        Member.objects.bulk_create([row], ignore_conflicts=True)
