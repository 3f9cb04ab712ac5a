"""Take the name of one person off what came with a commons from elsewhere: GDPR, articles 17 and 21."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from terreau.commons.actions.forking.parts import marked
from terreau.commons.actions.forking.words import digest
from terreau.commons.actions.keeping import locked, reasoned, require, touch
from terreau.commons.errors import NameInReasonError, NameNotThereError
from terreau.commons.models import CommonsRule, Inherited, WikiPage
from terreau.participation.actions import record
from terreau.participation.actions.credits import folded, forget_credit

if TYPE_CHECKING:
    from terreau.commons.models import Commons
    from terreau.people.models import User

_AT_ONCE = 500


@dataclass(frozen=True)
class Unnamed:
    """Where a name stood, and stands no more: credits, records of the origin, versions, rules, files."""

    credits: int
    records: int
    versions: int
    rules: int
    files: int


@transaction.atomic
def remove_name(pk: int, name: str, *, by: User, reason: str, dry_run: bool = False) -> Unnamed:
    """Take a name off a commons for good; with `dry_run`, all is counted and nothing changes.

    What people with an account here wrote is not touched: they choose themselves whether they are named.
    Neither case nor accents tell two names apart. Raises NotAllowedError, ReasonNeededError,
    NameInReasonError, NameNotThereError.
    """
    commons = locked(pk)
    require("commons.remove_name", by, commons)
    said, wanted = reasoned(reason)[:300], folded(name)
    if wanted and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", folded(said)):
        raise NameInReasonError
    found = Unnamed(
        credits=_credits(commons, wanted),
        records=_records(commons, wanted),
        versions=_versions(commons, wanted),
        rules=_rules(commons, wanted),
        files=forget_credit(commons, wanted),
    )
    if not wanted or not any(vars(found).values()):
        raise NameNotThereError
    if dry_run:
        transaction.set_rollback(True)
        return found
    touch(commons)
    record("remove-name", commons, by=by, reason=said)
    return found


def _credits(commons: Commons, wanted: str) -> int:
    rows = Inherited.objects.filter(commons=commons, sort=Inherited.Sort.PERSON)
    there = [pk for pk, said in rows.values_list("pk", "said") if folded(str(said.get("name", ""))) == wanted]
    return rows.filter(pk__in=there).delete()[0] if there else 0


def _records(commons: Commons, wanted: str) -> int:
    """A role that is nobody's any more goes; another record stays, without the name."""
    rows = Inherited.objects.filter(commons=commons, key="").exclude(sort=Inherited.Sort.PERSON)
    changed: list[Inherited] = []
    gone: list[Inherited] = []
    for row in rows.order_by("pk").iterator(_AT_ONCE):
        if (left := _without(row.said, wanted)) == row.said:
            continue
        row.said, row.digest = left, digest(left)
        (changed if row.sort != Inherited.Sort.MEMBER else gone).append(row)
    Inherited.objects.bulk_update(changed, ("said", "digest"), _AT_ONCE)
    Inherited.objects.filter(pk__in=[row.pk for row in gone]).delete()
    return len(changed) + len(gone)


def _without(said: Any, wanted: str) -> Any:
    if isinstance(said, str):
        return "" if folded(said) == wanted else said
    if isinstance(said, list):
        return [_without(one, wanted) for one in said]
    return {key: _without(one, wanted) for key, one in said.items()} if isinstance(said, dict) else said


def _versions(commons: Commons, wanted: str) -> int:
    """Pages and their versions keep their text; who wrote them is nobody in particular."""
    with override(settings.LANGUAGE_CODE):
        nobody = _("une personne qui ne montre pas son nom")
    past: Any = WikiPage.history
    rows = past.filter(commons_id=commons.pk)
    known = rows.exclude(written_as="").order_by().values_list("written_as", flat=True).distinct()
    there = [name for name in known if folded(name) == wanted]
    if not there:
        return 0
    WikiPage.objects.filter(commons=commons, written_as__in=there).update(written_as=nobody)
    changed: int = rows.filter(written_as__in=there).update(written_as=nobody)
    return changed


def _rules(commons: Commons, wanted: str) -> int:
    """Versions of rules that came in give the name of who wrote them after their reason."""
    past: Any = CommonsRule.history
    changed = []
    for row in past.filter(commons_id=commons.pk).exclude(history_change_reason="").order_by("history_id"):
        if (left := _unmarked(row.history_change_reason or "", wanted)) is not None:
            row.history_change_reason = left
            changed.append(row)
    past.model.objects.bulk_update(changed, ("history_change_reason",), _AT_ONCE)
    return len(changed)


def _unmarked(reason: str, wanted: str) -> str | None:
    """The reason without the name that ends it; None when it is another, in whatever language it came in."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            before, _end, after = marked("\0").partition("\0")
            start, found, end = reason.rpartition(before)
            if found and end.endswith(after) and folded(end.removesuffix(after)) == wanted:
                return f"{start}{marked('')}"
    return None
