"""API tokens on the pages of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.foundation import slots
from terreau.foundation.processing import Basis
from terreau.foundation.slots import Cleared, Exported, Kept, Panel
from terreau.participation import actions, kinds
from terreau.participation.actions.tokens import ANSWERS_KEPT, ENDED_KEPT
from terreau.participation.queries import tokens
from terreau.people.models import Organisation, User

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest


def my_tokens(request: HttpRequest) -> Panel | None:
    """For one's own page: the programs that may act for one."""
    if not isinstance(request.user, User):
        return None
    context: dict[str, object] = {"total": tokens.how_many(request.user)}
    return Panel(
        _("Jetons pour des programmes"),
        "participation/tokens/panel_personal.html",
        context,
        reverse("participation:tokens"),
        _("Voir et créer"),
    )


def tokens_of_organisation(request: HttpRequest, thing: Model) -> Panel | None:
    """On an organisation's page, for those who answer for it."""
    if not isinstance(thing, Organisation):
        return None
    if not request.user.has_perm("participation.see_organisation_tokens", thing):
        return None
    return Panel(
        _("Jetons pour des programmes"),
        "participation/tokens/panel.html",
        {},
        reverse("participation:organisation-tokens", args=(thing.slug,)),
        _("Voir et créer"),
    )


def data_of(user: int) -> Exported:
    """The tokens a person made."""
    return Exported("tokens", tokens.about(user))


def what_goes(_user: int, _do: bool) -> str:  # noqa: FBT001 - the slot's signature
    """Before an account goes: its tokens go with it, the database sees to it."""
    return _("Vos jetons, et ceux que vous avez créés pour une organisation, n’ouvrent plus rien.")


def kept_about_people() -> list[Kept]:
    """What tokens keep, why, how long."""
    return [
        Kept(
            what=_(
                "Les jetons que vous créez : nom, droits, fin, jour du dernier usage (jamais le jeton "
                "lui-même) ; et la réponse à chaque demande faite avec une clé de reprise."
            ),
            why=_("Laisser un programme agir à votre place sans rien faire deux fois, et pouvoir l’arrêter."),
            how_long=_("{days} jours après la fin du jeton ; {hours} heures pour une réponse.").format(
                days=ENDED_KEPT.days, hours=ANSWERS_KEPT.days * 24
            ),
            models=("participation.ApiToken",),
            basis=Basis.REQUEST,
            seen_by=_("Vous seul."),
        )
    ]


def clear_past() -> Cleared:
    """The retention clock."""
    return Cleared("participation", actions.forget_past_tokens())


VERBS = {
    "make-token": gettext_lazy("a créé un jeton pour l’organisation"),
    "revoke-token": gettext_lazy("a révoqué un jeton de l’organisation"),
}


def register() -> None:
    """Offer all this."""
    kinds.add_verbs(VERBS)
    slots.personal_panels.register(my_tokens, weight=60)
    slots.thing_panels.register(tokens_of_organisation, weight=60)
    slots.personal_data.register(data_of, weight=43)
    slots.account_deletion.register(what_goes, weight=43)
    slots.kept_data.register(kept_about_people, weight=43)
    slots.past_its_time.register(clear_past, weight=43)
