"""Why something could not be fetched from elsewhere, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import TerreauError


class OutgoingError(TerreauError):
    code = "outgoing"
    status = 502
    title = _("L’autre site n’a pas répondu comme attendu")
    message = _("Ce qui était demandé à {host} n’a pas pu être lu.")
    remedy = _("Vérifiez l’adresse en l’ouvrant dans votre navigateur.")


class ForbiddenAddressError(OutgoingError):
    code = "forbidden-address"
    status = 400
    title = _("Adresse non admise")
    message = _("Ce service ne va pas chercher « {host} » : {why}.")
    remedy = _("Donnez une adresse publique qui commence par https:// ou http://, sans mot de passe ni port.")


class UnreachableError(OutgoingError):
    code = "unreachable"
    title = _("Site injoignable")
    message = _("Le site {host} n’a pas pu être joint, ou sa connexion n’est pas sûre.")
    remedy = _("Vérifiez l’adresse en l’ouvrant dans votre navigateur, ou réessayez plus tard.")


class TooSlowError(OutgoingError):
    code = "too-slow"
    status = 504
    title = _("Site trop lent")
    message = _("Le site {host} n’a pas tout envoyé en {seconds} secondes.")
    remedy = _("Réessayez plus tard, ou téléchargez vous-même le fichier puis déposez-le ici.")


class TooHeavyError(OutgoingError):
    code = "too-heavy"
    title = _("Réponse trop volumineuse")
    message = _("Ce que le site {host} envoie dépasse {limit}.")
    remedy = _("Donnez l’adresse d’un fichier plus petit, ou téléchargez-le puis déposez-le ici.")


class TooManyRedirectsError(OutgoingError):
    code = "too-many-redirects"
    title = _("Trop de renvois")
    message = _("Le site {host} renvoie sans cesse d’une adresse à une autre.")
    remedy = _("Ouvrez l’adresse dans votre navigateur et donnez celle où il s’arrête.")


class UnreadableAnswerError(OutgoingError):
    code = "unreadable-answer"
    title = _("Réponse illisible")
    message = _("Le site {host} a répondu d’une façon qui ne se lit pas.")
    remedy = _("Vérifiez l’adresse en l’ouvrant dans votre navigateur, ou prévenez ce site.")
