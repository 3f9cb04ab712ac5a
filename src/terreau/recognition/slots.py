"""What this room shows on the pages of others, and says of a person when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.foundation import search, slots
from terreau.foundation.processing import Basis
from terreau.foundation.slots import Cleared, Exported, Hit, Hits, Kept, Panel
from terreau.people.models import User
from terreau.recognition import actions, tellings
from terreau.recognition.actions.accounts import OFFER_DAYS, PLEA_DAYS
from terreau.recognition.actions.batches import KEPT_DAYS
from terreau.recognition.queries import listing, page, personal
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.recognition.models import Achievement, Award

#: How many badges a panel shows before it leads to the list.
SHOWN = 4


def recognised_lately(_request: HttpRequest, _home: str) -> Panel | None:
    """For the front page: what people took lately and let everyone see; else the badges one may get."""
    awards = listing.shown_lately(SHOWN)
    return _panel(
        _("Reconnu ces derniers temps"), awards, [] if awards else listing.seen(listing.listed()[:SHOWN])
    )


def badges_of_territory(_request: HttpRequest, ref: str) -> Panel | None:
    """For a territory's page: what is recognised there."""
    badges = listing.seen(listing.listed(territory(ref))[:SHOWN])
    return _panel(_("Ce que l’on reconnaît ici"), [], badges, ref)


def _panel(title: str, awards: list[Award], badges: list[Achievement], ref: str = "") -> Panel | None:
    if not awards and not badges:
        return None
    context: dict[str, object] = {"awards": awards, "badges": badges}
    more = reverse("recognition:list") + (f"?territoire={ref}" if ref else "")
    return Panel(title, "recognition/panel.html", context, more, _("Tous les badges"))


def found_badges(words: str, ref: str, limit: int) -> Hits:
    """Badges that answer a search over everything."""
    place = territory(ref) if ref else None
    found = search.find(listing.listed(place), words, limit=limit)
    hits = [
        Hit(
            kind=_("Badge"),
            title=badge.name,
            url=badge.get_absolute_url(),
            summary=badge.description,
            reason=badge.issuer.said_name,
        )
        for badge in listing.seen(found.items)
    ]
    all_url = f"{reverse('recognition:list')}?mots={words}"
    return Hits("badges", _("Badges"), found.total, hits, all_url, found.corrected)


def my_badges(request: HttpRequest) -> Panel | None:
    """For one's own page: what one has, what is offered, what one gives and who asks."""
    if not isinstance(request.user, User):
        return None
    user = request.user
    context: dict[str, object] = {
        "awards": list(personal.awards_of(user)[:12]),
        "offers": list(personal.offers_to(user)[:12]),
        "badges": list(personal.badges_of(user)[:12]),
        "asked": list(personal.pleas_of(user)[:6]),
        "pleas": list(personal.pleas_to_answer(user)[:12]),
    }
    return Panel(_("Mes badges"), "recognition/panel_personal.html", context)


def data_of(user: int) -> Exported:
    """Everything this room holds about a person, their badges whole."""
    return Exported("recognition", personal.about(user))


def take_name_off(user: int, do: bool) -> str:  # noqa: FBT001 - the slot's signature
    """Before an account goes: what stays without its name."""
    if do:
        actions.forget(user)
    return _(
        "Les badges que vous avez reçus ne sont plus montrés ici : emportez d’abord leurs fichiers, qui "
        "restent valables. Ceux que vous avez donnés en votre nom restent valables pour qui les a, sans "
        "votre nom sur nos pages ; votre clé secrète est effacée."
    )


def kept_about_people() -> list[Kept]:
    """What this room keeps, why, how long."""
    return [
        Kept(
            what=_(
                "Les badges que vous recevez : le fichier signé, votre nom si vous le donnez, qui peut le "
                "voir. Votre adresse e-mail n’est gardée que jusqu’à votre réponse ; ensuite, il en reste "
                "une empreinte."
            ),
            why=_("Vous remettre ce qui vous est reconnu, et vous le retrouver si vous ouvrez un espace."),
            how_long=_(
                "Jusqu’à ce que vous supprimiez votre compte. Un badge auquel personne n’a répondu perd nom "
                "et adresse au bout de {days} jours ; un badge refusé, aussitôt."
            ).format(days=OFFER_DAYS),
            models=("recognition.Award",),
            basis=Basis.REQUEST,
            seen_by=_("Vous et qui vous l’a donné ; tout le monde si vous le voulez."),
        ),
        Kept(
            what=_(
                "Les badges que vous définissez et donnez, vos affiches, et la clé avec laquelle vous signez."
            ),
            why=_("Que chacun puisse vérifier qui a reconnu quoi."),
            how_long=_("Les badges restent ; votre nom et votre clé secrète partent avec votre compte."),
            models=(
                "recognition.Issuer",
                "recognition.Achievement",
                "recognition.Version",
                "recognition.Poster",
                "recognition.Brought",
            ),
            basis=Basis.MISSION,
            seen_by=_("Tout le monde ; la clé secrète, personne."),
        ),
        Kept(
            what=_("Vos demandes de badge, et les réponses."),
            why=_("Que la personne qui répond vous lise, et que vous lisiez sa raison."),
            how_long=_("{days} jours après la réponse.").format(days=PLEA_DAYS),
            models=("recognition.Plea",),
            basis=Basis.REQUEST,
            seen_by=_("Vous et les personnes qui répondent."),
        ),
        Kept(
            what=_("Les tableaux de personnes que vous envoyez pour donner un badge."),
            why=_("Vous laisser vérifier chaque ligne avant de donner."),
            how_long=_("{days} jours.").format(days=KEPT_DAYS),
            models=("recognition.AwardBatch", "recognition.BatchLine"),
            basis=Basis.REQUEST,
            seen_by=_("Vous seul."),
        ),
    ]


def clear_past() -> Cleared:
    """The retention clock: offers without an answer, lists, pleas."""
    return Cleared("recognition", actions.sweep())


def register() -> None:
    """Offer all this; called once from apps.py."""
    tellings.register()
    slots.front_page_panels.register(recognised_lately, weight=40)
    slots.territory_panels.register(badges_of_territory, weight=40)
    slots.panel_stamps.register(listing.last_touch)
    slots.hidden_among.register(page.hidden_with_their_badge)
    slots.search_results.register(found_badges, weight=30)
    slots.personal_panels.register(my_badges, weight=20)
    slots.personal_data.register(data_of, weight=30)
    slots.account_deletion.register(take_name_off, weight=30)
    slots.kept_data.register(kept_about_people, weight=30)
    slots.past_its_time.register(clear_past, weight=30)
