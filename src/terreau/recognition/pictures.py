"""Pictures sent by people, made harmless: a PNG is drawn again from its pixels, an SVG keeps only shapes."""

from __future__ import annotations

import io
import re
import struct
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from terreau.recognition.drawing import SIZE
from terreau.recognition.errors import BadPictureError

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 2_000_000
LARGEST_SVG = 100_000
MOST_PIXELS = 4096
SMALLEST = 64
#: Points of the side of a picture in a list; screens are often twice as fine as they say.
SMALL = 144
MOST_ELEMENTS = 1_000
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "path",
        "circle",
        "ellipse",
        "rect",
        "line",
        "polyline",
        "polygon",
        "title",
        "desc",
        "defs",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
    ]
)
_ATTRIBUTES = frozenset(
    [
        "d",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "fx",
        "fy",
        "width",
        "height",
        "points",
        "transform",
        "viewBox",
        "fill",
        "fill-rule",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-opacity",
        "stroke-dasharray",
        "opacity",
        "id",
        "offset",
        "stop-color",
        "stop-opacity",
        "gradientUnits",
        "gradientTransform",
        "clip-path",
        "clip-rule",
        "clipPathUnits",
        "spreadMethod",
        "preserveAspectRatio",
    ]
)
_INNER = re.compile(r"url\(\s*#[\w-]+\s*\)")
_PLAIN = re.compile(r"[\w#%.,()\s+-]*")


def cleaned(raw: bytes) -> tuple[str, bytes]:
    """A picture sent, as (SVG or "", PNG). Raises BadPictureError."""
    if len(raw) > LARGEST:
        raise BadPictureError(why=_("Cette image dépasse 2 Mo."))
    if raw.startswith(_PNG):
        return "", _drawn_again(raw)
    if b"<svg" in raw[:2_000].lower():
        svg = cleaned_svg(raw)
        return svg, rendered(svg)
    raise BadPictureError(why=_("Ce fichier n’est ni une image PNG, ni une image SVG."))


def rendered(svg: str) -> bytes:
    """An SVG as PNG, without any font, file or address of outside. Raises BadPictureError."""
    from resvg_py import svg_to_bytes

    try:
        return bytes(svg_to_bytes(svg_string=svg, width=SIZE, height=SIZE, skip_system_fonts=True))
    except ValueError as error:
        raise BadPictureError(why=_("Cette image SVG ne peut pas être dessinée.")) from error


def _drawn_again(raw: bytes) -> bytes:
    """The pixels alone, within bounds: what the file carried beside them is left behind."""
    if len(raw) < 24:  # noqa: PLR2004 - signature, length, IHDR, width and height
        raise BadPictureError(why=_("Cette image PNG est abîmée."))
    width, height = struct.unpack(">II", raw[16:24])
    if not (SMALLEST <= width <= MOST_PIXELS and SMALLEST <= height <= MOST_PIXELS):
        raise BadPictureError(
            why=_("Cette image doit avoir entre {least} et {most} points de côté.").format(
                least=SMALLEST, most=MOST_PIXELS
            )
        )
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(raw), formats=["PNG"]) as opened:
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise BadPictureError(why=_("Cette image PNG est abîmée.")) from error
    picture.thumbnail((SIZE, SIZE))
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def smaller(png: bytes) -> bytes:
    """A picture we keep, small enough for a list: a tenth of its weight."""
    from PIL import Image

    with Image.open(io.BytesIO(png), formats=["PNG"]) as opened:
        picture = opened.convert("RGBA")
    picture.thumbnail((SMALL, SMALL))
    written = io.BytesIO()
    picture.quantize(128).save(written, "PNG", optimize=True)
    return written.getvalue()


def cleaned_svg(raw: bytes) -> str:
    """The shapes of an SVG, without scripts, styles, texts, links or anything of elsewhere.

    Raises BadPictureError for entities, broken XML, or what is too large.
    """
    if len(raw) > LARGEST_SVG:
        raise BadPictureError(why=_("Cette image SVG dépasse 100 ko."))
    if b"<!" in raw.replace(b"<!--", b"") or b"<![CDATA[" in raw:
        raise BadPictureError(why=_("Cette image SVG contient des déclarations que l’on n’ouvre pas."))
    try:
        root = ET.fromstring(raw)  # noqa: S314 - no declaration is left that could define an entity
    except ET.ParseError as error:
        raise BadPictureError(why=_("Cette image SVG est abîmée.")) from error
    if _name(root) != "svg" or sum(1 for _one in root.iter()) > MOST_ELEMENTS:
        raise BadPictureError(why=_("Cette image SVG est trop compliquée, ou n’en est pas une."))
    if not root.get("viewBox") and not (root.get("width") and root.get("height")):
        raise BadPictureError(why=_("Cette image SVG ne dit pas sa taille."))
    ET.register_namespace("", _SVG)
    return ET.tostring(_kept(root, 0), encoding="unicode")


def _kept(element: ET.Element, depth: int) -> ET.Element:
    if depth > 30:  # noqa: PLR2004 - no drawing nests so deep
        raise BadPictureError(why=_("Cette image SVG est trop compliquée, ou n’en est pas une."))
    kept = ET.Element(f"{{{_SVG}}}{_name(element)}", dict(_harmless(element)))
    if _name(element) in {"title", "desc"}:
        kept.text = element.text
    kept.extend([_kept(child, depth + 1) for child in element if _name(child) in _ELEMENTS])
    return kept


def _harmless(element: ET.Element) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        if name not in _ATTRIBUTES:
            continue
        if "url" in value.lower() and not _INNER.fullmatch(value.strip()):
            continue
        if _PLAIN.fullmatch(value):
            yield name, value


def _name(element: ET.Element) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.removeprefix(f"{{{_SVG}}}")
