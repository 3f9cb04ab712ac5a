"""Pictures sent by people are made harmless; pictures composed here are drawn."""

from __future__ import annotations

import io
import re
import struct

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from terreau.people.tests.builders import a_territory
from terreau.recognition.drawing import (
    COLOURS,
    DEFAULT,
    HUES,
    SHAPES,
    SIGN_COLOUR,
    SIGNS,
    colour_of,
    contrast,
    drawn,
)
from terreau.recognition.errors import BadPictureError
from terreau.recognition.forms.badge import ChangeBadgeForm
from terreau.recognition.models import Achievement
from terreau.recognition.pictures import LARGEST, LARGEST_SVG, cleaned, cleaned_svg, rendered
from terreau.recognition.tests.people import a_badge, a_browser_of, a_signer
from terreau.recognition.tests.test_journey import FORM

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'


def a_png(width: int = 200, height: int = 100, said: str = "") -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", said)
    written = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(written, "PNG", pnginfo=told)
    return written.getvalue()


def test_every_shape_colour_and_sign_is_drawn() -> None:
    for shape, colour, sign in zip([*SHAPES] * 3, [*COLOURS] * 3, [*SIGNS, *SIGNS], strict=False):
        picture = rendered(drawn({"shape": shape, "colour": colour, "sign": sign}))
        assert Image.open(io.BytesIO(picture)).size == (512, 512)


def test_what_is_not_known_is_drawn_as_the_default() -> None:
    assert drawn({"shape": '"><script>', "colour": "x", "sign": ""}) == drawn({})


def test_a_sign_stands_out_from_every_ground() -> None:
    grounds = {
        colour: re.findall(r'fill="(#\w{6})"', drawn({"colour": colour}))[0] for colour in (*COLOURS, *HUES)
    }
    assert len(set(grounds.values())) == len(COLOURS) + 36
    assert {colour for colour, ground in grounds.items() if contrast(ground, SIGN_COLOUR) < 4.5} == set()
    assert (contrast("#000000", "#ffffff"), round(contrast("#777777", "#ffffff"), 2)) == (21, 4.48)


def test_a_territory_has_the_same_colour_everywhere_and_for_ever() -> None:
    assert [colour_of(ref) for ref in ("200040715", "38185", "R84")] == ["hue-190", "hue-110", "hue-80"]


@pytest.mark.django_db
def test_a_badge_takes_the_colour_of_its_territory_unless_another_is_chosen() -> None:
    place = a_territory("38185", "Grenoble")
    browser = a_browser_of(a_signer())
    said = {**FORM, "colour": "territory", "territory": "Grenoble (38)"}
    browser.post("/badges/definir/", said)
    badge = Achievement.objects.get()
    assert (badge.territory, badge.composition["colour"]) == (place, colour_of("38185"))
    page = browser.get(f"{badge.get_absolute_url()}modifier/").content.decode()
    assert '<option value="territory" selected>' in page
    browser.post(f"{badge.get_absolute_url()}modifier/", {**said, "reason": "", "colour": "moss"})
    badge.refresh_from_db()
    assert badge.composition["colour"] == "moss"


@pytest.mark.django_db
def test_the_colour_of_another_territory_stays_when_the_badge_is_changed() -> None:
    badge = Achievement(name="A", composition={**DEFAULT, "colour": "hue-120"})
    form = ChangeBadgeForm(badge=badge)
    assert str(form["colour"]).count("selected") == 1
    assert 'value="hue-120" selected' in str(form["colour"])


def test_a_png_keeps_its_pixels_and_nothing_else() -> None:
    svg, png = cleaned(a_png(said="48.85, 2.35, chez moi"))
    assert svg == ""
    assert b"chez moi" not in png
    assert Image.open(io.BytesIO(png)).size == (200, 100)
    assert max(Image.open(io.BytesIO(cleaned(a_png(3000, 2000))[1])).size) == 512


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"GIF89a",
        b"<html><svg",
        b"\x89PNG\r\n\x1a\n",
        a_png()[:60],
        a_png(20, 20),
        a_png()[:16] + struct.pack(">II", 60_000, 60_000) + a_png()[24:],
        b"\x89PNG\r\n\x1a\n" + b"\0" * LARGEST,
    ],
)
def test_what_is_no_sound_picture_is_refused(raw: bytes) -> None:
    with pytest.raises(BadPictureError):
        cleaned(raw)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
        '<image href="https://exemple.fr/pixel.png"/>',
        '<use href="https://exemple.fr/x.svg#a"/>',
        "<style>@import url(https://exemple.fr/x.css)</style>",
        "<foreignObject><p>bonjour</p></foreignObject>",
        '<path d="M0 0" onclick="alert(1)" style="background:url(https://exemple.fr)"/>',
        '<path d="M0 0" fill="url(https://exemple.fr/x)"/>',
        '<path d="M0 0" fill="u&#114;l(https://exemple.fr/x)"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<text font-family="x">Bonjour</text>',
    ],
)
def test_an_svg_keeps_only_its_shapes(inside: str) -> None:
    kept = cleaned_svg(SVG.format(inside + '<path d="M1 1h8v8z" fill="#123456"/>').encode())
    assert 'd="M1 1h8v8z"' in kept
    for word in ("script", "alert", "exemple.fr", "bonjour", "style", "onclick", "animate", "Bonjour"):
        assert word not in kept


@pytest.mark.parametrize(
    "raw",
    [
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("<title>&a;</title>").encode(),
        b"<svg><path",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        SVG.format("<g>" * 40 + "</g>" * 40).encode(),
        SVG.format('<path d="M0 0"/>' * 2_000).encode(),
        SVG.format(" " * LARGEST_SVG).encode(),
    ],
)
def test_an_svg_with_entities_or_too_large_or_broken_is_refused(raw: bytes) -> None:
    with pytest.raises(BadPictureError):
        cleaned_svg(raw)


@pytest.mark.django_db
def test_a_badge_takes_the_picture_that_was_sent_and_a_bad_one_is_told_at_its_field() -> None:
    signer = a_signer()
    browser = a_browser_of(signer)
    bad = browser.post("/badges/definir/", {**FORM, "picture": SimpleUploadedFile("a.png", b"non")})
    assert bad.status_code == 422
    assert "ni une image PNG" in bad.content.decode()
    browser.post("/badges/definir/", {**FORM, "picture": SimpleUploadedFile("a.png", a_png())})
    badge = Achievement.objects.get()
    served = browser.get(f"{badge.get_absolute_url()}versions/1/image.png")
    assert Image.open(io.BytesIO(served.content)).size == (200, 100)
    small = re.search(r'<img src="([^"]+petite.png)"', browser.get("/badges/").content.decode())
    assert small
    little = browser.get(small[1]).content
    assert Image.open(io.BytesIO(little)).size == (144, 72)
    changed = {**FORM, "name": "Autre nom", "reason": "", "shape": ""}
    browser.post(f"{badge.get_absolute_url()}modifier/", changed)
    again = browser.get(f"{badge.get_absolute_url()}versions/1/image.png")
    assert again.content == served.content, "the picture sent stays when another thing changes"


@pytest.mark.django_db
def test_a_picture_is_served_so_that_no_script_of_it_could_run() -> None:
    badge, browser = a_badge(), a_browser_of(None)
    served = browser.get(f"{badge.get_absolute_url()}versions/1/image.svg")
    assert served.headers["Content-Type"] == "image/svg+xml"
    assert "sandbox" in served.headers["Content-Security-Policy"]
    assert browser.get(f"{badge.get_absolute_url()}versions/1/image.gif").status_code == 404
    assert browser.get("/badges/dessin.svg?shape=<script>&colour=&sign=").content.decode() == drawn({})
