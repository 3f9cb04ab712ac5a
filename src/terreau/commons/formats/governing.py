"""What communities decided, and their rules with each version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from terreau.commons.formats.plain import Shape, moment, shown_commons
from terreau.commons.models import CommonsRule, Decision
from terreau.foundation.slots import PublicSet

if TYPE_CHECKING:
    from collections.abc import Iterable

_VERSION = dict.fromkeys(("rule", "version", "text", "decision", "reason", "who", "at"), "")


def _options(one: Decision, row: dict[str, Any]) -> None:
    if not isinstance(row["options"], list) or not all(isinstance(option, str) for option in row["options"]):
        raise ValueError(row["options"])
    one.options = row["options"]


DECISIONS = Shape(
    Decision,
    lambda: Decision.objects.filter(commons__in=shown_commons()),
    values=("question", "context", "options", "state", "outcome", "reasons"),
    days=("closes_on",),
    moments=("asked_at", "decided_at"),
    fitted=_options,
    unchecked=("options", "asked_by", "decided_by"),
)
RULES = Shape(
    CommonsRule,
    lambda: CommonsRule.objects.filter(commons__in=shown_commons()),
    keys=("commons", "decision"),
    values=("light", "text", "version"),
    moments=("changed_at",),
)


def _take_rules(rows: Iterable[dict[str, Any]]) -> int:
    """As they stand; their versions come after."""
    done = RULES.take(rows)
    CommonsRule.history.all().delete()
    return done


def _versions() -> Iterable[dict[str, Any]]:
    shown = CommonsRule.objects.filter(commons__in=shown_commons()).order_by()
    history = CommonsRule.history.filter(id__in=shown.values("pk")).select_related("history_user")
    for one in history.order_by("history_id").iterator(200):
        yield {
            "rule": one.id,
            "version": one.version,
            "text": one.text,
            "decision": one.decision_id,
            "reason": one.history_change_reason or "",
            "who": one.history_user.public_name if one.history_user else "",
            "at": one.history_date.isoformat(),
        }


def _take_versions(rows: Iterable[dict[str, Any]]) -> int:
    """Each version with its reason and its decision; the service wrote it, for accounts do not come along."""
    history: Any = CommonsRule.history.model
    rules = {rule.pk: rule for rule in CommonsRule.objects.order_by()}
    made = []
    for row in rows:
        rule, at = rules[row["rule"]], moment(row["at"])
        one = history(
            id=rule.pk,
            commons_id=rule.commons_id,
            light=rule.light,
            text=row["text"],
            version=row["version"],
            decision_id=row["decision"],
            changed_at=at,
            history_date=at,
            history_type="~" if row["version"] != 1 else "+",
            history_change_reason=str(row["reason"])[:1000],
        )
        one.clean_fields(exclude=["commons", "decision", "history_user"])
        made.append(one)
    return len(history.objects.bulk_create(made, 500))


def _decision(row: dict[str, Any]) -> tuple[str, str]:
    """A decision as a page one can read anywhere."""
    options = "\n".join(f"- {option}" for option in row["options"])
    parts = [f"# {row['question']}", row["context"], options, row["outcome"], row["reasons"]]
    return f"{row['commons']:06}-{row['id']:06}", "\n\n".join(filter(None, parts)) + "\n"


def public_sets() -> list[PublicSet]:
    """Decisions, then rules, which come from them."""
    return [
        PublicSet(
            "communs-decisions", _("Décisions des communs"), "https://schema.org/ChooseAction",
            DECISIONS.columns, DECISIONS.rows, DECISIONS.take, Decision.objects.count, _decision,
        ),
        PublicSet(
            "communs-regles", _("Règles des communs"), "https://schema.org/CreativeWork",
            RULES.columns, RULES.rows, _take_rules, CommonsRule.objects.count,
        ),
        PublicSet(
            "communs-regles-versions", _("Versions des règles des communs"),
            "https://schema.org/UpdateAction", _VERSION, _versions, _take_versions, CommonsRule.history.count,
        ),
    ]  # fmt: skip
