"""Components through the API: read, declared, changed, used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from django.conf import settings
from ninja import Field, Query, Router, Schema

from terreau.commons import actions
from terreau.commons.api.asking import LinkSaid, Short, WhichPage, Why, YesOrNo, its_own
from terreau.commons.api.reading import Number
from terreau.commons.api.reading import router as commons
from terreau.commons.queries import components, reach
from terreau.foundation.patterns import LINE, LINE_OR_NONE, LINES
from terreau.foundation.problems import PROBLEMS
from terreau.participation.api import WRITES, BearerToken, SentKey, caller_of, keep_pace, once
from terreau.participation.models import Scope

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.commons.models import Component

router = Router(tags=["components"])


class ComponentLine(Schema):
    """A component as a list gives it."""

    id: int
    url: str
    title: str
    commons: int
    version: str
    reuses: int


class ComponentPage(Schema):
    """One page of components, the most reused first."""

    total: int
    page: int
    pages: int
    items: list[ComponentLine]


class ReachedCommons(Schema):
    """A commons that a change would reach."""

    commons: int
    title: str
    step: int = Field(description="1 when it uses the component itself.")
    through: str
    used_version: str
    behind: bool


class ComponentWhole(Schema):
    """A component with who a change would reach: the forty nearest, and how many there are."""

    id: int
    url: str
    title: str
    commons: int
    interface: str
    version: str
    licence_said: str
    licence: str
    licence_open: bool | None
    documents: list[dict[str, str]]
    reached_total: int
    reached: list[ReachedCommons]


class PartSaid(Schema):
    """What a component says of itself."""

    title: Annotated[str, Field(min_length=1, max_length=120, pattern=LINE)]
    interface: Annotated[str, Field(max_length=3000, pattern=LINES, description="Markdown.")]
    version: Annotated[str, Field(min_length=1, max_length=60, pattern=LINE)]
    licence_said: Annotated[str, Field(max_length=300, pattern=LINE_OR_NONE)] = ""
    documents: Annotated[list[LinkSaid], Field(max_length=20)] = []

    def part(self) -> actions.Part:
        """The same as the action understands it."""
        documents = [link.dict() for link in self.documents]
        return actions.Part(self.title, self.interface, self.version, self.licence_said, documents)


class PartChanged(PartSaid):
    """What it says from now on, and why."""

    reason: Why = ""


class PartUsed(Schema):
    """In which version, how many, changed or not, what for."""

    used_version: Short = ""
    quantity: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    modified: YesOrNo = False
    purpose: Why = ""


@router.get(
    "", response={200: ComponentPage, **PROBLEMS}, summary="Components", operation_id="list_components"
)
def list_components(request: HttpRequest, asked: Annotated[WhichPage, Query()]) -> ComponentPage:  # noqa: ARG001
    """Every component, the most reused first, thirty a page."""
    found = components.page_of(asked.page)
    return ComponentPage(
        total=found.paginator.count,
        page=found.number,
        pages=found.paginator.num_pages,
        items=[
            ComponentLine(
                id=one.pk,
                url=settings.ADDRESS + one.get_absolute_url(),
                title=one.title,
                commons=one.commons_id,
                version=one.current_version,
                reuses=one.reuses,
            )
            for one in found.object_list
        ],
    )


@router.get(
    "/{pk}", response={200: ComponentWhole, **PROBLEMS}, summary="One component", operation_id="get_component"
)
def get_component(request: HttpRequest, pk: Number) -> ComponentWhole:  # noqa: ARG001
    """A component by its number, and who a change would reach."""
    return _whole(components.component(pk))


@router.put(
    "/{pk}",
    auth=BearerToken(Scope.COMMONS),
    response={200: ComponentWhole, **WRITES},
    summary="Change a component",
    operation_id="change_component",
)
def change_component(request: HttpRequest, pk: Number, asked: PartChanged) -> ComponentWhole:
    """Replace what it says; the former version stays in its history."""
    caller = caller_of(request)
    its_own(caller, components.component(pk).commons_id)
    keep_pace(request, "change-component", "60/h")
    return _whole(actions.change_component(pk, asked.part(), by=caller.user, reason=asked.reason))


@commons.post(
    "/{pk}/components",
    auth=BearerToken(Scope.COMMONS),
    response={201: ComponentWhole, **WRITES},
    summary="Declare a component",
    operation_id="declare_component",
)
def declare_component(request: HttpRequest, pk: Number, asked: PartSaid, sent: SentKey = "") -> Any:
    """Declare a part of a commons that others may take."""
    caller = caller_of(request)
    its_own(caller, pk)
    keep_pace(request, "declare-component", "60/h")
    return once(
        request, sent, 201, lambda: _whole(actions.declare_component(pk, asked.part(), by=caller.user))
    )


@router.put(
    "/{pk}/users/{user}",
    auth=BearerToken(Scope.COMMONS),
    response={200: ComponentWhole, **WRITES},
    summary="Use a component",
    operation_id="use_component",
)
def use_component(request: HttpRequest, pk: Number, user: Number, asked: PartUsed) -> ComponentWhole:
    """Say that the commons `user` uses it; saying it again changes what was said."""
    caller = caller_of(request)
    its_own(caller, user)
    keep_pace(request, "use-component", "60/h")
    actions.use_component(
        user,
        pk,
        by=caller.user,
        used_version=asked.used_version,
        quantity=asked.quantity,
        modified=asked.modified,
        purpose=asked.purpose,
    )
    return _whole(components.component(pk))


@router.delete(
    "/{pk}/users/{user}",
    auth=BearerToken(Scope.COMMONS),
    response={200: ComponentWhole, **WRITES},
    summary="Stop using a component",
    operation_id="end_component_use",
)
def end_component_use(request: HttpRequest, pk: Number, user: Number) -> ComponentWhole:
    """Say that the commons `user` uses it no more."""
    caller = caller_of(request)
    its_own(caller, user)
    actions.end_component_use(user, pk, by=caller.user)
    return _whole(components.component(pk))


def _whole(one: Component) -> ComponentWhole:
    reached = reach.reached_by(one)
    return ComponentWhole(
        id=one.pk,
        url=settings.ADDRESS + one.get_absolute_url(),
        title=one.title,
        commons=one.commons_id,
        interface=one.interface,
        version=one.current_version,
        licence_said=one.licence_said,
        licence=one.licence_spdx,
        licence_open=one.licence_open,
        documents=one.documents,
        reached_total=len(reached),
        reached=[
            ReachedCommons(
                commons=hit.commons.pk,
                title=hit.commons.title,
                step=hit.step,
                through=hit.through,
                used_version=hit.used_version,
                behind=hit.behind,
            )
            for hit in reach.told(reached[: reach.PAGE_SIZE])
        ],
    )
