"""How data sets are spoken of by the rooms below: journal, conversations, letters, moderation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.actions import restore
from terreau.catalogue.models import Dataset, MissingData, State
from terreau.catalogue.queries.history import FIELDS, credit_of, label_of, words_of
from terreau.catalogue.rules import asked_for_it, in_charge
from terreau.participation import kinds
from terreau.participation.editables import Editable, Shown, register_editable
from terreau.participation.errors import UnknownThingError
from terreau.participation.kinds import Kind, thing_named

if TYPE_CHECKING:
    from terreau.people.models import User

VERBS = {
    "publish-data": _("a publié le jeu de données"),
    "renew-data": _("a publié une nouvelle version du jeu de données"),
    "embargo-data": _("a annoncé, sous embargo, le jeu de données"),
    "withdraw-data": _("a retiré le jeu de données"),
    "change-data": _("a modifié la description du jeu de données"),
    "declare-use": _("a déclaré un usage du jeu de données"),
    "remove-use": _("a retiré un usage du registre du jeu de données"),
    "suggest-correction": _("a proposé une correction du jeu de données"),
    "accept-correction": _("a accepté une correction du jeu de données"),
    "refuse-correction": _("a refusé une correction du jeu de données"),
    "restore-data": _("a rétabli une version de la description du jeu de données"),
    "give-address": _("a dit à quelle adresse se lit le jeu de données"),
    "pace-address": _("a changé le rythme de relecture du jeu de données"),
    "stop-address": _("a arrêté la relecture du jeu de données"),
    "resume-address": _("a repris la relecture du jeu de données"),
    "forget-address": _("ne fait plus relire à son adresse le jeu de données"),
    "fail-address": _("n’a pas pu relire à son adresse le jeu de données"),
}


def _answers_for(user: User, dataset: Dataset) -> bool:
    return bool(in_charge(user, dataset))


def _places(dataset: Dataset) -> dict[str, str]:
    return {place["ref"]: place["name"] for place in dataset.places}


def _words(dataset: Dataset) -> str:
    told = (dataset.description, dataset.questions, dataset.producer, dataset.contact)
    return "\n\n".join(filter(None, (*told, dataset.decided_by, dataset.collected_by)))


def _touched(dataset: Dataset) -> None:
    """Something hidden, or shown again: lists and panels that were kept are made anew."""
    Dataset.objects.filter(pk=dataset.pk).update(touched_at=timezone.now())


DATASET = Kind(
    model="catalogue.dataset",
    slug="donnees",
    label=_("Jeu de données"),
    room="donnees",
    room_label=_("Données"),
    title=lambda dataset: dataset.title,
    url=lambda dataset: dataset.get_absolute_url(),
    theme=lambda dataset: dataset.theme,
    territories=_places,
    answers_for=_answers_for,
    open_to_words=lambda dataset: dataset.state in (State.PUBLISHED, State.EMBARGOED),
    verbs=VERBS,
    moderated=True,
    author=lambda dataset: dataset.created_by,
    words=_words,
    touched=_touched,
    reportable=lambda dataset: dataset.state in (State.PUBLISHED, State.EMBARGOED),
)


def find(key: str) -> Dataset:
    """The data set of a key; raises UnknownThingError for one that is hidden, gone or not public."""
    found: Dataset = thing_named("donnees", key)[1]
    if found.state not in (State.PUBLISHED, State.EMBARGOED):
        raise UnknownThingError
    return found


DATASET_WORDS = Editable(
    model="catalogue.dataset",
    slug="donnees",
    label=_("Jeu de données"),
    find=find,
    title=lambda dataset: dataset.title,
    url=lambda dataset: dataset.get_absolute_url(),
    shown=tuple(Shown(label_of(name), partial(words_of, name)) for name in FIELDS),
    credit=credit_of,
    may_restore=lambda user, dataset: user.has_perm("catalogue.change_dataset", dataset),
    restore=restore,
    hold=lambda dataset: Dataset.objects.select_for_update().get(pk=dataset.pk),
    related=("history_user", "created_by", "organisation"),
)


def _gap_words(missing: MissingData) -> str:
    return "\n\n".join(filter(None, (missing.why, missing.holder)))


def _gap_touched(missing: MissingData) -> None:
    MissingData.objects.filter(pk=missing.pk).update(touched_at=timezone.now())


MISSING = Kind(
    model="catalogue.missingdata",
    slug="donnees-manquantes",
    label=_("Données qui manquent"),
    room="donnees",
    room_label=_("Données"),
    title=lambda missing: missing.title,
    url=lambda missing: missing.get_absolute_url(),
    theme=lambda missing: missing.theme,
    territories=lambda missing: {one["ref"]: one["name"] for one in missing.places},
    answers_for=lambda user, missing: bool(asked_for_it(user, missing)),
    verbs={
        "ask-for-data": _("a demandé les données"),
        "find-data": _("a dit trouvées les données"),
    },
    moderated=True,
    author=lambda missing: missing.asked_by,
    words=_gap_words,
    touched=_gap_touched,
)


def register() -> None:
    """Let data sets be spoken of; called once from the slots of this room."""
    kinds.register_kind(DATASET)
    kinds.register_kind(MISSING)
    register_editable(DATASET_WORDS)
