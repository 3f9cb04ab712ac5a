"""A newer file of an address becomes the next version by itself, or is kept aside with the reason.

Only what a person decided once is done again: the same schema, the same repairs, the same corrections of
cells, the same columns that speak of people. Whatever asks for another decision waits for them.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terreau.catalogue.actions.carrying import carry_corrections
from terreau.catalogue.actions.checking import failed_words
from terreau.catalogue.actions.jobs import take_anew
from terreau.catalogue.actions.keeping import held
from terreau.catalogue.actions.mending import mend_now
from terreau.catalogue.actions.publishing import refuse_personal, show, turn
from terreau.catalogue.models import Check, Distribution, Fetch, Job, Outcome, Standing, State, Version
from terreau.catalogue.tables import Refusal
from terreau.participation import store
from terreau.participation.actions import record

if TYPE_CHECKING:
    from terreau.catalogue.models import Dataset

logger = logging.getLogger("terreau.catalogue")

#: A newer file may lose up to half of the rows before somebody has to look.
FEWEST = 0.5
#: And hold, for each row, so many more errors.
MORE_ERRORS = 0.01


class Unfit(Exception):  # noqa: N818 - it is said as a sentence, on the page of the data
    """Why a newer file cannot replace what everyone reads."""


def renew(distribution: Distribution, version: Version) -> bool:
    """Mend a checked version as the one before it was, and publish it; False when somebody stopped that.

    Raises Unfit, PersonalDataError; what everyone reads then stays as it is.
    """
    check = Check.objects.get(version=version)
    current = distribution.published
    if current is None:
        raise Unfit(_("Rien n’est encore publié."))
    if distribution.schema_id is not None and check.schema_id != distribution.schema_id:
        raise Unfit(_("Le fichier ne suit plus le schéma « {schema} ».").format(schema=distribution.schema))
    if version.standing == Standing.CHECKED:
        offered = {one["conversion"] for one in check.repairs}
        wanted = set(distribution.mapping.get("accepted", ()))
        Version.objects.filter(pk=version.pk).update(accepted=sorted(offered & wanted))
        take_anew(version.pk, Job.MEND)
        mend_now(version.pk)
    version = Version.objects.get(pk=version.pk)
    if version.standing == Standing.UNREADABLE:
        told = version.refusal_told
        raise Unfit(f"{told['message']} {told['remedy']}")
    if version.standing != Standing.READY:
        return False
    version = _carried(version)
    _refuse_poorer(current, version)
    _publish(distribution.dataset_id, version.pk)
    return True


def _carried(version: Version) -> Version:
    """The version with the corrections of those before it. Raises Unfit."""
    import duckdb  # only when a table is read: a web process at rest does without its 30 MB

    try:
        return carry_corrections(version)
    except (Refusal, duckdb.Error) as error:
        logger.exception("corrections could not be made again")
        raise Unfit(" ".join([failed_words()["message"], failed_words()["remedy"]])) from error


def _refuse_poorer(current: Version, version: Version) -> None:
    """Raise Unfit for a file that says less than the one everyone reads: something broke on the way."""
    if not version.rows:
        raise Unfit(_("Le fichier n’a plus aucune ligne."))
    if lost := _lost(current, version):
        raise Unfit(_("Il manque des colonnes : {columns}.").format(columns=", ".join(lost[:10])))
    if version.rows < current.rows * FEWEST:
        rows = ngettext("Il ne reste que {n} ligne", "Il ne reste que {n} lignes", version.rows)
        raise Unfit(rows.format(n=version.rows) + _(", au lieu de {before}.").format(before=current.rows))
    before, now = _errors_a_row(current), _errors_a_row(version)
    if now > before * 2 and now > before + MORE_ERRORS:
        raise Unfit(
            _("Le fichier a bien plus d’erreurs qu’avant : {left} restent.").format(
                left=version.check_made.left
            )
        )


def _lost(current: Version, version: Version) -> list[str]:
    """Columns that are in the file no more: a schema would put empty ones in their place."""
    mapped = {label for label, field in _mapping_of(current).items() if field}
    before = _columns_in(current)
    fed = [one for one in before if one in mapped] if mapped else before
    there = set(_columns_in(version))
    lost = [one for one in fed if one not in there]
    kept = {one["name"] for one in version.columns}
    return lost or [one["name"] for one in current.columns if one["name"] not in kept]


def _mapping_of(version: Version) -> dict[str, str]:
    check = Check.objects.filter(version=version).first()
    return check.mapping if check else {}


def _columns_in(version: Version) -> list[str]:
    return [one["name"] for one in version.understood.get("columns", [])]


def _errors_a_row(version: Version) -> float:
    check = Check.objects.filter(version=version).first()
    return check.left / version.rows if check is not None and version.rows else 0.0


@transaction.atomic
def _publish(dataset_pk: int, pk: int) -> None:
    dataset = held(dataset_pk)
    version = Version.objects.select_for_update().select_related("distribution").get(pk=pk)
    distribution = Distribution.objects.select_for_update().get(pk=version.distribution_id)
    if dataset.state not in (State.PUBLISHED, State.EMBARGOED) or version.standing != Standing.READY:
        raise Unfit(_("Ces données ne sont plus publiées."))
    if distribution.published is not None:
        _carry_confirmation(distribution.published, version)
    refuse_personal([version])
    version.distribution = distribution
    turn(version)
    forget_unfit(distribution)
    show(dataset, by=None, reason=distribution.url)
    _say(dataset, distribution)


def _say(dataset: Dataset, distribution: Distribution) -> None:
    record("renew-data", dataset, by=None, reason=distribution.url, organisation=dataset.organisation)


def _carry_confirmation(current: Version, version: Version) -> None:
    """What was said of columns about people holds for the same columns and kinds, and for no other."""
    known = {(one["column"], one["kind"]) for one in current.personal}
    found = {(one["column"], one["kind"]) for one in version.personal}
    if current.personal_confirmed_at is None or found - known:
        return
    version.personal_reason = current.personal_reason
    version.personal_confirmed_by, version.personal_confirmed_at = (
        current.personal_confirmed_by,
        timezone.now(),
    )
    version.save(update_fields=["personal_reason", "personal_confirmed_by", "personal_confirmed_at"])


def forget_unfit(distribution: Distribution, keep: int | None = None) -> None:
    """Readings that nobody published leave one file, the last; none once a good one came.

    What a person has begun to mend stays.
    """
    left = Fetch.objects.filter(distribution=distribution, version__isnull=False, version__job="")
    failed = Q(outcome=Outcome.FAILED) & ~Q(version__standing__in=(Standing.PUBLISHED, Standing.REPLACED))
    waits = Q(outcome=Outcome.WAITS, version__standing__in=(Standing.CHECKED, Standing.UNREADABLE))
    gone = left.filter(failed | waits).exclude(version=keep).values_list("version", flat=True)
    for version in Version.objects.filter(pk__in=list(gone.order_by("version"))).order_by("pk"):
        for digest, suffix in _files_of(version):
            store.leave_a_day(digest, suffix)
        version.delete()


def _files_of(version: Version) -> list[tuple[str, str]]:
    made = [(version.raw_digest, version.raw_suffix), (version.clean_digest, ".csv")]
    made += [(version.parquet_digest, ".parquet"), (version.journal_digest, ".csv")]
    return [(digest, suffix) for digest, suffix in made if digest]
