"""What can be spoken of, followed and shown in the journal: each room above registers its kinds of things.

This room never imports those rooms. It keeps of a thing its kind ("needs.need") and its key as texts, which
stay the same from one database to another, unlike the numbers of content types.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import apps
from django.db.models import BigIntegerField, Model
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from terreau.foundation.slots import hidden_among
from terreau.participation.errors import HiddenThingError, UnknownThingError
from terreau.participation.models import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from django.db.models import QuerySet
    from django.utils.functional import Promise

    from terreau.people.models import User

Thing = TypeVar("Thing", bound=Model)

#: The largest number a database keeps as a key.
_DIGITS = 18


@dataclass(frozen=True)
class Kind:
    """A kind of thing: how it is named, where it is shown, what it is about, who answers for it.

    `model` is its label ("needs.need"); `territories` answers references and names; `slug` names it in
    addresses ("besoin") and `room` its room there ("besoins"). `verbs` says each act of its room as a part of
    a sentence: "raise" → "a exprimé le besoin".

    For moderation: `author` is who wrote it and is told what is decided, `words` all that it says, read by
    those who moderate, `touched` is called when it is hidden or shown again (pages kept must be made anew).
    `moderated` promises that all pages, lists, feeds and answers of its room ask whether a thing is hidden
    (`visible`, `refuse_hidden`): only then can it be reported.
    `reportable` says whether others may read this very thing: who may not read it may not report it.
    What does not stand alone (a message) is reported, but neither spoken of nor followed by itself.
    """

    model: str
    slug: str
    label: str | Promise
    room: str
    room_label: str | Promise
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    theme: Callable[[Any], str] = lambda _thing: ""
    territories: Callable[[Any], Mapping[str, str]] = lambda _thing: {}
    answers_for: Callable[[Any, Any], bool] = lambda _user, _thing: False
    open_to_words: Callable[[Any], bool] = lambda _thing: True
    verbs: Mapping[str, str | Promise] = field(default_factory=dict)
    author: Callable[[Any], User | None] = lambda _thing: None
    words: Callable[[Any], str] = lambda _thing: ""
    touched: Callable[[Any], object] = lambda _thing: None
    stands_alone: bool = True
    moderated: bool = False
    reportable: Callable[[Any], bool] = lambda _thing: True


@dataclass(frozen=True)
class Theme:
    """A theme that a thing may be about: its code, its word in addresses, its name."""

    code: str
    slug: str
    label: str | Promise


_kinds: dict[str, Kind] = {}
_themes: dict[str, Theme] = {}

#: Acts of moderation, whose public reason is read even while the thing is hidden.
ABOUT_HIDING = frozenset({"hide", "leave", "show-again", "uphold"})

#: Acts that may be done on anything; a room of this house adds its own with `add_verbs`.
_verbs: dict[str, str | Promise] = {
    "comment": _("a écrit à propos de"),
    "ask": _("a posé une question sur"),
    "answer": _("a répondu à une question sur"),
    "restore-comment": _("a rétabli une version d’un message à propos de"),
    "close-conversation": _("a clos la conversation sur"),
    "reopen-conversation": _("a rouvert la conversation sur"),
    "hide": _("a masqué"),
    "leave": _("a laissé tel quel, après un signalement,"),
    "show-again": _("a rétabli"),
    "uphold": _("a maintenu masqué, après une contestation,"),
    "attach-picture": _("a ajouté une photo sur"),
    "attach-file": _("a ajouté un fichier sur"),
    "describe-file": _("a complété la description d’un fichier sur"),
    "restore-description": _("a rétabli une description de fichier sur"),
    "remove-file": _("a retiré un fichier de"),
}


def register_kind(kind: Kind) -> None:
    """Let a kind of thing be spoken of, followed, shown in the journal. Called from `ready()`."""
    _kinds[kind.model] = kind


def register_theme(theme: Theme) -> None:
    """Let a theme be followed and name it in the journal's filters."""
    _themes[theme.code] = theme


def add_verbs(verbs: Mapping[str, str | Promise]) -> None:
    """Acts that may be done on anything, each as the part of a sentence that comes before the thing."""
    _verbs.update(verbs)


def kinds() -> list[Kind]:
    """Every kind registered, in the order of their labels in code."""
    return [_kinds[model] for model in sorted(_kinds)]


def themes() -> list[Theme]:
    """Every theme registered, as registered."""
    return list(_themes.values())


def theme_of(said: str) -> Theme | None:
    """The theme of a code or of its word in addresses."""
    return _themes.get(said) or next((one for one in _themes.values() if one.slug == said), None)


def kind_of(thing: Model | str) -> Kind:
    """The kind of a thing or of a label ("needs.need"); raises UnknownThingError."""
    label = thing if isinstance(thing, str) else thing._meta.label_lower
    if (kind := _kinds.get(label)) is None:
        raise UnknownThingError
    return kind


def kind_named(slug: str) -> Kind:
    """The kind that has this word in addresses; raises UnknownThingError."""
    if (kind := next((one for one in _kinds.values() if one.slug == slug), None)) is None:
        raise UnknownThingError
    return kind


def rooms() -> dict[str, str | Promise]:
    """The rooms that things come from: their word in addresses and their label."""
    return {kind.room: kind.room_label for kind in kinds() if kind.stands_alone}


def verb_said(model: str, verb: str) -> str:
    """An act as people read it; the bare word of an act nobody registered."""
    kind = _kinds.get(model)
    said = (kind.verbs.get(verb) if kind else None) or _verbs.get(verb, verb)
    return str(said)


def thing_named(slug: str, key: str) -> tuple[Kind, Any]:
    """The kind and the thing of an address, which can be spoken of.

    Raises UnknownThingError, HiddenThingError.
    """
    kind, thing = thing_at(slug, key)
    if not kind.stands_alone:
        raise UnknownThingError
    return kind, thing


def thing_at(slug: str, key: str) -> tuple[Kind, Any]:
    """The kind and the thing of an address, a message too; raises UnknownThingError, HiddenThingError."""
    kind = kind_named(slug)
    if (thing := thing_of(kind, key)) is None:
        raise UnknownThingError
    refuse_hidden(kind.model, key)
    return kind, thing


def thing_of(kind: Kind, key: str) -> Any | None:
    """The thing of this kind that has this key, hidden or not; None when there is none."""
    model = apps.get_model(kind.model)
    if model._meta.pk.get_internal_type() != "CharField" and not (key.isascii() and key.isdigit()):
        return None
    return model._default_manager.filter(pk=key).first() if len(key) <= _DIGITS else None


def hidden(model: str, keys: Collection[str]) -> set[str]:
    """Those of these things that are hidden now."""
    return set().union(*hidden_among.ask(model, keys)) if keys else set()


def refuse_hidden(model: str, key: object) -> None:
    """Raise HiddenThingError, with what was decided, when this thing is hidden now."""
    if hidden(model, [str(key)]):
        raise why_hidden(model, str(key))


def why_hidden(model: str, key: str) -> HiddenThingError:
    """What is answered for a thing that is hidden: the decision, when it is about the thing itself."""
    case = Case.objects.hiding().filter(kind=model, thing=key).first()
    return HiddenThingError.about(case, label=str(kind_of(model).label))


def visible(things: QuerySet[Thing]) -> QuerySet[Thing]:
    """These things without those that are hidden now, in the same SQL query; for every list of a kind."""
    label = things.model._meta.label_lower
    keys = Case.objects.hiding().filter(kind=label).annotate(key=Cast("thing", BigIntegerField()))
    return things.exclude(pk__in=keys.values("key"))


def key_of(thing: Model) -> str:
    """The key of a thing as this room keeps it."""
    return str(thing.pk)
