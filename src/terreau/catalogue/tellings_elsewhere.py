"""How what comes from elsewhere is spoken of: by the journal, and by moderation when it is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.models import HarvestSource
from terreau.participation import kinds
from terreau.participation.kinds import Kind

if TYPE_CHECKING:
    from terreau.catalogue.models import HarvestedDataset


def _touched(dataset: HarvestedDataset) -> None:
    """Something hidden, or shown again: lists that were kept are made anew."""
    HarvestSource.objects.filter(pk=dataset.source_id).update(touched_at=timezone.now())


def _words(dataset: HarvestedDataset) -> str:
    return "\n\n".join(filter(None, (dataset.description, dataset.publisher, ", ".join(dataset.keywords))))


ELSEWHERE = Kind(
    model="catalogue.harvesteddataset",
    slug="donnees-ailleurs",
    label=_("Données d’un autre portail"),
    room="donnees",
    room_label=_("Données"),
    title=lambda dataset: dataset.title,
    url=lambda dataset: dataset.get_absolute_url(),
    words=_words,
    touched=_touched,
    stands_alone=False,
    moderated=True,
    reportable=lambda dataset: dataset.gone_at is None,
)

SOURCE = Kind(
    model="catalogue.harvestsource",
    slug="catalogue-lu",
    label=_("Catalogue d’un autre portail"),
    room="donnees",
    room_label=_("Données"),
    title=lambda source: source.title,
    url=lambda source: source.get_absolute_url(),
    verbs={
        "add-source": _("fait lire ici le catalogue"),
        "change-source": _("a changé comment est lu le catalogue"),
        "stop-source": _("ne fait plus lire ici le catalogue"),
    },
    stands_alone=False,
)

STANDARD = Kind(
    model="catalogue.tableschema",
    slug="schema",
    label=_("Standard"),
    room="donnees",
    room_label=_("Données"),
    title=str,
    url=lambda schema: reverse("catalogue:standard", args=(schema.slug,)),
    verbs={"keep-schema": _("fait vérifier les tableaux avec le standard")},
    stands_alone=False,
)


def register() -> None:
    """Let all this be spoken of; called once from the slots of this room."""
    for kind in (ELSEWHERE, SOURCE, STANDARD):
        kinds.register_kind(kind)
