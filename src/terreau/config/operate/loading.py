"""Put the rows of a backup into an empty database, in the form they had, then bring them to that of today."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from terreau.config.operate import rows, snapshot
from terreau.config.operate.errors import DamagedBackupError, NewerBackupError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.db.migrations.loader import MigrationLoader
    from django.db.models import Model

    from terreau.config.operate.archive import Member, Reader
    from terreau.config.operate.snapshot import Node

    Say = Callable[[str, int, int], object]

_AT_A_TIME = 1_000


def load(archive: Reader, progress: Say) -> None:
    """Fill the database in use, which must be empty. Raises DamagedBackupError, NewerBackupError."""
    progress("Forme de la base de données", 0, 0)
    executor = MigrationExecutor(connection)
    models = models_of(archive, executor.loader)
    executor.migrate(_last_ones(migrations_of(archive, executor.loader), executor.loader))
    _check_at_the_end()
    try:
        with transaction.atomic():
            _fill(archive, models, progress)
            connection.check_constraints()
    except IntegrityError as fault:
        raise DamagedBackupError(path=archive.path, why="des lignes ne vont pas ensemble") from fault
    if connection.vendor == "sqlite":
        connection.enable_constraint_checking()
    else:
        with connection.cursor() as cursor:  # or a migration meets checks that still wait, and is refused
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    progress("Forme de cette version", 0, 0)
    call_command("migrate", verbosity=0, interactive=False)


def models_of(archive: Reader, loader: MigrationLoader) -> dict[str, type[Model]]:
    """The tables the backup speaks of, as they were; nothing of what it names is used as it comes.

    Raises DamagedBackupError, NewerBackupError.
    """
    found = snapshot.models_at(loader, migrations_of(archive, loader))
    models = {model._meta.db_table: model for model in found}
    for member in archive.manifest.members:
        if (table := _table(member)) is None:
            continue
        if table not in models or table not in archive.manifest.tables:
            why = f"la table « {table} » n’est pas de cette version"
            raise DamagedBackupError(path=archive.path, why=why)
        if archive.manifest.tables[table]["columns"] != [
            field.attname for field in snapshot.fields_of(models[table])
        ]:
            raise DamagedBackupError(path=archive.path, why=f"« {table} » n’a pas ses colonnes")
    return models


def _table(member: Member) -> str | None:
    inside = member.name.startswith("tables/")
    return member.name.removeprefix("tables/").removesuffix(".jsonl") if inside else None


def _check_at_the_end() -> None:
    """Rows come table by table, whichever points at which."""
    if connection.vendor == "sqlite":
        connection.disable_constraint_checking()
        return
    with connection.cursor() as cursor:  # migrations left some of them immediate for the whole transaction
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def migrations_of(archive: Reader, loader: MigrationLoader) -> frozenset[Node]:
    """The migrations that the backup had. Raises NewerBackupError when this version does not know one."""
    told = {(app, name) for app, names in archive.manifest.migrations.items() for name in names}
    if told - set(loader.graph.nodes):
        raise NewerBackupError(path=archive.path, version=archive.manifest.version)
    if any(set(loader.graph.forwards_plan(node)) - told for node in told):
        raise DamagedBackupError(path=archive.path, why="la liste de ses migrations a un trou")
    return frozenset(told)


def _last_ones(applied: frozenset[Node], loader: MigrationLoader) -> list[Node]:
    """Those that no other of the same room follows: asked for an earlier one, Django would go back to it."""
    followed = {
        parent.key
        for node in applied
        for parent in loader.graph.node_map[node].parents
        if parent.key[0] == node[0]
    }
    return sorted(applied - followed)


def _fill(archive: Reader, models: dict[str, type[Model]], progress: Say) -> None:
    members = [(one, table) for one in archive.manifest.members if (table := _table(one))]
    for model in models.values():  # what a migration may have written by itself
        if model._base_manager.order_by().exists():
            model._base_manager.all()._raw_delete(using="default")
    done, total = 0, sum(member.bytes for member, _table in members)
    for member, table in members:
        progress("Base de données", done, total)
        _fill_one(archive, member, models[table])
        _set_next_key(models[table], archive.manifest.tables[table]["next"])
        done += member.bytes


def _fill_one(archive: Reader, member: Member, model: type[Model]) -> None:
    fields = snapshot.fields_of(model)
    table = model._meta.db_table
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(table)} ({columns}) VALUES ({places})"  # noqa: S608 - names of our models
    read = rows.reader(fields, connection)
    try:
        with connection.cursor() as cursor:
            for batch in _batches(map(read, archive.lines(member))):
                cursor.executemany(statement, batch)
    except (rows.NotARowError, DataError, IntegrityError, OverflowError) as fault:
        raise DamagedBackupError(path=archive.path, why=f"une ligne de « {table} » ne se lit pas") from fault


def _batches(source: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    lines = iter(source)
    while batch := list(islice(lines, _AT_A_TIME)):
        yield batch


def _set_next_key(model: type[Model], last: int) -> None:
    """A key that was given once is never given again, even when its row has gone."""
    field = model._meta.auto_field
    if field is None:
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            if (found := cursor.fetchone()) is None and last:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
            elif found and found[0] < last:
                cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [last, table])
            return
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
        asked = "SELECT setval(seq, greatest(%s, coalesce(pg_sequence_last_value(seq), 0))) FROM "
        named = "(SELECT pg_get_serial_sequence(%s, %s)::regclass AS seq) AS one"
        if last:
            cursor.execute(asked + named, [last, table, field.column])
