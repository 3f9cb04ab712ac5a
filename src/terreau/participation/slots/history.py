"""Histories on the pages of others, and the things of this room and of those below that have one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.foundation import slots
from terreau.foundation.slots import Panel
from terreau.participation import actions
from terreau.participation.editables import Editable, Shown, editable_of, register_editable
from terreau.participation.errors import UnknownCommentError
from terreau.participation.kinds import key_of, kind_of, thing_named
from terreau.participation.models import Comment, Conversation
from terreau.participation.queries import conversation, history
from terreau.people.actions import change_organisation
from terreau.people.models import Organisation, OrganisationKind, User

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest


def its_history(_request: HttpRequest, thing: Model) -> Panel | None:
    """On the page of a thing that has changed: how many versions, and the way to them."""
    editable = editable_of(thing)
    if editable is None or (total := _versions(thing)) < 2:  # noqa: PLR2004 - one version is no history
        return None
    url = reverse("participation:history", args=(editable.slug, key_of(thing)))
    context: dict[str, object] = {"total": total}
    return Panel(_("Historique"), "participation/history/panel.html", context, url, _("Voir les versions"))


def _versions(thing: Any) -> int:
    """How many versions, without a question to a thing that counts them itself."""
    counted: int | None = getattr(thing, "version", None)
    return history.how_many(thing) if counted is None else counted


def _comment(key: str) -> Comment:
    if not (key.isascii() and key.isdigit()) or len(key) > 18:  # noqa: PLR2004 - beyond a database's integer
        raise UnknownCommentError
    found = conversation.comment(int(key))
    if found.withdrawn_at is not None:
        raise UnknownCommentError
    actions.thing_of(found)  # refuses what hangs on a thing that is hidden
    return found


def _title_of(comment: Comment) -> str:
    thing = actions.thing_of(comment)
    return _("Message sur « %(title)s »") % {"title": kind_of(thing).title(thing)}


def _hold_conversation(comment: Comment) -> object:
    return Conversation.objects.select_for_update().get(pk=comment.conversation_id)


def _put_words_back(thing: Any, version: Any, *, by: User, reason: str) -> object:
    return actions.put_words_back(thing, version.text, by=by, reason=reason)


def _may_mend(user: User, comment: Comment) -> bool:
    return user.has_perm("participation.edit_comment", comment) and comment.conversation.closed_at is None


MESSAGE = Editable(
    model="participation.comment",
    slug="message",
    label=gettext_lazy("Message"),
    find=_comment,
    title=_title_of,
    url=lambda comment: reverse("participation:message", args=(comment.pk,)),
    shown=(Shown.field(gettext_lazy("texte"), "text"),),
    credit=conversation.voice_of,
    may_restore=_may_mend,
    restore=_put_words_back,
    hold=_hold_conversation,
    related=("author", "organisation"),
)


def _organisation(key: str) -> Organisation:
    found: Organisation = thing_named("organisation", key)[1]
    return found


def _put_facts_back(thing: Any, version: Any, *, by: User, reason: str) -> object:
    facts = {name: getattr(version, name) for name in ("name", "kind", "territory", "siren", "website")}
    return change_organisation(by, thing, **facts, reason=reason, verb="restore-organisation")


def by_whom(version: Any) -> str:
    """The person who made a version, while they show their name."""
    user = version.history_user
    if user is None:
        return _("Une personne dont le compte n’existe plus, ou le service")
    name: str = user.public_name
    return name[:1].upper() + name[1:]


ORGANISATION = Editable(
    model="people.organisation",
    slug="organisation",
    label=gettext_lazy("Organisation"),
    find=_organisation,
    title=lambda organisation: organisation.name,
    url=lambda organisation: organisation.get_absolute_url(),
    shown=(
        Shown.field(gettext_lazy("nom"), "name"),
        Shown(gettext_lazy("sorte"), lambda version: str(OrganisationKind(version.kind).label)),
        Shown(gettext_lazy("territoire"), lambda version: version.territory.name),
        Shown.field("SIREN", "siren"),
        Shown.field(gettext_lazy("site"), "website"),
    ),
    credit=by_whom,
    may_restore=lambda user, thing: user.has_perm("people.change_organisation", thing),
    restore=_put_facts_back,
    hold=lambda thing: Organisation.objects.select_for_update().get(pk=thing.pk),
    related=("history_user", "territory"),
)


def register() -> None:
    """Offer all this."""
    register_editable(MESSAGE)
    register_editable(ORGANISATION)
    slots.thing_panels.register(its_history, weight=90)
