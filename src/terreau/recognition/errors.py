"""What can go wrong with badges, said in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError


class UnknownBadgeError(NotFoundError):
    code = "unknown-badge"
    message = _("Aucun badge ne se trouve à cette adresse.")
    remedy = _("Cherchez-le dans la liste des badges.")


class UnknownAwardError(NotFoundError):
    code = "unknown-award"
    message = _(
        "Rien n’est montré à cette adresse : le badge n’existe pas, ou son titulaire ne le montre pas."
    )
    remedy = _("Demandez à la personne concernée le fichier de son badge, puis vérifiez-le ici.")


class UnknownIssuerError(NotFoundError):
    code = "unknown-issuer"
    message = _("Aucun émetteur ne se trouve à cette adresse.")
    remedy = _("Cherchez un badge de cet émetteur dans la liste des badges.")


class NoTwinError(NotFoundError):
    code = "no-badge-twin"
    message = _("Ce badge n’a pas de forme Open Badges 2.0 : il a été donné sans adresse e-mail.")
    remedy = _("Prenez le fichier du badge au format 3.0.")


class UnknownClaimError(NotFoundError):
    code = "unknown-claim-code"
    message = _("Ce code n’ouvre aucun badge.")
    remedy = _(
        "Relisez le code, lettre par lettre. S’il ne marche toujours pas, "
        "demandez-en un autre à qui vous l’a donné."
    )


class AlreadyClaimedError(TerreauError):
    code = "badge-already-claimed"
    status = 409
    title = _("Ce badge a déjà été réclamé")
    message = _("Ce badge est déjà dans l’espace d’une autre personne.")
    remedy = _("Si c’est vous, connectez-vous avec ce compte. Sinon, parlez-en à qui vous a donné ce code.")


class AlreadyAnsweredError(TerreauError):
    code = "badge-already-answered"
    status = 409
    title = _("C’est déjà répondu")
    message = _("Ce badge a déjà reçu une réponse : {standing}.")
    remedy = _("Revenez à la page du badge pour voir où il en est.")


class OfferGoneError(TerreauError):
    code = "badge-offer-gone"
    status = 410
    title = _("Ce badge n’est plus proposé")
    message = _("Qui proposait ce badge l’a repris : {reason}")
    remedy = _("Parlez-en à qui vous l’avait proposé.")


class PosterEndedError(TerreauError):
    code = "badge-poster-ended"
    status = 410
    title = _("Cette affiche n’est plus valable")
    message = _("Ce code donnait un badge jusqu’au {day}.")
    remedy = _("Demandez le badge à la personne qui animait : elle peut encore vous le donner.")


class PosterFullError(TerreauError):
    code = "badge-poster-full"
    status = 409
    title = _("Toutes les places sont prises")
    message = _("Ce code donnait {places} badges : ils ont tous été pris.")
    remedy = _("Demandez le badge à la personne qui animait : elle peut encore vous le donner.")


class RetiredBadgeError(TerreauError):
    code = "retired-badge"
    status = 409
    title = _("Ce badge n’est plus donné")
    message = _("Ce badge a été retiré : il n’est plus donné. Ceux qui l’ont le gardent.")
    remedy = _("Choisissez un autre badge, ou définissez-en un.")


class SealedKeyLostError(TerreauError):
    code = "badge-key-lost"
    status = 409
    title = _("La clé de signature ne peut pas être lue")
    message = _("La clé qui protège les signatures de « {issuer} » n’est plus dans le dossier de l’instance.")
    remedy = _(
        "Remettez le dossier « keys » d’une sauvegarde, ou faites une nouvelle clé depuis la page de "
        "l’émetteur : les badges déjà donnés restent valables."
    )


class BadPictureError(TerreauError):
    code = "bad-badge-picture"
    status = 422
    title = _("Cette image ne convient pas")
    message = _("{why}")
    remedy = _("Choisissez une image PNG ou SVG, ou composez un dessin.")


class AlreadyGivenError(TerreauError):
    code = "badge-already-given"
    status = 409
    title = _("Cette personne a déjà ce badge")
    message = _("Ce badge a déjà été donné à cette adresse le {day}.")
    remedy = _("Si c’est voulu, révoquez d’abord l’ancien, avec la raison.")


class StatusUnchangedError(TerreauError):
    code = "badge-status-unchanged"
    status = 409
    title = _("Rien à changer")
    message = _("Ce badge est déjà dans cet état.")
    remedy = _("Relisez la page du badge.")


class AwardBatchGoneError(NotFoundError):
    code = "award-batch-gone"
    message = _("Cette liste n’attend plus votre confirmation.")
    remedy = _("Envoyez à nouveau le fichier.")


class NotSignableError(TerreauError):
    code = "badge-not-signable"
    status = 422
    title = _("Ce badge ne peut pas être signé")
    message = _("{why}")
    remedy = _("Corrigez la définition du badge, puis recommencez.")


class PleaOpenError(TerreauError):
    code = "badge-plea-open"
    status = 409
    title = _("Votre demande attend déjà une réponse")
    message = _("Vous avez déjà demandé ce badge le {day}.")
    remedy = _("Attendez la réponse : elle arrivera dans « Mon espace ».")


class KeysDisagreeError(TerreauError):
    code = "issuer-keys-disagree"
    status = 409
    title = _("Ces clés ne sont pas celles de l’émetteur")
    message = _("Les clés de ce fichier ne sont pas celles que publie « {host} » aujourd’hui.")
    remedy = _("Demandez un nouveau fichier à l’instance d’origine, puis apportez-le.")
