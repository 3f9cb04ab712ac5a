"""Following on the pages of others."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.foundation import slots
from terreau.foundation.processing import Basis
from terreau.foundation.slots import Cleared, Exported, Kept, Panel
from terreau.participation import actions, kinds
from terreau.participation.kinds import key_of, kind_of
from terreau.participation.models import Follow, Letter
from terreau.participation.queries import following
from terreau.people.models import User

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest

LETTERS_KEPT = dt.timedelta(days=90)
#: Territories offered beside a thing; a thing about ten of them would fill the page.
AROUND = 3


def follow_thing(request: HttpRequest, thing: Model) -> Panel:
    """On the page of a thing: follow it, its theme, its territories."""
    kind = kind_of(thing)
    value = f"{kind.model}:{key_of(thing)}"
    target = following.Target(
        value,
        kind.title(thing),
        kind.url(thing),
        reverse("participation:follow", args=(kind.slug, key_of(thing))),
    )
    known = following.follow_of(request.user, value)
    context: dict[str, object] = {"target": target, "known": known, "around": _around(thing)}
    return Panel(_("Suivre"), "participation/following/panel.html", context)


def _around(thing: Model) -> list[tuple[str, str]]:
    kind = kind_of(thing)
    theme = kinds.theme_of(kind.theme(thing)) if kind.theme(thing) else None
    found = [(str(theme.label), _address("theme", theme.slug))] if theme else []
    places = list(kind.territories(thing).items())[:AROUND]
    return found + [(name, _address("territoire", ref)) for ref, name in places]


def _address(word: str, key: str) -> str:
    return reverse("participation:follow", args=(word, key))


def follow_territory(request: HttpRequest, ref: str) -> Panel:
    """On a territory's page: follow it."""
    value = f"{following.PLACE}:{ref}"
    target = following.Target(value, "", "", _address("territoire", ref))
    known = following.follow_of(request.user, value)
    context: dict[str, object] = {"target": target, "known": known, "around": []}
    return Panel(_("Suivre ce territoire"), "participation/following/panel.html", context)


def my_follows(request: HttpRequest) -> Panel | None:
    """For one's own page: what one follows."""
    if not isinstance(request.user, User):
        return None
    context: dict[str, object] = {"total": Follow.objects.filter(user=request.user).count()}
    more = reverse("participation:follows")
    return Panel(
        _("Ce que je suis"),
        "participation/following/panel_personal.html",
        context,
        more,
        _("Voir et choisir"),
    )


def data_of(user: int) -> Exported:
    """What a person follows, and the letters made for them."""
    follows = Follow.objects.filter(user_id=user).order_by("pk").values("target", "rhythm", "begun_at")
    letters = Letter.objects.filter(user_id=user).order_by("pk").values("key", "state", "made_at", "sent_at")
    return Exported("following", {"follows": list(follows), "letters": list(letters)})


def what_goes(_user: int, _do: bool) -> str:  # noqa: FBT001 - the slot's signature
    """Before an account goes: nothing of this stays, the database sees to it."""
    return _("Ce que vous suivez est effacé, et plus aucun message ne vous est envoyé.")


def kept_about_people() -> list[Kept]:
    """What following keeps, why, how long."""
    return [
        Kept(
            what=_(
                "Ce que vous suivez et à quel rythme ; les messages faits pour vous, et s’ils sont partis."
            ),
            why=_("Vous écrire ce que vous avez demandé, une seule fois."),
            how_long=_("Jusqu’à ce que vous arrêtiez de suivre ; {days} jours pour un message.").format(
                days=LETTERS_KEPT.days
            ),
            models=("participation.Follow", "participation.Letter", "participation.Told"),
            basis=Basis.REQUEST,
            seen_by=_("Vous seul."),
        )
    ]


def clear_past() -> Cleared:
    """The retention clock: letters that left long ago."""
    return Cleared("participation", {"letters": actions.forget_old_letters(LETTERS_KEPT)})


def register() -> None:
    """Offer all this."""
    slots.thing_panels.register(follow_thing, weight=30)
    slots.territory_panels.register(follow_territory, weight=70)
    slots.personal_panels.register(my_follows, weight=40)
    slots.personal_data.register(data_of, weight=42)
    slots.account_deletion.register(what_goes, weight=42)
    slots.kept_data.register(kept_about_people, weight=42)
    slots.past_its_time.register(clear_past, weight=42)
    slots.restored.register(actions.let_go, weight=42)
