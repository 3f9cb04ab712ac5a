"""How good a data set is: points out of a hundred, each explained, with how to gain it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.catalogue.models import Frequency, PersonalData

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.catalogue.models import Check, Dataset, Version

#: Days after which data that are announced so often are late.
_LATE = {
    Frequency.CONTINUOUS: 7,
    Frequency.DAILY: 7,
    Frequency.WEEKLY: 21,
    Frequency.MONTHLY: 62,
    Frequency.QUARTERLY: 180,
    Frequency.ANNUAL: 540,
}
_LONG_ENOUGH = 80


def quality_of(dataset: Dataset) -> tuple[int, list[dict[str, Any]]]:
    """The sum of the points, and each of them: {"key", "won", "most"}; two queries at most."""
    version = _published(dataset)
    check = _check(version)
    points = [
        {"key": key, "won": weight if test(dataset, version, check) else 0, "most": weight}
        for key, (weight, test, _said, _how) in POINTS.items()
    ]
    return sum(int(str(one["won"])) for one in points), points


def explained(dataset: Dataset) -> list[dict[str, Any]]:
    """The points kept with the data set, in words: what it is, whether it is won, how to gain it."""
    kept = {one["key"]: one for one in dataset.quality_points}
    return [
        {"said": said, "how": how, "won": kept.get(key, {}).get("won", 0), "most": weight}
        for key, (weight, _test, said, how) in POINTS.items()
    ]


def sentence(quality: int) -> str:
    """The quality in a few words."""
    if quality >= 80:  # noqa: PLR2004 - four fifths of the points
        return _("De bonne qualité : on peut s’y fier.")
    if quality >= 50:  # noqa: PLR2004 - half of them
        return _("De qualité correcte : utilisable, avec des manques.")
    return _("De qualité faible : à compléter avant de s’y fier.")


def _published(dataset: Dataset) -> Version | None:
    if dataset.pk is None:
        return None
    first = dataset.distributions.filter(published__isnull=False).select_related("published").order_by("pk")
    found = first.first()
    return found.published if found else None


def _check(version: Version | None) -> Check | None:
    return getattr(version, "check_made", None) if version else None


def _fresh(dataset: Dataset, version: Version | None, _check: Check | None) -> bool:
    late = _LATE.get(Frequency(dataset.frequency))
    if late is None:
        return dataset.frequency != Frequency.UNKNOWN
    since = version.published_at if version and version.published_at else timezone.now()
    return timezone.now() - since <= dt.timedelta(days=late)


Test = "Callable[[Dataset, Version | None, Check | None], bool]"

#: Key → points, how it is won, what it is, how to gain it.
POINTS: dict[str, tuple[int, Callable[[Dataset, Version | None, Check | None], bool], Any, Any]] = {
    "told": (
        10,
        lambda one, _v, _c: len(one.description) >= _LONG_ENOUGH,
        gettext_lazy("Une description que l’on comprend"),
        gettext_lazy("Écrivez en deux phrases ce que contient une ligne, et d’où cela vient."),
    ),
    "questions": (
        10,
        lambda one, _v, _c: bool(one.question_list),
        gettext_lazy("Les questions auxquelles elles répondent"),
        gettext_lazy("Écrivez au moins une question à laquelle ces données répondent."),
    ),
    "where": (
        5,
        lambda one, _v, _c: bool(one.places),
        gettext_lazy("Le territoire"),
        gettext_lazy("Dites quels territoires ces données couvrent."),
    ),
    "when": (
        5,
        lambda one, _v, _c: bool(one.period_start or one.period_end),
        gettext_lazy("La période"),
        gettext_lazy("Dites de quand à quand vont ces données."),
    ),
    "fresh": (
        15,
        _fresh,
        gettext_lazy("Un rythme de mise à jour annoncé, et tenu"),
        gettext_lazy("Annoncez un rythme, et apportez une nouvelle version à temps."),
    ),
    "licence": (
        10,
        lambda one, _v, _c: bool(one.licence),
        gettext_lazy("Une licence ouverte"),
        gettext_lazy("Choisissez une licence."),
    ),
    "contact": (
        5,
        lambda one, _v, _c: bool(one.contact),
        gettext_lazy("À qui écrire"),
        gettext_lazy("Donnez l’adresse d’un service, pas celle d’une personne."),
    ),
    "governed": (
        10,
        lambda one, _v, _c: (
            bool(one.decided_by and one.collected_by) and one.personal_data != PersonalData.UNKNOWN
        ),
        gettext_lazy("Qui décide, qui recueille, et s’il s’agit de personnes"),
        gettext_lazy("Dites qui décide de ces données et qui les recueille."),
    ),
    "table": (
        5,
        lambda _d, version, _c: version is not None,
        gettext_lazy("Un tableau que l’on peut lire et reprendre"),
        gettext_lazy("Apportez un fichier."),
    ),
    "standard": (
        10,
        lambda _d, _v, check: check is not None and check.schema_id is not None,
        gettext_lazy("Un schéma national suivi"),
        gettext_lazy("Choisissez un schéma sur la page de vérification : les données se comparent alors."),
    ),
    "clean": (
        15,
        lambda _d, _v, check: check is not None and check.left == 0,
        gettext_lazy("Aucune erreur dans le tableau"),
        gettext_lazy("Corrigez les erreurs que la vérification montre."),
    ),
}
