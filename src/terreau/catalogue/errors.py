"""What can go wrong with data, said in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError


class UnknownDatasetError(NotFoundError):
    code = "unknown-dataset"
    message = _("Le jeu de données {number} n’existe pas.")
    remedy = _("Cherchez-le dans la liste des données.")


class WithdrawnDatasetError(TerreauError):
    code = "withdrawn-dataset"
    status = 410
    title = _("Ce jeu de données a été retiré")
    message = _("« {title} » a été retiré le {day}. Raison donnée : {reason}")
    remedy = _("Si ces données vous manquent, demandez-les : la demande sera publique.")


class UnknownReportError(NotFoundError):
    code = "unknown-report"
    message = _("Cette vérification n’existe pas, ou n’existe plus.")
    remedy = _("Demandez l’adresse à la personne qui vous l’a donnée, ou déposez de nouveau le fichier.")


class UnknownMissingError(NotFoundError):
    code = "unknown-missing-data"
    message = _("Cette demande de données n’existe pas.")
    remedy = _("Cherchez-la dans la liste de ce qui manque.")


class UnknownFilterError(TerreauError):
    code = "unknown-data-filter"
    status = 422
    title = _("Choix inconnu")
    message = "{why}"
    remedy = _("Corrigez ce choix, ou enlevez-le.")
