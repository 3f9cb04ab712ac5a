"""What can go wrong when people take part, said in words."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError


class UnknownThingError(NotFoundError):
    code = "unknown-thing"
    message = _("Ce dont on parle ici n’existe pas, ou n’existe plus.")
    remedy = _("Partez de la page qui vous intéresse.")


class UnchangeableError(TerreauError):
    code = "unchangeable"
    status = 409
    title = _("Le journal ne change pas")
    message = _("Une ligne du journal ne peut être ni modifiée ni enlevée.")
    remedy = _("Ajoutez une ligne qui corrige la première.")


class UnknownJournalFilterError(TerreauError):
    code = "unknown-journal-filter"
    status = 400
    title = _("Filtre inconnu")
    message = _("{why}")
    remedy = _("Choisissez parmi les filtres de la page du journal.")


class UnknownCommentError(NotFoundError):
    code = "unknown-comment"
    message = _("Ce message n’existe pas, ou n’existe plus.")
    remedy = _("Revenez à la conversation.")


class NothingSaidError(TerreauError):
    code = "nothing-said"
    status = 422
    title = _("Il manque votre texte")
    message = _("Le message est vide.")
    remedy = _("Écrivez quelques mots, puis envoyez de nouveau.")


class TooLongError(TerreauError):
    code = "too-long"
    status = 422
    title = _("C’est trop long")
    message = _("Un message a {limit} caractères au plus.")
    remedy = _("Coupez-le en plusieurs messages, ou raccourcissez-le.")


class ConversationClosedError(TerreauError):
    code = "conversation-closed"
    status = 409
    title = _("La conversation est close")
    message = _("On ne peut plus y écrire : {reason}")
    remedy = _("Lisez ce qui a été dit. Une personne qui répond de cette page peut rouvrir la conversation.")


class ChangedCommentError(TerreauError):
    code = "changed-comment"
    status = 409
    title = _("Ce message a changé entre-temps")
    message = _("Une autre page l’a modifié pendant que vous écriviez.")
    remedy = _("Relisez-le, puis recommencez : votre texte n’a pas été enregistré.")


class SentKeyTakenError(TerreauError):
    code = "sent-key-taken"
    status = 409
    title = _("Ce formulaire a déjà servi")
    message = _("Ce formulaire a été envoyé par quelqu’un d’autre.")
    remedy = _("Rechargez la page, puis recommencez.")


class ReasonNeededError(TerreauError):
    code = "reason-needed"
    status = 422
    title = _("Il manque la raison")
    message = _("Ce choix est public : il lui faut une raison.")
    remedy = _("Écrivez une phrase qui dit pourquoi.")


class UnknownFollowError(NotFoundError):
    code = "unknown-follow"
    message = _("Ce suivi n’existe pas, ou n’existe plus.")
    remedy = _("Ouvrez la liste de ce que vous suivez.")


class BadStopLinkError(NotFoundError):
    code = "bad-stop-link"
    message = _("Ce lien pour arrêter les messages n’est pas entier, ou n’est pas d’ici.")
    remedy = _("Ouvrez le lien depuis le message reçu, ou arrêtez les messages depuis « Mon espace ».")


class TooManyFollowsError(TerreauError):
    code = "too-many-follows"
    status = 409
    title = _("Vous suivez déjà beaucoup de choses")
    message = _("On peut suivre {limit} choses au plus.")
    remedy = _("Arrêtez d’en suivre une, ou suivez plutôt un thème ou un territoire.")


class Challenged:
    """A program that may not come in: RFC 6750 says how to tell it."""

    status: ClassVar[int] = 401
    challenge: ClassVar[str] = 'Bearer realm="Terreau", error="invalid_token"'

    @property
    def headers(self) -> dict[str, str]:
        return {"WWW-Authenticate": self.challenge}


class TokenNeededError(Challenged, TerreauError):
    code = "token-needed"
    challenge = 'Bearer realm="Terreau"'
    title = _("Il faut un jeton")
    message = _(
        "Cette adresse ne s’ouvre qu’avec un jeton ; être connecté dans un navigateur n’y suffit pas."
    )
    remedy = _("Créez un jeton dans « Mon espace », puis envoyez l’en-tête « Authorization: Bearer … ».")


class BadTokenError(Challenged, TerreauError):
    code = "bad-token"
    title = _("Ce jeton n’est pas reconnu")
    message = _("Aucun jeton d’ici ne s’écrit ainsi.")
    remedy = _("Vérifiez qu’il est recopié en entier, ou créez-en un autre dans « Mon espace ».")


class EndedTokenError(Challenged, TerreauError):
    code = "ended-token"
    title = _("Ce jeton ne sert plus")
    message = _("Il a été révoqué, ou sa date de fin est passée : le {day}.")
    remedy = _("Créez-en un autre dans « Mon espace ».")


class TokenHolderError(Challenged, TerreauError):
    code = "token-holder"
    status = 403
    title = _("Ce jeton n’ouvre plus rien")
    message = _("Le compte qui l’a créé est bloqué, ou ne répond plus de l’organisation.")
    remedy = _("Une personne responsable de l’organisation peut en créer un autre.")


class ScopeError(Challenged, TerreauError):
    code = "insufficient-scope"
    status = 403
    challenge = 'Bearer realm="Terreau", error="insufficient_scope"'
    title = _("Ce jeton ne permet pas cela")
    message = _("Il lui manque un droit : « {scope} ».")
    remedy = _("Créez un jeton qui le permet dans « Mon espace » ; un jeton ne s’élargit pas.")


class TooManyTokensError(TerreauError):
    code = "too-many-tokens"
    status = 409
    title = _("Il y a déjà beaucoup de jetons")
    message = _("On peut avoir {limit} jetons qui servent, au plus.")
    remedy = _("Révoquez-en un qui ne sert plus, puis recommencez.")


class TokenTermsError(TerreauError):
    code = "token-terms"
    status = 422
    title = _("Ce jeton ne peut pas être créé ainsi")
    message = _("Il faut au moins un droit parmi ceux proposés, et une date de fin à moins d’un an.")
    remedy = _("Corrigez les choix, puis recommencez.")


class UnknownTokenError(NotFoundError):
    code = "unknown-token"
    message = _("Ce jeton n’existe pas, ou n’existe plus.")
    remedy = _("Ouvrez la liste des jetons.")


class SentOtherwiseError(TerreauError):
    code = "idempotency-key-reused"
    status = 409
    title = _("Cette clé a déjà servi à autre chose")
    message = _("La même « Idempotency-Key » est arrivée avec une autre demande : rien n’a été fait.")
    remedy = _("Donnez une clé nouvelle à chaque demande nouvelle, la même seulement pour la refaire.")


class UnknownVersionError(NotFoundError):
    code = "unknown-version"
    message = _("Cette version n’existe pas, ou n’existe plus.")
    remedy = _("Choisissez-en une dans l’historique.")


class ChangedThingError(TerreauError):
    code = "changed-thing"
    status = 409
    title = _("Le texte a changé entre-temps")
    message = _("Quelqu’un l’a modifié pendant que vous lisiez : rien n’a été rétabli.")
    remedy = _("Rouvrez l’historique, lisez la dernière version, puis recommencez.")


class NothingToRestoreError(TerreauError):
    code = "nothing-to-restore"
    status = 409
    title = _("Il n’y a rien à rétablir")
    message = _("Cette version dit la même chose que celle en place.")
    remedy = _("Choisissez une autre version dans l’historique.")


class UnknownMeetingError(NotFoundError):
    code = "unknown-meeting"
    message = _("Ce rendez-vous n’existe pas, ou n’existe plus.")
    remedy = _("Cherchez-le dans l’agenda.")


class MeetingTermsError(TerreauError):
    code = "meeting-terms"
    status = 409
    title = _("Ce rendez-vous ne tient pas debout")
    message = _(
        "Il lui faut un titre, un début à venir, une fin après le début, et un lieu ou une adresse en ligne."
    )
    remedy = _("Complétez ce qui manque, puis recommencez.")


class CannotMeetError(TerreauError):
    code = "cannot-meet"
    status = 409
    title = _("On ne se donne pas rendez-vous ici")
    message = _("Cette page ne reçoit pas de rendez-vous.")
    remedy = _("Proposez-le sur la page du besoin ou du commun dont il s’agit.")


class TooManyMeetingsError(TerreauError):
    code = "too-many-meetings"
    status = 409
    title = _("Il y a déjà beaucoup de rendez-vous")
    message = _("Une page annonce {limit} rendez-vous à venir au plus.")
    remedy = _("Annulez-en un, ou attendez qu’il soit passé.")


class UnknownAgendaFilterError(NotFoundError):
    code = "unknown-agenda-filter"
    title = _("Filtre inconnu")
    message = _("{why}")
    remedy = _("Choisissez parmi les filtres de la page de l’agenda.")
