"""What can go wrong with the sheet of a commons, and with what it looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.needs.errors import FieldChange


class UnknownCommonsError(NotFoundError):
    code = "unknown-commons"
    message = _("Aucun commun ne porte le numéro {number}.")
    remedy = _("Cherchez-le dans la liste des communs.")


class CommonsChangedError(TerreauError):
    """Somebody else changed the sheet since it was shown; `changes` says what."""

    code = "commons-changed-meanwhile"
    status = 409
    title = _("Ce commun a changé entre-temps")
    message = _("Quelqu’un a modifié cette fiche pendant que vous écriviez.")
    remedy = _("Lisez ce qui a changé, puis envoyez à nouveau : ce que vous avez écrit est toujours là.")

    def __init__(self, changes: Sequence[FieldChange] = ()) -> None:
        self.changes = list(changes)
        super().__init__()


class CommonsKeyTakenError(TerreauError):
    code = "commons-key-taken"
    status = 409
    title = _("Ce formulaire a déjà servi")
    message = _("Ce formulaire a déjà été envoyé depuis un autre compte.")
    remedy = _("Rouvrez la page « Ouvrir un commun » et recommencez.")


class SaidTogetherError(TerreauError):
    """What a program sent does not hold together, though each value is one that may be sent."""

    code = "commons-terms"
    status = 409
    title = _("Cela ne va pas ensemble")
    message = _("{why}")
    remedy = _("Relisez ce que dit la page qui fait la même chose, puis envoyez à nouveau.")


class UnknownCommonsFilterError(NotFoundError):
    code = "unknown-commons-filter"
    title = _("Ce choix n’existe pas")
    message = _("{why}")
    remedy = _("Partez de la liste des communs et copiez l’adresse de son flux.")


class WishGoneError(NotFoundError):
    code = "wish-gone"
    message = _("Cette recherche ou cette proposition n’est plus sur la fiche.")
    remedy = _("Revenez à la page du commun.")


class TooManyWishesError(TerreauError):
    code = "too-many-wishes"
    status = 409
    title = _("La liste est déjà longue")
    message = _("Un commun dit au plus {limit} recherches et propositions à la fois.")
    remedy = _("Retirez d’abord ce qui n’est plus d’actualité.")
