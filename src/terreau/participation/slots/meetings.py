"""Meetings on the pages of others; how a meeting is spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.foundation import slots
from terreau.foundation.processing import Basis
from terreau.foundation.slots import Exported, Kept, Panel
from terreau.participation import actions, kinds
from terreau.participation.editables import Editable, Shown, register_editable
from terreau.participation.errors import UnknownThingError
from terreau.participation.kinds import Kind, key_of, kind_of
from terreau.participation.models import Meeting
from terreau.participation.queries import meetings
from terreau.participation.rules.meetings import answers_for_its_thing, organised_it

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from typing import Any

    from django.db.models import Model
    from django.http import HttpRequest

    from terreau.foundation.slots import Dated, Dates
    from terreau.people.models import User

SHOWN = 3


def its_meetings(request: HttpRequest, thing: Model) -> Panel | None:
    """On the page of a thing: when people meet about it, and the way to propose a meeting."""
    if isinstance(thing, Meeting):
        return None
    coming = meetings.to_come(thing, SHOWN)
    may_plan = request.user.is_authenticated and request.user.has_perm("participation.plan_meeting", thing)
    if not coming and not may_plan:
        return None
    kind = kind_of(thing)
    url = reverse("participation:plan-meeting", args=(kind.slug, key_of(thing))) if may_plan else ""
    context: dict[str, object] = {"meetings": coming, "url": url}
    return Panel(_("Rendez-vous"), "participation/meetings/panel.html", context)


def agenda_of(_request: HttpRequest, ref: str) -> Panel:
    """On a territory's page: the way to what is coming there, without asking anything for it."""
    more = f"{reverse('participation:agenda')}?territoire={ref}"
    return Panel(_("Agenda"), "participation/meetings/panel_agenda.html", {}, more, _("Ce qui vient ici"))


def dated_meetings(asked: Dates) -> Sequence[Dated]:
    """Meetings, for the agenda."""
    return meetings.dated_meetings(asked)


def data_of(user: int) -> Exported:
    """The meetings a person organised."""
    fields = (
        "title",
        "starts_at",
        "ends_at",
        "place",
        "online",
        "description",
        "made_at",
        "cancelled_reason",
    )
    return Exported(
        "meetings", list(Meeting.objects.filter(organised_by_id=user).order_by("pk").values(*fields))
    )


def take_name_off(_user: int, _do: bool) -> str:  # noqa: FBT001 - the slot's signature
    """Before an account goes: the database takes the name off by itself."""
    return _(
        "Les rendez-vous que vous avez proposés restent, sans votre nom. Annulez ceux qui n’auront pas lieu."
    )


def kept_about_people() -> list[Kept]:
    """What meetings keep, why, how long."""
    return [
        Kept(
            what=_("Les rendez-vous que vous proposez, avec chaque version."),
            why=_("Savoir où et quand se retrouver, et à qui s’adresser."),
            how_long=_("Ils restent ; votre nom en est retiré quand vous supprimez votre compte."),
            models=("participation.Meeting", "participation.HistoricalMeeting"),
            basis=Basis.MISSION,
            seen_by=_("Tout le monde ; votre nom si vous l’acceptez."),
        )
    ]


VERBS = {
    "plan-meeting": gettext_lazy("a proposé le rendez-vous"),
    "change-meeting": gettext_lazy("a modifié le rendez-vous"),
    "restore-meeting": gettext_lazy("a rétabli une version du rendez-vous"),
    "cancel-meeting": gettext_lazy("a annulé le rendez-vous"),
}


def answers_for(user: User, meeting: Meeting) -> bool:
    """Whether this person organises the meeting, or answers for what it is about."""
    return bool(organised_it(user, meeting) or answers_for_its_thing(user, meeting))


def words(meeting: Meeting) -> str:
    """All that a meeting says, for those who moderate."""
    said = (meeting.place, meeting.online, meeting.description, meeting.cancelled_reason)
    return "\n\n".join(filter(None, said))


def places(meeting: Meeting) -> dict[str, str]:
    """The territory of a meeting, or those of what it is about."""
    if meeting.territory is not None:
        return {meeting.territory.ref: meeting.territory.name}
    try:
        kind, thing = kinds.thing_named(kind_of(meeting.kind).slug, meeting.thing)
    except UnknownThingError:
        return {}
    return dict(kind.territories(thing))


MEETING = Kind(
    model=meetings.KIND,
    slug="rendez-vous",
    label=gettext_lazy("Rendez-vous"),
    room="agenda",
    room_label=gettext_lazy("Agenda"),
    title=lambda meeting: meeting.title,
    url=lambda meeting: meeting.get_absolute_url(),
    theme=lambda meeting: meeting.theme,
    territories=places,
    answers_for=answers_for,
    verbs=VERBS,
    moderated=True,
    author=lambda meeting: meeting.organised_by,
    words=words,
)


def _said(moment: dt.datetime | None) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else ""


def _territory(version: Any) -> str:
    return str(version.territory.name) if version.territory else ""


def _find(key: str) -> Meeting:
    found: Meeting = kinds.thing_named("rendez-vous", key)[1]
    return found


def _credit(version: Any) -> str:
    user = version.history_user
    if version.organisation and user is not None and user.pk == version.organised_by_id:
        name: str = version.organisation.public_name
        return name[:1].upper() + name[1:]
    said = user.public_name if user else _("une personne dont le compte n’existe plus")
    return str(said[:1].upper() + said[1:])


MEETING_TEXT = Editable(
    model=meetings.KIND,
    slug="rendez-vous",
    label=gettext_lazy("Rendez-vous"),
    find=_find,
    title=lambda meeting: meeting.title,
    url=lambda meeting: meeting.get_absolute_url(),
    shown=(
        Shown.field(gettext_lazy("titre"), "title"),
        Shown(gettext_lazy("début"), lambda version: _said(version.starts_at)),
        Shown(gettext_lazy("fin"), lambda version: _said(version.ends_at)),
        Shown.field(gettext_lazy("lieu"), "place"),
        Shown(
            gettext_lazy("territoire"), lambda version: version.territory.name if version.territory else ""
        ),
        Shown.field(gettext_lazy("adresse en ligne"), "online"),
        Shown.field(gettext_lazy("description"), "description"),
        Shown.field(gettext_lazy("raison de l’annulation"), "cancelled_reason"),
    ),
    credit=_credit,
    may_restore=lambda user, meeting: user.has_perm("participation.change_meeting", meeting),
    restore=actions.put_meeting_back,
    hold=lambda meeting: Meeting.objects.select_for_update().get(pk=meeting.pk),
    related=("history_user", "organised_by", "organisation", "territory"),
)


def register() -> None:
    """Offer all this."""
    kinds.register_kind(MEETING)
    register_editable(MEETING_TEXT)
    slots.dated.register(dated_meetings)
    slots.hidden_among.register(meetings.hidden_with_their_thing)
    slots.thing_panels.register(its_meetings, weight=25)
    slots.territory_panels.register(agenda_of, weight=55)
    slots.personal_data.register(data_of, weight=44)
    slots.account_deletion.register(take_name_off, weight=44)
    slots.kept_data.register(kept_about_people, weight=44)
