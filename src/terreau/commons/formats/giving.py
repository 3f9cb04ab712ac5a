"""The ledger: what was given to commons, and what was objected."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from terreau.commons.formats.plain import Shape, shown_commons
from terreau.commons.models import Contribution, Objection
from terreau.commons.queries.ledger import for_whom
from terreau.foundation.slots import PublicSet

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: What stands for the code of a badge given before the export.
_ELSEWHERE = "export"


def _entries() -> QuerySet[Contribution]:
    found = Contribution.objects.filter(commons__in=shown_commons())
    return found.select_related("user", "organisation")


def _named(entry: Contribution, row: dict[str, Any]) -> None:
    """For whom it was, as everyone read it: the account stays behind, the credit comes along.

    Which badge it gave is told by the badge alone; that it gave one stays, so that it gives no second one.
    """
    try:
        entry.quantity = Decimal(row["quantity"])
    except ArithmeticError as fault:
        raise ValueError(row["quantity"]) from fault
    entry.award = _ELSEWHERE if row["recognised"] is True else ""
    entry.name = "" if row["organisation"] else str(row["whom"])[:160]


ENTRIES = Shape(
    Contribution,
    _entries,
    keys=("commons", "organisation"),
    values=("gave", "quantity", "unit", "words", "state", "settled_reason"),
    days=("done_on",),
    moments=("declared_at", "open_until", "settled_at"),
    further=("whom", "recognised"),
    more=lambda entry: {"whom": for_whom(entry), "recognised": bool(entry.award)},
    fitted=_named,
    unchecked=("user", "declared_by", "settled_by", "key", "award"),
)
OBJECTIONS = Shape(
    Objection,
    lambda: Objection.objects.filter(contribution__commons__in=shown_commons()),
    keys=("contribution",),
    values=("reason",),
    moments=("at",),
    unchecked=("by",),
)


def public_sets() -> list[PublicSet]:
    """Entries, then what was objected to them."""
    return [
        PublicSet(
            "communs-contributions", _("Contributions aux communs"), "https://schema.org/DonateAction",
            ENTRIES.columns, ENTRIES.rows, ENTRIES.take, Contribution.objects.count,
        ),
        PublicSet(
            "communs-objections", _("Objections à des contributions"), "https://schema.org/DisagreeAction",
            OBJECTIONS.columns, OBJECTIONS.rows, OBJECTIONS.take, Objection.objects.count,
        ),
    ]  # fmt: skip
