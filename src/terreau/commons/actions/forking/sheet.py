"""The sheet of an archive, as its form would have taken it, and what is kept of its origin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.commons.actions.describing import Description
from terreau.commons.actions.forking.words import address, dicts, line, moment_said, text
from terreau.commons.archive import ArchiveRefused
from terreau.commons.models import Kind, LinkSort, Maturity
from terreau.needs.models import Theme
from terreau.territories.models import Territory
from terreau.territories.queries import home

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.commons.archive import Archive, Origin

_MOST_LINKS, _MOST_ORIGINS = 20, 50


def description_in(sheet: dict[str, Any], licence: dict[str, Any]) -> Description:
    """What the sheet says of the commons itself; it lives in this territory from now on.

    What belongs to the community of origin stays there: contact, next step, what it looks for or offers.
    Raises ArchiveRefused.
    """
    kinds = [Kind(one) for one in _listed(sheet.get("kinds")) if one in Kind.values]
    title = line(sheet.get("title"), 120)
    territories = _territories(sheet)
    if not title or not territories:
        raise ArchiveRefused(
            "shape",
            (
                "La fiche de ce commun n’a pas de titre, ou nulle part où vivre.",
                "The sheet of this commons has no title, or nowhere to live.",
            ),
        )
    maturity, theme = line(sheet.get("maturity"), 8), line(sheet.get("theme"), 16)
    return Description(
        title=title,
        tagline=line(sheet.get("tagline"), 240) or title,
        kinds=list(dict.fromkeys(kinds)) or [Kind.KNOWLEDGE],
        territories=territories,
        story=text(sheet.get("story"), 12_000),
        maturity=maturity if maturity in Maturity.values else Maturity.IDEA,
        theme=theme if theme in Theme.values else Theme.OTHER,
        licence_said=line(licence.get("said"), 300) or line(licence.get("spdx"), 300),
        links=[
            {"sort": one["sort"], "url": url, "label": line(one.get("label"), 120)}
            for one in dicts(sheet.get("links"), _MOST_LINKS)
            if one.get("sort") in LinkSort.values and (url := address(one.get("url")))
        ],
    )


def origin_in(archive: Archive, trust: str) -> dict[str, Any]:
    """What the row keeps: where it comes from, under which licence, who signed, every origin before."""
    origin, licence = archive.origin, archive.licence
    places = [line(one.get("name"), 120) for one in dicts(archive.sheet.get("places"), 20)]
    return {
        "url": address(origin.commons),
        **_one(origin),
        "made": moment_said(archive.made),
        "trust": trust,
        "licence": {"said": line(licence["said"], 300), "spdx": line(licence["spdx"], 300)},
        "places": [name for name in places if name],
        "lineage": [
            {"commons": address(one.commons), **_one(one)} for one in archive.lineage[:_MOST_ORIGINS]
        ],
    }


def _one(origin: Origin) -> dict[str, str]:
    return {
        "instance": address(origin.instance),
        "taken_at": moment_said(origin.taken_at),
        **{name: line(getattr(origin, name), 200) for name in ("title", "version", "signer")},
    }


def _territories(sheet: dict[str, Any]) -> Sequence[Territory]:
    here = home()
    if here is not None:
        return [here]
    refs = [line(one.get("ref"), 20) for one in dicts(sheet.get("places"), 10)]
    return list(Territory.objects.filter(pk__in=refs).order_by("pk"))


def _listed(said: Any) -> list[str]:
    return [one for one in said if isinstance(one, str)] if isinstance(said, list) else []
