"""What can go wrong in a community: who is in it, what it decides, its rules, who takes over."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError


class AlreadyInsideError(TerreauError):
    code = "already-inside"
    status = 409
    title = _("Vous en faites déjà partie")
    message = _("Vous êtes déjà dans la communauté de ce commun.")
    remedy = _("Revenez à la page de la communauté.")


class NotInsideError(TerreauError):
    code = "not-inside"
    status = 409
    title = _("Cette personne n’en fait pas partie")
    message = _("Cette personne n’est pas, ou n’est plus, dans la communauté de ce commun.")
    remedy = _("Revenez à la page de la communauté.")


class LastOneError(TerreauError):
    """The last person who cares for a commons leaves: it has to be said why."""

    code = "last-one-leaves"
    status = 409
    title = _("Vous êtes la dernière personne à veiller sur ce commun")
    message = _("Si vous partez, plus personne ne veille sur ce commun : la page le dira à tout le monde.")
    remedy = _("Passez la main à quelqu’un, ou écrivez une raison et partez.")


class LinkGoneError(NotFoundError):
    code = "join-link-gone"
    message = _("Ce lien d’invitation a déjà servi, ou n’est plus valable.")
    remedy = _("Demandez-en un autre aux personnes qui veillent sur le commun.")


class UnknownDecisionError(NotFoundError):
    code = "unknown-decision"
    message = _("Ce commun n’a pas de décision à cette adresse.")
    remedy = _("Revenez à la page de la communauté.")


class DecisionClosedError(TerreauError):
    code = "decision-closed"
    status = 409
    title = _("C’est déjà décidé")
    message = _("Cette question a déjà reçu une réponse.")
    remedy = _("Pour revenir dessus, posez une nouvelle question.")


class UnknownLightError(NotFoundError):
    code = "unknown-light"
    message = _("Ce repère n’existe pas.")
    remedy = _("Revenez à la page des règles.")


class RuleChangedError(TerreauError):
    code = "rule-changed-meanwhile"
    status = 409
    title = _("Cette règle a changé entre-temps")
    message = _("Quelqu’un a modifié cette règle pendant que vous écriviez.")
    remedy = _("Lisez sa version, puis envoyez à nouveau : votre texte est toujours là.")


class NotAbandonedError(TerreauError):
    code = "not-abandoned"
    status = 409
    title = _("Ce commun n’est pas abandonné")
    message = _("Quelqu’un veille sur ce commun, et il bouge : il ne peut pas être repris.")
    remedy = _("Rejoignez sa communauté, ou écrivez dans sa conversation.")


class TakeoverWaitingError(TerreauError):
    code = "takeover-waiting"
    status = 409
    title = _("Une reprise est déjà annoncée")
    message = _("Quelqu’un a déjà annoncé qu’il reprend ce commun.")
    remedy = _("Lisez l’annonce sur la page du commun, et dites ce que vous en pensez.")


class TakeoverTooSoonError(TerreauError):
    code = "takeover-too-soon"
    status = 409
    title = _("C’est encore trop tôt")
    message = _("L’annonce est publique depuis moins de {days} jours.")
    remedy = _("Attendez le {until}, pour que chacun ait le temps de réagir.")
