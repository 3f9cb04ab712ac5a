"""Conversations on the pages of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terreau.foundation import slots
from terreau.foundation.processing import Basis
from terreau.foundation.slots import Exported, Kept, Panel
from terreau.participation import actions
from terreau.participation.kinds import key_of, kind_of
from terreau.participation.queries import conversation

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest

SHOWN = 3


def what_is_said(_request: HttpRequest, thing: Model) -> Panel | None:
    """On the page of a thing: the last words about it, and the way to all of them."""
    kind, kept = kind_of(thing), conversation.conversation_of(thing)
    if not kept.comments and not kind.open_to_words(thing):
        return None
    url = reverse("participation:conversation", args=(kind.slug, key_of(thing)))
    words = conversation.last_words(thing, SHOWN) if kept.comments else []
    label = ngettext(
        "%(n)s message : lire la conversation", "%(n)s messages : lire la conversation", kept.comments
    )
    more = {"more_url": url, "more_label": label % {"n": kept.comments}} if kept.comments else {}
    context: dict[str, object] = {"messages": words, "url": url}
    return Panel(_("Conversation"), "participation/conversation/panel.html", context, **more)


def data_of(user: int) -> Exported:
    """What a person said."""
    return Exported("conversations", conversation.about(user))


def take_name_off(user: int, do: bool) -> str:  # noqa: FBT001 - the slot's signature
    """Before an account goes: its messages stay without its name."""
    if do:
        actions.forget_author(user)
    return _(
        "Vos messages restent publics, sans votre nom. Retirez d’abord ceux que vous ne voulez pas laisser."
    )


def kept_about_people() -> list[Kept]:
    """What conversations keep, why, how long."""
    return [
        Kept(
            what=_(
                "Les messages que vous écrivez, avec chaque version, et les conversations que vous closez."
            ),
            why=_("Se parler de ce qui manque et de ce qui y répond, et pouvoir relire ce qui a été dit."),
            how_long=_(
                "Jusqu’à ce que vous les retiriez. Ils restent sans votre nom si vous supprimez votre compte."
            ),
            models=(
                "participation.Comment",
                "participation.HistoricalComment",
                "participation.Conversation",
            ),
            basis=Basis.MISSION,
            seen_by=_("Tout le monde ; votre nom si vous l’acceptez."),
        )
    ]


def register() -> None:
    """Offer all this."""
    slots.thing_panels.register(what_is_said, weight=20)
    slots.personal_data.register(data_of, weight=41)
    slots.account_deletion.register(take_name_off, weight=41)
    slots.kept_data.register(kept_about_people, weight=41)
