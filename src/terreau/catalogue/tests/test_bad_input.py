"""What people and machines do wrong on the road, and what becomes of it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from terreau.catalogue import actions
from terreau.catalogue.actions import checking
from terreau.catalogue.errors import NotReadyError, PersonalDataError, SameTableError, UndescribedError
from terreau.catalogue.models import Dataset, Job, Standing, State, Version
from terreau.catalogue.queries.files import clean_path, raw_path
from terreau.catalogue.tests.files import (
    DIRTY,
    a_telling,
    brought,
    in_charge,
    mended,
    published,
    racks,
    sent,
    upload,
)
from terreau.foundation.errors import NotAllowedError
from terreau.participation import store
from terreau.people.models import Role
from terreau.people.tests.builders import a_browser_of, a_member, a_person

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from terreau.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_folder_of_its_own(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def drafts() -> list[str]:
    return [path.name for path in store.incoming().iterdir()]


def test_an_upload_cut_in_the_middle_keeps_nothing_and_says_so() -> None:
    browser = a_browser_of(a_person())
    answer = browser.post("/donnees/apporter/", {"file": upload()})  # the last field never came
    assert answer.status_code == 400
    assert "pas arrivé en entier" in answer.content.decode()
    assert not Version.objects.exists()
    assert drafts() == []


def test_a_form_without_a_file_says_what_is_missing() -> None:
    answer = a_browser_of(a_person()).post("/donnees/apporter/", {"fin": "1"})
    assert answer.status_code == 422
    assert "Aucun fichier n’est arrivé" in answer.content.decode()


def test_a_table_past_the_cap_is_refused_in_a_sentence_and_not_kept(settings: Settings) -> None:
    settings.MOST_TABLE_BYTES = 1_048_576
    data = upload(b"a;b\n" + b"1;2\n" * 300_000)
    answer = a_browser_of(a_person()).post("/donnees/apporter/", {"fin": "1", "file": data})
    assert answer.status_code == 413
    assert "Un tableau pèse 1 Mo au plus\u202f; le vôtre en pèse 2." in answer.content.decode()
    assert drafts() == []


def test_a_visitor_writes_nothing_to_the_disk() -> None:
    answer = Client().post("/donnees/apporter/", {"fin": "1", "file": upload()})
    assert answer.status_code == 302
    assert drafts() == []


def test_one_person_does_not_fill_the_disk_in_a_day(settings: Settings) -> None:
    settings.MOST_TABLE_BYTES = len(DIRTY)
    by = a_person()
    for number in range(4):
        actions.bring(sent(DIRTY[:-1] + str(number).encode()), actions.For(), by=by)
    browser = a_browser_of(by)
    answer = browser.post("/donnees/apporter/", {"fin": "1", "file": upload()})
    assert answer.status_code == 429


def test_the_same_form_sent_twice_is_one_data_set() -> None:
    by = a_person()
    key = "11111111-1111-4111-8111-111111111111"
    for _time in range(2):
        a_browser_of(by).post("/donnees/apporter/", {"fin": "1", "file": upload(), "key": key})
    assert Dataset.objects.count() == 1


def test_the_same_file_again_is_said() -> None:
    by, organisation = in_charge()
    dataset = published(by, organisation)
    with pytest.raises(SameTableError):
        actions.bring(sent(), actions.For(dataset=dataset.pk), by=by)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7 nothing", "bornes.pdf"),
        (b"\x89PNG\r\n\x1a\n", "bornes.png"),
        (b"PK\x03\x04 broken", "bornes.xlsx"),
        (b"{" * 5_000, "bornes.json"),
        (b'a;b\n"never closed' + b"x" * 11_000_000, "bornes.csv"),
    ],
    ids=["pdf", "picture", "broken workbook", "braces", "endless cell"],
)
def test_what_is_no_table_is_refused_in_words_and_kept_for_another_try(data: bytes, name: str) -> None:
    by = a_person()
    version = actions.bring(sent(data, name), actions.For(), by=by)
    actions.run(version.pk)
    actions.go_on(version.pk, Job.CHECK)
    if Version.objects.get(pk=version.pk).job:
        actions.run(version.pk)
    version.refresh_from_db()
    assert version.standing == Standing.UNREADABLE
    assert version.refusal["message"]
    page = a_browser_of(by).get(version.get_absolute_url()).content.decode()
    assert version.refusal["title"] in page
    assert raw_path(version).read_bytes() == data


def test_a_bomb_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bornes.csv", b"a;b\n" + b"0" * 80_000_000)
    by = a_person()
    version = actions.bring(sent(packed.getvalue(), "bornes.zip"), actions.For(), by=by)
    actions.go_on(version.pk, Job.CHECK)
    version.refresh_from_db()
    assert version.standing == Standing.UNREADABLE


def test_formulas_and_sql_in_a_table_stay_words() -> None:
    data = b'nom;"x""); DROP TABLE faults; --";places\n=HYPERLINK("http://x");<script>;3\n'
    by, organisation = in_charge()
    dataset = published(by, organisation, data)
    page = Client().get(dataset.get_absolute_url()).content.decode()
    assert "<script>;" not in page
    assert "&lt;script&gt;" in page
    assert "DROP TABLE faults" in page


def test_a_process_killed_while_checking_loses_nothing_and_is_taken_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    by = a_person()
    version = actions.bring(sent(), actions.For(), by=by)

    def killed(*_asked: object, **_more: object) -> None:
        raise KeyboardInterrupt  # as near to kill -9 as one process can come to itself

    with monkeypatch.context() as now:
        now.setattr(checking, "assess", killed)
        with pytest.raises(KeyboardInterrupt):
            actions.go_on(version.pk, Job.CHECK)
    version.refresh_from_db()
    assert (version.job, version.standing) == (Job.CHECK, Standing.RECEIVED)
    assert raw_path(version).read_bytes() == DIRTY
    assert actions.take_up() == 0, "it was heard of a moment ago"
    Version.objects.update(job_at="2026-01-01T00:00:00Z")
    assert actions.take_up() == 1
    version.refresh_from_db()
    assert (version.job, version.standing) == ("", Standing.CHECKED)


def test_a_process_killed_while_making_clean_publishes_nothing_by_half(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    by, organisation = in_charge()
    dataset = published(by, organisation)
    before = dataset.distributions.get().published
    assert before is not None
    newer = brought_again(dataset, by)
    actions.accept(newer.pk, [], by=by)
    with monkeypatch.context() as now:
        now.setattr(store, "keep_file", _killed)
        with pytest.raises(KeyboardInterrupt):
            actions.go_on(newer.pk, Job.MEND)
    newer.refresh_from_db()
    assert (newer.standing, newer.clean_digest) == (Standing.CHECKED, "")
    assert dataset.distributions.get().published == before
    assert clean_path(before).exists()
    assert "Gare côté nord" in Client().get(dataset.get_absolute_url()).content.decode()
    Version.objects.filter(pk=newer.pk).update(job_at="2026-01-01T00:00:00Z")
    actions.take_up()
    newer.refresh_from_db()
    assert newer.standing == Standing.READY


def _killed(*_asked: object, **_more: object) -> str:
    raise KeyboardInterrupt


def brought_again(dataset: Dataset, by: User) -> Version:
    newer = actions.bring(sent(DIRTY.replace(b"12", b"14")), actions.For(dataset=dataset.pk), by=by)
    actions.go_on(newer.pk, Job.CHECK)
    return Version.objects.get(pk=newer.pk)


def test_a_job_that_is_stopped_leaves_the_file() -> None:
    by = a_person()
    version = actions.bring(sent(), actions.For(), by=by)
    Version.objects.filter(pk=version.pk).update(job=Job.CHECK, stop=True)
    actions.run(version.pk)
    version.refresh_from_db()
    assert (version.job, version.standing, version.stop) == ("", Standing.RECEIVED, False)
    assert raw_path(version).exists()


def test_a_large_table_waits_for_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    from terreau.catalogue.actions import jobs
    from terreau.catalogue.signals import version_waits

    told: list[int] = []

    def hear(version: int, **_more: object) -> None:
        told.append(version)

    monkeypatch.setattr(jobs, "AT_ONCE", 10)
    by = a_person()
    version = actions.bring(sent(), actions.For(), by=by)
    receivers, version_waits.receivers = version_waits.receivers, []
    try:
        version_waits.connect(hear, weak=False)
        actions.go_on(version.pk, Job.CHECK)
    finally:
        version_waits.receivers = receivers
    assert told == [version.pk]
    page = a_browser_of(by).get(version.get_absolute_url()).content.decode()
    assert "Vérification en cours" in page
    assert "Arrêter" in page


PEOPLE = "Nom;Prénom;Courriel;Mobile\nDurand;Zoé;zoe.durand@example.org;06 12 34 56 78\n".encode()


def test_a_table_about_people_is_not_published_before_someone_in_charge_says_why() -> None:
    by, organisation = in_charge()
    version = mended(brought(by, organisation, PEOPLE), by)
    kinds = {one["kind"] for one in version.personal}
    assert kinds == {"name", "email", "phone"}
    dataset = version.distribution.dataset
    actions.describe(dataset.pk, a_telling(), by=by, version=dataset.version)
    with pytest.raises(PersonalDataError):
        actions.publish(dataset.pk, by=by)
    member = a_member(organisation, role=Role.MEMBER)
    with pytest.raises(NotAllowedError):
        actions.confirm_personal(version.pk, by=member, reason="On peut.")
    actions.confirm_personal(version.pk, by=by, reason="Des élues, dans leur fonction.")
    assert actions.publish(dataset.pk, by=by).state == State.PUBLISHED


def test_figures_are_not_taken_for_telephones() -> None:
    by, organisation = in_charge()
    version = brought(by, organisation, b"valeur\n27.3416666667\n10.0612345678\n0,0712345678\n")
    assert version.personal == []


def test_a_member_prepares_and_only_who_answers_for_the_organisation_publishes() -> None:
    _holder, organisation = in_charge()
    member = a_member(organisation, role=Role.MEMBER)
    version = mended(brought(member, organisation), member)
    dataset = version.distribution.dataset
    actions.describe(dataset.pk, a_telling(), by=member, version=dataset.version)
    with pytest.raises(NotAllowedError):
        actions.publish(dataset.pk, by=member)
    page = a_browser_of(member).get(f"/donnees/{dataset.pk}/publier/").content.decode()
    assert "Une personne responsable de l’organisation publie" in page


def test_nobody_brings_data_for_an_organisation_that_is_not_theirs() -> None:
    _holder, organisation = in_charge()
    with pytest.raises(NotAllowedError):
        actions.bring(sent(), actions.For(organisation=organisation), by=a_person())


def test_a_stranger_reads_the_report_with_its_address_and_mends_nothing() -> None:
    racks()
    by, organisation = in_charge()
    version = brought(by, organisation)
    stranger = a_browser_of(a_person())
    page = stranger.get(version.get_absolute_url()).content.decode()
    assert "beaucoup" in page
    assert "Faire les réparations cochées" not in page
    assert stranger.post(f"{version.get_absolute_url()}reparer/", {}).status_code == 403
    assert stranger.get(f"{version.get_absolute_url()}brut").status_code == 404
    faults = stranger.get(f"{version.get_absolute_url()}erreurs.csv")
    assert b"beaucoup" in b"".join(faults.streaming_content)  # type: ignore[attr-defined]  # a file
    assert (
        stranger.post(f"{version.get_absolute_url()}personnes/", {"personal-reason": "x"}).status_code == 403
    )


def test_nothing_is_published_without_a_table_or_without_words() -> None:
    by, organisation = in_charge()
    version = brought(by, organisation)
    dataset = version.distribution.dataset
    with pytest.raises(UndescribedError):
        actions.publish(dataset.pk, by=by)
    actions.describe(dataset.pk, a_telling(), by=by, version=dataset.version)
    with pytest.raises(NotReadyError):
        actions.publish(dataset.pk, by=by)


def test_the_sweep_of_files_leaves_those_of_tables() -> None:
    by, organisation = in_charge()
    version = mended(brought(by, organisation), by)
    from terreau.catalogue.queries.files import is_named

    store.sweep(lambda digest: bool(is_named(digest)), left=-10)
    assert raw_path(version).exists()
    assert clean_path(version).exists()
