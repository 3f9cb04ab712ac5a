"""Data of a demonstration: a table made up as authorities write them, mended and published; and a request."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from terreau.catalogue.actions.bringing import For, Sent, bring
from terreau.catalogue.actions.describing import Telling, describe
from terreau.catalogue.actions.jobs import go_on
from terreau.catalogue.actions.mending import accept
from terreau.catalogue.actions.missing import Gap, ask_for_data
from terreau.catalogue.actions.publishing import publish
from terreau.catalogue.models import Dataset, Frequency, Job, PersonalData, Version
from terreau.needs.models import Need, Theme
from terreau.participation import store
from terreau.people.models import Organisation, Role, User
from terreau.territories.models import Kind
from terreau.territories.queries import members_of

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.territories.models import Territory

_KEYS = UUID("5b0f3c52-6f0e-4c0e-9d5c-2f1f7f0f6a12")
#: The address of the example's report ends with it.
REPORT = "exemple"
_WHERE = ("gare", "mairie", "marché", "collège", "bibliothèque", "piscine", "parc", "salle des fêtes")
_MOST = 40


def plant_examples(email: str, territory: Territory) -> None:
    """One published table and one request, by this person; a demonstration that has them keeps them."""
    by = User.objects.get(email=email)
    key = uuid5(_KEYS, territory.ref)
    if Dataset.objects.filter(key=key).exists():
        return
    held = Organisation.objects.filter(belongings__user=by, belongings__role=Role.HOLDER)
    draft = store.incoming() / f"{uuid4()}.csv"
    _write(draft, territory)
    sent = Sent(name="arceaux_velo_exemple.csv", path=draft, size=draft.stat().st_size)
    need = Need.objects.filter(theme=Theme.MOBILITY, is_example=True).order_by("pk").first()
    version = bring(sent, For(organisation=held.order_by("pk").first(), need=need), by=by, key=key)
    go_on(version.pk, Job.CHECK)
    version = Version.objects.select_related("check_made", "distribution__dataset").get(pk=version.pk)
    accept(version.pk, [one["conversion"] for one in version.check_made.repairs], by=by)
    go_on(version.pk, Job.MEND)
    _publish(version, territory, by)


@transaction.atomic
def _publish(version: Version, territory: Territory, by: User) -> None:
    if not Version.objects.filter(code=REPORT).exists():  # a demonstration may move to another territory
        Version.objects.filter(pk=version.pk).update(code=REPORT)
    dataset = version.distribution.dataset
    Dataset.objects.filter(pk=dataset.pk).update(is_example=True)
    telling = Telling(
        title=_("Arceaux à vélo de %(name)s (exemple)") % {"name": territory.name},
        description=_(
            "Chaque ligne est un lieu où l’on peut attacher son vélo, avec le nombre de places. Ces chiffres "
            "sont inventés pour montrer comment le service fonctionne."
        ),
        questions=_("Où garer mon vélo ?\nQuelles communes ont le plus de places ?"),
        theme=Theme.MOBILITY,
        territories=[territory],
        frequency=Frequency.ANNUAL,
        decided_by=_("Le service mobilité (exemple)"),
        collected_by=_("Les agents de voirie, une fois par an (exemple)"),
        personal_data=PersonalData.NONE,
    )
    describe(dataset.pk, telling, by=by, version=dataset.version)
    publish(dataset.pk, by=by)
    gap = Gap(
        title=_("Le nombre de passages à vélo, heure par heure (exemple)"),
        why=_("Savoir où des arceaux manquent vraiment, et à quelles heures."),
        theme=Theme.MOBILITY,
        territories=[territory],
    )
    ask_for_data(gap, by=by)


def _write(draft: Path, territory: Territory) -> None:
    """A table as one finds it: Windows-1252, semicolons, decimal commas, French dates."""
    places = [territory] if territory.kind == Kind.COMMUNE else list(members_of(territory)[:_MOST])
    with draft.open("w", encoding="cp1252", errors="replace", newline="") as stream:
        rows = csv.writer(stream, delimiter=";")
        rows.writerow(("Lieu", "Commune", "Code INSEE", "Places", "Posé le", "Longitude", "Latitude"))
        for number, place in enumerate(places):
            where = _WHERE[number % len(_WHERE)]
            east, north = (str(one or 0).replace(".", ",") for one in (place.longitude, place.latitude))
            posed = f"{number % 28 + 1:02}/{number % 12 + 1:02}/{2018 + number % 7}"
            spots = 4 + number * 7 % 23
            rows.writerow((f"Devant : {where}", place.name, place.code, spots, posed, east, north))
