"""What this room shows on the pages of others."""

from __future__ import annotations

from django.utils.translation import gettext as _

from terreau.foundation.slots import Hit, Hits
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
            url=f"/territoires/{hit.ref}/",
            summary="",
            reason=_reason(hit.reason),
        )
        for hit in found
    ]
    return Hits("territoires", _("Territoires"), len(found), hits, f"/territoires/?q={words}")


def _reason(reason: str) -> str:
    return {
        "former-name": _("ancien nom ou partie"),
        "postal-code": _("code postal"),
        "code": _("code officiel"),
        "near-spelling": _("orthographe proche"),
    }.get(reason, "")
