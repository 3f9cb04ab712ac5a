"""Commons and the people around them, made in one line for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.commons import actions
from terreau.commons.models import Kind
from terreau.needs.actions import OWN
from terreau.needs.tests.builders import a_person, a_territory

if TYPE_CHECKING:
    from terreau.commons.models import Commons
    from terreau.needs.actions import Voice
    from terreau.people.models import User


def a_description(title: str = "Atelier vélo de la gare", **values: Any) -> actions.Description:
    """What a sheet says: a title and whatever else matters to the test."""
    said = {
        "tagline": "Des outils et des gestes pour réparer son vélo ensemble.",
        "kinds": [Kind.KNOWLEDGE],
        "territories": [a_territory()],
        **values,
    }
    return actions.Description(title=title, **said)


def a_commons(
    title: str = "Atelier vélo de la gare",
    *,
    by: User | None = None,
    voice: Voice = OWN,
    **values: Any,
) -> Commons:
    """A commons opened by `by`, or by somebody new."""
    said, author = a_description(title, **values), by or a_person()
    return actions.open_commons(said, by=author, voice=voice)
