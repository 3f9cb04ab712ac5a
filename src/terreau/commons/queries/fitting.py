"""Whether a commons may take something up, in words: a help to find one's way, never advice said as certain.

The engine `foundation/licences/compatibility.py` weighs; this says it, with the page the rule comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from terreau.foundation.licences import compatibility, understand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.commons.models import Commons, Component
    from terreau.foundation.licences import Licence

_VERDICTS = {
    "yes": gettext_lazy("Peut être combiné."),
    "conditions": gettext_lazy("Peut être combiné, à une condition."),
    "no": gettext_lazy("Ne se combine pas ainsi."),
    "unknown": gettext_lazy("On ne peut pas le dire."),
}
#: What each rule of the engine means, `taken` and `into` being names of licences.
_RULES = {
    "unsaid": gettext_noop("Il manque une licence que l’on comprenne, d’un côté ou de l’autre."),
    "same": gettext_noop("Les deux sont sous {taken} : l’ensemble le reste, en mentionnant les auteurs."),
    "free": gettext_noop("{taken} ne demande rien."),
    "credit": gettext_noop("{taken} demande de mentionner les auteurs, la source et la licence."),
    "part": gettext_noop(
        "Ce qui est repris reste sous {taken}, avec ce que l’on y change ; le reste peut être sous {into}."
    ),
    "closed": gettext_noop("{taken} réserve des usages : il faut l’accord écrit de qui tient les droits."),
    "unknown": gettext_noop("On ne sait pas ce que l’une des deux licences demande : lisez son texte."),
    "patents": gettext_noop("{into} refuse les conditions de {taken} sur les brevets."),
    "bridge": gettext_noop("{taken} permet que l’ensemble soit sous {into}, en mentionnant les auteurs."),
    "whole": gettext_noop("L’ensemble devrait porter {taken}, et ce commun est sous {into}."),
    "exception": gettext_noop("{taken} fait une exception à sa règle : lisez ce qu’elle permet."),
}
#: Where each family of licences says what it goes with (first words of the SPDX identifier).
_SOURCES = (
    (
        ("CC-", "CC0-"),
        "https://creativecommons.org/share-your-work/licensing-considerations/compatible-licenses",
    ),
    (("GPL-", "AGPL-", "LGPL-", "GFDL-"), "https://www.gnu.org/licenses/license-list.html"),
    (("EUPL-",), "https://eupl.eu/1.2/fr/"),
    (("etalab-", "LicenseRef-Licence-Ouverte"), "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
    (("ODbL-", "ODC-", "PDDL-"), "https://opendatacommons.org/licenses/"),
    (("CERN-OHL",), "https://cern-ohl.web.cern.ch/"),
    (("CECILL",), "https://cecill.info/"),
)


@dataclass(frozen=True)
class Fit:
    """The verdict of the engine, in words; `source` is where the rule comes from, "" when none is known."""

    what: str
    url: str
    verdict: str
    said: str
    why: str
    source: str


def fit(taken_said: str, into_said: str, what: str = "", url: str = "") -> Fit:
    """Whether what is under one licence may be part of a commons under another, both as they are written."""
    taken, into = (_licence(said) for said in (taken_said, into_said))
    found = compatibility(taken, into)
    names = {"taken": taken.title if taken else taken_said, "into": into.title if into else into_said}
    why = _(_RULES[found.rule]).format(**names)
    return Fit(what, url, found.verdict, str(_VERDICTS[found.verdict]), why, _source(taken))


def fit_of(component: Component, commons: Commons) -> Fit:
    """Whether a commons may take a component; one without a licence has that of its commons."""
    return fit(
        component.licence_said or component.commons.licence_said,
        commons.licence_said,
        component.title,
        component.get_absolute_url(),
    )


def fits_into(component: Component, commons: Sequence[Commons]) -> list[Fit]:
    """The same for each of these commons, named by the commons."""
    said = component.licence_said or component.commons.licence_said
    return [fit(said, one.licence_said, one.title, one.get_absolute_url()) for one in commons]


def by_care(fits: Sequence[Fit]) -> list[Fit]:
    """What asks for care first: what cannot be combined, then what cannot be said, then conditions."""
    order = ("no", "unknown", "conditions", "yes")
    return sorted(fits, key=lambda one: order.index(one.verdict))


def _licence(said: str) -> Licence | None:
    return understand(said) if said.strip() else None


def _source(taken: Licence | None) -> str:
    if taken is None:
        return ""
    return next((url for starts, url in _SOURCES if taken.spdx.startswith(starts)), taken.url)
