"""Data written by a program: the same acts, the same refusals as on the pages."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client

from terreau.catalogue import actions
from terreau.catalogue.models import Dataset, MissingData, Standing, State, Use, Version
from terreau.catalogue.tests.files import DIRTY, brought, in_charge, published, racks, upload
from terreau.catalogue.tests.programs import API, Program
from terreau.needs.tests.builders import a_need, a_territory
from terreau.participation import store
from terreau.participation.models import JournalLine, Scope
from terreau.people.models import Role
from terreau.people.tests.builders import a_member, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
#: What describes a data set whole.
SAID = {
    "title": "Arceaux à vélo",
    "description": "Une ligne, un arceau.",
    "theme": "mobility",
    "territories": ["38185"],
    "personal_data": "none",
    "questions": ["Où garer mon vélo ?"],
}


def test_a_program_brings_mends_describes_and_publishes_a_table() -> None:
    racks()
    a_territory()
    need = a_need("Garer son vélo près de la gare", theme="mobility")
    by, organisation = in_charge()
    program = Program(by)
    told = program.sends("/datasets", organisation=organisation.slug, need=need.pk)
    pk, code = told["dataset"]["id"], told["check"]["code"]
    assert (told["dataset"]["state"], told["check"]["standing"]) == ("draft", "checked")
    assert Client().get(f"{API}/datasets/{pk}").status_code == 404
    check = Client().get(f"{API}/checks/{code}").json()
    assert check == told["check"]
    assert (check["valid"], check["table_schema"]) == (False, "Arceaux à vélo (essai)")
    assert {"columns", "iso-date", "decimal-point"} <= {one["name"] for one in check["repairs"]}
    assert any("beaucoup" in cell["value"] for rule in check["rules"] for cell in rule["examples"])

    mended = program.says("post", f"/checks/{code}/repairs", {"repairs": "all"})
    assert (mended["standing"], mended["left"]) == ("ready", 1)
    version = told["dataset"]["version"]
    words = {**SAID, "version": version, "needs": [need.pk]}
    assert program.says("put", f"/datasets/{pk}", words)["version"] == version + 1
    program.says("put", f"/datasets/{pk}", words, status=409)
    shown = program.says("post", f"/datasets/{pk}/publish", {"reason": "Enfin."})
    assert shown["state"] == "published"
    assert (shown["needs"], shown["questions"]) == ([shown["needs"][0]], SAID["questions"])
    assert Client().get(f"{API}/datasets/{pk}").json() == shown
    line = JournalLine.objects.get(verb="publish-data")
    assert (line.actor, line.organisation, line.reason) == (by, organisation, "Enfin.")

    newer = program.sends(f"/datasets/{pk}/files", DIRTY + b"Parc;6;02/02/2025;0,9\r\n")
    assert newer["check"]["version"] == 2
    assert Client().get(f"{API}/datasets/{pk}").json()["tables"][0]["version"] == 1
    program.says("post", f"/checks/{newer['check']['code']}/repairs", {"repairs": ["columns"]})
    program.says("post", f"/datasets/{pk}/publish", {})
    assert Client().get(f"{API}/datasets/{pk}").json()["tables"][0]["version"] == 2
    gone = program.says("post", f"/datasets/{pk}/withdraw", {"reason": "Des adresses."})
    assert gone["state"] == "withdrawn"
    assert Client().get(f"{API}/datasets/{pk}").status_code == 410


def test_the_refusals_are_those_of_the_pages() -> None:
    by, organisation = in_charge()
    program = Program(by)
    told = program.sends("/datasets", organisation=organisation.slug)
    pk, code = told["dataset"]["id"], told["check"]["code"]
    assert (
        "Il manque\u00a0: la description"
        in program.says("post", f"/datasets/{pk}/publish", {}, status=422)["detail"]
    )
    a_territory()
    words = {**SAID, "version": told["dataset"]["version"]}
    program.says("put", f"/datasets/{pk}", words)
    assert program.says("post", f"/datasets/{pk}/publish", {}, status=409)["type"].endswith("not-ready")
    program.says("post", f"/checks/{code}/repairs", {"repairs": []})
    same = program.sends(f"/datasets/{pk}/files", status=409)
    assert same["type"].endswith("same-table")
    past = program.says("post", f"/datasets/{pk}/publish", {"embargo_until": "2020-01-01"}, status=422)
    assert past["type"].endswith("embargo-date")
    backwards = {**words, "version": 3, "period_start": "2026-02-01", "period_end": "2026-01-01"}
    assert "finit avant" in program.says("put", f"/datasets/{pk}", backwards, status=422)["detail"]
    program.says("post", f"/checks/{code}/read", {"table_schema": "inconnu"}, status=404)
    read = program.says("post", f"/checks/{code}/read", {"table_schema": "none", "encoding": "cp1252"})
    assert read["standing"] == "checked"
    program.says("delete", f"/datasets/{pk}", status=204)
    assert not Dataset.objects.exists()
    assert program.sends("/datasets", b"", status=422)["type"].endswith("no-table-sent")


def test_a_table_about_people_is_confirmed_before_it_is_published() -> None:
    a_territory()
    by, organisation = in_charge()
    program = Program(by)
    people = "Nom;Courriel;Mobile\nDurand;zoe.durand@example.org;06 12 34 56 78\n"
    told = program.sends("/datasets", people.encode(), organisation=organisation.slug)
    pk, code = told["dataset"]["id"], told["check"]["code"]
    assert {one["column"] for one in told["check"]["personal"]} == {"Courriel", "Mobile"}
    program.says("post", f"/checks/{code}/repairs", {"repairs": []})
    program.says("put", f"/datasets/{pk}", {**SAID, "version": told["dataset"]["version"]})
    refused = program.says("post", f"/datasets/{pk}/publish", {}, status=409)
    assert refused["type"].endswith("personal-data")
    confirmed = program.says("post", f"/checks/{code}/personal-data", {"reason": "Des élues."})
    assert confirmed["personal_confirmed"]
    assert program.says("post", f"/datasets/{pk}/publish", {})["state"] == "published"


def test_what_is_sent_again_with_its_key_does_nothing_twice() -> None:
    a_territory()
    by, organisation = in_charge()
    program = Program(by)
    first = program.sends("/datasets", organisation=organisation.slug, key="a")
    assert program.sends("/datasets", organisation=organisation.slug, key="a") == first
    assert Dataset.objects.count() == 1
    other = program.sends("/datasets", DIRTY + b"\r\n", 409, "a", organisation=organisation.slug)
    assert other["type"].endswith("idempotency-key-reused")
    pk, code = first["dataset"]["id"], first["check"]["code"]
    newer = program.sends(f"/datasets/{pk}/files", DIRTY + b"Parc;6;02/02/2025;0,9\r\n", key="b")
    assert program.sends(f"/datasets/{pk}/files", DIRTY + b"Parc;6;02/02/2025;0,9\r\n", key="b") == newer
    assert Version.objects.count() == 2
    code = newer["check"]["code"]
    program.says("post", f"/checks/{code}/repairs", {"repairs": "all"}, key="c")
    program.says("post", f"/checks/{code}/repairs", {"repairs": "all"}, key="c")
    program.says("put", f"/datasets/{pk}", {**SAID, "version": 1})
    for _time in range(2):
        program.says("post", f"/datasets/{pk}/publish", {}, key="d")
        program.says("post", f"/datasets/{pk}/uses", {"kind": "study", "title": "Une étude"}, 201, "e")
        gap = {"title": "Les passages à vélo", "theme": "mobility", "territories": ["38185"]}
        program.says("post", "/missing-data", gap, 201, "f")
    assert JournalLine.objects.filter(verb="publish-data").count() == 1
    assert (Use.objects.count(), MissingData.objects.count()) == (1, 1)


def test_a_first_try_that_was_killed_is_finished_by_the_second() -> None:
    by, organisation = in_charge()
    program = Program(by)
    pk = program.sends("/datasets", organisation=organisation.slug)["dataset"]["id"]
    data = DIRTY + b"Parc;6;02/02/2025;0,9\r\n"
    program.sends(f"/datasets/{pk}/files", data, key="b")
    from terreau.participation.models import SentOnce

    SentOnce.objects.filter(key="b").update(status=0, answer={})
    assert program.sends(f"/datasets/{pk}/files", data, key="b")["check"]["version"] == 2
    assert Version.objects.count() == 2


BODY = (
    b'--limite\r\nContent-Disposition: form-data; name="organisation"\r\n\r\n\r\n'
    b'--limite\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n'
    b"Content-Type: text/csv\r\n\r\na;b\n" + b"1;2\n" * 40_000 + b"\r\n--limite--\r\n"
)


@pytest.mark.parametrize("come", [0, 40, 120, 300, 80_000, len(BODY) - 8, len(BODY) - 2])
@pytest.mark.parametrize("file", [False, True], ids=["new", "newer"])
def test_an_upload_cut_in_the_middle_keeps_nothing_and_says_so(come: int, *, file: bool) -> None:
    by = a_person()
    path = f"/datasets/{brought(by).distribution.dataset_id}/files" if file else "/datasets"
    before = Version.objects.count()
    cut: Any = {"CONTENT_LENGTH": str(len(BODY)), "wsgi.input": io.BytesIO(BODY[:come])}
    answer = Client().generic(
        "POST",
        API + path,
        content_type="multipart/form-data; boundary=limite",
        headers=Program(by).headers,
        **cut,
    )
    assert answer.status_code == 400, answer.content.decode()
    told = answer.json()
    assert told["type"].endswith("cut-upload")
    assert told["detail"] == "Le fichier n’est pas arrivé en entier\u00a0: rien n’a été enregistré."
    assert Version.objects.count() == before
    assert list(store.incoming().iterdir()) == []


def test_a_request_that_forgets_the_file_is_told_so_and_not_that_it_was_cut() -> None:
    answer = Client().post(f"{API}/datasets", {"organisation": ""}, headers=Program(a_person()).headers)
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "file.file")


def test_a_token_opens_what_it_says_and_nothing_else() -> None:
    a_territory()
    by, organisation = in_charge()
    dataset = published(by, organisation)
    bringing = Program(by, Scope.DATA.value)
    refused: tuple[tuple[str, str, Any], ...] = (
        ("post", f"/datasets/{dataset.pk}/publish", {}),
        ("post", f"/datasets/{dataset.pk}/withdraw", {"reason": "x"}),
        ("put", f"/datasets/{dataset.pk}/address", {"url": "https://a.fr/b.csv", "refresh": "daily"}),
        ("put", f"/datasets/{dataset.pk}/address/pace", {"refresh": "daily"}),
        ("post", f"/datasets/{dataset.pk}/corrections", {"row": 1, "field": "a", "after": "", "reason": "x"}),
    )
    for verb, path, body in refused:
        assert bringing.says(verb, path, body, status=403)["type"].endswith("insufficient-scope"), path
    publishing = Program(by, Scope.PUBLISH.value)
    publishing.sends("/datasets", status=403)
    answer = Client().post(f"{API}/datasets", {"file": upload()})
    assert answer.status_code == 401
    assert Version.objects.count() == 1
    assert list(store.incoming().iterdir()) == []


def test_an_organisation_s_token_touches_only_what_is_its_own() -> None:
    a_territory()
    by, organisation = in_charge()
    mine = published(by, organisation)
    _other, theirs_of = in_charge()
    theirs = published(*in_charge(theirs_of), data=DIRTY + b"\r\n")
    alone = published(by, None, DIRTY + b"\r\n\r\n")
    program = Program(by, organisation=organisation)
    for dataset, status in ((mine, 200), (theirs, 403), (alone, 403)):
        words = {**SAID, "version": Dataset.objects.get(pk=dataset.pk).version}
        program.says("put", f"/datasets/{dataset.pk}", words, status=status)
        program.says("post", f"/datasets/{dataset.pk}/withdraw", {"reason": "x"}, status=status)
    begun = program.sends("/datasets", DIRTY[:-2])
    assert Dataset.objects.get(pk=begun["dataset"]["id"]).organisation == organisation


def test_a_stranger_and_a_member_are_held_where_the_pages_hold_them() -> None:
    a_territory()
    by, organisation = in_charge()
    draft = Program(by).sends("/datasets", organisation=organisation.slug)
    pk, code = draft["dataset"]["id"], draft["check"]["code"]
    stranger = Program(a_person())
    stranger.says("get", f"/datasets/{pk}/preparation", status=404)
    stranger.says("put", f"/datasets/{pk}", {**SAID, "version": 1}, status=404)
    stranger.says("post", f"/checks/{code}/repairs", {"repairs": "all"}, status=403)
    stranger.sends(f"/datasets/{pk}/files", DIRTY[:-2], status=404)
    stranger.sends("/datasets", DIRTY[:-2], status=403, organisation=organisation.slug)
    member = Program(a_member(organisation, role=Role.MEMBER))
    member.says("post", f"/checks/{code}/repairs", {"repairs": "all"})
    member.says("put", f"/datasets/{pk}", {**SAID, "version": 1})
    member.says("post", f"/datasets/{pk}/publish", {}, status=403)


def test_a_file_that_no_one_can_read_says_why() -> None:
    told = Program(a_person()).sends("/datasets", b"%PDF-1.7 nothing")["check"]
    assert told["standing"] == Standing.UNREADABLE
    assert told["refusal"]["message"]
    assert (told["valid"], told["errors_csv"]) == (None, "")


def test_the_check_of_a_withdrawn_table_closes_with_its_rows() -> None:
    by, organisation = in_charge()
    dataset = published(by, organisation)
    code = Version.objects.get().code
    assert Client().get(f"{API}/checks/{code}").status_code == 200
    actions.withdraw(dataset.pk, by=by, reason="Des adresses.")
    assert Client().get(f"{API}/checks/{code}").status_code == 410
    assert Dataset.objects.get().state == State.WITHDRAWN


def test_a_browser_s_session_opens_nothing_here() -> None:
    by, _organisation = in_charge()
    browser = Client()
    browser.force_login(by, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.post(f"{API}/datasets", {"file": upload()}).status_code == 401
