"""What came with forks: how origins name each thing, who is credited there, what was decided and given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from terreau.commons.actions.forking.words import plain
from terreau.commons.formats.plain import shown_commons
from terreau.commons.models import Inherited, WikiPage
from terreau.foundation.slots import PublicSet
from terreau.participation.kinds import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

_COLUMNS = {
    **dict.fromkeys(("commons", "sort", "digest", "key", "said"), ""),
    "origin": "https://schema.org/isBasedOn",
}
_AT_A_TIME = 500


def _rows() -> Iterable[dict[str, Any]]:
    """A version is named by its page and its number there: its own number changes with the database."""
    shown = visible(WikiPage.objects.filter(commons__in=shown_commons())).order_by()
    versions = {
        str(number): f"{page}/{version}"
        for number, page, version in WikiPage.history.filter(id__in=shown.values("pk"))
        .order_by()
        .values_list("history_id", "id", "version")
    }
    pages = {str(pk) for pk in shown.values_list("pk", flat=True)}
    for one in Inherited.objects.filter(commons__in=shown_commons()).order_by("pk").iterator(_AT_A_TIME):
        key = versions.get(one.key, "") if one.sort == Inherited.Sort.VERSION else one.key
        if one.key and (not key or (one.sort == Inherited.Sort.PAGE and key not in pages)):
            continue  # of a page that is hidden, or gone
        yield {
            "commons": one.commons_id,
            "sort": one.sort,
            "origin": one.origin,
            "digest": one.digest,
            "key": key,
            "said": one.said,
        }


def _take(rows: Iterable[dict[str, Any]]) -> int:
    numbers = {
        f"{page}/{version}": str(number)
        for number, page, version in WikiPage.history.order_by().values_list("history_id", "id", "version")
    }
    made = []
    for row in rows:
        is_version = row["sort"] == Inherited.Sort.VERSION
        one = Inherited(commons_id=row["commons"], said=plain(dict(row["said"])))
        one.sort, one.origin, one.digest = row["sort"], row["origin"], row["digest"]
        one.key = numbers[row["key"]] if is_version else row["key"]
        one.clean_fields(exclude=["commons", "said"])
        made.append(one)
    return len(Inherited.objects.bulk_create(made, _AT_A_TIME))


def public_sets() -> list[PublicSet]:
    """After everything that it names."""
    return [
        PublicSet(
            "communs-origines", _("Origines des communs repris"), "https://schema.org/CreativeWork",
            _COLUMNS, _rows, _take, Inherited.objects.count,
        )
    ]  # fmt: skip
