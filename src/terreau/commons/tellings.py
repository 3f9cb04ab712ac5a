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
    "fork": _("a repris d’ailleurs, avec son histoire, le commun"),
    "edit": _("a modifié la fiche du commun"),
    "restore": _("a rétabli une version de la fiche du commun"),
    "seek": _("a dit ce que cherche le commun"),
    "offer": _("a dit ce que propose le commun"),
    "write-page": _("a écrit une page du commun"),
    "edit-page": _("a modifié une page du commun"),
    "restore-page": _("a rétabli une version d’une page du commun"),
    "protect-page": _("a protégé pour un temps une page du commun"),
    "open-page": _("a rouvert à tous une page du commun"),
    "join": _("a rejoint la communauté du commun"),
    "care": _("veille désormais sur le commun"),
    "hand-over": _("a confié à un membre de veiller aussi sur le commun"),
    "leave": _("a quitté la communauté du commun"),
    "leave-last": _("a quitté, sans que personne d’autre n’y veille, le commun"),
    "lose-steward": _("dit que plus personne ne veille sur le commun"),
    "ask-community": _("a posé une question à la communauté du commun"),
    "decide-commons": _("a publié une décision de la communauté du commun"),
    "drop-decision": _("a abandonné une question de la communauté du commun"),
    "change-rule": _("a changé une règle du commun"),
    "restore-rule": _("a rétabli une version d’une règle du commun"),
    "announce-takeover": _("propose de reprendre, parce qu’il est abandonné, le commun"),
    "refuse-takeover": _("s’est opposé à la reprise du commun"),
    "take-over": _("a repris le commun"),
    "use": _("a dit qui utilise le commun"),
    "end-use": _("a dit terminé un usage du commun"),
    "declare": _("a déclaré une contribution au commun"),
    "object": _("a contesté une contribution au commun"),
    "settle": _("a tranché, et gardé, une contribution au commun"),
    "set-aside": _("a tranché, et écarté, une contribution au commun"),
    "withdraw": _("a retiré sa contribution au commun"),
    "declare-component": _("a déclaré un composant du commun"),
    "change-component": _("a changé un composant du commun"),
    "use-component": _("a dit quel composant utilise le commun"),
    "end-component-use": _("a dit quel composant n’utilise plus le commun"),
    "bring-in": _("a fait entrer, depuis un tableau, le commun"),
    "remove-name": _("a retiré un nom venu d’ailleurs avec le commun"),
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
    rules = commons.rules.order_by("pk").values_list("text", flat=True)
    asked = [f"{one.question} {one.context} {one.reasons}" for one in commons.decisions.order_by("pk")[:50]]
    uses = commons.uses.order_by("pk").values_list("purpose", flat=True)[:50]
    return "\n\n".join(filter(None, (*said, *wishes, *rules, *asked, *uses)))


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
