"""How a message is spoken of by moderation and the journal: it is reported and hidden by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.participation import kinds
from terreau.participation.kinds import Kind
from terreau.participation.models import Conversation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from terreau.participation.models import Comment


def _title(said: Comment) -> str:
    """The day, and nothing of the words: a title is repeated in places that nobody moderates."""
    return _("Message du %(day)s") % {"day": date_format(localtime(said.written_at), "DATE_FORMAT")}


def _spoken_of(said: Comment) -> tuple[Kind, Any]:
    kind = kinds.kind_of(said.conversation.kind)
    return kind, kinds.thing_of(kind, said.conversation.thing)


def _theme(said: Comment) -> str:
    kind, thing = _spoken_of(said)
    return kind.theme(thing) if thing is not None else ""


def _places(said: Comment) -> Mapping[str, str]:
    kind, thing = _spoken_of(said)
    return kind.territories(thing) if thing is not None else {}


def _touched(said: Comment) -> None:
    Conversation.objects.filter(pk=said.conversation_id).update(touched_at=timezone.now())


MESSAGE = Kind(
    model="participation.comment",
    slug="message",
    label=gettext_lazy("Message"),
    room="conversations",
    room_label=gettext_lazy("Conversations"),
    title=_title,
    url=lambda said: reverse("participation:message", args=(said.pk,)),
    theme=_theme,
    territories=_places,
    author=lambda said: said.author,
    words=lambda said: said.text,
    touched=_touched,
    stands_alone=False,
    moderated=True,
)


def register() -> None:
    """Let messages be reported; called once from the slots of this room."""
    kinds.register_kind(MESSAGE)
