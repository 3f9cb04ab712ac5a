"""What this room shows on the pages of others."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.foundation.processing import Basis
from terreau.foundation.slots import Hit, Hits, Kept
from terreau.territories import queries


def search_results(words: str, within: str, limit: int) -> Hits | None:
    """Territories in a search over everything; `within` does not narrow them, since a place is looked for."""
    del within
    found = queries.search_territories(words, limit)
    if not found:
        return None
    hits = [
        Hit(
            kind=_("Territoire"),
            title=hit.label,
            url=reverse("territories:territory", args=(hit.ref,)),
            reason=_reason(hit.reason),
        )
        for hit in found
    ]
    all_url = f"{reverse('territories:find')}?{urlencode({'q': words})}"
    return Hits("territoires", _("Territoires"), len(found), hits, all_url)


def _reason(reason: str) -> str:
    return {
        "former-name": _("ancien nom ou partie"),
        "postal-code": _("code postal"),
        "code": _("code officiel"),
        "near-spelling": _("orthographe proche"),
    }.get(reason, "")


def kept_about_people() -> list[Kept]:
    """What the national base holds that may be a person's: small town halls give the mayor's own address."""
    return [
        Kept(
            what=_("Le téléphone et l’adresse e-mail que les mairies publient elles-mêmes."),
            why=_("Dire à chacun où s’adresser près de chez lui."),
            how_long=_("Tant que la base nationale les donne."),
            models=("territories.TownHall",),
            basis=Basis.MISSION,
            seen_by=_("Tout le monde, comme dans l’annuaire de l’administration."),
        )
    ]
