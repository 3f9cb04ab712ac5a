"""Tables made together are the tables made one operation at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from terreau.foundation.at_once import CreateTogether, at_once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.migrations.operations.base import Operation

pytestmark = pytest.mark.django_db(transaction=True)
ROOM = "sketch"
TABLES = (f"{ROOM}_tree", f"{ROOM}_tree_friends", f"{ROOM}_plot")


def _operations() -> list[Operation]:
    """Two models that point at each other, completed after they are created, and one that is not new."""
    number = ("id", models.BigAutoField(primary_key=True))
    return [
        migrations.CreateModel("Tree", [number, ("height", models.IntegerField(default=0))]),
        migrations.CreateModel("Plot", [number, ("oldest", models.ForeignKey("Tree", models.CASCADE))]),
        migrations.AddField("tree", "plot", models.ForeignKey("Plot", models.CASCADE, null=True)),
        migrations.AddField("Tree", "friends", models.ManyToManyField("Tree")),
        migrations.AddIndex("tree", models.Index(fields=["height"], name="sketch_height")),
        migrations.AddConstraint(
            "tree", models.CheckConstraint(condition=models.Q(height__gte=0), name="sketch_grows")
        ),
        migrations.AddConstraint(
            "plot", models.UniqueConstraint(fields=["oldest"], name="sketch_one_oldest")
        ),
    ]


def _told() -> dict[str, Any]:
    """What the database itself says of our tables; the order of keys has no meaning."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor)) & set(TABLES)
        told = {}
        for table in sorted(there):
            columns = connection.introspection.get_table_description(cursor, table)
            rules = connection.introspection.get_constraints(cursor, table)
            told[table] = (
                sorted((column.name, str(column.type_code), column.null_ok) for column in columns),
                sorted(
                    (
                        "" if rule["foreign_key"] else name,
                        [
                            str(part)
                            for part in (rule["columns"], rule["unique"], rule["check"], rule["index"])
                        ],
                        str(rule["foreign_key"]),
                    )
                    for name, rule in rules.items()
                ),
            )
    return told


def _there_and_back(operations: Sequence[Operation]) -> tuple[dict[str, Any], ProjectState]:
    whole = type("Migration", (migrations.Migration,), {"operations": operations})
    migration = whole("0001_initial", ROOM)
    with connection.schema_editor() as editor:
        state = migration.apply(ProjectState(), editor)
    told = _told()
    with connection.schema_editor() as editor:
        migration.unapply(ProjectState(), editor)
    assert _told() == {}, "taken back, nothing stays"
    return told, state


def test_the_database_and_the_models_are_the_same() -> None:
    together = at_once(_operations())
    assert [type(one) for one in together] == [CreateTogether]
    told, state = _there_and_back(together)
    told_one_by_one, state_one_by_one = _there_and_back(_operations())
    assert set(told) == set(TABLES)
    assert told == told_one_by_one
    assert state == state_one_by_one


def test_what_touches_another_table_keeps_its_place() -> None:
    first, second = _operations()[:2]
    before = migrations.AddField("stone", "weight", models.IntegerField())
    between = migrations.RunPython(migrations.RunPython.noop)
    assert at_once([first, before, second, between]) == [first, before, second, between]
    index = _operations()[4]
    assert at_once([second, index, first]) == [second, index, first], "a table is completed once it is there"


def test_models_drawn_before_do_not_hide_those_created() -> None:
    state = ProjectState()
    assert list(state.apps.get_models()) == []
    at_once(_operations())[0].state_forwards(ROOM, state)
    assert {model.__name__ for model in state.apps.get_models()} == {"Tree", "Plot"}
