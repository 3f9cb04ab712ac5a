"""A badge as files to take away: JSON, picture that carries it, code to scan."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from terreau.recognition.openbadges import DEFAULT_CAPS, bake_png, bake_svg

if TYPE_CHECKING:
    from terreau.recognition.models import Award

#: The side of a token on paper, in millimetres: half a millimetre a module at the most.
TOKEN_MM = 66


def written(credential: dict[str, Any]) -> bytes:
    """A signed file as it is given away."""
    return json.dumps(credential, ensure_ascii=False, indent=1).encode()


def baked(png: bytes, credential: dict[str, Any]) -> bytes:
    """A picture with a signed file inside."""
    return bake_png(png, written(credential).decode(), DEFAULT_CAPS)


def as_json(award: Award) -> bytes:
    """The signed file itself."""
    return written(award.credential)


def as_png(award: Award) -> bytes:
    """The picture with the signed file inside."""
    return baked(bytes(award.version.picture.png), award.credential)


def as_svg(award: Award) -> bytes | None:
    """The same in SVG; None when the picture was sent as PNG."""
    svg = award.version.picture.svg
    return bake_svg(svg.encode(), as_json(award).decode(), DEFAULT_CAPS) if svg else None


def file_name(award: Award, ending: str) -> str:
    """How the file is called on the computer of who takes it."""
    return f"badge-{slugify(award.version.name)[:50] or 'terreau'}.{ending}"


def qr_svg(url: str) -> SafeString:
    """A code that opens `url`, to stand in a page; readable when a quarter of it is soiled."""
    import segno

    # Made of our own address only: no attribute of it comes from a person.
    return mark_safe(segno.make(url, error="q", micro=False).svg_inline(scale=3, border=2))  # noqa: S308


def qr_png(url: str) -> bytes:
    """The same as a picture, for paper."""
    import segno

    written = io.BytesIO()
    segno.make(url, error="q", micro=False).save(written, kind="png", scale=6, border=2)
    return written.getvalue()


def token_svg(token: str) -> SafeString:
    """A code that holds a signed token, as large as its page allows: level L, since each module counts."""
    import segno

    # A token is letters, digits, dots, "-" and "_" only, and stands in the drawing as modules.
    code = segno.make(token, error="l", micro=False)
    return mark_safe(code.svg_inline(unit="mm", scale=TOKEN_MM / code.symbol_size(border=4)[0], border=4))  # noqa: S308


def token_png(token: str) -> bytes:
    """The same as a picture, for paper."""
    import segno

    written = io.BytesIO()
    segno.make(token, error="l", micro=False).save(written, kind="png", scale=4, border=4)
    return written.getvalue()
