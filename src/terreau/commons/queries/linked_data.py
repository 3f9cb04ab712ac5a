"""A commons as linked data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from terreau.commons.models import Kind, LinkSort
from terreau.commons.queries.page import licence_of, voice_of
from terreau.foundation.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.commons.models import Commons
    from terreau.commons.queries.page import Community
    from terreau.needs.models import Need

#: The type of schema.org that says best what each kind is; all may carry a licence.
TYPES = {
    Kind.DATA: "Dataset",
    Kind.SOFTWARE: "SoftwareSourceCode",
    Kind.KNOWLEDGE: "LearningResource",
    Kind.HARDWARE: "CreativeWork",
    Kind.PLACE: "Place",
    Kind.ORGANISATION: "Project",
}


def as_linked_data(commons: Commons, community: Community, needs: Sequence[Need] = ()) -> dict[str, Any]:
    """The commons in the words of schema.org: what it is, by whom, where, under which licence."""
    licence = licence_of(commons)
    types = dict.fromkeys([*(TYPES[Kind(kind)] for kind in commons.kinds), "CreativeWork"])
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": list(types),
        "@id": settings.ADDRESS + commons.get_absolute_url(),
        "identifier": str(commons.pk),
        "name": commons.title,
        "abstract": commons.tagline,
        "inLanguage": "fr",
        "dateCreated": commons.opened_at.isoformat(),
        "dateModified": commons.changed_at.isoformat(),
        "creditText": voice_of(commons) or "Terreau",
        "creativeWorkStatus": commons.maturity,
        "spatialCoverage": [
            {
                "@type": "AdministrativeArea",
                "@id": settings.ADDRESS + reverse("territories:territory", args=(place["ref"],)),
                "identifier": place["ref"],
                "name": place["name"],
            }
            for place in commons.places
        ],
    }
    if commons.story:
        said["description"] = plain(commons.story)
    if licence is not None:
        said["license"] = licence.url or licence.spdx
    if community.holders:
        said["maintainer"] = [{"@type": "Organization", "name": one.name} for one in community.holders]
    if needs:
        said["about"] = [settings.ADDRESS + need.get_absolute_url() for need in needs]
    if commons.origin.get("url"):
        said["isBasedOn"] = commons.origin["url"]
    return {**said, **_links(commons)}


def _links(commons: Commons) -> dict[str, Any]:
    by_sort: dict[str, list[str]] = {}
    for link in commons.links:
        by_sort.setdefault(link["sort"], []).append(link["url"])
    found: dict[str, Any] = {}
    if site := by_sort.get(LinkSort.SITE):
        found["url"] = site[0]
    if source := by_sort.get(LinkSort.SOURCE):
        found["codeRepository"] = source[0]
    if more := [url for sort, urls in by_sort.items() for url in urls if sort == LinkSort.DATA]:
        found["isBasedOn"] = [*filter(None, (commons.origin.get("url"),)), *more]
    return found
