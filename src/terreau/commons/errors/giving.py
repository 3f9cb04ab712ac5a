"""What can go wrong with uses, contributions and components."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError


class UseGoneError(NotFoundError):
    code = "use-gone"
    message = _("Cet usage n’est plus sur la fiche.")
    remedy = _("Revenez à la page des usages.")


class UnknownContributionError(NotFoundError):
    code = "unknown-contribution"
    message = _("Ce commun n’a pas de contribution à cette adresse.")
    remedy = _("Revenez à la page des contributions.")


class ContributionClosedError(TerreauError):
    code = "contribution-closed"
    status = 409
    title = _("Ce n’est plus, ou pas encore, possible")
    message = _("Cette contribution n’est pas dans l’état qu’il faut pour cela.")
    remedy = _("Relisez sa page : elle dit où elle en est et ce qui est possible.")


class SettleAloneError(TerreauError):
    code = "settle-alone"
    status = 403
    title = _("Quelqu’un d’autre doit trancher")
    message = _("On ne tranche pas sa propre contribution quand quelqu’un d’autre peut le faire.")
    remedy = _("Demandez à une autre personne qui veille sur ce commun.")


class BadgeGivenError(TerreauError):
    code = "badge-given-already"
    status = 409
    title = _("Un badge est déjà donné")
    message = _("Cette contribution a déjà servi à donner un badge.")
    remedy = _("Le badge se trouve sur la page de la contribution.")


class UnknownComponentError(NotFoundError):
    code = "unknown-component"
    message = _("Aucun composant ne se trouve à cette adresse.")
    remedy = _("Cherchez-le dans la liste des composants.")


class ComponentThereError(TerreauError):
    code = "component-there"
    status = 409
    title = _("Ce composant existe déjà")
    message = _("Ce commun a déjà un composant « {title} ».")
    remedy = _("Modifiez ce composant, ou choisissez un autre nom.")


class OwnComponentError(TerreauError):
    code = "own-component"
    status = 409
    title = _("C’est déjà le sien")
    message = _("Ce composant appartient à ce commun : il n’a pas à dire qu’il s’en sert.")
    remedy = _("Choisissez un composant d’un autre commun.")
