"""Data sets of other portals as they are kept: what helps to find them, and nobody's address."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from terreau.catalogue.models import HarvestedDataset
from terreau.catalogue.standards import standard_at
from terreau.foundation import search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.catalogue import dcat
    from terreau.catalogue.models import HarvestSource

#: Distributions of one data set that are kept: some portals list one a day.
MOST_WAYS = 50
_MOST_WORDS = 50


@dataclass
class Counted:
    """What a page brought."""

    added: int = 0
    changed: int = 0
    same: int = 0
    titles: list[str] = field(default_factory=list)


def keep_page(
    source: HarvestSource, datasets: Sequence[dcat.Dataset], *, run: int, is_trial: bool
) -> Counted:
    """Keep what a page says, in the caller's transaction; a trial only counts. Four SQL queries a page."""
    said = {_harmless(one.key)[:500]: facts_of(one) for one in datasets}
    known = {one.key: one for one in source.datasets.filter(key__in=said)}
    counted = Counted()
    new, changed, back = [], [], []
    for key, facts in said.items():
        digest = sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        one = known.get(key)
        if one is None:
            new.append(HarvestedDataset(source=source, key=key, digest=digest, seen_in=run, **facts))
        elif one.digest != digest:
            changed.append(_changed(one, facts, digest, run))
        else:
            counted.same += 1
            if one.gone_at is not None:
                back.append(one)
    counted.added, counted.changed = len(new), len(changed)
    counted.titles = [one.title for one in new]
    if not is_trial:
        _write(source, new, changed, back, list(said), run)
    return counted


def _changed(one: HarvestedDataset, facts: dict[str, Any], digest: str, run: int) -> HarvestedDataset:
    for name, value in facts.items():
        setattr(one, name, value)
    one.digest, one.seen_in, one.changed_at, one.gone_at = digest, run, timezone.now(), None
    return one


def _write(
    source: HarvestSource,
    new: list[HarvestedDataset],
    changed: list[HarvestedDataset],
    back: list[HarvestedDataset],
    keys: list[str],
    run: int,
) -> None:
    HarvestedDataset.objects.bulk_create(new)
    if changed:
        HarvestedDataset.objects.bulk_update(changed, _FIELDS, batch_size=100)
    source.datasets.filter(key__in=keys).update(seen_in=run, gone_at=None)
    search.put(*new, *changed, *back)


#: What a change may write.
_FIELDS = (
    "title", "description", "publisher", "keywords", "licence", "licence_said", "url", "issued", "modified",
    "frequency", "places", "period", "distributions", "standards", "standard", "digest", "seen_in",
    "changed_at", "gone_at",
)  # fmt: skip


def facts_of(said: dcat.Dataset) -> dict[str, Any]:
    """What is kept of a data set; the people to write to are not."""
    addresses = [one.iri for one in said.conforms_to]
    addresses += [one.iri for way in said.distributions for one in way.conforms_to]
    standards = list(dict.fromkeys(one.slug for address in addresses if (one := standard_at(address))))
    period = said.period
    return {
        "title": said.title[:500],
        "description": said.description,
        "publisher": said.publisher.name[:500] if said.publisher else "",
        "keywords": list(said.keywords[:_MOST_WORDS]),
        "licence": said.licence.spdx[:40],
        "licence_said": (said.licence.label or said.licence.iri)[:500],
        "url": _harmless(said.landing_page or said.iri),
        "issued": said.issued[:32],
        "modified": said.modified[:32],
        "frequency": said.frequency,
        "places": [{"name": one.name, "code": one.code} for one in said.places if one.name or one.code][:20],
        "period": f"{period.start}/{period.end}"[:80] if period else "",
        "distributions": [
            {"title": way.title[:200], "url": _harmless(way.url), "form": way.form, "size": way.size}
            for way in said.distributions[:MOST_WAYS]
        ],
        "standards": standards[:20],
        "standard": standards[0][:120] if standards else "",
    }


def _harmless(said: str) -> str:
    """Without the sign that PostgreSQL does not keep."""
    return said.replace("\x00", "")
