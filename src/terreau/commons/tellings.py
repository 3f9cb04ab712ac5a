"""How commons are spoken of by the rooms below: journal, conversations, letters, histories, moderation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.commons.actions import restore
from terreau.commons.models import Commons
from terreau.commons.queries.history import FIELDS, credit_of, label_of, words_of
from terreau.commons.rules import answers_for_it
from terreau.participation import kinds
from terreau.participation.editables import Editable, Shown, register_editable
from terreau.participation.kinds import Kind, thing_named

if TYPE_CHECKING:
    from terreau.people.models import User

VERBS = {
    "open": _("a ouvert le commun"),
    "edit": _("a modifié la fiche du commun"),
    "restore": _("a rétabli une version de la fiche du commun"),
    "seek": _("a dit ce que cherche le commun"),
    "offer": _("a dit ce que propose le commun"),
    "end-wish": _("a retiré une recherche ou une proposition du commun"),
}


def _answers_for(user: User, commons: Commons) -> bool:
    return bool(answers_for_it(user, commons))


def _places(commons: Commons) -> dict[str, str]:
    return {place["ref"]: place["name"] for place in commons.places}


def _words(commons: Commons) -> str:
    links = "\n".join(f"{link.get('label', '')} {link['url']}" for link in commons.links)
    said = (commons.tagline, commons.story, commons.licence_said, commons.step_what, commons.contact, links)
    wishes = commons.wishes.filter(ended_at=None).order_by("pk").values_list("words", flat=True)
    return "\n\n".join(filter(None, (*said, *wishes)))


def _touched(commons: Commons) -> None:
    """A commons hidden, or shown again: lists, feeds and panels that were kept are made anew."""
    Commons.objects.filter(pk=commons.pk).update(touched_at=timezone.now())


COMMONS = Kind(
    model="commons.commons",
    slug="commun",
    label=_("Commun"),
    room="communs",
    room_label=_("Communs"),
    title=lambda commons: commons.title,
    url=lambda commons: commons.get_absolute_url(),
    theme=lambda commons: commons.theme,
    territories=_places,
    answers_for=_answers_for,
    verbs=VERBS,
    moderated=True,
    author=lambda commons: commons.opened_by,
    words=_words,
    touched=_touched,
)


def find(key: str) -> Commons:
    """The commons of a key; raises UnknownThingError for one that is hidden or gone."""
    found: Commons = thing_named("commun", key)[1]
    return found


SHEET = Editable(
    model="commons.commons",
    slug="commun",
    label=_("Commun"),
    find=find,
    title=lambda commons: commons.title,
    url=lambda commons: commons.get_absolute_url(),
    shown=tuple(Shown(label_of(name), partial(words_of, name)) for name in FIELDS),
    credit=credit_of,
    may_restore=lambda user, commons: user.has_perm("commons.change_commons", commons),
    restore=restore,
    hold=lambda commons: Commons.objects.select_for_update().get(pk=commons.pk),
    related=("history_user", "opened_by", "organisation"),
)


def register() -> None:
    """Let commons be spoken of; called once from the slots of this room."""
    kinds.register_kind(COMMONS)
    register_editable(SHEET)
