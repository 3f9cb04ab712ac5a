"""Commons made up for a demonstration: plainly marked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from terreau.commons.actions.describing import Description, fill, tie, understood_licence
from terreau.commons.actions.keeping import keep
from terreau.commons.models import (
    OBJECTION_DAYS,
    Commons,
    Component,
    ComponentUse,
    Contribution,
    Gave,
    Kind,
    Maturity,
    Means,
    Side,
    WikiPage,
    Wish,
)
from terreau.foundation import search
from terreau.needs.models import Need, Theme

if TYPE_CHECKING:
    from terreau.territories.models import Territory

#: Examples are known again by their key, so that planting twice plants once.
_KEYS = UUID("0d2f6c57-32a1-4f0e-8c50-6a54f0f3c1aa")


@transaction.atomic
def plant_examples(territory: Territory) -> list[Commons]:
    """Write the examples for this territory and answer them; a territory that has some already keeps them."""
    said = _examples(territory)
    keys = [uuid5(_KEYS, f"{territory.ref}/{number}") for number in range(len(said))]
    if found := list(Commons.objects.filter(key__in=keys).order_by("pk")):
        return found
    planted = [_plant(one, key) for one, key in zip(said, keys, strict=True)]
    _around(planted)
    page = WikiPage(commons=planted[0], slug="monter-le-bac", title=_("Monter le bac"), text=_page())
    page._change_reason = ""
    page.save()
    search.put(*planted, page)
    return planted


def _around(planted: list[Commons]) -> None:
    """What the first looks for and the second offers, a part that it lends to it, and what was given."""
    compost, fountains = planted
    Wish.objects.create(
        commons=compost, side=Side.SOUGHT, means=Means.GROUND, words=_("Trois résidences pour un hiver")
    )
    Wish.objects.create(
        commons=fountains,
        side=Side.OFFERED,
        means=Means.GROUND,
        words=_("Deux résidences où nous relevons déjà les robinets"),
    )
    part = Component(
        commons=fountains,
        title=_("Fiche d’un lieu"),
        interface=_("Un fichier JSON par lieu : nom, coordonnées, date du relevé."),
        current_version="1.1",
        licence_said="Licence Ouverte",
    )
    part.licence_spdx, part.licence_open = understood_licence(part.licence_said)
    part._change_reason = ""  # type: ignore[attr-defined]
    part.save()
    ComponentUse.objects.create(
        component=part, commons=compost, used_version="1.0", purpose=_("Situer les bacs")
    )
    now = timezone.now()
    Contribution.objects.create(
        commons=compost,
        gave=Gave.TIME,
        quantity=12,
        unit=_("heures"),
        words=_("Monter le premier bac et noter comment"),
        done_on=timezone.localdate(),
        name=_("Les Bacs du centre, collectif d’exemple"),
        declared_at=now,
        open_until=now + timedelta(days=OBJECTION_DAYS),
    )


def _page() -> str:
    return _(
        "## Ce qu’il faut\n\n- quatre palettes\n- huit charnières\n- une bâche\n\n"
        "## Comment faire\n\nMonter trois côtés, garder le quatrième pour la porte.\n\n"
        "## Ce que l’on a appris\n\nUne réserve de feuilles sèches à côté du bac évite les odeurs."
    )


def _plant(said: Description, key: UUID) -> Commons:
    commons = Commons(is_example=True, key=key)
    fill(commons, said)
    keep(commons, by=None)
    tie(commons, said)
    return commons


def _examples(territory: Territory) -> list[Description]:
    need = Need.objects.filter(is_example=True, theme=Theme.WASTE).order_by("pk").first()
    compost = Description(
        title=_("Le compost des immeubles, mode d’emploi"),
        tagline=_("Installer et tenir un composteur au pied d’un immeuble, sans odeur et sans chef."),
        kinds=[Kind.KNOWLEDGE, Kind.HARDWARE],
        territories=[territory],
        theme=Theme.WASTE,
        needs=[need.pk] if need else [],
        story=_(
            "Huit personnes ont monté quatre bacs avec des palettes. Elles ont noté ce qui marche : la "
            "hauteur du bac, la réserve de feuilles, le tour de garde.\n\n"
            "Ce mode d’emploi est fait pour être recopié, corrigé et complété ailleurs."
        ),
        maturity=Maturity.USED,
        licence_said="CC BY-SA",
        step_what=_("Essayer le bac dans trois autres résidences pendant un hiver"),
        step_cost=900,
        holders=[_("Les Bacs du centre, collectif d’exemple")],
    )
    fountains = Description(
        title=_("La carte des points d’eau"),
        tagline=_("Fontaines et robinets où remplir sa gourde, vérifiés par celles et ceux qui marchent."),
        kinds=[Kind.DATA],
        territories=[territory],
        theme=Theme.WATER,
        maturity=Maturity.TRIED,
        licence_said="Licence Ouverte",
    )
    return [compost, fountains]


__all__ = ["plant_examples"]
