"""A correction reads like its column, and its acceptance counts the errors anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from terreau.catalogue import actions
from terreau.catalogue.correction_errors import UnlikeCellError
from terreau.catalogue.models import Correction, Dataset, Job, Version
from terreau.catalogue.tests.files import a_telling, brought, in_charge, mended, published
from terreau.people.tests.builders import a_browser_of, a_person

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_folder_of_its_own(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def read(dataset: Dataset) -> Version:
    version = dataset.distributions.get().published
    assert version is not None
    return version


def test_a_word_is_not_suggested_where_numbers_are() -> None:
    dataset = published(*in_charge())
    version = read(dataset)
    with pytest.raises(UnlikeCellError) as refused:
        actions.suggest(version, 1, "Hauteur (m)", "haute", by=a_person(), reason="Vu.")
    assert "un nombre" in str(refused.value)
    form = {"field": "Hauteur (m)", "after": "haute", "reason": "Vu."}
    answer = a_browser_of(a_person()).post(f"/donnees/{dataset.pk}/lignes/1/corriger/", form)
    assert answer.status_code == 422
    assert "« haute »" in answer.content.decode().replace("\u00a0", " ")
    assert not Correction.objects.exists()
    actions.suggest(version, 1, "Hauteur (m)", "", by=a_person(), reason="Personne n’a compté.")


def test_a_word_suggested_before_is_not_accepted_where_numbers_are() -> None:
    """Those kept by an earlier edition of the program were not looked at."""
    by, organisation = in_charge()
    version = read(published(by, organisation))
    kept = actions.suggest(version, 1, "Hauteur (m)", "0.8", by=a_person(), reason="Vu.")
    Correction.objects.filter(pk=kept.pk).update(after="haute")
    with pytest.raises(UnlikeCellError):
        actions.accept_correction(kept.pk, by=by)


def test_accepting_the_right_value_takes_its_error_off_the_page() -> None:
    by, organisation = in_charge()
    wanted: dict[str, Any] = {
        "name": "places",
        "fields": [{"name": "n", "type": "integer", "constraints": {"maximum": 50}}],
    }
    schema = actions.keep_schema(wanted)
    version = brought(by, organisation, b"n\n12\n900\n14\n")
    actions.read_otherwise(version.pk, {}, by=by, chosen=True, schema=schema)
    actions.go_on(version.pk, Job.CHECK)
    dataset = mended(Version.objects.get(pk=version.pk), by).distribution.dataset
    actions.describe(dataset.pk, a_telling(), by=by, version=dataset.version)
    actions.publish(dataset.pk, by=by)
    before = read(dataset)
    assert before.check_made.left == 1

    found = actions.suggest(before, 2, "n", "9", by=a_person(), reason="Un zéro de trop, deux fois.")
    actions.accept_correction(found.pk, by=by)

    assert read(dataset).check_made.left == 0
