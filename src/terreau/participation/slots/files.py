"""Photographs and files on the pages of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from terreau.foundation import slots
from terreau.foundation.processing import Basis
from terreau.foundation.slots import Cleared, Exported, Kept, Panel
from terreau.participation import actions, kinds
from terreau.participation.editables import Editable, Shown, register_editable
from terreau.participation.file_errors import UnknownFileError
from terreau.participation.kinds import Kind, key_of, kind_of
from terreau.participation.models import Album
from terreau.participation.queries import files
from terreau.participation.queries.conversation import voice_of
from terreau.participation.slots.history import by_whom

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from django.db.models import Model
    from django.http import HttpRequest

    from terreau.participation.models import Attachment
    from terreau.people.models import User

SHOWN = 3
#: The largest number a database keeps as a key.
_DIGITS = 18


def photographs_and_files(request: HttpRequest, thing: Model) -> Panel | None:
    """On the page of a thing: its first photographs, the way to all of them, and to add one."""
    kind = kind_of(thing)
    standing, is_open = files.standing(thing), kind.open_to_words(thing)
    if not standing and not is_open:
        return None
    here = (kind.slug, key_of(thing))
    pictures = [one for one in standing if one.content.is_picture]
    shown = (pictures or standing)[:SHOWN]
    context: dict[str, object] = {
        "files": files.shown(shown),
        "add_url": reverse("participation:add-file", args=here) if is_open else "",
        "just_published": "publie" in request.GET,
    }
    more = {}
    if len(standing) > len(shown):
        label = ngettext("Voir %(n)s photo ou fichier", "Voir les %(n)s photos et fichiers", len(standing))
        more = {
            "more_url": reverse("participation:files", args=here),
            "more_label": label % {"n": len(standing)},
        }
    return Panel(_("Photos et fichiers"), "participation/files/panel.html", context, **more)


def data_of(user: int) -> Exported:
    """What a person attached."""
    return Exported("files", files.about(user))


def take_name_off(user: int, do: bool) -> str:  # noqa: FBT001 - the slot's signature
    """Before an account goes: what it attached stays without its name."""
    if do:
        actions.forget_sender(user)
    return _(
        "Vos photos et vos fichiers restent publics, sans votre nom, y compris là où une photo dit que vous "
        "l’avez faite. Retirez d’abord ceux que vous ne voulez pas laisser."
    )


def kept_about_people() -> list[Kept]:
    """What files keep, why, how long."""
    return [
        Kept(
            what=_(
                "Les photos et fichiers que vous ajoutez, avec chaque version de leur description. Le lieu, "
                "la date et l’appareil cachés dans une photo sont effacés à l’arrivée."
            ),
            why=_("Montrer ce que des mots disent mal, et dire qui l’a montré."),
            how_long=_(
                "Jusqu’à ce que vous les retiriez : ils quittent alors le disque en deux jours. Ils restent "
                "sans votre nom si vous supprimez votre compte."
            ),
            models=("participation.Attachment", "participation.HistoricalAttachment"),
            basis=Basis.MISSION,
            seen_by=_("Tout le monde ; votre nom si vous l’acceptez."),
        ),
        Kept(
            what=_("Le volume de fichiers que vous envoyez chaque jour."),
            why=_("Que personne ne remplisse le disque de tous."),
            how_long=_("Deux jours."),
            models=("participation.SentBytes",),
            basis=Basis.SAFETY,
            seen_by=_("Personne."),
        ),
    ]


def clear_past() -> Cleared:
    """The retention clock: files that nothing shows any more."""
    return Cleared("participation", actions.forget_unused_files())


def _of_its_thing(attachment: Attachment) -> tuple[Kind, Any]:
    return kinds.thing_named(kind_of(attachment.album.kind).slug, attachment.album.thing)


def _theme(attachment: Attachment) -> str:
    kind, thing = _of_its_thing(attachment)
    return kind.theme(thing)


def _territories(attachment: Attachment) -> Mapping[str, str]:
    kind, thing = _of_its_thing(attachment)
    return kind.territories(thing)


#: A file can be reported and hidden by itself; it is spoken of on the page of what it is attached to.
FILE = Kind(
    model="participation.attachment",
    slug=files.KIND,
    label=gettext_lazy("Photo ou fichier"),
    room="fichiers",
    room_label=gettext_lazy("Photos et fichiers"),
    title=lambda attachment: attachment.title,
    url=lambda attachment: attachment.get_absolute_url(),
    theme=_theme,
    territories=_territories,
    answers_for=lambda user, attachment: attachment.author_id == user.pk,
    open_to_words=lambda _attachment: False,
    moderated=True,
    author=lambda attachment: attachment.author,
    words=lambda attachment: "\n\n".join(filter(None, (attachment.description, attachment.caption))),
)


def _found(key: str) -> Attachment:
    if not (key.isascii() and key.isdigit()) or len(key) > _DIGITS:
        raise UnknownFileError
    found = files.file(int(key))
    actions.thing_of_file(found)  # refuses what hangs on a thing that is hidden
    return found


def _by_whom(version: Any) -> str:
    """Who made a version; who attached it for somebody is not named."""
    return voice_of(version) if version.history_user_id == version.author_id else by_whom(version)


def _put_back(thing: Any, version: Any, *, by: User, reason: str) -> object:
    words = actions.Words(version.description, version.caption, version.credit, version.licence)
    return actions.put_description_back(thing, words, by=by, reason=reason)


DESCRIPTION = Editable(
    model="participation.attachment",
    slug=files.KIND,
    label=gettext_lazy("Photo ou fichier"),
    find=_found,
    title=lambda attachment: attachment.title,
    url=lambda attachment: attachment.get_absolute_url(),
    shown=(
        Shown.field(gettext_lazy("description"), "description"),
        Shown.field(gettext_lazy("légende"), "caption"),
        Shown.field(gettext_lazy("auteur"), "credit"),
        Shown.field(gettext_lazy("licence"), "licence"),
    ),
    credit=_by_whom,
    may_restore=lambda user, attachment: user.has_perm("participation.describe_file", attachment),
    restore=_put_back,
    hold=lambda attachment: Album.objects.select_for_update().get(pk=attachment.album_id),
    related=("author", "organisation", "history_user"),
)


def register() -> None:
    """Offer all this."""
    kinds.register_kind(FILE)
    register_editable(DESCRIPTION)
    slots.thing_panels.register(photographs_and_files, weight=10)
    slots.personal_data.register(data_of, weight=43)
    slots.account_deletion.register(take_name_off, weight=43)
    slots.kept_data.register(kept_about_people, weight=43)
    slots.past_its_time.register(clear_past, weight=43)
