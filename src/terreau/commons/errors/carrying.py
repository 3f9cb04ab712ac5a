"""What can go wrong with files that describe a commons, or carry it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError


class UnreadDescriptionError(TerreauError):
    """A file that says it describes a commons, and of which nothing can be read."""

    code = "unread-description"
    status = 422
    title = _("Fichier illisible")
    message = _("{why}")
    remedy = _("Donnez un publiccode.yml, un manifeste Open Know-How (.toml) ou un codemeta.json.")


class UnknownFormatError(NotFoundError):
    code = "unknown-commons-format"
    message = _("Ce commun ne se donne pas dans ce format.")
    remedy = _("Sa page dit les formats de sa sorte ; la sorte se choisit sur la fiche.")


class RefusedArchiveError(TerreauError):
    """The archive of a commons is cut, altered, forged or made to harm."""

    code = "refused-commons-archive"
    status = 422
    title = _("Archive refusée")
    message = _("{why}")
    remedy = _("{todo}")


class NameNotThereError(NotFoundError):
    code = "name-not-there"
    status = 422
    title = _("Ce nom n’est pas ici")
    message = _("Ce nom n’est crédité nulle part dans ce qui est venu d’ailleurs avec ce commun.")
    remedy = _("Écrivez-le en entier, comme il est affiché. Dans un texte, il se corrige sur la page même.")


class NameInReasonError(TerreauError):
    code = "name-in-reason"
    status = 422
    title = _("La raison redit le nom")
    message = _("La raison sera lue par tous : le nom à retirer ne peut pas y être.")
    remedy = _("Dites pourquoi sans nommer la personne.")
