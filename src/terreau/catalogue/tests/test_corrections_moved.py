"""A correction that was suggested before a newer file came: made on the row that was seen, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.catalogue import actions
from terreau.catalogue.correction_errors import ChangedCellError
from terreau.catalogue.models import Job, Version
from terreau.catalogue.tests.files import DIRTY, in_charge, mended, published, sent
from terreau.people.tests.builders import a_person

if TYPE_CHECKING:
    from terreau.catalogue.models import Dataset
    from terreau.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


def _read(dataset: Dataset) -> Version:
    version = dataset.distributions.get().published
    assert version is not None
    return version


def _published_again(dataset: Dataset, by: User, data: bytes) -> Version:
    newer = actions.bring(sent(data), actions.For(dataset=dataset.pk), by=by)
    actions.go_on(newer.pk, Job.CHECK)
    mended(Version.objects.get(pk=newer.pk), by)
    actions.publish(dataset.pk, by=by)
    return Version.objects.get(pk=newer.pk)


def test_a_correction_is_not_made_on_another_row_that_took_its_number() -> None:
    """A newer file begins with another row that holds the same cell."""
    by, organisation = in_charge()
    dataset = published(by, organisation)
    made = actions.suggest(_read(dataset), 1, "Capacité", "14", by=a_person(), reason="Vu.")
    first, rest = DIRTY.split(b"\r\n", 1)
    newer = _published_again(dataset, by, first + b"\r\nParc;12;02/02/2025;0,9\r\n" + rest)
    with pytest.raises(ChangedCellError):
        actions.accept_correction(made.pk, by=by)
    assert _read(dataset) == newer


def test_a_correction_is_made_in_a_newer_file_whose_row_is_the_same() -> None:
    by, organisation = in_charge()
    dataset = published(by, organisation)
    made = actions.suggest(_read(dataset), 1, "Capacité", "14", by=a_person(), reason="Vu.")
    _published_again(dataset, by, DIRTY + b"Parc;6;02/02/2025;0,9\r\n")
    accepted = actions.accept_correction(made.pk, by=by)
    assert accepted.into
    assert (accepted.into.number, accepted.into.rows) == (3, 4)


def test_two_corrections_of_one_row_are_both_made() -> None:
    by, organisation = in_charge()
    dataset = published(by, organisation)
    version = _read(dataset)
    before = version.corrected
    said = (("Capacité", "14"), ("Nom de l'arceau", "Gare, côté nord"))
    made = [actions.suggest(version, 1, field, after, by=a_person(), reason="Vu.") for field, after in said]
    for one in made:
        actions.accept_correction(one.pk, by=by)
    assert _read(dataset).corrected == before + 2
