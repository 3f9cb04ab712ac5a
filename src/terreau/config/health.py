"""Two addresses for machines that watch the service: is it alive, is it ready to answer.

They are answered before everything else, whatever the Host header: a probe asks by IP address, without a
session, and must learn that the database is gone rather than be turned away.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

#: Below this, in bytes, a SQLite write-ahead log may no longer find room and writes would be refused.
LEAST_ROOM = 20 * 1024 * 1024


def _said(sentence: str, status: int = 200) -> HttpResponse:
    return plain(f"{sentence}\n", status)


def plain(text: str, status: int) -> HttpResponse:
    """An answer that passes by no other middleware, so it carries what they would add."""
    body = text.encode()
    return HttpResponse(
        body,
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={
            "Cache-Control": "no-store",
            "Content-Length": str(len(body)),
            "X-Content-Type-Options": "nosniff",
        },
    )


def alive(_request: HttpRequest) -> HttpResponse:
    """The process answers; says nothing of what stands behind it."""
    return _said("vivant")


def ready(_request: HttpRequest) -> HttpResponse:
    """200 when a visitor would be served, 503 with the reason otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _said("pas prêt : la base de données ne répond pas", 503)
    if shutil.disk_usage(settings.DATA).free < LEAST_ROOM:
        return _said("pas prêt : le disque est plein", 503)
    return _said("prêt")


DOORS: dict[str, Callable[[HttpRequest], HttpResponse]] = {"/sante/vivant": alive, "/sante/pret": ready}
