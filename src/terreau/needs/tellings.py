"""How needs are spoken of by the rooms below: what the journal, conversations and letters may say of one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from terreau.needs.actions import restore
from terreau.needs.models import Need, Theme, slug_of
from terreau.needs.queries.history import FIELDS, credit_of, label_of, words_of
from terreau.needs.rules import answers_for_it
from terreau.participation import kinds
from terreau.participation.editables import Editable, Shown, register_editable
from terreau.participation.kinds import Kind, thing_named

if TYPE_CHECKING:
    from terreau.people.models import User


def answers_for(user: User, need: Need) -> bool:
    """Whether this person raised the need, or answers for the organisation that did."""
    return bool(answers_for_it(user, need))


def places(need: Need) -> dict[str, str]:
    """The territories a need is about: references and names."""
    return {place["ref"]: place["name"] for place in need.places}


VERBS = {
    "raise": _("a exprimé le besoin"),
    "edit": _("a modifié le texte du besoin"),
    "restore": _("a rétabli une version du texte du besoin"),
    "state-raised": _("a remis à l’état exprimé le besoin"),
    "state-looked-at": _("a examiné le besoin"),
    "state-being-answered": _("a dit qu’une réponse est en cours pour le besoin"),
    "state-met": _("a dit satisfait le besoin"),
    "state-not-met": _("a dit non satisfait le besoin"),
    "state-closed": _("a clos le besoin"),
    "count-on-paper": _("a compté des soutiens sur papier pour le besoin"),
    "correct-paper": _("a corrigé un compte de soutiens sur papier pour le besoin"),
    "propose-merge": _("a proposé de réunir à un autre le besoin"),
    "announce-merge": _("a annoncé que plus personne ne répond du besoin"),
    "merge": _("a accepté de réunir à un autre le besoin"),
    "refuse-merge": _("a refusé de réunir à un autre le besoin"),
    "receive": _("a réuni un autre besoin à"),
}

NEED = Kind(
    model="needs.need",
    slug="besoin",
    label=_("Besoin"),
    room="besoins",
    room_label=_("Besoins"),
    title=lambda need: need.title,
    url=lambda need: need.get_absolute_url(),
    theme=lambda need: need.theme,
    territories=places,
    answers_for=answers_for,
    open_to_words=lambda need: need.merged_into_id is None,
    verbs=VERBS,
)


def find(key: str) -> Need:
    """The need of a key; raises UnknownThingError for one that is hidden or gone."""
    found: Need = thing_named("besoin", key)[1]
    return found


NEED_TEXT = Editable(
    model="needs.need",
    slug="besoin",
    label=_("Besoin"),
    find=find,
    title=lambda need: need.title,
    url=lambda need: need.get_absolute_url(),
    shown=tuple(Shown(label_of(name), partial(words_of, name)) for name in FIELDS),
    credit=credit_of,
    may_restore=lambda user, need: user.has_perm("needs.change_need", need),
    restore=restore,
    hold=lambda need: Need.objects.select_for_update().get(pk=need.pk),
    related=("history_user", "raised_by", "organisation"),
)


def register() -> None:
    """Let needs be spoken of; called once from the slots of this room."""
    kinds.register_kind(NEED)
    register_editable(NEED_TEXT)
    for theme in Theme:
        kinds.register_theme(kinds.Theme(theme.value, slug_of(theme), theme.label))
