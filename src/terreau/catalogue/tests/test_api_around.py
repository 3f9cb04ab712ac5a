"""What programs do around data: addresses, corrections, uses, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from terreau.catalogue.actions import fetching
from terreau.catalogue.models import Correction, Fetch, Use
from terreau.catalogue.tests.addressed import PATH
from terreau.catalogue.tests.files import DIRTY, in_charge, published, racks
from terreau.catalogue.tests.programs import API, Program
from terreau.needs.tests.builders import a_territory
from terreau.people.tests.builders import a_person

if TYPE_CHECKING:
    from terreau.foundation.tests.test_outgoing import Site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


def test_a_table_is_read_at_its_address(site: Site) -> None:
    by, organisation = in_charge()
    program = Program(by)
    body = {"url": site.at(PATH), "refresh": "weekly", "organisation": organisation.slug}
    told = program.says("post", "/datasets/addresses", body, 201, "k")
    assert program.says("post", "/datasets/addresses", body, 201, "k") == told
    pk = told["dataset"]
    assert (told["going_on"]["outcome"], told["refresh"], told["check"]) == ("", "weekly", None)
    program.says("post", f"/datasets/{pk}/address/read", {}, status=409)
    fetching.go_through(Fetch.objects.get().pk)
    told = program.says("get", f"/datasets/{pk}/address")
    assert (told["going_on"], told["readings"][0]["outcome"]) == (None, "waits")
    assert told["check"]["standing"] == "checked"
    assert program.says("post", f"/datasets/{pk}/address/stop")["stopped"]
    assert not program.says("post", f"/datasets/{pk}/address/resume")["stopped"]
    assert program.says("put", f"/datasets/{pk}/address/pace", {"refresh": "daily"})["refresh"] == "daily"
    program.says("post", f"/datasets/{pk}/address/read", {})
    program.says("post", f"/datasets/{pk}/address/cancel")
    fetching.go_through(Fetch.objects.get(ended_at=None).pk)
    told = program.says("get", f"/datasets/{pk}/address")
    assert told["readings"][0]["outcome"] == "stopped"
    program.says("put", f"/datasets/{pk}/address", {"url": "http://127.0.0.1:22/a.csv"}, status=400)
    program.says("delete", f"/datasets/{pk}/address", status=204)
    program.says("get", f"/datasets/{pk}/address", status=404)


def test_a_cell_is_corrected_by_programs_as_by_people() -> None:
    racks()
    by, organisation = in_charge()
    dataset = published(by, organisation)
    anyone, program = Program(a_person()), Program(by)
    path = f"/datasets/{dataset.pk}/corrections"
    said = {"row": 1, "field": "capacite", "after": "14", "reason": "J’en ai compté quatorze."}
    made = anyone.says("post", path, said, 201, "k")
    assert anyone.says("post", path, said, 201, "k") == made
    assert (made["before"], made["decision"]) == ("12", "open")
    assert Client().get(API + path).json()["items"] == [made]
    anyone.says("post", f"{path}/{made['id']}/accept", status=403)
    accepted = program.says("post", f"{path}/{made['id']}/accept", key="a")
    assert program.says("post", f"{path}/{made['id']}/accept", key="a") == accepted
    assert accepted["decision"] == "accepted"
    rows = Client().get(f"{API}/datasets/{dataset.pk}/rows").json()["rows"]
    assert rows[0]["capacite"] == "14"
    program.says("post", f"{path}/{made['id']}/accept", status=409)
    again = anyone.says("post", path, {**said, "after": "15"}, 201)
    other = published(*in_charge(), data=DIRTY + b"\r\n")
    program.says("post", f"/datasets/{other.pk}/corrections/{again['id']}/accept", status=404)
    refused = program.says("post", f"{path}/{again['id']}/refuse", {"reason": "Quatorze, vu."})
    assert (refused["decision"], refused["decision_reason"]) == ("refused", "Quatorze, vu.")
    assert anyone.says("post", path, {**said, "field": "inconnue"}, 404)["type"].endswith("no-cell")
    assert Correction.objects.count() == 2


def test_uses_and_what_is_missing_are_said_by_programs() -> None:
    a_territory()
    by, organisation = in_charge()
    dataset = published(by, organisation)
    person = a_person()
    program = Program(person)
    use = {"kind": "service", "title": "Une carte des arceaux", "url": "https://exemple.fr/carte"}
    made = program.says("post", f"/datasets/{dataset.pk}/uses", use, 201)
    assert Client().get(f"{API}/datasets/{dataset.pk}/uses").json()["items"] == [made]
    stranger = Program(a_person())
    gone = f"/datasets/{dataset.pk}/uses/{made['id']}/remove"
    stranger.says("post", gone, {"reason": "x"}, status=403)
    program.says("post", gone, {"reason": "Elle n’existe plus."}, status=204)
    assert not Use.objects.exists()
    gap = {"title": "Les passages à vélo", "theme": "mobility", "territories": ["38185"], "why": "Savoir."}
    missing = program.says("post", "/missing-data", gap, 201)
    assert missing["wishes"] == 1
    path = f"/missing-data/{missing['id']}"
    assert stranger.says("put", f"{path}/wish")["wishes"] == 2
    assert stranger.says("put", f"{path}/wish")["wishes"] == 2
    assert stranger.says("delete", f"{path}/wish")["wishes"] == 1
    stranger.says("post", f"{path}/found", {"dataset": dataset.pk}, status=403)
    assert program.says("post", f"{path}/found", {"dataset": dataset.pk})["found"] == dataset.pk
    assert Client().get(f"{API}/missing-data").json()["items"][0]["id"] == missing["id"]
    assert Client().get(API + path).json()["found"] == dataset.pk
