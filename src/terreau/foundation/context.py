"""What the page frame needs on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def page_frame(request: HttpRequest) -> dict[str, object]:
    """`demo`, `address` and `canonical` (the page's own address, for sharing and QR codes)."""
    return {
        "demo": settings.DEMO,
        "address": settings.ADDRESS,
        "canonical": settings.ADDRESS + request.path,
    }
