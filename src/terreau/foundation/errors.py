"""Errors that explain themselves: one object serves the command line, the API, the page and the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise


class _Told(dict[str, object]):
    """A value that nobody gave leaves a blank: the explanation of a fault must not be another one."""

    def __missing__(self, key: str) -> str:
        return "…"


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
    #: The page that says it, for an error with more to say than what to do.
    template: ClassVar[str] = "foundation/error.html"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message).format_map(_Told(self.values))

    @property
    def advice(self) -> str:
        """The remedy, with the values of this very case."""
        return str(self.remedy).format_map(_Told(self.values))

    @property
    def headers(self) -> dict[str, str]:
        """What a program has to know of this error beside its status: how long to wait."""
        return {"Retry-After": str(self.values["wait"])} if "wait" in self.values else {}


class BadRequestError(TerreauError):
    code = "bad-request"
    status = 400
    title = _("Demande illisible")
    message = _("Ce qui est arrivé ici n’a pas pu être lu : l’adresse ou l’envoi est abîmé.")
    remedy = _("Revenez à la page précédente et recommencez. Rien n’a été enregistré.")


class NotSignedInError(TerreauError):
    code = "not-signed-in"
    status = 401
    title = _("Connexion demandée")
    message = _("Cette action demande un compte.")
    remedy = _("Connectez-vous, puis recommencez.")


class NotAllowedError(TerreauError):
    code = "not-allowed"
    status = 403
    title = _("Vous ne pouvez pas faire cela")
    message = _("Cette action demande un droit que vous n’avez pas.")
    remedy = _("Connectez-vous avec un autre compte, ou demandez à une personne qui anime ce territoire.")


class StaleFormError(TerreauError):
    code = "stale-form"
    status = 403
    title = _("Ce formulaire n’est plus valable")
    message = _(
        "La page est restée ouverte trop longtemps, ou votre navigateur refuse les cookies : "
        "rien n’a été enregistré."
    )
    remedy = _("Revenez à la page précédente, rechargez-la, puis envoyez de nouveau.")


class NotFoundError(TerreauError):
    code = "not-found"
    status = 404
    title = _("Introuvable")
    message = _("Cette page n’existe pas, ou n’existe plus.")
    remedy = _("Vérifiez l’adresse, ou cherchez depuis la page d’accueil.")


class MethodNotAllowedError(TerreauError):
    code = "method-not-allowed"
    status = 405
    title = _("Cela ne se fait pas ici")
    message = _("Cette adresse ne répond pas à cette façon de demander.")
    remedy = _("Revenez à la page précédente et passez par ses boutons.")


class TooLargeError(TerreauError):
    code = "too-large"
    status = 413
    title = _("C’est trop volumineux")
    message = _("Ce que vous envoyez dépasse {limit}.")
    remedy = _("Raccourcissez le texte ou coupez le fichier en plusieurs parties.")


class TooManyFieldsError(TerreauError):
    code = "too-many-fields"
    status = 413
    title = _("C’est trop de champs à la fois")
    message = _("Cet envoi contient plus de champs ou de fichiers que ce service n’en lit en une fois.")
    remedy = _("Envoyez-les en plusieurs fois.")


class UnreadableFormatError(TerreauError):
    code = "unreadable-format"
    status = 415
    title = _("Format non lu")
    message = _("Ce format n’est pas lu à cette adresse.")
    remedy = _("Envoyez l’un des formats que la page ou la documentation indique.")


class InvalidQueryError(TerreauError):
    code = "invalid-query"
    status = 422
    title = _("Demande à corriger")
    message = _("Un paramètre manque ou n’a pas une valeur admise : {names}.")
    remedy = _("Corrigez ce paramètre ; ce qui est admis est décrit dans /api/openapi.json.")


class TooManyRequestsError(TerreauError):
    code = "too-many-requests"
    status = 429
    title = _("Trop de demandes")
    message = _("Trop de demandes sont parties de votre connexion en peu de temps.")
    remedy = _("Attendez {wait} secondes, puis recommencez.")


class BrokenError(TerreauError):
    code = "broken"
    status = 500
    title = _("Le service a un problème")
    message = _("Ce n’est pas de votre fait. Rien de ce qui était enregistré n’est perdu.")
    remedy = _(
        "Réessayez dans un instant ; si cela continue, prévenez les personnes qui animent ce territoire."
    )


class UnavailableError(TerreauError):
    code = "unavailable"
    status = 503
    title = _("Service momentanément indisponible")
    message = _("Le service ne peut pas répondre pour l’instant.")
    remedy = _("Réessayez dans quelques minutes.")
