"""Each route that writes data, tried by everyone who should not pass: none is forgotten here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client

from terreau.catalogue import actions
from terreau.catalogue.api import checks, datasets, missing
from terreau.catalogue.models import Dataset, MissingData, Version
from terreau.catalogue.tests.files import DIRTY, in_charge, published, upload
from terreau.catalogue.tests.programs import API
from terreau.needs.tests.builders import a_territory
from terreau.participation.models import JournalLine, Scope
from terreau.participation.tests.builders import a_hidden, a_token, bearer
from terreau.people.tests.builders import a_person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from terreau.people.models import Organisation, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]

GAP = {"title": "Les passages à vélo", "theme": "mobility", "territories": ["38185"]}
SAID = {"title": "Arceaux", "description": "Un par ligne.", "theme": "mobility", "territories": ["38185"]}
CELL = {"row": 1, "field": "Capacité", "after": "14", "reason": "Vu."}
WHY = {"reason": "Parce que."}
#: A body that each route would take; None for a file.
BODIES: dict[str, Any] = {
    "bring_dataset": None,
    "bring_dataset_file": None,
    "bring_dataset_from_address": {"url": "https://exemple.fr/a.csv"},
    "give_dataset_address": {"url": "https://exemple.fr/a.csv"},
    "set_dataset_pace": {"refresh": "daily"},
    "describe_dataset": {**SAID, "personal_data": "none"},
    "publish_dataset": {},
    "withdraw_dataset": WHY,
    "declare_dataset_use": {"kind": "study", "title": "Une étude"},
    "remove_dataset_use": WHY,
    "suggest_correction": CELL,
    "refuse_correction": WHY,
    "accept_repairs": {"repairs": []},
    "read_file_otherwise": {},
    "confirm_personal_data": WHY,
    "ask_for_data": GAP,
}
#: What anyone with an account may do about what is public.
ANYONE = {
    "declare_dataset_use", "suggest_correction", "ask_for_data", "wish_for_data", "unwish_for_data",
    "bring_dataset", "bring_dataset_from_address",
}  # fmt: skip


class Things:
    """A published data set with all that hangs on it, as addresses name them."""

    def __init__(self) -> None:
        a_territory()
        self.by, self.organisation = in_charge()
        self.dataset = published(self.by, self.organisation)
        version = Version.objects.get()
        self.use = actions.declare_use(self.dataset.pk, actions.Reliance("study", "Une étude"), by=self.by)
        self.correction = actions.suggest(version, 1, "Capacité", "14", by=self.by, reason="Vu.")
        self.code = version.code
        gap = actions.Gap("Les passages à vélo", "mobility", [a_territory()])
        self.missing = actions.ask_for_data(gap, by=self.by)

    def at(self, room: str, path: str) -> str:
        number = self.missing.pk if room == "/missing-data" else self.dataset.pk
        path = path.replace("{int:pk}", "{pk}").replace("{pk}", str(number)).replace("{code}", self.code)
        path = path.replace("{use}", str(self.use.pk)).replace("{correction}", str(self.correction.pk))
        return API + room + path


def _routes() -> Iterator[tuple[str, str, str, str]]:
    """(room, path, verb, name) of each route that asks for a token."""
    for room, router in (("/datasets", datasets), ("/checks", checks), ("/missing-data", missing)):
        for path, view in router.path_operations.items():
            for operation in view.operations:
                if operation.auth_callbacks:
                    yield from ((room, path, verb, str(operation.operation_id)) for verb in operation.methods)


ROUTES = list(_routes())


def _ask(route: tuple[str, str, str, str], things: Things, headers: dict[str, str]) -> tuple[int, str]:
    room, path, verb, name = route
    body = BODIES.get(name, {})
    if name == "describe_dataset":
        body = {**body, "version": Dataset.objects.get().version}
    elif name == "say_data_found":
        body = {"dataset": things.dataset.pk}
    sent: dict[str, Any] = {"data": json.dumps(body), "content_type": "application/json"}
    if body is None:
        sent = {"data": {"file": upload(DIRTY + b"Parc;6;02/02/2025;0,9\r\n")}}
    cache.clear()  # limits would answer for the routes
    call = getattr(Client(), verb.lower())
    answer = call(things.at(room, path), headers=headers, **({} if verb == "GET" else sent))
    said = answer.content.decode()
    return answer.status_code, json.loads(said).get("type", "") if said.startswith("{") else said


def _state() -> list[Any]:
    rows = Dataset.objects.order_by("pk").values_list("state", "title", "version", "distributions__url")
    return [
        list(rows),
        Version.objects.count(),
        MissingData.objects.get().found_id,
        JournalLine.objects.count(),
    ]


def _refusals(
    things: Things, headers: dict[str, str], but: Collection[str] = ()
) -> dict[str, tuple[int, str]]:
    """What each route answers; nothing may have changed by it."""
    before = _state()
    found = {route[3]: _ask(route, things, headers) for route in ROUTES if route[3] not in but}
    assert _state() == before
    return found


def test_every_route_that_writes_is_here() -> None:
    names = {name for _room, _path, _verb, name in ROUTES}
    assert len(ROUTES) == len(names) > 25
    assert set(BODIES) <= names
    assert names >= ANYONE


def test_no_route_opens_without_a_token_or_with_one_that_never_was() -> None:
    things = Things()
    for headers in ({}, bearer("terreau_inconnu")):
        found = _refusals(things, headers)
        assert {status for status, _said in found.values()} == {401}, found


def test_no_route_opens_to_a_token_of_another_scope() -> None:
    things = Things()
    headers = bearer(a_token(things.by, Scope.READ.value, Scope.NEEDS.value)[1])
    found = _refusals(things, headers)
    assert {(status, said.rpartition(":")[2]) for status, said in found.values()} == {
        (403, "insufficient-scope")
    }, found


def test_a_stranger_is_refused_whatever_the_scopes() -> None:
    things = Things()
    found = _refusals(things, bearer(a_token(a_person())[1]), ANYONE)
    assert {status for status, _said in found.values()} <= {403, 404}, found


def test_the_token_of_another_organisation_is_refused_to_one_who_holds_both() -> None:
    things = Things()
    other = _held_too(things.by)
    found = _refusals(things, bearer(a_token(things.by, organisation=other)[1]), ANYONE)
    assert {status for status, _said in found.values()} <= {403, 404}, found


def _held_too(by: User) -> Organisation:
    from terreau.people.models import Belonging, Role

    _other, organisation = in_charge()
    Belonging.objects.create(user=by, organisation=organisation, role=Role.HOLDER)
    return organisation


def test_nothing_is_done_with_what_is_hidden_even_by_those_in_charge() -> None:
    things = Things()
    a_hidden(things.dataset)
    a_hidden(things.missing)
    headers = bearer(a_token(things.by)[1])
    found = _refusals(things, headers, {"bring_dataset", "bring_dataset_from_address", "ask_for_data"})
    assert {status for status, _said in found.values()} == {410}, found


def test_nothing_is_read_of_what_is_hidden() -> None:
    things = Things()
    a_hidden(things.dataset)
    for router, room in ((datasets, "/datasets"), (checks, "/checks")):
        for path, view in router.path_operations.items():
            if any("GET" in one.methods for one in view.operations) and "{" in path:
                at = things.at(room, path).replace("{form}", "csv")
                assert Client().get(at).status_code in {401, 410}, at
    assert Client().get(f"{API}/datasets").json()["total"] == 0
