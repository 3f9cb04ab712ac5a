"""What search engines may read, and where the pages are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse

from terreau.home import queries

if TYPE_CHECKING:
    from django.http import HttpRequest

ROBOTS = """User-agent: *
Disallow: /compte/
Disallow: /mon-espace/
Disallow: /recherche/
Disallow: /langue/
Sitemap: {address}/sitemap.xml
"""


def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return HttpResponse(ROBOTS.format(address=settings.ADDRESS), content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The doors of the instance; what lies behind them is linked from there (https://www.sitemaps.org/)."""
    lines = "".join(f"<url><loc>{settings.ADDRESS}{path}</loc></url>" for path in queries.doors())
    body = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{lines}</urlset>'
    return HttpResponse(body, content_type="application/xml; charset=utf-8")
