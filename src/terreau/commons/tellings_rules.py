"""How the rules of a commons are read back in their history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from terreau.commons.actions import restore_rule
from terreau.commons.errors import UnknownLightError
from terreau.commons.models import Commons, CommonsRule, Light
from terreau.commons.tellings_pages import credit_of_person
from terreau.participation.editables import Editable, Shown, register_editable
from terreau.participation.kinds import refuse_hidden

if TYPE_CHECKING:
    from typing import Any


def find(key: str) -> CommonsRule:
    """The rule of a key; raises UnknownLightError, HiddenThingError."""
    if not (key.isascii() and key.isdigit()) or len(key) > 18:  # noqa: PLR2004 - beyond a database's integer
        raise UnknownLightError
    found = CommonsRule.objects.select_related("commons").filter(pk=int(key)).first()
    if found is None:
        raise UnknownLightError
    refuse_hidden("commons.commons", found.commons_id)
    return found


def _title(rule: Any) -> str:
    return f"{Light(rule.light).label} · {rule.commons.title}"


RULE = Editable(
    model="commons.commonsrule",
    slug="regle",
    label=_("Règle"),
    find=find,
    title=_title,
    url=lambda rule: f"{reverse('commons:rules', args=(rule.commons_id,))}#{rule.light}",
    shown=(Shown.field(_("texte"), "text"),),
    credit=credit_of_person,
    may_restore=lambda user, rule: user.has_perm("commons.change_rules", rule.commons),
    restore=restore_rule,
    hold=lambda rule: Commons.objects.select_for_update().get(pk=rule.commons_id),
)


def register() -> None:
    """Let rules be read back."""
    register_editable(RULE)
