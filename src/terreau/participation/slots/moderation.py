"""Moderation on the pages of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.foundation import slots
from terreau.foundation.processing import Basis
from terreau.foundation.slots import Cleared, Exported, Kept, Panel
from terreau.participation import actions, retention, tellings
from terreau.participation.kinds import key_of, kind_of, why_hidden
from terreau.participation.queries import moderation
from terreau.people.models import User

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest

SHOWN = 5


def way_to_report(_request: HttpRequest, thing: Model) -> Panel | None:
    """On the page of a thing that can be hidden: something is wrong here."""
    if not (kind_of(thing).moderated and kind_of(thing).reportable(thing)):
        return None
    url = reverse("participation:report", args=(kind_of(thing).slug, key_of(thing)))
    return Panel(_("Quelque chose ne va pas ici ?"), "participation/moderation/panel.html", {"url": url})


def waiting_cases(_request: HttpRequest) -> Panel | None:
    """For stewards: reports to read."""
    total, since = moderation.oldest_waiting()
    if not total:
        return None
    lines = moderation.lines_of(list(moderation.queue()[:SHOWN]))
    context: dict[str, object] = {"lines": lines, "total": total, "since": since}
    more = reverse("participation:moderation")
    return Panel(
        _("Signalements à lire"), "participation/moderation/panel_stewards.html", context, more, _("Tous")
    )


def my_moderation(request: HttpRequest) -> Panel | None:
    """On one's own page, for who moderates without being a steward."""
    if not isinstance(request.user, User) or request.user.is_steward:
        return None
    if not rules.has_perm("participation.moderate", request.user):
        return None
    total, since = moderation.oldest_waiting()
    context: dict[str, object] = {"lines": [], "total": total, "since": since}
    more = reverse("participation:moderation")
    return Panel(
        _("Signalements à lire"), "participation/moderation/panel_stewards.html", context, more, _("Tous")
    )


def data_of(user: int) -> Exported:
    """What a person reported, contested, decided."""
    return Exported("moderation", moderation.about(user))


def take_name_off(user: int, do: bool) -> str:  # noqa: FBT001 - the slot's signature
    """Before an account goes: what it reported loses its words and its name."""
    if do:
        actions.forget_in_moderation(user)
    return _(
        "Vos signalements perdent votre nom et vos mots ; les décisions que vous avez prises en modérant "
        "restent, sans votre nom."
    )


def kept_about_people() -> list[Kept]:
    """What moderation keeps, why, how long."""
    return [
        Kept(
            what=_(
                "Vos signalements et vos contestations : ce que vous écrivez, et votre adresse si vous "
                "n’avez pas de compte."
            ),
            why=_("Lire ce qui ne va pas, décider, et vous dire ce qui est décidé."),
            how_long=_(
                "{settled} jours après la décision, {open} jours s’il n’y en a pas. Restent un motif et une "
                "date, sans rien qui mène à vous."
            ).format(settled=retention.REPORTER.days, open=retention.REPORTER_UNSETTLED.days),
            models=("participation.Report", "participation.Appeal"),
            basis=Basis.LEGAL,
            seen_by=_("Les personnes qui modèrent ; jamais la personne dont le contenu est signalé."),
        ),
        Kept(
            what=_("Les décisions de modération : laquelle, sa raison, quand, et qui l’a prise."),
            why=_("Rendre des comptes : chaque décision est publique, sans le nom de qui avait écrit."),
            how_long=_("La décision reste ; le nom de qui l’a prise part avec son compte."),
            models=("participation.Case", "participation.Moderator"),
            basis=Basis.LEGAL,
            seen_by=_("Tout le monde lit la décision ; qui l’a prise, les personnes qui modèrent."),
        ),
        Kept(
            what=_("Les messages que la modération vous envoie."),
            why=_("Vous dire ce qui est décidé, une seule fois."),
            how_long=_("{days} jours.").format(days=retention.NOTICES.days),
            models=("participation.Notice",),
            basis=Basis.LEGAL,
            seen_by=_("Personne d’autre que vous."),
        ),
    ]


def clear_past() -> Cleared:
    """The retention clock."""
    return Cleared("participation-moderation", actions.clear_moderation())


def register() -> None:
    """Offer all this."""
    tellings.register()
    slots.hidden_among.register(moderation.among_hidden)
    slots.why_hidden.register(why_hidden)
    slots.thing_panels.register(way_to_report, weight=90)
    slots.steward_panels.register(waiting_cases, weight=5)
    slots.personal_panels.register(my_moderation, weight=60)
    slots.personal_data.register(data_of, weight=43)
    slots.account_deletion.register(take_name_off, weight=43)
    slots.kept_data.register(kept_about_people, weight=43)
    slots.past_its_time.register(clear_past, weight=43)
