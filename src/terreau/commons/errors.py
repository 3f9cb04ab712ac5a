"""What can go wrong with commons, said in words."""

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
    from terreau.needs.errors import FieldChange


class UnknownCommonsError(NotFoundError):
    code = "unknown-commons"
    message = _("Aucun commun ne porte le numéro {number}.")
    remedy = _("Cherchez-le dans la liste des communs.")


class CommonsChangedError(TerreauError):
    """Somebody else changed the sheet since it was shown; `changes` says what."""

    code = "commons-changed-meanwhile"
    status = 409
    title = _("Ce commun a changé entre-temps")
    message = _("Quelqu’un a modifié cette fiche pendant que vous écriviez.")
    remedy = _("Lisez ce qui a changé, puis envoyez à nouveau : ce que vous avez écrit est toujours là.")

    def __init__(self, changes: Sequence[FieldChange] = ()) -> None:
        self.changes = list(changes)
        super().__init__()


class CommonsKeyTakenError(TerreauError):
    code = "commons-key-taken"
    status = 409
    title = _("Ce formulaire a déjà servi")
    message = _("Ce formulaire a déjà été envoyé depuis un autre compte.")
    remedy = _("Rouvrez la page « Ouvrir un commun » et recommencez.")


class SaidTogetherError(TerreauError):
    """What a program sent does not hold together, though each value is one that may be sent."""

    code = "commons-terms"
    status = 409
    title = _("Cela ne va pas ensemble")
    message = _("{why}")
    remedy = _("Relisez ce que dit la page qui fait la même chose, puis envoyez à nouveau.")


class UnknownCommonsFilterError(NotFoundError):
    code = "unknown-commons-filter"
    title = _("Ce choix n’existe pas")
    message = _("{why}")
    remedy = _("Partez de la liste des communs et copiez l’adresse de son flux.")


class WishGoneError(NotFoundError):
    code = "wish-gone"
    message = _("Cette recherche ou cette proposition n’est plus sur la fiche.")
    remedy = _("Revenez à la page du commun.")


class TooManyWishesError(TerreauError):
    code = "too-many-wishes"
    status = 409
    title = _("La liste est déjà longue")
    message = _("Un commun dit au plus {limit} recherches et propositions à la fois.")
    remedy = _("Retirez d’abord ce qui n’est plus d’actualité.")


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


class UnreadDescriptionError(TerreauError):
    """A file that says it describes a commons, and of which nothing can be read."""

    code = "unread-description"
    status = 422
    title = _("Fichier illisible")
    message = _("{why}")
    remedy = _("Donnez un publiccode.yml, un manifeste Open Know-How (.toml) ou un codemeta.json.")


class UnknownFormatError(NotFoundError):
    code = "unknown-commons-format"
    message = _("Ce commun ne se donne pas dans ce format.")
    remedy = _("Sa page dit les formats de sa sorte ; la sorte se choisit sur la fiche.")


class RefusedWikiError(TerreauError):
    """The export of a wiki cannot be read, or is too large for a page."""

    code = "refused-wiki"
    status = 422
    title = _("Export refusé")
    message = _("{why}")
    remedy = _("{todo}")


class RefusedArchiveError(TerreauError):
    """The archive of a commons is cut, altered, forged or made to harm."""

    code = "refused-commons-archive"
    status = 422
    title = _("Archive refusée")
    message = _("{why}")
    remedy = _("{todo}")
