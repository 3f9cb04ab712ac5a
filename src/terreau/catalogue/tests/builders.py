"""Data sets and those around them, made in one line for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from terreau.catalogue.models import Dataset, DatasetTerritory, State
from terreau.foundation import search
from terreau.needs.tests.builders import a_territory
from terreau.people.tests.builders import a_holder, an_organisation

if TYPE_CHECKING:
    from terreau.people.models import Organisation, User


def a_dataset(
    title: str = "Arceaux à vélo",
    *,
    by: User | None = None,
    organisation: Organisation | None = None,
    state: State = State.PUBLISHED,
    **values: Any,
) -> Dataset:
    """A data set as its row, without a file; published by somebody who answers for a new organisation."""
    if by is None:
        organisation = organisation or an_organisation(verified=True)
        by = a_holder(organisation)
    place = a_territory()
    dataset = Dataset.objects.create(
        title=title,
        created_by=by,
        organisation=organisation,
        state=state,
        places=[{"ref": place.ref, "name": place.name}],
        published_at=timezone.now() if state == State.PUBLISHED else None,
        **values,
    )
    DatasetTerritory.objects.create(dataset=dataset, territory=place)
    search.put(dataset)
    return dataset
