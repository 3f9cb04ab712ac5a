"""Tables as authorities write them, small, made in one line for tests; and the road they go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from terreau.catalogue import actions
from terreau.catalogue.models import Job, Version
from terreau.needs.tests.builders import a_territory
from terreau.participation import store
from terreau.people.tests.builders import a_holder, an_organisation

if TYPE_CHECKING:
    from terreau.catalogue.models import Dataset, TableSchema
    from terreau.people.models import Organisation, User

#: Wrong headers, a decimal comma, French dates, Windows-1252: what comes when one asks for a table.
DIRTY = (
    "Nom de l'arceau;Capacité;Date de pose;Hauteur (m)\r\n"
    "Gare côté nord;12;03/02/2024;0,85\r\n"
    "Théâtre;8;14/07/2023;0,9\r\n"
    "Hôtel de ville;beaucoup;01/09/2022;1\r\n"
).encode("cp1252")

RACKS: dict[str, Any] = {
    "name": "arceaux-velo-essai",
    "title": "Arceaux à vélo (essai)",
    "version": "1.0",
    "fields": [
        {
            "name": "nom_arceau",
            "title": "Nom de l’arceau",
            "type": "string",
            "constraints": {"required": True},
        },
        {"name": "capacite", "title": "Capacité", "type": "integer", "constraints": {"minimum": 1}},
        {"name": "date_pose", "title": "Date de pose", "type": "date"},
        {"name": "hauteur_m", "title": "Hauteur (m)", "type": "number"},
    ],
}


def racks() -> TableSchema:
    """A small schema that the table above nearly follows."""
    return actions.keep_schema(RACKS)


def sent(data: bytes = DIRTY, name: str = "arceaux.csv") -> actions.Sent:
    """A table on its way in, its draft on the disk."""
    draft = store.incoming() / f"draft-{len(data)}-{name}"
    draft.write_bytes(data)
    return actions.Sent(name=name, path=draft, size=len(data))


def upload(data: bytes = DIRTY, name: str = "arceaux.csv") -> SimpleUploadedFile:
    """The same, as a browser sends it."""
    return SimpleUploadedFile(name, data)


def in_charge(organisation: Organisation | None = None) -> tuple[User, Organisation]:
    """Somebody who answers for an organisation, by default a new verified one."""
    organisation = organisation or an_organisation(verified=True)
    return a_holder(organisation), organisation


def brought(by: User, organisation: Organisation | None = None, data: bytes = DIRTY) -> Version:
    """A table brought in and checked."""
    version = actions.bring(sent(data), actions.For(organisation=organisation), by=by)
    actions.go_on(version.pk, Job.CHECK)
    return Version.objects.get(pk=version.pk)


def mended(version: Version, by: User, *repairs: str) -> Version:
    """The same table, clean, with all the repairs offered or those named."""
    offered = repairs or tuple(one["conversion"] for one in version.check_made.repairs)
    actions.accept(version.pk, offered, by=by)
    actions.go_on(version.pk, Job.MEND)
    return Version.objects.get(pk=version.pk)


def a_telling(title: str = "Arceaux à vélo de Grenoble", **values: Any) -> actions.Telling:
    """What a data set says."""
    told = {
        "description": "Chaque ligne est un arceau posé dans la rue, avec le nombre de vélos qu’il tient.",
        "theme": "mobility",
        "territories": [a_territory()],
        "personal_data": "none",
        **values,
    }
    return actions.Telling(title=title, **told)


def published(
    by: User | None = None, organisation: Organisation | None = None, data: bytes = DIRTY, **values: Any
) -> Dataset:
    """A data set that went the whole road."""
    if by is None:
        by, organisation = in_charge()
    version = mended(brought(by, organisation, data), by)
    dataset = version.distribution.dataset
    actions.describe(dataset.pk, a_telling(**values), by=by, version=dataset.version)
    return actions.publish(dataset.pk, by=by)
