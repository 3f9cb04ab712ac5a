"""The API keeps its description: every route, fuzzed in process by schemathesis.

Answers and refusals must be those that `/api/openapi.json` announces, in the form it announces, problem+json
included; nothing may break (5xx). TERREAU_EXAMPLES sets how many requests a route gets.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from terreau.catalogue.tests.row_builders import a_table
from terreau.config.api import api
from terreau.config.wsgi import application
from terreau.needs.actions import plant_examples
from terreau.participation.actions import Terms, make_token
from terreau.participation.models import Scope
from terreau.people.models import User
from terreau.territories.models import Kind, Territory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

EXAMPLES = int(os.environ.get("TERREAU_EXAMPLES", "15"))

#: No schema says which bytes are a photograph, which address is public: what is none is refused, and rightly.
UPLOADS = {
    "attach_file",
    "bring_dataset",
    "bring_dataset_file",
    "bring_dataset_from_address",
    "give_dataset_address",
}

# Not schemathesis's own pytest plugin: 4.32 reads an attribute of nodes that pytest 9.2 no longer has.
described = schemathesis.openapi.from_dict(api.get_openapi_schema())
described.app = application
OPERATIONS = [found.ok() for found in described.get_all_operations()]


@pytest.fixture
def something_to_find(db: None) -> None:  # noqa: ARG001 - asked for what it does
    """A territory, its needs and a table, so that routes have answers to give and not only refusals."""
    territory = Territory.objects.create(
        ref="200040715", kind=Kind.EPCI, code="200040715", name="Grenoble-Alpes-Métropole", nature="METRO"
    )
    plant_examples(territory)
    a_table()


@pytest.fixture
def token(something_to_find: None) -> str:  # noqa: ARG001 - asked for what it does
    """The token of a steward who may do everything: what it refuses is refused for another reason."""
    steward = User.objects.create_user("steward", email="animation@exemple.fr", is_steward=True)
    terms = Terms("Essais", list(Scope), timezone.localdate())
    return make_token(terms, by=steward)[1]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the connection of the test's transaction between requests, as Django's own test client does."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_every_route_answers_as_it_says(operation: Any, token: str) -> None:
    takes_bytes = operation.definition.raw["operationId"] in UPLOADS
    unsaid = [positive_data_acceptance] if takes_bytes else []

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck])
    @given(case=operation.as_strategy())
    def answers_as_it_says(case: schemathesis.Case) -> None:
        cache.clear()  # limits would answer for the routes
        # In process nobody would unpack what the answer packs.
        case.call_and_validate(
            headers={"Accept-Encoding": "identity", "Authorization": f"Bearer {token}"},
            excluded_checks=unsaid,
        )

    answers_as_it_says()


def test_the_description_is_the_one_that_is_served(client: Client) -> None:
    served = client.get("/api/openapi.json")
    assert served.status_code == 200
    assert set(served.json()["paths"]) == set(api.get_openapi_schema()["paths"])
    assert {"/api/v1/needs", "/api/v1/territories"} <= set(served.json()["paths"])


def test_every_route_announces_its_refusals_as_problems() -> None:
    for path, verbs in api.get_openapi_schema()["paths"].items():
        for verb, operation in verbs.items():
            refusals = {code: answer for code, answer in operation["responses"].items() if int(code) >= 400}
            assert {404, 422, 429} <= set(map(int, refusals)), f"{verb} {path}"
            for answer in refusals.values():
                assert list(answer["content"]) == ["application/problem+json"]
