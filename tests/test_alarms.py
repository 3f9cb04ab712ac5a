"""The alarms of conftest.py ring: each silent fault, made on purpose, fails."""

from __future__ import annotations

import socket
import warnings
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Permission
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from pytest_socket import SocketConnectBlockedError

if TYPE_CHECKING:
    from django.test import Client


class Thing:
    shown = "yes"

    def method(self, needed: int) -> int:
        return needed

    def delete(self) -> str:
        return "deleted"

    delete.alters_data = True  # type: ignore[attr-defined]


def rendered(template: str, **context: object) -> str:
    return str(engines["django"].from_string(template).render(context))


UNDEFINED = [
    "{{ missing }}",
    "{{ thing.missing }}",
    "{{ thing.method }}",
    "{{ thing.delete }}",
    "{{ missing|upper }}",
    "{{ missing|safe }}",
    "{% autoescape off %}{{ missing }}{% endautoescape %}",
    "{% autoescape off %}{{ thing.missing|safe }}{% endautoescape %}",
    "{% with a=missing %}{{ a }}{% endwith %}",
    "{% load i18n %}{% blocktranslate %}Bonjour {{ missing }}{% endblocktranslate %}",
    "{% load i18n %}{% blocktranslate with a=missing %}Bonjour {{ a }}{% endblocktranslate %}",
]
LEGAL = [
    ("{% if missing %}a{% else %}b{% endif %}", "b"),
    ("{% if thing.missing %}a{% else %}b{% endif %}", "b"),
    ("{% if missing == 3 %}a{% else %}b{% endif %}", "b"),
    ('{{ missing|default:"b" }}', "b"),
    ("{% for one in missing %}a{% empty %}b{% endfor %}", "b"),
    ("{% firstof missing thing.shown %}", "yes"),
    ("{{ thing.shown }}", "yes"),
]


@pytest.mark.parametrize("template", UNDEFINED)
def test_an_undefined_variable_that_is_shown_fails(template: str) -> None:
    with pytest.raises(AssertionError, match="undefined template variable"):
        rendered(template, thing=Thing())


@pytest.mark.parametrize(("template", "expected"), LEGAL)
def test_an_undefined_variable_that_is_only_asked_about_is_legal(template: str, expected: str) -> None:
    assert rendered(template, thing=Thing()) == expected


def test_an_undefined_variable_is_named() -> None:
    with pytest.raises(AssertionError, match=r"missing\.name"):
        rendered("{{ missing.name }}")


@pytest.mark.django_db
def test_an_unordered_queryset_in_a_paginator_fails() -> None:
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(Permission.objects.order_by(), 10).page(1)


@pytest.mark.django_db
def test_an_unordered_queryset_on_a_page_fails() -> None:
    with pytest.raises(AssertionError, match=r"unordered queryset on a page: rows \(auth.Permission\)"):
        rendered("{{ rows|length }}", rows=Permission.objects.order_by())
    assert rendered("{% if rows %}a{% endif %}", rows=Permission.objects.order_by("pk")) == "a"


def test_a_warning_is_an_error() -> None:
    with pytest.raises(DeprecationWarning):
        warnings.warn("old", DeprecationWarning, stacklevel=1)
    with pytest.raises(UserWarning):
        warnings.warn("odd", stacklevel=1)


@pytest.mark.parametrize("address", ["192.0.2.1", "10.0.0.1"])
def test_the_network_is_out_of_reach(address: str) -> None:
    refused = (SocketConnectBlockedError, UserWarning)  # it warns first, and warnings are errors
    with socket.socket() as reaching, pytest.raises(refused, match="A test tried to use socket"):
        reaching.connect((address, 80))


def test_this_machine_is_within_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


def greedy(request: HttpRequest, asked: int) -> HttpResponse:  # noqa: ARG001 - Django's signature
    with connection.cursor() as cursor:
        for _ in range(asked):
            cursor.execute("SELECT 1")
    return HttpResponse()


urlpatterns = [path("greedy/<int:asked>/", greedy)]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_page_that_asks_too_much_of_the_database_fails(client: Client) -> None:
    assert client.get("/greedy/25/").status_code == 200
    with pytest.raises(AssertionError, match="26 queries for /greedy/26/, 25 at most"):
        client.get("/greedy/26/")


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.queries(40)
def test_a_page_may_be_given_more(client: Client) -> None:
    assert client.get("/greedy/40/").status_code == 200
