"""What can go wrong when a cell is corrected."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError


class NoCellError(NotFoundError):
    code = "no-cell"
    message = _("Ce tableau n’a pas de case « {field} » à la ligne {row}.")
    remedy = _("Revenez à la ligne, et choisissez l’une de ses colonnes.")


class SameCellError(TerreauError):
    code = "same-cell"
    status = 422
    title = _("Rien ne change")
    message = _("La case contient déjà cela.")
    remedy = _("Écrivez ce qu’elle devrait contenir.")


class UnlikeCellError(TerreauError):
    code = "unlike-cell"
    status = 422
    title = _("Cette valeur ne va pas dans cette colonne")
    message = _("« {value} » ne s’écrit pas comme les autres valeurs de « {field} » : {kind}.")
    remedy = _("Écrivez-la comme les autres, ou laissez la case vide.")


class ChangedCellError(TerreauError):
    code = "changed-cell"
    status = 409
    title = _("Ce tableau a changé entre-temps")
    message = _("Une version plus récente a été publiée, et cette ligne n’y dit plus la même chose.")
    remedy = _("Regardez la ligne telle qu’elle est, puis refusez cette correction ou proposez-en une autre.")


class DecidedCorrectionError(TerreauError):
    code = "decided-correction"
    status = 409
    title = _("C’est déjà décidé")
    message = _("Cette correction a déjà été acceptée ou refusée.")
    remedy = _("La page des données dit par qui, et pourquoi.")


class UnknownCorrectionError(NotFoundError):
    code = "unknown-correction"
    message = _("Cette correction n’existe pas.")
    remedy = _("Voyez les corrections sur la page des données.")
