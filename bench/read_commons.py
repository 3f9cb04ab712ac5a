"""Read the pages of a large room of commons: `python -m bench.read_commons ROUNDS`.

TERREAU_DATA (and DATABASE_URL) say which. The whole program answers (middleware, queries, template), in this
process: the network is left out. Prints one JSON object: of each page, processor and wall milliseconds
(medians), SQL queries, bytes compressed, and elements beside drawings.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import statistics
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terreau.config.settings")
os.environ["TERREAU_KEPT_PAGES_MB"] = "0"  # each page made anew

import django

django.setup()

from django.core.cache import cache
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from terreau.commons.models import Commons, Component, WikiPage

if TYPE_CHECKING:
    from collections.abc import Iterator

WARM = 2
_DRAWINGS = re.compile(r"<svg.*?</svg>", re.DOTALL)
_ELEMENTS = re.compile(r"<[a-z][a-z0-9]*[\s>/]")


def pages() -> dict[str, str]:
    """What is read: plain things and the busiest of each."""
    busy = Commons.objects.order_by("pk")[0]
    plain = Commons.objects.order_by("pk")[busy.pk % 7 + 20]
    page = WikiPage.objects.filter(commons=busy).order_by("pk")[0]
    long = page.history.order_by("-history_id")[0].history_id
    parts = Component.objects.annotate(n=Count("uses")).order_by("-n", "pk")
    used = parts.filter(n__gte=200).order_by("n", "pk").first() or parts[1]
    place = plain.places[0]["ref"]
    return {
        "list": "/communs/",
        "list, page 200": "/communs/?page=200",
        "list, filtered": f"/communs/?sorte=logiciel&territoire={place}&cherche=competence&ouverts=oui",
        "list, a word": "/communs/?mots=remorque",
        "search everywhere": "/recherche/?mots=capteur+jardin",
        "a commons": f"/communs/{plain.pk}/",
        "the busiest commons": f"/communs/{busy.pk}/",
        "its community": f"/communs/{busy.pk}/communaute/",
        "its uses": f"/communs/{busy.pk}/usages/",
        "its pages (500)": f"/communs/{busy.pk}/pages/",
        "its booklet": f"/communs/{busy.pk}/livret/",
        "a wiki page": f"/communs/{busy.pk}/pages/{page.slug}/",
        "its history (2,000 versions)": f"/historique/page/{page.pk}/",
        "its history, page 90": f"/historique/page/{page.pk}/?page=90",
        "a diff": f"/historique/page/{page.pk}/{long}/",
        "ledger (2,000 entries)": f"/communs/{busy.pk}/contributions/",
        "ledger, the whole table": f"/communs/{busy.pk}/contributions.csv",
        "components": "/communs/composants/",
        "a component used 200 times": used.get_absolute_url(),
        "a component used by a quarter of all": parts[0].get_absolute_url(),
        "feed": "/communs/flux.atom",
        "API, list": "/api/v1/commons",
        "API, one": f"/api/v1/commons/{busy.pk}",
        "API, pages of one": f"/api/v1/commons/{busy.pk}/pages",
    }


@contextmanager
def _quietly() -> Iterator[None]:
    """Without the limits, which count in the cache."""
    cache.clear()
    yield


def main(rounds: int) -> None:
    setup_test_environment()
    client = Client(headers={"host": "127.0.0.1"})
    found = {said: _one(client, path, rounds) for said, path in pages().items()}
    print(json.dumps({"vendor": connection.vendor, "commons": Commons.objects.count(), "pages": found}))


def _one(client: Client, path: str, rounds: int) -> dict[str, float]:
    processor, wall, size, elements = [], [], 0, 0
    for number in range(rounds + WARM):
        with _quietly():
            before, began = time.process_time(), time.perf_counter()
            answer = client.get(path)
            body = answer.getvalue()
            spent = ((time.process_time() - before) * 1000, (time.perf_counter() - began) * 1000)
        if answer.status_code != 200:  # noqa: PLR2004
            raise RuntimeError(f"{path} answered {answer.status_code}")
        if number >= WARM:
            processor.append(spent[0])
            wall.append(spent[1])
            size = len(gzip.compress(body, 6))
            text = body.decode("utf-8", "replace")
            elements = len(_ELEMENTS.findall(_DRAWINGS.sub("", text))) if "<html" in text[:500] else 0
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        client.get(path).getvalue()
    return {
        "cpu": statistics.median(processor),
        "wall": statistics.median(wall),
        "sql": len(asked),
        "bytes": size,
        "elements": elements,
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
