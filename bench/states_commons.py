"""Rare states of commons, for pages that need one: what `bench.states` adds about this room."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.utils import timezone

from terreau.commons import actions
from terreau.commons.models import Commons, Gave, Kind, Means, Role, Side

if TYPE_CHECKING:
    from terreau.people.models import User


def about_commons(steward: User, mediator: User) -> dict[str, object]:
    """A commons that the steward cares for: a question, a part, an entry to object to, an invitation.

    And one that nobody cares for any more, which the mediator offers to take over.
    """
    cache.clear()  # limits are for people
    first = Commons.objects.order_by("pk")[0]
    places = [link.territory for link in first.territory_links.select_related("territory")]
    held = actions.open_commons(_said("La remorque du quartier", places), by=steward)
    actions.join(held.pk, by=mediator)
    asked = actions.ask(held.pk, "Qui garde les clés ?", ["Le café", "La mairie"], by=steward)
    part = actions.declare_component(
        held.pk, actions.Part("Attache de remorque", "Tube de 25 mm, goupille de 8 mm.", "1.0"), by=steward
    )
    given = actions.Given(Gave.TIME, Decimal(3), "heures", "Soudé l’attache", timezone.localdate())
    entry = actions.declare(held.pk, given, by=mediator)
    wish = actions.say_wish(held.pk, Side.SOUGHT, Means.PLACE, "Un garage sec", by=steward)
    left = actions.open_commons(_said("Le four du village", places), by=steward)
    actions.leave(left.pk, by=steward, reason="Je déménage.")
    actions.announce_takeover(left.pk, by=mediator, reason="Je peux le chauffer chaque samedi.")
    return {
        "held": held.pk,
        "question": asked.pk,
        "part": part.pk,
        "entry": entry.pk,
        "wish": wish.pk,
        "invited": actions.invite(held.pk, Role.CONTRIBUTOR, by=steward),
        "left": left.pk,
    }


def _said(title: str, places: list[object]) -> actions.Description:
    return actions.Description(title, "Prêtée à qui en a besoin.", [Kind.HARDWARE], places)  # type: ignore[arg-type]
