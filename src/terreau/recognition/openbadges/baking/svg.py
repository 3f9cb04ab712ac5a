"""Baked SVG: one `openbadges:credential` element, JSON as its text or a JWS as its `verify` attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from terreau.recognition.openbadges.errors import (
    BrokenPictureError,
    ForbiddenXmlError,
    ManyCredentialsError,
    TooBigError,
    XmlError,
)

if TYPE_CHECKING:
    from terreau.recognition.openbadges.caps import Caps

OB3 = "https://purl.imsglobal.org/ob/v3p0"
OB2 = "http://openbadges.org"
_ELEMENTS = (f"{OB3} credential", f"{OB2} assertion")
_ROOT = "http://www.w3.org/2000/svg svg"


class _Reader:
    """Walks the SVG with expat; entities and internal subsets never get as far as being read."""

    def __init__(self, caps: Caps) -> None:
        self.caps = caps
        self.found: list[str] = []
        self.inside = 0
        self.depth = 0
        self.spans: list[tuple[int, int]] = []
        self.root: tuple[str, int] = ("", 0)
        self.encoding = "utf-8"
        self.attribute = ""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.XmlDeclHandler = self.declaration
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.refuse
        self.parser.ExternalEntityRefHandler = self.refuse
        self.buffer: list[str] = []
        self.size = 0

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.encoding = (encoding or "utf-8").lower()

    def refuse(self, *_arguments: object) -> int:
        raise ForbiddenXmlError

    def doctype(self, _name: str, _system: str | None, _public: str | None, internal: object) -> None:
        # The public SVG doctype is harmless, as it is never fetched; an internal subset declares entities.
        if internal:
            raise ForbiddenXmlError

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 1:
            self.root = (name, self.parser.CurrentByteIndex)
        if self.depth > self.caps.json_depth * 5:
            raise TooBigError(what="json_depth", limit=self.caps.json_depth * 5)
        if name in _ELEMENTS:
            if self.inside:  # which of the two is read would depend on the reader
                raise ManyCredentialsError(count=2)
            self.inside = self.depth
            self.buffer, self.size = [], 0
            self.begun = self.parser.CurrentByteIndex
            self.attribute = attributes.get("verify", "").strip()

    def text(self, data: str) -> None:
        if self.inside:
            self.size += len(data)
            if self.size > self.caps.text_size:
                raise TooBigError(what="text_size", limit=self.caps.text_size)
            self.buffer.append(data)

    def end(self, name: str) -> None:
        if name in _ELEMENTS and self.inside == self.depth:
            self.found.extend(_chosen("".join(self.buffer).strip(), self.attribute))
            self.inside = 0
            self.spans.append((self.begun, self.parser.CurrentByteIndex))
        self.depth -= 1


def _chosen(text: str, attribute: str) -> list[str]:
    """Give the badge of an element: its text, or its attribute; both where both are badges.

    In Open Badges 2.0 the attribute beside a text is the address of the hosted copy.
    """
    if text and attribute.partition(":")[0] in {"http", "https"}:
        return [text]
    return [one for one in (text, attribute) if one] or [""]


def _read(raw: bytes, caps: Caps) -> _Reader:
    reader = _Reader(caps)
    try:
        reader.parser.Parse(raw, True)
    except expat.ExpatError:
        raise XmlError from None
    return reader


def unbake_svg(raw: bytes, caps: Caps) -> bytes | None:
    """Take the badge out of an SVG; None when there is none.

    Raises ManyCredentialsError, XmlError (entities, internal subset, broken XML) and TooBigError.
    """
    found = _read(raw, caps).found
    if len(found) > 1:
        raise ManyCredentialsError(count=len(found))
    return found[0].encode() if found else None


def _without_badges(picture: bytes, reader: _Reader) -> bytes:
    for begin, end in reversed(reader.spans):
        close = picture.index(b">", end) + 1
        picture = picture[:begin] + picture[close:]
    return picture


def bake_svg(picture: bytes, credential: str, caps: Caps) -> bytes:
    """Put a badge in an SVG, in place of any that was there. Raises XmlError, BrokenPictureError."""
    picture = _without_badges(picture, _read(picture, caps))
    reader = _read(picture, caps)
    name, begin = reader.root
    if name != _ROOT:
        raise BrokenPictureError(why="svg")
    if credential.startswith("{") and reader.encoding != "utf-8":
        text = escape(credential).encode("ascii", "xmlcharrefreplace").decode()
        element = f'<openbadges:credential xmlns:openbadges="{OB3}">{text}</openbadges:credential>'
    elif credential.startswith("{"):
        text = credential.replace("]]>", "]]]]><![CDATA[>")
        element = (
            f'<openbadges:credential xmlns:openbadges="{OB3}"><![CDATA[{text}]]></openbadges:credential>'
        )
    else:
        element = f'<openbadges:credential xmlns:openbadges="{OB3}" verify={quoteattr(credential)}/>'
    opening = _end_of_tag(picture, begin)
    if picture[opening - 2 : opening - 1] == b"/":
        tag = picture[begin + 1 :].split(None, 1)[0].split(b"/")[0].split(b">")[0]
        baked = picture[: opening - 2] + b">" + element.encode() + b"</" + tag + b">" + picture[opening:]
    else:
        baked = picture[:opening] + element.encode() + picture[opening:]
    if unbake_svg(baked, caps) != credential.strip().encode():
        raise BrokenPictureError(why=reader.encoding)  # what could not be read back is not given
    return baked


def _end_of_tag(picture: bytes, at: int) -> int:
    quote = b""
    for place in range(at, len(picture)):
        character = picture[place : place + 1]
        if quote:
            quote = b"" if character == quote else quote
        elif character in {b'"', b"'"}:
            quote = character
        elif character == b">":
            return place + 1
    raise BrokenPictureError(why="svg")
