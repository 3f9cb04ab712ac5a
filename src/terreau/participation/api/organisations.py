"""Organisations as JSON: read by anyone, declared and changed with a token.

Who is in them, in which role, and which are verified is decided by people on the pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from django.conf import settings
from django.http import Http404
from ninja import Field, Path, Router, Schema

from terreau.foundation.errors import NotAllowedError
from terreau.foundation.patterns import LINE
from terreau.foundation.problems import PROBLEMS
from terreau.participation.api.access import WRITES, BearerToken, SentKey, caller_of, keep_pace, once
from terreau.participation.models import Scope
from terreau.people import actions
from terreau.people.models import Organisation, OrganisationKind
from terreau.people.pace import DECLARATIONS
from terreau.people.queries import refuse_hidden
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from django.http import HttpRequest

router = Router(tags=["organisations"])

Slug = Annotated[
    str, Path(max_length=80, pattern="^[-a-zA-Z0-9_]+$", description="Its word in addresses, which stays.")
]


class OrganisationTold(Schema):
    """What anyone may read of an organisation."""

    id: int
    slug: str
    url: str
    name: str
    kind: OrganisationKind
    territory: str = Field(description="Official code.")
    siren: str
    website: str
    verified: bool = Field(description="A steward vouches for it; false: it was only declared.")


class OrganisationAsked(Schema):
    """The facts of an organisation."""

    name: Annotated[str, Field(max_length=160, pattern=LINE)]
    kind: OrganisationKind
    territory: Annotated[str, Field(max_length=9, pattern="^[0-9A-Za-z]{2,9}$", description="Official code.")]
    siren: Annotated[str, Field(pattern="^([0-9]{9})?$")] = ""
    website: Annotated[str, Field(max_length=200, pattern=r"^(https?://[!-~]+)?$")] = ""

    def facts(self) -> dict[str, Any]:
        """The same as the actions take it; raises UnknownTerritoryError."""
        return {**self.dict(), "territory": territory(self.territory)}


@router.get(
    "/{slug}", response={200: OrganisationTold, **PROBLEMS}, summary="One organisation",
    operation_id="get_organisation",
)  # fmt: skip
def get_organisation(request: HttpRequest, slug: Slug) -> OrganisationTold:  # noqa: ARG001 - ninja gives it
    """An organisation by its word in addresses."""
    return _told(_shown(slug))


@router.post(
    "",
    auth=BearerToken(Scope.ORGANISE),
    response={201: OrganisationTold, **WRITES},
    summary="Declare an organisation",
    operation_id="declare_organisation",
)
def declare_organisation(request: HttpRequest, asked: OrganisationAsked, sent: SentKey = "") -> Any:
    """The person of the token answers for it; a steward verifies it. No organisation declares another."""
    caller, facts = caller_of(request), asked.facts()
    if caller.organisation is not None:
        raise NotAllowedError
    keep_pace(request, "declare-organisation", DECLARATIONS)
    return once(request, sent, 201, lambda: _told(actions.declare_organisation(caller.user, **facts)))


@router.put(
    "/{slug}",
    auth=BearerToken(Scope.ORGANISE),
    response={200: OrganisationTold, **WRITES},
    summary="Change the facts of an organisation",
    operation_id="change_organisation",
)
def change_organisation(request: HttpRequest, slug: Slug, asked: OrganisationAsked) -> OrganisationTold:
    """For who answers for it; a fact that was verified and changes has to be verified again."""
    caller, kept = caller_of(request), _shown(slug)
    caller.keep_to(kept.pk)
    return _told(actions.change_organisation(caller.user, kept, **asked.facts()))


def _shown(slug: str) -> Organisation:
    found = Organisation.objects.select_related("territory").filter(slug=slug).first()
    if found is None:
        raise Http404
    refuse_hidden(found)
    return found


def _told(one: Organisation) -> OrganisationTold:
    return OrganisationTold(
        id=one.pk,
        slug=one.slug,
        url=settings.ADDRESS + one.get_absolute_url(),
        name=one.name,
        kind=OrganisationKind(one.kind),
        territory=one.territory_id,
        siren=one.siren,
        website=one.website,
        verified=one.verified,
    )
