"""What the database refuses by itself: changing or removing a line of the journal, whoever asks.

One change is let through: blanking what the seals cover (a name, words), which the chain is made for. A
TRUNCATE in PostgreSQL passes no row trigger; `terreau journal verify` shows it by the head.

A later migration that rebuilds the table in SQLite must call `guard` again: a rebuilt table loses its
triggers. A test changes a line after all migrations and must be refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "participation_journalline"
REFUSED = "a line of the journal cannot be changed"
#: An empty value of bytes, as each writes it.
EMPTY_SQLITE = "x''"
EMPTY_POSTGRESQL = "''::bytea"
_KEPT = (
    "number", "at", "verb", "room", "kind", "thing", "theme", "places", "acted_as", "organisation_id",
    "actor_seal", "words_seal", "hash",
)  # fmt: skip
#: What later migrations added to it.
_SINCE = ("places_seal",)


def _condition(same: str, empty: str, names: tuple[str, ...]) -> str:
    """Whether an update changes anything but what may be blanked."""
    kept = " AND ".join(f"OLD.{name} {same} NEW.{name}" for name in names)
    blanked = " AND ".join(
        f"(OLD.{name} {same} NEW.{name} OR NEW.{name} {blank})"
        for name, blank in (
            ("actor_id", "IS NULL"),
            ("title", "= ''"),
            ("reason", "= ''"),
            ("actor_salt", f"= {empty}"),
            ("words_salt", f"= {empty}"),
        )
    )
    return f"NOT ({kept} AND {blanked})"


def _sqlite(names: tuple[str, ...]) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    changed = f"BEFORE UPDATE ON {TABLE} WHEN {_condition('IS', EMPTY_SQLITE, names)}"
    return [
        f"CREATE TRIGGER IF NOT EXISTS journal_no_update {changed} {refuse}",
        f"CREATE TRIGGER IF NOT EXISTS journal_no_delete BEFORE DELETE ON {TABLE} {refuse}",
    ]


def _postgresql(names: tuple[str, ...]) -> list[str]:
    body = f"BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'restrict_violation'; END"
    changed = f"FOR EACH ROW WHEN ({_condition('IS NOT DISTINCT FROM', EMPTY_POSTGRESQL, names)})"
    refuse = "EXECUTE FUNCTION journal_refuses()"
    return [
        f"CREATE OR REPLACE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE OR REPLACE TRIGGER journal_no_update BEFORE UPDATE ON {TABLE} {changed} {refuse}",
        f"CREATE OR REPLACE TRIGGER journal_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW {refuse}",
    ]


def statements(vendor: str, *, since: tuple[str, ...] = _SINCE) -> list[str]:
    """What puts the triggers in place, for this kind of database; `since` names the columns added later."""
    names = (*_KEPT, *since)
    return _sqlite(names) if vendor == "sqlite" else _postgresql(names)


def guard(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place over the whole table; in place already, nothing changes."""
    for statement in statements(editor.connection.vendor):
        editor.execute(statement)


def guard_at_first(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put them in place over the columns that the table had at first."""
    for statement in statements(editor.connection.vendor, since=()):
        editor.execute(statement)


def unguard(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    on = "" if editor.connection.vendor == "sqlite" else f" ON {TABLE}"
    for name in ("journal_no_update", "journal_no_delete"):
        editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
    if not on:
        return
    editor.execute("DROP FUNCTION IF EXISTS journal_refuses()")
