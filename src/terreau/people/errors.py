"""What can go wrong between people and organisations, with what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import TerreauError


class AlreadyDeclaredError(TerreauError):
    code = "organisation-already-declared"
    status = 409
    title = _("Cette organisation est déjà déclarée")
    message = _("« {name} » est déjà déclarée sur ce territoire.")
    remedy = _("Ouvrez sa page et demandez à une personne responsable de vous inviter.")


class SirenError(TerreauError):
    code = "wrong-siren"
    title = _("Ce numéro SIREN n’est pas juste")
    message = _(
        "Un SIREN a neuf chiffres et le dernier se vérifie avec les autres ; celui-ci ne tombe pas juste."
    )
    remedy = _("Recopiez-le depuis un papier officiel, ou laissez la case vide.")


class SirenTakenError(TerreauError):
    code = "siren-taken"
    status = 409
    title = _("Ce SIREN est déjà vérifié pour une autre organisation")
    message = _("Une organisation vérifiée porte déjà ce numéro SIREN.")
    remedy = _("Comparez les deux pages : l’une des deux est sans doute un doublon.")


class LastHolderError(TerreauError):
    code = "last-holder"
    status = 409
    title = _("Il faut quelqu’un pour répondre de l’organisation")
    message = _("C’est la dernière personne responsable de « {organisation} ».")
    remedy = _("Confiez d’abord ce rôle à un autre membre.")


class LastStewardError(TerreauError):
    code = "last-steward"
    status = 409
    title = _("Il faut quelqu’un pour animer ce territoire")
    message = _("C’est la dernière personne qui anime ce territoire ici.")
    remedy = _("Confiez d’abord ce rôle à une autre personne.")


class InvitationGoneError(TerreauError):
    code = "invitation-gone"
    status = 410
    title = _("Cette invitation ne peut plus servir")
    message = _("Elle a déjà servi, a été refusée ou retirée, ou bien elle est trop ancienne.")
    remedy = _("Demandez une nouvelle invitation à l’organisation.")


class InvitationForAnotherError(TerreauError):
    code = "invitation-for-another"
    status = 403
    title = _("Cette invitation est partie vers une autre adresse e-mail")
    message = _("Elle ne peut être acceptée qu’avec l’adresse qui l’a reçue.")
    remedy = _("Connectez-vous avec cette adresse, ou ajoutez-la à votre compte dans « Mon espace ».")


class NotAMemberError(TerreauError):
    code = "not-a-member"
    status = 404
    title = _("Cette personne n’est pas membre")
    message = _("Cette personne n’est pas, ou n’est plus, membre de l’organisation.")
    remedy = _("Rechargez la page : la liste a peut-être changé.")


class StewardBlockedError(TerreauError):
    code = "steward-blocked"
    status = 409
    title = _("Cette personne anime le territoire")
    message = _("On ne bloque pas une personne qui anime le territoire.")
    remedy = _("Retirez-lui d’abord ce rôle.")


class BlockedPersonError(TerreauError):
    code = "blocked-person"
    status = 409
    title = _("Ce compte est bloqué")
    message = _("Un compte bloqué ne peut pas recevoir de rôle.")
    remedy = _("Débloquez-le d’abord.")


class ProviderDownError(TerreauError):
    code = "provider-down"
    status = 502
    title = _("Le fournisseur d’identité ne répond pas")
    message = _("{name} ne répond pas pour l’instant : ce n’est pas de votre fait, et rien n’a été changé.")
    remedy = _("Revenez à « Se connecter » et demandez un code par e-mail : il marche toujours.")


class ProviderNotBelievedError(TerreauError):
    code = "provider-not-believed"
    status = 502
    title = _("Cette réponse n’a pas pu être vérifiée")
    message = _("Par prudence, ce service ne croit pas ce qui est arrivé de {name}. Rien n’a été changé.")
    remedy = _("Revenez à « Se connecter » : recommencez, ou demandez un code par e-mail.")


class SignInLostError(TerreauError):
    code = "sign-in-lost"
    title = _("Cette demande de connexion n’est plus en cours")
    message = _("Elle a déjà servi, a duré plus de dix minutes, ou venait d’un autre navigateur.")
    remedy = _("Revenez à « Se connecter » et recommencez.")


class AddressNotVouchedError(TerreauError):
    code = "address-not-vouched"
    status = 403
    title = _("Votre adresse n’est pas confirmée")
    message = _("{name} ne garantit pas que l’adresse e-mail est la vôtre : elle ne suffit pas pour entrer.")
    remedy = _(
        "Revenez à « Se connecter » et demandez un code à cette adresse ; vous pourrez ensuite relier {name} "
        "à votre compte dans « Mon espace »."
    )


class IdentityTakenError(TerreauError):
    code = "identity-taken"
    status = 409
    title = _("Ce compte ouvre déjà un autre compte d’ici")
    message = _("Votre compte {name} est déjà relié à un autre compte de ce service.")
    remedy = _("Entrez avec {name}, puis retirez le lien dans « Mon espace » si vous voulez le changer.")
