"""Tables that a migration creates, made from what the migration ends with rather than step by step.

Django draws every related model anew after each operation: on an empty database that is most of the work of
`migrate` (15 s of processor for a hundred models, 4 s this way), paid by whoever tries Terreau and by each
test of a fresh instance. The operations stay as `makemigrations` writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState


class CreateTogether(Operation):
    """Create models with the fields, indexes and constraints that `operations` add to them.

    `operations` holds CreateModel, and AddField, AddIndex and AddConstraint on models it creates, no other.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # Without drawn models, an operation is written down only; they are drawn once, when next asked for.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self._created():
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in reversed(self._created()):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Create models " + ", ".join(operation.name for operation in self._created())

    def _created(self) -> list[CreateModel]:
        return [operation for operation in self.operations if isinstance(operation, CreateModel)]


def at_once(operations: Iterable[Operation]) -> list[Operation]:
    """The same operations, each run of them that only completes models it creates made into one."""
    made: list[Operation] = []
    run: list[Operation] = []
    names: set[str] = set()
    for operation in operations:
        if isinstance(operation, CreateModel):
            names.add(operation.name_lower)
        elif not (_adds(operation) and _model(operation) in names):
            made += _one(run)
            made.append(operation)
            run, names = [], set()
            continue
        run.append(operation)
    return made + _one(run)


def _adds(operation: Operation) -> bool:
    return isinstance(operation, (AddField, AddIndex, AddConstraint))


def _model(operation: Operation) -> str:
    name: str = operation.model_name  # type: ignore[attr-defined]  # each operation that adds says to which model
    return name.lower()


def _one(run: list[Operation]) -> list[Operation]:
    return [CreateTogether(run)] if len(run) > 1 else run
