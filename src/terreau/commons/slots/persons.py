"""What this room shows a person of their own, keeps about people, and gives back when they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.commons import actions
from terreau.commons.queries import listing, personal
from terreau.foundation import slots
from terreau.foundation.processing import Basis
from terreau.foundation.slots import Exported, Kept, Panel
from terreau.people.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN = 6


def my_commons(request: HttpRequest) -> Panel | None:
    """For one's own page: commons that one cares for or takes part in."""
    if not isinstance(request.user, User):
        return None
    context: dict[str, object] = {
        "cards": listing.cards(personal.commons_of(request.user)[:SHOWN]),
    }
    return Panel(_("Mes communs"), "commons/panel_personal.html", context)


def data_of(user: int) -> Exported:
    """Everything this room holds about a person."""
    return Exported("commons", personal.about(user))


def take_name_off(user: int, do: bool) -> str:  # noqa: FBT001 - the slot's signature
    """Before an account goes: what stays without its name."""
    if do:
        actions.forget(user)
    return _(
        "Les communs que vous avez ouverts et ce que vous y avez écrit restent publics, sans votre nom ; "
        "vous n’êtes plus dans leurs communautés."
    )


def kept_about_people() -> list[Kept]:
    """What this room keeps, why, how long."""
    until_gone = gettext_lazy(
        "Le texte reste public ; votre nom en est retiré quand vous supprimez votre compte."
    )
    return [
        Kept(
            what=_("Les communs que vous ouvrez ou modifiez, avec chaque version et votre raison."),
            why=_("Savoir qui a écrit quoi : un commun se fait à plusieurs."),
            how_long=until_gone,
            models=(
                "commons.Commons",
                "commons.HistoricalCommons",
                "commons.Wish",
                "commons.WikiPage",
                "commons.HistoricalWikiPage",
                "commons.Decision",
                "commons.CommonsRule",
                "commons.HistoricalCommonsRule",
                "commons.Takeover",
                "commons.Use",
                "commons.HistoricalComponent",
                "commons.ComponentUse",
            ),
            basis=Basis.MISSION,
            seen_by=_("Tout le monde ; votre nom si vous l’acceptez."),
        ),
        Kept(
            what=_("Ce que vous dites avoir donné à un commun, les objections et leur suite."),
            why=_("Que chacun puisse vérifier qui a fait quoi, et que cela soit reconnu."),
            how_long=until_gone,
            models=("commons.Contribution", "commons.Objection"),
            basis=Basis.MISSION,
            seen_by=_("Tout le monde ; votre nom si vous l’acceptez."),
        ),
        Kept(
            what=_(
                "Le nom de qui a écrit, décidé ou donné dans un commun né ailleurs et repris ici, comme "
                "le dit son archive."
            ),
            why=_("Que les auteurs restent crédités quand un commun est repris."),
            how_long=_("Tant que le commun est ici ; demandez à l’animation, qui peut retirer un nom."),
            models=("commons.Inherited",),
            basis=Basis.MISSION,
            seen_by=_("Tout le monde."),
        ),
        Kept(
            what=_("Les communs où vous prenez part, et votre rôle."),
            why=_("Que chaque commun dise qui en prend soin."),
            how_long=_("Jusqu’à ce que vous supprimiez votre compte."),
            models=("commons.Member", "commons.JoinLink"),
            basis=Basis.MISSION,
            seen_by=_("Tout le monde, si vous acceptez de montrer votre nom ; sinon, un nombre."),
        ),
    ]


def register() -> None:
    """Offer all this."""
    slots.personal_panels.register(my_commons, weight=15)
    slots.personal_data.register(data_of, weight=25)
    slots.account_deletion.register(take_name_off, weight=25)
    slots.kept_data.register(kept_about_people, weight=25)
