"""Errors that explain themselves: one object serves the command line, the API, the page and the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise


class TerreauError(Exception):
    """Something a person can understand and mend.

    `title` names the kind of fault, `message` says what is wrong and where (formatted with the values given),
    `remedy` says what to do. `code` is stable and is the last part of the problem type in the API (RFC 9457).
    """

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    title: ClassVar[str | Promise] = _("Quelque chose ne va pas")
    message: ClassVar[str | Promise] = ""
    remedy: ClassVar[str | Promise] = ""

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message).format(**self.values)

    @property
    def advice(self) -> str:
        """The remedy, with the values of this very case."""
        return str(self.remedy).format(**self.values)


class NotFoundError(TerreauError):
    code = "not-found"
    status = 404
    title = _("Introuvable")
    message = _("Cette page n’existe pas, ou n’existe plus.")
    remedy = _("Vérifiez l’adresse, ou cherchez depuis la page d’accueil.")


class NotAllowedError(TerreauError):
    code = "not-allowed"
    status = 403
    title = _("Vous ne pouvez pas faire cela")
    message = _("Cette action demande un droit que vous n’avez pas.")
    remedy = _("Connectez-vous avec un autre compte, ou demandez à une personne qui anime ce territoire.")


class TooManyRequestsError(TerreauError):
    code = "too-many-requests"
    status = 429
    title = _("Trop de demandes")
    message = _("Trop de demandes sont parties de votre connexion en peu de temps.")
    remedy = _("Attendez {wait} secondes, puis recommencez.")


class TooLargeError(TerreauError):
    code = "too-large"
    status = 413
    title = _("C’est trop volumineux")
    message = _("Ce que vous envoyez dépasse {limit}.")
    remedy = _("Raccourcissez le texte ou coupez le fichier en plusieurs parties.")
