"""Check a version: outside any transaction, since it may last; what was found is written at once."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from terreau.catalogue.actions.keeping import held_version
from terreau.catalogue.assessing import Asked, Stopped, assess
from terreau.catalogue.models import Check, Job, Standing, TableSchema, Version
from terreau.catalogue.queries.files import raw_path
from terreau.catalogue.queries.places import context_of
from terreau.catalogue.queries.schemas import schema_of, schemas_known
from terreau.catalogue.tables import Options, Refusal
from terreau.participation import store
from terreau.saying import in_both

if TYPE_CHECKING:
    from terreau.catalogue.assessing import Assessment

logger = logging.getLogger("terreau.catalogue")


def check_now(pk: int) -> None:
    """Check a version whose job it is, and write what was found."""
    import duckdb  # only when a table is read: a web process at rest does without its 30 MB

    version = Version.objects.select_related("distribution__dataset", "distribution__schema").get(pk=pk)
    known = schemas_known()
    draft = store.incoming() / f"{uuid4()}.csv"
    try:
        found = assess(raw_path(version), _asked(version, known), draft, partial(say, pk))
        with store.writing():
            digest = store.keep_file(draft, ".csv")
            _write(pk, found, digest, {id(schema): row for row, schema in known})
    except Refusal as refusal:
        refused(pk, refusal_kept(refusal))
    except Stopped:
        stopped(pk)
    except (duckdb.Error, OSError, ValueError, ArithmeticError, LookupError):
        logger.exception("a check failed")
        refused(pk, failed_words())
    finally:
        draft.unlink(missing_ok=True)


def _asked(version: Version, known: list[tuple[int, Any]]) -> Asked:
    check = Check.objects.filter(version=version).first()
    chosen = check.schema if check and check.schema_chosen else version.distribution.schema
    among = [] if check and check.schema_chosen and check.schema is None else [one for _pk, one in known]
    mapping = version.distribution.mapping.get("mapping") if chosen else None
    return Asked(
        schemas=among,
        schema=schema_of(chosen, known) if chosen else None,
        mapping=mapping or None,
        options=options_of(version),
        context=context_of(version.distribution.dataset),
    )


def options_of(version: Version) -> Options:
    """What the person said of the file, as the engine takes it."""
    said = version.options
    return Options(
        encoding=str(said.get("encoding", "")),
        delimiter=str(said.get("delimiter", "")),
        header_row=int(said.get("header_row", 0)),
        sheet=str(said.get("sheet", "")),
    )


def say(pk: int, percent: int) -> bool:
    """How far it is, for the page that waits; answers whether to go on."""
    Version.objects.filter(pk=pk).update(done=percent, job_at=timezone.now())
    return not Version.objects.filter(pk=pk, stop=True).exists()


@transaction.atomic
def _write(pk: int, found: Assessment, digest: str, rows: dict[int, int]) -> None:
    version = held_version(pk)
    schema = TableSchema.objects.filter(pk=rows[id(found.schema)]).first() if found.schema else None
    before = Check.objects.filter(version=version).first()
    Check.objects.update_or_create(
        version=version,
        defaults={
            "schema": schema,
            "schema_chosen": before.schema_chosen if before else False,
            "mapping": storable(found.mapping),
            "candidates": storable(_candidates(found)),
            "valid": found.valid,
            "conforms": found.conforms,
            "total": found.total,
            "rules": storable(found.rules),
            "findings": storable([{**one, "rows": one["rows"][:20]} for one in found.findings]),
            "repairs": storable(found.repairs),
            "left": found.left["total"],
            "left_rules": storable(found.left["by_rule"]),
            "faults_digest": digest,
            "checked_at": timezone.now(),
        },
    )
    version.understood, version.personal = storable(_understood(found)), storable(found.people)
    version.rows = found.understood["rows"]
    version.standing = Standing.CHECKED
    version.job, version.stop, version.done, version.refusal = Job.NONE, False, 100, {}
    version.clean_digest = version.parquet_digest = version.journal_digest = ""
    version.save()


def storable(value: Any) -> Any:
    """The same words without U+0000: a file may hold it, and PostgreSQL keeps it in no text.

    https://www.postgresql.org/docs/current/datatype-json.html
    """
    if isinstance(value, str):
        return value.replace("\0", "\N{REPLACEMENT CHARACTER}")
    if isinstance(value, dict):
        return {storable(key): storable(one) for key, one in value.items()}
    return [storable(one) for one in value] if isinstance(value, list | tuple) else value


def _understood(found: Assessment) -> dict[str, Any]:
    """What was understood, without the place of the file on this disk."""
    return {key: value for key, value in found.understood.items() if key != "file"}


def _candidates(found: Assessment) -> list[dict[str, Any]]:
    return [{key: said for key, said in one.items() if key != "schema"} for one in found.candidates]


def refusal_kept(refusal: Refusal) -> dict[str, Any]:
    """What a refusal of the engine says, in both languages: its reader comes later."""
    return in_both(
        lambda lang: {
            "title": refusal.titled(lang),
            "message": refusal.said(lang)[:1000],
            "remedy": refusal.advice(lang)[:1000],
        }
    )


@transaction.atomic
def refused(pk: int, told: dict[str, Any]) -> None:
    """The file cannot be read, or not in this way: the page says why; the raw file stays."""
    version = held_version(pk)
    if version.standing not in (Standing.PUBLISHED, Standing.REPLACED):
        version.standing = Standing.UNREADABLE
    version.job, version.stop, version.done = Job.NONE, False, 0
    version.refusal = storable(told)
    version.save()


@transaction.atomic
def stopped(pk: int) -> None:
    """The person asked to stop: the file stays, to be taken up or forgotten."""
    Version.objects.filter(pk=pk).update(job=Job.NONE, stop=False, done=0)


def failed_words() -> dict[str, Any]:
    """What is said when the fault is ours."""
    return in_both(_failed)


def _failed(lang: str) -> dict[str, Any]:
    with translation.override(lang):
        return _failure()


def _failure() -> dict[str, Any]:
    return {
        "title": _("La lecture a échoué"),
        "message": _(
            "Ce fichier n’a pas pu être lu jusqu’au bout. Il est gardé tel quel ; rien n’est perdu."
        ),
        "remedy": _(
            "Réessayez ; si cela continue, enregistrez-le en CSV depuis votre tableur et redéposez-le."
        ),
    }
