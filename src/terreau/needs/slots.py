"""What this room shows on the pages of others, and says of a person when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import rules
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.foundation import search, slots
from terreau.foundation.processing import Basis
from terreau.foundation.slots import Cleared, Dated, Exported, Hit, Hits, Kept, Panel
from terreau.needs import actions, tellings
from terreau.needs.actions.drafts import BATCH_KEPT_DAYS, KEPT_DAYS
from terreau.needs.models import State
from terreau.needs.queries import figures, listing, personal
from terreau.needs.queries.notices import notices
from terreau.people.models import User
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.foundation.slots import Dates

#: How many needs a panel shows before it leads to the list.
SHOWN = 6


def needs_that_move(_request: HttpRequest, _home: str) -> Panel:
    """For the front page: needs that changed last, all over the instance."""
    return _panel(_("Des besoins qui avancent"), listing.Filters(sort="actifs"))


def needs_of_territory(_request: HttpRequest, ref: str) -> Panel:
    """For a territory's page: what is missing there."""
    return _panel(_("Ce qui manque ici"), listing.Filters(territory=territory(ref), sort="actifs"))


def _panel(title: str, filters: listing.Filters) -> Panel:
    query = {key: said for key, said in filters.as_query().items() if key != "tri"}
    context: dict[str, object] = {
        "cards": listing.cards(listing.first(filters, SHOWN)),
        "figures": figures.figures(filters.territory),
        "raise_url": _address("needs:raise", query),
    }
    return Panel(title, "needs/panel.html", context, _address("needs:list", query), _("Tous les besoins"))


def _address(name: str, query: dict[str, str]) -> str:
    return reverse(name) + (f"?{urlencode(query)}" if query else "")


def found_needs(words: str, ref: str, limit: int) -> Hits:
    """Needs that answer a search over everything."""
    filters = listing.Filters(words=words, territory=territory(ref) if ref else None)
    found = search.find(listing.listed(filters), words, limit=limit)
    hits = [
        Hit(
            kind=_("Exemple de besoin") if need.is_example else _("Besoin"),
            title=need.title,
            url=need.get_absolute_url(),
            summary=need.summary,
            reason=f"{State(need.state).label} · {need.place_names}",
        )
        for need in found.items
    ]
    all_url = _address("needs:list", filters.as_query())
    return Hits("needs", _("Besoins"), found.total, hits, all_url, found.corrected)


def my_needs(request: HttpRequest) -> Panel | None:
    """For one's own page: what one raised, what one is writing, what waits for one's word."""
    if not isinstance(request.user, User):
        return None
    person = request.user
    context: dict[str, object] = {
        "cards": listing.cards(personal.needs_of(person)[:SHOWN]),
        "drafts": list(personal.drafts_of(person, KEPT_DAYS)),
        "merges": list(personal.merges_to_decide(person)),
        "may_key_in": rules.has_perm("needs.raise_for_someone", person),
        "may_import": rules.has_perm("needs.import_needs", person),
    }
    return Panel(_("Mes besoins"), "needs/panel_personal.html", context)


def needs_to_look_at(_request: HttpRequest) -> Panel | None:
    """For stewards: needs that nobody has looked at, and merges that nobody else can decide."""
    waiting, orphans = list(figures.waiting()[:SHOWN]), figures.orphan_merges()
    if not waiting and not orphans:
        return None
    context: dict[str, object] = {"cards": listing.cards(waiting), "merges": orphans}
    more = _address("needs:list", listing.Filters(state=State.RAISED).as_query())
    return Panel(
        _("Besoins à examiner"), "needs/panel_stewards.html", context, more, _("Tous ceux qui attendent")
    )


def notices_that_end(asked: Dates) -> list[Dated]:
    """For the agenda: the days from which the stewards may decide that a need joins another."""
    return [
        Dated(
            uid=f"reunion-{proposal.pk}",
            title=_("Fin de l’annonce : « %(title)s »") % {"title": proposal.source.title},
            url=proposal.source.get_absolute_url(),
            starts_at=ends,
            changed_at=proposal.announced_at,
            what=gettext_lazy("Échéance"),
            about=_("À réunir à « %(title)s »") % {"title": proposal.target.title},
        )
        for proposal, ends in notices(asked)
        if proposal.announced_at is not None
    ]


def data_of(user: int) -> Exported:
    """Everything this room holds about a person."""
    return Exported("needs", personal.about(user))


def take_name_off(user: int, do: bool) -> str:  # noqa: FBT001 - the slot's signature
    """Before an account goes: what stays without its name."""
    if do:
        actions.forget(user)
    return _(
        "Les besoins que vous avez exprimés et les raisons que vous avez données restent publics, sans votre "
        "nom. Vos soutiens, vos brouillons et les fichiers que vous avez envoyés sont effacés."
    )


def kept_about_people() -> list[Kept]:
    """What this room keeps, why, how long."""
    until_gone = gettext_lazy(
        "Le texte reste public ; votre nom en est retiré quand vous supprimez votre compte."
    )
    return [
        Kept(
            what=_("Les besoins que vous exprimez ou modifiez, avec chaque version et votre raison."),
            why=_("Partir de ce qui manque, savoir qui peut y répondre, et garder la trace des changements."),
            how_long=until_gone,
            models=("needs.Need", "needs.HistoricalNeed", "needs.StateChange"),
            basis=Basis.MISSION,
            seen_by=_("Tout le monde ; votre nom si vous l’acceptez."),
        ),
        Kept(
            what=_(
                "Les réunions de besoins que vous proposez ou décidez, et les comptes sur papier que vous "
                "saisissez."
            ),
            why=_("Pouvoir expliquer chaque décision et corriger un nombre."),
            how_long=until_gone,
            models=(
                "needs.MergeProposal",
                "needs.HistoricalMergeProposal",
                "needs.PaperSupport",
                "needs.HistoricalPaperSupport",
            ),
            basis=Basis.MISSION,
            seen_by=_("Tout le monde ; votre nom si vous l’acceptez."),
        ),
        Kept(
            what=_("Les besoins que vous soutenez. Votre nom n’est pas montré."),
            why=_("Compter chaque personne une seule fois."),
            how_long=_("Jusqu’à ce que vous retiriez votre soutien ou supprimiez votre compte."),
            models=("needs.Support",),
            basis=Basis.MISSION,
            seen_by=_("Vous seul ; le nombre, tout le monde."),
        ),
        Kept(
            what=_("Vos brouillons et les tableaux que vous envoyez. Vous seul les voyez."),
            why=_("Vous permettre de reprendre plus tard, et de vérifier avant de publier."),
            how_long=_("{drafts} jours pour un brouillon, {batches} jours pour un tableau.").format(
                drafts=KEPT_DAYS, batches=BATCH_KEPT_DAYS
            ),
            models=("needs.Draft", "needs.Batch"),
            basis=Basis.REQUEST,
            seen_by=_("Vous seul."),
        ),
    ]


def clear_past() -> Cleared:
    """The retention clock: drafts and files that wait past their time."""
    return Cleared("needs", {"drafts_and_batches": actions.sweep()})


def register() -> None:
    """Offer all this; called once from apps.py."""
    tellings.register()
    slots.front_page_panels.register(needs_that_move, weight=10)
    slots.territory_panels.register(needs_of_territory, weight=10)
    slots.panel_stamps.register(listing.last_touch)
    slots.search_results.register(found_needs, weight=10)
    slots.personal_panels.register(my_needs, weight=10)
    slots.steward_panels.register(needs_to_look_at, weight=30)
    slots.dated.register(notices_that_end)
    slots.personal_data.register(data_of, weight=20)
    slots.account_deletion.register(take_name_off, weight=20)
    slots.kept_data.register(kept_about_people, weight=20)
    slots.past_its_time.register(clear_past, weight=20)
