"""What this room says of a person when asked, and forgets when they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from terreau.catalogue import actions
from terreau.catalogue.queries import listing, personal
from terreau.foundation import slots
from terreau.foundation.processing import Basis
from terreau.foundation.slots import Exported, Kept, Panel
from terreau.people.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN = 8


def my_data(request: HttpRequest) -> Panel | None:
    """For one's own page: the data one brought in, drafts first of all."""
    if not isinstance(request.user, User):
        return None
    found = list(personal.datasets_of(request.user).select_related("organisation", "created_by")[:SHOWN])
    return Panel(_("Mes données"), "catalogue/panel_personal.html", {"cards": listing.cards(found)})


def data_of(user: int) -> Exported:
    """Everything this room holds about a person."""
    return Exported("catalogue", personal.about(user))


def take_name_off(user: int, do: bool) -> str:  # noqa: FBT001 - the slot's signature
    """Before an account goes: what stays without its name."""
    if do:
        actions.forget(user)
    return _(
        "Les données que vous avez publiées, les usages, corrections et demandes que vous avez écrits "
        "restent publics, sans votre nom. Vos fichiers en préparation et vos soutiens à des demandes sont "
        "effacés."
    )


def kept_about_people() -> list[Kept]:
    """What this room keeps, why, how long."""
    without_name = _("Le contenu reste public ; votre nom en est retiré quand vous supprimez votre compte.")
    everyone = _("Tout le monde ; votre nom si vous l’acceptez.")
    return [
        Kept(
            what=_(
                "Les jeux de données que vous apportez ou modifiez, leurs fichiers et leurs versions, les "
                "adresses que vous faites lire."
            ),
            why=_("Savoir d’où viennent des données et qui en répond."),
            how_long=without_name,
            models=(
                "catalogue.Dataset",
                "catalogue.HistoricalDataset",
                "catalogue.Version",
                "catalogue.Fetch",
            ),
            basis=Basis.MISSION,
            seen_by=everyone,
        ),
        Kept(
            what=_(
                "Les usages que vous déclarez, les corrections que vous proposez ou décidez, les données que "
                "vous demandez, les schémas que vous ajoutez."
            ),
            why=_("Rendre compte de ce qui s’appuie sur des données, et les améliorer ensemble."),
            how_long=without_name,
            models=(
                "catalogue.Use",
                "catalogue.Correction",
                "catalogue.MissingData",
                "catalogue.TableSchema",
            ),
            basis=Basis.MISSION,
            seen_by=everyone,
        ),
        Kept(
            what=_("Les demandes de données que vous soutenez. Votre nom n’est pas montré."),
            why=_("Compter chaque personne une seule fois."),
            how_long=_("Jusqu’à ce que vous retiriez votre soutien ou supprimiez votre compte."),
            models=("catalogue.Wish",),
            basis=Basis.MISSION,
            seen_by=_("Vous seul ; le nombre, tout le monde."),
        ),
    ]


def register() -> None:
    """Offer all this; called once from the slots of this room."""
    slots.personal_panels.register(my_data, weight=15)
    slots.personal_data.register(data_of, weight=25)
    slots.account_deletion.register(take_name_off, weight=25)
    slots.kept_data.register(kept_about_people, weight=25)
