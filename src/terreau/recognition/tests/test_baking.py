"""Badges in pictures, as other tools write them: every kind of chunk and element, and what is refused."""

from __future__ import annotations

import zlib
from typing import Any

import pytest

from terreau.recognition.openbadges import bake_svg, hosted_twin, issue_token, read, unbake_svg, verify
from terreau.recognition.openbadges.caps import DEFAULT_CAPS
from terreau.recognition.openbadges.errors import BrokenPictureError
from terreau.recognition.tests.builders import KEY, png, raw, signed, unsigned
from terreau.recognition.tests.shared import Documents

BADGE = signed(description="é & ]]> <")
TEXT = raw(BADGE)
TOKEN = issue_token(unsigned(), KEY).encode()
WORD = b"openbadgecredential"
NAMES = 'xmlns="http://www.w3.org/2000/svg"'
OB3 = "https://purl.imsglobal.org/ob/v3p0"


def verdict(picture: bytes) -> tuple[str, str | None]:
    result = verify(picture)
    return result.verdict, result.reason


@pytest.mark.parametrize(
    "picture",
    [
        png(WORD + b"\0\0\0\0\0" + TEXT),
        png(WORD + b"\0\1\0\0\0" + zlib.compress(TEXT)),
        png(WORD + b"\0\0\0fr\0cl\xc3\xa9\0" + TEXT),
        png(WORD + b"\0\0\0\0\0" + TOKEN),
        png(WORD + b"\0" + TEXT, kind=b"tEXt"),
        png(WORD + b"\0\0" + zlib.compress(TEXT), kind=b"zTXt"),
        png(b"Comment\0\0\0\0\0x", WORD + b"\0\0\0\0\0" + TEXT, b"Author\0\0\0\0\0y"),
        png(WORD + b"\0\0\0\0\0" + TEXT) + b"after the end",
    ],
    ids=["plain", "inflated", "with a language", "token", "tEXt", "zTXt", "among others", "with a tail"],
)
def test_a_png_gives_its_badge_however_it_is_written(picture: bytes) -> None:
    assert verdict(picture) == ("valid", None)


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (png(WORD + b"\0\0\0\0\0" + TEXT, WORD + b"\0\0\0\0\0" + TEXT), ("invalid", "baking")),
        (png(WORD + b"\0\0\0\0\0" + TEXT, b"openbadges\0\0\0\0\0" + TEXT), ("invalid", "baking")),
        (png(b"OpenBadgeCredential\0\0\0\0\0" + TEXT), ("unreadable", "baking")),
        (png(WORD + b"\0\1\0\0\0" + TEXT), ("unreadable", "baking")),  # said inflated, is not
        (png(WORD + b"\0\1\7\0\0" + zlib.compress(TEXT)), ("unreadable", "baking")),  # unknown method
        (png(WORD + b"\0\1\0\0\0" + zlib.compress(TEXT)[:-8]), ("unreadable", "baking")),  # cut
        (png(WORD + b"\0\0\0"), ("unreadable", "baking")),
        (png(WORD + b"\0\0\0\0\0" + TEXT).replace(b"Canal", b"Conal"), ("unreadable", "baking")),  # checksum
        (png(WORD + b"\0\0\0\0\0" + TEXT)[:-20], ("unreadable", "baking")),
        (png(WORD + b"\0\0\0\0\0\xff\xfe{}"), ("unreadable", "file")),
    ],
    ids=[
        "two",
        "two of two versions",
        "other case",
        "not deflated",
        "method",
        "cut text",
        "no text",
        "checksum",
        "cut file",
        "not UTF-8",
    ],
)
def test_a_png_that_is_not_sound_is_refused(picture: bytes, expected: tuple[str, str]) -> None:
    assert verdict(picture) == expected


def svg(inside: str, head: str = "", root: str = "svg", names: str = NAMES) -> bytes:
    return f"{head}<{root} {names}><path d='M0 0h9'/>{inside}</{root}>".encode()


JSON = TEXT.decode().replace("]]>", "]]]]><![CDATA[>")
ESCAPED = TEXT.decode().replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")


@pytest.mark.parametrize(
    "picture",
    [
        svg(f'<openbadges:credential xmlns:openbadges="{OB3}"><![CDATA[{JSON}]]></openbadges:credential>'),
        svg(f'<o:credential xmlns:o="{OB3}">\n {ESCAPED} \n</o:credential>'),
        svg(f'<credential xmlns="{OB3}"><![CDATA[{JSON}]]></credential>'),
        svg(f'<o:credential xmlns:o="{OB3}" verify="{TOKEN.decode()}"/>'),
        svg(f'<o:credential xmlns:o="{OB3}" verify="{TOKEN.decode()}"> \n </o:credential>'),
        svg(
            f'<g><metadata><o:credential xmlns:o="{OB3}"><![CDATA[{JSON}]]></o:credential></metadata></g>',
            '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!-- <svg> -->',
        ),
        svg(
            f'<o:credential xmlns:o="{OB3}"><![CDATA[{JSON}]]></o:credential>',
            '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        ),
    ],
    ids=["CDATA", "escaped", "default namespace", "attribute", "attribute, blank", "nested", "doctype"],
)
def test_an_svg_gives_its_badge_however_it_is_written(picture: bytes) -> None:
    assert verdict(picture) == ("valid", None)


ONE = f'<o:credential xmlns:o="{OB3}"><![CDATA[{JSON}]]></o:credential>'


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (svg(ONE + ONE), ("invalid", "baking")),
        (svg(ONE.replace("<![CDATA[", ONE + "<![CDATA[")), ("invalid", "baking")),
        (
            svg(ONE.replace("<o:credential", f'<o:credential verify="{TOKEN.decode()}"')),
            ("invalid", "baking"),
        ),
        (svg(ONE.replace(OB3, OB3 + "/")), ("unreadable", "baking")),
        (svg(ONE.replace("o:credential", "o:assertion")), ("unreadable", "baking")),
        (svg(ONE)[:-9], ("unreadable", "baking")),
        (svg(f'<o:credential xmlns:o="{OB3}"/>'), ("unreadable", "file")),
        (svg(f'<o:credential xmlns:o="{OB3}">&x;</o:credential>'), ("unreadable", "baking")),
    ],
    ids=[
        "two",
        "one inside another",
        "two in one",
        "other namespace",
        "other name",
        "cut",
        "empty",
        "unknown entity",
    ],
)
def test_an_svg_that_is_not_sound_is_refused(picture: bytes, expected: tuple[str, str]) -> None:
    assert verdict(picture) == expected


def test_an_older_svg_holds_the_assertion_beside_its_address() -> None:
    urls = {name: f"https://ex.example/{name}.json" for name in ("assertion", "badge", "issuer")}
    documents = hosted_twin(signed(), **urls, image="https://ex.example/i.png")
    known = Documents(dict(zip(urls.values(), documents, strict=True)))
    inside = f'<o:assertion xmlns:o="http://openbadges.org" verify="{urls["assertion"]}"><![CDATA['
    picture = svg(f"{inside}{raw(documents[0]).decode()}]]></o:assertion>")
    result = verify(picture, resolver=known)
    assert result.verdict == "valid", result.to_json(lang="en")


@pytest.mark.parametrize(
    "picture",
    [
        svg("", '<?xml version="1.0"?><!-- <svg a="> -->'),
        svg("", root="s:svg", names='xmlns:s="http://www.w3.org/2000/svg"'),
        b'<s:svg xmlns:s="http://www.w3.org/2000/svg" />',
        b"<svg xmlns='http://www.w3.org/2000/svg' data-x='a>b'/>",
        svg("<title>caf\u00e9</title>", '<?xml version="1.0" encoding="iso-8859-1"?>')
        .decode()
        .encode("latin-1"),
        svg(ONE),
    ],
    ids=["comment", "prefix", "prefix, empty", "attribute", "latin-1", "baked before"],
)
def test_a_badge_goes_into_any_svg_and_comes_out_the_same(picture: bytes) -> None:
    for text in (TEXT.decode(), TOKEN.decode()):
        baked = bake_svg(picture, text, DEFAULT_CAPS)
        assert unbake_svg(baked, DEFAULT_CAPS) == text.encode()
        assert verdict(baked) == ("valid", None)


@pytest.mark.parametrize("picture", [b"<html/>", b"<svg/>", b'<a xmlns="http://www.w3.org/2000/svg"/>'])
def test_what_is_no_svg_takes_no_badge(picture: bytes) -> None:
    with pytest.raises(BrokenPictureError):
        bake_svg(picture, TEXT.decode(), DEFAULT_CAPS)


def test_what_is_read_from_a_picture_is_the_very_text_that_was_put_in() -> None:
    picture: Any = read(bake_svg(svg(""), TEXT.decode(), DEFAULT_CAPS), DEFAULT_CAPS)
    assert (picture.text.encode(), picture.clothes, picture.picture) == (TEXT, "json", "svg")
