"""Questions about organisations and who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.utils import timezone

from terreau.foundation.slots import hidden_among, why_hidden
from terreau.people.errors import InvitationGoneError
from terreau.people.models import Belonging, Invitation, Organisation, Role, User
from terreau.territories.codes import CodeError, parse_siret

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

_HOLDERS_FIRST = Case(
    *(When(role=role, then=Value(rank)) for rank, role in enumerate((Role.HOLDER, Role.MEDIATOR))),
    default=Value(2),
    output_field=IntegerField(),
)


#: How the rooms above call an organisation.
KIND = "people.organisation"


def hidden_organisations() -> set[int]:
    """Organisations that moderation hides now. One query."""
    return set(Organisation.objects.filter(is_hidden=True).order_by().values_list("pk", flat=True))


def refuse_hidden(organisation: Organisation) -> None:
    """Raise what moderation answers when it hides this organisation (410)."""
    key = str(organisation.pk)
    if any(hidden_among.ask(KIND, [key])) and (why := next(why_hidden.ask(KIND, key), None)):
        raise why


def organisations(words: str = "", kind: str = "") -> QuerySet[Organisation]:
    """Every organisation, verified ones first, then by name; `words` are looked for in the name.

    Those that moderation hides are left out.
    """
    found = Organisation.objects.select_related("territory").order_by(
        F("verified_at").desc(nulls_last=True), "name", "pk"
    )
    found = found.filter(is_hidden=False)
    if words := words.strip()[:80]:
        found = found.filter(name__icontains=words)
    if kind:
        found = found.filter(kind=kind)
    return found


def organisations_of(user: User | AnonymousUser) -> QuerySet[Organisation]:
    """Organisations this person belongs to, by name; none for a visitor."""
    if not isinstance(user, User):
        return Organisation.objects.none()
    return (
        Organisation.objects.filter(belongings__user=user).select_related("territory").order_by("name", "pk")
    )


def mediating_organisations_of(user: User | AnonymousUser) -> QuerySet[Organisation]:
    """Verified organisations for which this person is a mediator: those they may act through for someone."""
    if not isinstance(user, User):
        return Organisation.objects.none()
    return organisations_of(user).filter(
        belongings__user=user, belongings__role=Role.MEDIATOR, verified_at__isnull=False
    )


def belongings_of(user: User) -> QuerySet[Belonging]:
    """What this person belongs to, with the organisation, by name."""
    return (
        Belonging.objects.filter(user=user)
        .select_related("organisation__territory")
        .order_by("organisation__name", "organisation_id")
    )


def members_of(organisation: Organisation, *, by_insider: bool) -> QuerySet[Belonging]:
    """Members with their person, holders first.

    Outsiders see only those who agreed to show their name; blocked accounts are shown to insiders alone.
    """
    members = organisation.belongings.select_related("user")
    if not by_insider:
        members = members.filter(user__shows_name=True, user__is_active=True).exclude(user__shown_name="")
    return members.order_by(_HOLDERS_FIRST, "since", "pk")


def open_invitations_of(organisation: Organisation) -> QuerySet[Invitation]:
    """Invitations not yet answered and not past their end, the latest first."""
    return organisation.invitations.filter(expires_at__gt=timezone.now()).order_by("-created_at", "pk")


def awaiting_verification() -> QuerySet[Organisation]:
    """Organisations declared and not verified, the longest-waiting first."""
    return (
        Organisation.objects.filter(verified_at__isnull=True)
        .select_related("territory")
        .annotate(members=Count("belongings"))
        .order_by("created_at", "pk")
    )


def without_holder() -> QuerySet[Organisation]:
    """Organisations nobody answers for any more (their last holder deleted their account or is blocked)."""
    holders = Belonging.objects.filter(Q(role=Role.HOLDER, user__is_active=True), organisation=OuterRef("pk"))
    return Organisation.objects.filter(~Exists(holders)).select_related("territory").order_by("name", "pk")


def same_siren(organisation: Organisation) -> QuerySet[Organisation]:
    """Other organisations that give the same SIREN: a duplicate, or a mistake."""
    if not organisation.siren:
        return Organisation.objects.none()
    return (
        Organisation.objects.filter(siren=organisation.siren)
        .exclude(pk=organisation.pk)
        .order_by("name", "pk")
    )


def open_invitation(token: str) -> Invitation:
    """The invitation of this token, not answered and not past its end.

    Raises InvitationGoneError, and what moderation answers for an organisation it hides.
    """
    found = (
        Invitation.objects.select_related("organisation__territory")
        .filter(token_sha256=Invitation.digest(token), expires_at__gt=timezone.now())
        .first()
    )
    if found is None:
        raise InvitationGoneError
    refuse_hidden(found.organisation)
    return found


def siren_in(siret: str) -> str:
    """The SIREN of an establishment's SIRET, "" when it is none."""
    try:
        return parse_siret(siret)[:9]
    except CodeError:
        return ""
