"""The whole national base in the database, for tests of any room: a plugin named in conftest.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker

    from terreau.territories.actions import Imported

FIXTURE = "national_base"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that ask for it come last: the base stays in the database from the first of them to the last."""
    items.sort(key=lambda item: FIXTURE in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def national_base(
    django_db_setup: None,  # noqa: ARG001 - the database exists first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Imported]:
    """Every territory, imported once (some five seconds) in a transaction undone at the end of the run.

    Ask for `db` beside it; not for a transactional database nor a live server, which would see nothing of it.
    """
    from django.db import connection, transaction

    from terreau.territories.actions import import_pack

    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        imported = import_pack()
        connection.check_constraints()  # PostgreSQL would check 300,000 waiting rows after every test
    yield imported
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)
