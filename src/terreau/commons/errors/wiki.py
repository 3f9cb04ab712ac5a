"""What can go wrong with the pages of a commons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.commons.merging import Overlap
    from terreau.commons.models import WikiPage


class UnknownPageError(NotFoundError):
    code = "unknown-page"
    message = _("Ce commun n’a pas de page à cette adresse.")
    remedy = _("Cherchez-la dans la liste de ses pages, ou écrivez-la.")


class PageThereError(TerreauError):
    code = "page-there"
    status = 409
    title = _("Cette page existe déjà")
    message = _("Ce commun a déjà une page « {title} ».")
    remedy = _("Modifiez cette page, ou choisissez un autre titre.")


class PageTitleError(TerreauError):
    code = "page-title"
    status = 422
    title = _("Ce titre ne convient pas")
    message = _("Le titre « {title} » ne donne pas d’adresse, ou sert déjà à autre chose ici.")
    remedy = _("Choisissez un titre avec quelques lettres.")


class PageConflictError(TerreauError):
    """Somebody else changed the same passage; `current` is the page now, `overlaps` what both changed."""

    code = "page-conflict"
    status = 409
    title = _("Vous avez écrit à plusieurs au même endroit")
    message = _("Quelqu’un a modifié le même passage pendant que vous écriviez : on ne peut pas réunir seul.")
    remedy = _("Lisez les deux versions, mettez dans la vôtre ce que vous gardez de l’autre, puis publiez.")

    def __init__(self, current: WikiPage, overlaps: Sequence[Overlap]) -> None:
        self.current = current
        self.overlaps = list(overlaps)
        super().__init__()


class PageProtectedError(TerreauError):
    code = "page-protected"
    status = 403
    title = _("Cette page est protégée pour un temps")
    message = _("Jusqu’au {until}, seules les personnes qui veillent sur ce commun la modifient : {reason}")
    remedy = _("Dites ce que vous proposez dans la conversation du commun.")

    @classmethod
    def about(cls, page: WikiPage) -> PageProtectedError:
        """What is answered for this page."""
        until = date_format(timezone.localtime(page.protected_until), "DATE_FORMAT")
        return cls(until=until, reason=page.protected_reason)


class TooManyPagesError(TerreauError):
    code = "too-many-pages"
    status = 409
    title = _("Ce commun a déjà beaucoup de pages")
    message = _("Un commun a au plus {limit} pages.")
    remedy = _("Réunissez des pages avant d’en écrire d’autres.")


class LongHistoryError(TerreauError):
    """All the versions of a wiki would take too long to be turned into another language."""

    code = "long-history"
    status = 409
    title = _("L’histoire de ces pages est longue")
    message = _("Il faudrait trop de temps pour traduire toutes les versions pendant que vous attendez.")
    remedy = _(
        "Emportez le commun entier, ou demandez ce fichier à la personne qui héberge "
        "(« terreau commons export --as mediawiki »)."
    )


class RefusedWikiError(TerreauError):
    """The export of a wiki cannot be read, or is too large for a page."""

    code = "refused-wiki"
    status = 422
    title = _("Export refusé")
    message = _("{why}")
    remedy = _("{todo}")
