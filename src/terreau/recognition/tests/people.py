"""People, badges and awards of the room, made in one line for tests."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from terreau.people.models import Role
from terreau.people.tests.builders import a_browser_of, a_member, a_person, an_organisation
from terreau.recognition import actions, codes
from terreau.recognition.actions import Definition, Gift

if TYPE_CHECKING:
    from terreau.people.models import Organisation, User
    from terreau.recognition.models import Achievement, Award

_numbers = count(1)

__all__ = [
    "a_badge",
    "a_browser_of",
    "a_definition",
    "a_person",
    "a_signer",
    "an_award",
    "an_organisation",
    "code_of",
]


def a_definition(name: str = "Répare les vélos", **values: Any) -> Definition:
    said = {
        "description": "Sait remettre en état un vélo de ville.",
        "criteria": "Avoir réparé **trois** vélos à l’atelier, devant quelqu’un de l’équipe.",
        "tags": ("vélo", "réparation"),
        **values,
    }
    return Definition(name=name, **said)


def a_signer(organisation: Organisation | None = None, role: Role = Role.HOLDER) -> User:
    """Someone who answers for an organisation, by default a new verified one."""
    return a_member(
        organisation or an_organisation(f"Atelier du Canal {next(_numbers)}", verified=True), role=role
    )


def a_badge(name: str = "Répare les vélos", *, by: User | None = None, **values: Any) -> Achievement:
    """A badge of the organisation of `by`, or of somebody new."""
    signer = by or a_signer()
    belonging = signer.belongings.select_related("organisation").order_by("pk").first()
    return actions.define(
        a_definition(name, **values),
        by=signer,
        organisation=belonging.organisation if belonging else None,
        signing_name="" if belonging else "Camille",
    )


def an_award(achievement: Achievement | None = None, *, by: User | None = None, **values: Any) -> Award:
    """A badge given, on paper unless an address is said."""
    signer = by or a_signer()
    return actions.award(achievement or a_badge(by=signer), [Gift(**values)], by=signer)[0]


def code_of(award: Award) -> str:
    return codes.claim_code(award.code, award.claim_round)
