"""What the rooms below do in public: organisations, who is in charge of the territory, blocked accounts.

They cannot know the journal, which stands above them: they tell of their acts through `slots.public_acts`,
and this file keeps each as a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from terreau.foundation import slots
from terreau.participation import actions, kinds
from terreau.participation.kinds import Kind
from terreau.people.actions import repeat_hiding
from terreau.people.models import Belonging, Role, User
from terreau.people.queries.organisations import KIND

if TYPE_CHECKING:
    from terreau.foundation.slots import Act
    from terreau.people.models import Organisation


def answers_for(user: User, organisation: Organisation) -> bool:
    """Whether this person is in charge of the organisation."""
    return Belonging.objects.filter(user_id=user.pk, organisation=organisation, role=Role.HOLDER).exists()


def holder(organisation: Organisation) -> User | None:
    """Who answers for an organisation since the longest, told of what moderation decides."""
    found = Belonging.objects.filter(organisation=organisation, role=Role.HOLDER, user__is_active=True)
    first = found.select_related("user").order_by("since", "pk").first()
    return first.user if first else None


def words(organisation: Organisation) -> str:
    """All that an organisation says of itself, for those who moderate."""
    return "\n\n".join(filter(None, (organisation.name, organisation.siren, organisation.website)))


def touched(organisation: Organisation) -> None:
    """Hidden or shown again: what it signed says so too."""
    repeat_hiding(organisation, hidden=bool(kinds.hidden(KIND, [str(organisation.pk)])))


ORGANISATION = Kind(
    model=KIND,
    slug="organisation",
    label=_("Organisation"),
    room="organisations",
    room_label=_("Organisations"),
    title=lambda organisation: organisation.name,
    url=lambda organisation: organisation.get_absolute_url(),
    territories=lambda organisation: {organisation.territory.ref: organisation.territory.name},
    answers_for=answers_for,
    # A page of words about an organisation invites settling of scores; its needs and commons are spoken of.
    open_to_words=lambda _organisation: False,
    verbs={
        "declare-organisation": _("a déclaré l’organisation"),
        "change-organisation": _("a modifié l’organisation"),
        "restore-organisation": _("a rétabli une version de la fiche de l’organisation"),
        "change-verified-organisation": _("a modifié ce qui avait été vérifié de l’organisation"),
        "verify-organisation": _("a vérifié l’organisation"),
        "unverify-organisation": _("a retiré sa vérification à l’organisation"),
        "put-in-charge": _("a confié à une autre personne la responsabilité de l’organisation"),
        "take-charge": _("a pris la responsabilité de l’organisation"),
    },
    moderated=True,
    author=holder,
    words=words,
    touched=touched,
)

#: What is done in the name of the whole instance is done on its territory, and names no other person.
TERRITORY = Kind(
    model="territories.territory",
    slug="territoire",
    label=_("Territoire"),
    room="animation",
    room_label=_("Animation"),
    title=lambda territory: territory.name,
    url=lambda territory: territory.get_absolute_url(),
    territories=lambda territory: {territory.ref: territory.name},
    open_to_words=lambda _territory: False,
    verbs={
        "appoint-steward": _("a confié à une autre personne l’animation de"),
        "dismiss-steward": _("a retiré à une personne l’animation de"),
        "block-account": _("a bloqué un compte, pour"),
        "unblock-account": _("a débloqué un compte, pour"),
    },
)


def keep(act: Act) -> bool:
    """Add the line of an act that a room below tells of."""
    by = act.by if isinstance(act.by, User) else None
    actions.record(act.verb, act.thing, by=by, reason=act.reason)
    return True


def register() -> None:
    """Offer all this."""
    kinds.register_kind(ORGANISATION)
    kinds.register_kind(TERRITORY)
    slots.public_acts.register(keep)
