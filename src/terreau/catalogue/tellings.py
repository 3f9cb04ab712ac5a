"""How data sets are spoken of by the rooms below: journal, conversations, letters, moderation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.models import Dataset, State
from terreau.catalogue.rules import in_charge
from terreau.participation import kinds
from terreau.participation.kinds import Kind

if TYPE_CHECKING:
    from terreau.people.models import User

VERBS = {
    "publish-data": _("a publié le jeu de données"),
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


def register() -> None:
    """Let data sets be spoken of; called once from the slots of this room."""
    kinds.register_kind(DATASET)
