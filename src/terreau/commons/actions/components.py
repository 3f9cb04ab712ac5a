"""Declare components, change them, use them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from terreau.commons.actions.keeping import locked, require, touch
from terreau.commons.errors import ComponentThereError, OwnComponentError, UnknownComponentError
from terreau.commons.models import Component, ComponentUse
from terreau.foundation.licences import understand
from terreau.needs.actions.keeping import sign
from terreau.participation.actions import record
from terreau.participation.kinds import refuse_hidden
from terreau.participation.pace import keep_pace_of_links
from terreau.people.words import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.people.models import User


@dataclass(frozen=True)
class Part:
    """What a component says of itself; `documents` are {"url", "label"}."""

    title: str
    interface: str
    version: str
    licence_said: str = ""
    documents: Sequence[dict[str, str]] = ()


@transaction.atomic
def declare_component(pk: int, part: Part, *, by: User) -> Component:
    """Declare a part that other commons may take; raises NotAllowedError, ComponentThereError."""
    keep_pace_of_links(by, f"{part.interface} {part.documents}")
    commons = locked(pk)
    require("commons.change_components", by, commons)
    component = Component(commons=commons)
    _fill(component, part)
    sign(component, by)
    _save(component)
    touch(commons)
    record("declare-component", commons, by=by, reason=f"{component.title} {component.current_version}")
    return component


@transaction.atomic
def change_component(pk: int, part: Part, *, by: User, reason: str = "") -> Component:
    """Change a component: those who use it see that their version is no longer the last.

    Raises UnknownComponentError, NotAllowedError, ComponentThereError.
    """
    keep_pace_of_links(by, f"{part.interface} {part.documents}")
    component = _component(pk)
    commons = locked(component.commons_id)
    require("commons.change_components", by, commons)
    _fill(component, part)
    component.changed_at = timezone.now()
    sign(component, by, reason.strip())
    _save(component)
    touch(commons)
    said = f"{component.title} {component.current_version} · {reason}".strip(" ·")
    record("change-component", commons, by=by, reason=said)
    return component


@transaction.atomic
def use_component(
    pk: int,
    component: int,
    *,
    by: User,
    used_version: str = "",
    quantity: int = 1,
    modified: bool = False,
    purpose: str = "",
) -> ComponentUse:
    """Say that the commons `pk` uses a component of another; saying it again changes what was said.

    Raises UnknownComponentError, OwnComponentError, NotAllowedError.
    """
    part = _component(component)
    commons = locked(pk)
    require("commons.change_components", by, commons)
    if part.commons_id == commons.pk:
        raise OwnComponentError
    said = {
        "used_version": one_line(used_version)[:60],
        "quantity": quantity,
        "modified": modified,
        "purpose": one_line(purpose)[:300],
        "said_by": by,
        "said_at": timezone.now(),
    }
    use, _made = ComponentUse.objects.update_or_create(
        component=part, commons=commons, ended_at=None, defaults=said
    )
    touch(commons)
    touch(part.commons)
    record("use-component", commons, by=by, reason=f"{part.title} {use.used_version}".strip())
    return use


@transaction.atomic
def end_component_use(pk: int, component: int, *, by: User) -> None:
    """Say that a commons uses a component no more; raises UnknownComponentError, NotAllowedError."""
    part = _component(component)
    commons = locked(pk)
    require("commons.change_components", by, commons)
    uses = ComponentUse.objects.filter(component=part, commons=commons, ended_at=None)
    if not uses.update(ended_at=timezone.now()):
        raise UnknownComponentError
    touch(commons)
    record("end-component-use", commons, by=by, reason=part.title)


def _component(pk: int) -> Component:
    found = Component.objects.select_related("commons").filter(pk=pk).first()
    if found is None:
        raise UnknownComponentError
    refuse_hidden("commons.commons", found.commons_id)
    return found


def _fill(component: Component, part: Part) -> None:
    component.title, component.interface = one_line(part.title)[:120], part.interface[:3000]
    component.current_version = one_line(part.version)[:60]
    component.licence_said = one_line(part.licence_said)[:300]
    component.documents = [dict(one) for one in part.documents]
    understood = understand(component.licence_said) if component.licence_said else None
    component.licence_spdx = understood.spdx[:300] if understood else ""
    component.licence_open = understood.open if understood else None


def _save(component: Component) -> None:
    try:
        with transaction.atomic():
            component.save()
    except IntegrityError:
        raise ComponentThereError(title=component.title) from None


__all__ = ["Part", "change_component", "declare_component", "end_component_use", "use_component"]
