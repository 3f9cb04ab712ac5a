"""What can go wrong with needs, said in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import Promise


@dataclass(frozen=True)
class FieldChange:
    """One field of a need that changed: its label, and both values in words."""

    label: str | Promise
    before: str
    after: str


class UnknownNeedError(NotFoundError):
    code = "unknown-need"
    message = _("Aucun besoin ne porte le numéro {number}.")
    remedy = _("Cherchez-le dans la liste des besoins.")


class ChangedMeanwhileError(TerreauError):
    """Somebody else changed the need since the page was shown; `changes` says what."""

    code = "changed-meanwhile"
    status = 409
    title = _("Ce besoin a changé entre-temps")
    message = _("Quelqu’un a modifié ce besoin pendant que vous écriviez.")
    remedy = _("Lisez ce qui a changé, puis envoyez à nouveau : ce que vous avez écrit est toujours là.")

    def __init__(self, changes: Sequence[FieldChange] = ()) -> None:
        self.changes = list(changes)
        super().__init__()


class ImpossibleStateError(TerreauError):
    code = "impossible-state"
    status = 409
    title = _("Ce changement n’est pas possible")
    message = _("Un besoin « {before} » ne peut pas devenir « {after} ».")
    remedy = _("Choisissez un des états proposés sur la page du besoin.")


class AlreadyMergedError(TerreauError):
    code = "already-merged"
    status = 409
    title = _("Ce besoin a rejoint un autre besoin")
    message = _("Ce besoin a été réuni au besoin « {title} ».")
    remedy = _("Allez sur la page de ce besoin.")


class SupportClosedError(TerreauError):
    code = "support-closed"
    status = 409
    title = _("Ce besoin n’attend plus de soutien")
    message = _("Ce besoin est « {state} » : il ne reçoit plus de soutien.")
    remedy = _("S’il se pose encore, exprimez un nouveau besoin ou demandez sa réouverture.")


class PaperDayError(TerreauError):
    code = "paper-day"
    status = 409
    title = _("Ce jour ne convient pas")
    message = _("On compte sur papier un jour déjà venu, depuis l’an 2000.")
    remedy = _("Vérifiez la date écrite sur la feuille, puis recommencez.")


class CannotMergeError(TerreauError):
    code = "cannot-merge"
    status = 409
    title = _("Ces besoins ne peuvent pas être réunis")
    message = _("{why}")
    remedy = _("Choisissez un autre besoin.")


class AlreadyDecidedError(TerreauError):
    code = "already-decided"
    status = 409
    title = _("C’est déjà décidé")
    message = _("Cette proposition a déjà reçu une réponse : {status}.")
    remedy = _("Relisez la page du besoin.")


class NoticeRunningError(TerreauError):
    code = "notice-running"
    status = 409
    title = _("C’est encore trop tôt")
    message = _("L’annonce est publique depuis moins de {days} jours.")
    remedy = _("Attendez le {until}, pour que chacun ait le temps de réagir.")


class KeyTakenError(TerreauError):
    code = "key-taken"
    status = 409
    title = _("Ce formulaire a déjà servi")
    message = _("Ce formulaire a déjà été envoyé depuis un autre compte.")
    remedy = _("Rouvrez la page « Exprimer un besoin » et recommencez.")


class TooManyDraftsError(TerreauError):
    code = "too-many-drafts"
    status = 409
    title = _("Vous avez déjà beaucoup de brouillons")
    message = _("Un compte garde au plus {limit} brouillons.")
    remedy = _("Publiez ou effacez un brouillon dans « Mon espace », puis recommencez.")


class BatchGoneError(NotFoundError):
    code = "batch-gone"
    message = _("Ce fichier n’attend plus votre confirmation.")
    remedy = _("Envoyez à nouveau le fichier.")


class NothingChosenError(TerreauError):
    code = "nothing-chosen"
    title = _("Aucune ligne n’est choisie")
    message = _("Aucune ligne n’a été cochée : rien n’a été publié.")
    remedy = _("Revenez en arrière et cochez au moins une ligne.")


class UnknownFilterError(NotFoundError):
    code = "unknown-filter"
    title = _("Ce choix n’existe pas")
    message = _("{why}")
    remedy = _("Partez de la liste des besoins et copiez l’adresse de son flux.")
