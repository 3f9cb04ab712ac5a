"""The engine that takes files in: pictures made anew, documents recognised, names cleaned."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageFile

from terreau.participation import received
from terreau.participation.tests import pictures

MOST = 50_000_000


def widest(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(received.made_anew(data, most_pixels=MOST).sizes[-1].data))


def test_a_photograph_is_made_in_widths_that_are_never_larger_than_itself() -> None:
    made = received.made_anew(pictures.a_jpeg(4000, 3000), most_pixels=MOST)
    assert [(size.width, size.height) for size in made.sizes] == [(480, 360), (960, 720), (1920, 1440)]
    small = received.made_anew(pictures.a_jpeg(600, 100), most_pixels=MOST)
    assert [(size.width, size.height) for size in small.sizes] == [(480, 80), (600, 100)]


def test_a_photograph_is_turned_upright_and_loses_its_place_and_every_other_secret() -> None:
    sent = pictures.a_photograph_with_its_place()
    assert b"secret-xmp" in sent
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)
    for size in received.made_anew(sent, most_pixels=MOST).sizes:
        image = Image.open(io.BytesIO(size.data))
        assert dict(image.getexif()) == {}
        assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()
        assert b"secret" not in size.data.lower()
        assert image.format == "WEBP"
    upright = widest(sent)
    assert upright.size == (800, 1200)
    top, bottom = upright.getpixel((400, 200)), upright.getpixel((400, 1000))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[1] < 60, bottom[1] > 200) == (True, True)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_way_of_writing_colours_is_read(mode: str) -> None:
    assert widest(pictures.saved(Image.new(mode, (50, 40)), "PNG")).size == (50, 40)


def test_the_colours_of_print_are_read() -> None:
    assert widest(pictures.saved(Image.new("CMYK", (50, 40)), "JPEG")).mode == "RGB"


def test_what_can_be_seen_through_stays_so() -> None:
    assert widest(pictures.saved(Image.new("RGBA", (9, 9), (255, 0, 0, 0)), "PNG")).mode == "RGBA"


def test_a_broken_colour_profile_does_not_refuse_a_photograph() -> None:
    assert widest(pictures.a_jpeg(icc_profile=b"\x00" * 200)).size == (600, 450)


def test_a_ribbon_of_one_pixel_by_thousands_stays_within_bounds() -> None:
    for size in ((1, 60_000), (60_000, 1)):
        assert max(widest(pictures.a_png(*size)).size) <= 6000


@pytest.mark.parametrize(
    "sent",
    [
        pictures.a_header_only_png(10_000, 10_000),
        pictures.a_header_only_png(2**31 - 1, 2**31 - 1),
        pictures.a_header_only_webp(16_383, 16_383),
    ],
)
def test_a_hundred_megapixels_are_refused_before_anything_is_decoded(
    sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _image: pytest.fail("decoded"))
    with pytest.raises(received.TooManyPixelsError):
        received.made_anew(sent, most_pixels=MOST)


@pytest.mark.parametrize(
    "sent",
    [
        pictures.a_jpeg(800, 600)[:2000],
        pictures.a_png(400, 400)[:-30],
        pictures.a_header_only_png(500, 500),
        pictures.a_header_only_webp(50, 50),
        b"\xff\xd8\xff" + b"\x00" * 50,
        b"GIF89a",
        b"RIFF\x00\x00\x00\x00WEBP",
        b"\x89PNG\r\n\x1a\n<script>",
    ],
)
def test_a_picture_cut_or_broken_is_refused(sent: bytes) -> None:
    assert received.looks_like_picture(sent)
    with pytest.raises(received.UnreadablePictureError):
        received.made_anew(sent, most_pixels=MOST)


def test_a_picture_that_is_also_a_page_keeps_its_pixels_only() -> None:
    sent = pictures.a_gif_that_is_also_a_page()
    made = received.made_anew(sent, most_pixels=MOST)
    assert b"script" in sent
    assert all(b"script" not in size.data and b"alert" not in size.data for size in made.sizes)


def test_a_drawing_is_no_picture() -> None:
    assert not received.looks_like_picture(pictures.SVG)


@pytest.mark.parametrize(
    ("sent", "suffix"),
    [
        (pictures.PDF, ".pdf"),
        ("commune;élus\nGrenoble;59\n".encode("cp1252"), ".csv"),
        ("\ufeffcommune,élus\n".encode(), ".csv"),
        (b"Compte rendu\n", ".txt"),
        (b'{"type": "FeatureCollection", "features": []}', ".geojson"),
        (pictures.an_ods(), ".ods"),
        (pictures.a_docx(), ".docx"),
        (pictures.an_archive({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), ".xlsx"),
    ],
)
def test_a_document_is_recognised_by_its_name_and_its_content(sent: bytes, suffix: str) -> None:
    assert received.recognise(sent, suffix) == received.Document(received.DOCUMENTS[suffix], suffix)


@pytest.mark.parametrize(
    "suffix", ["", ".svg", ".html", ".htm", ".xhtml", ".js", ".exe", ".zip", ".xml", ".docm"]
)
def test_what_is_not_on_the_list_is_refused(suffix: str) -> None:
    with pytest.raises(received.NotTakenError):
        received.recognise(b"anything", suffix)


@pytest.mark.parametrize(
    ("sent", "suffix"),
    [
        (pictures.SVG, ".png"),
        (b"<html>", ".jpg"),
        (b"MZ\x90\x00\x03", ".pdf"),
        (pictures.PDF[:-10], ".pdf"),
        (b"<html>" + pictures.PDF, ".pdf"),
        (b"a;b\x00c", ".csv"),
        (b"   \n", ".txt"),
        (b'{"type": "script"}', ".geojson"),
        (b"[" * 100_000, ".geojson"),
        (pictures.an_ods(), ".odt"),
        (pictures.an_ods(), ".xlsx"),
        (pictures.an_ods()[:-30], ".ods"),
        (pictures.an_archive({"a.exe": b"MZ"}), ".docx"),
        (pictures.PDF, ".docx"),
    ],
)
def test_a_content_that_is_not_what_its_name_says_is_refused(sent: bytes, suffix: str) -> None:
    with pytest.raises(received.MisnamedError):
        received.recognise(sent, suffix)


def test_a_document_with_programs_is_refused() -> None:
    with pytest.raises(received.MacrosError):
        received.recognise(pictures.a_docx(**{"word/vbaProject.bin": b"x"}), ".docx")
    with pytest.raises(received.MacrosError):
        received.recognise(pictures.an_ods(**{"Basic/Standard/Module1.xml": b"x"}), ".ods")


def test_a_document_that_would_swell_is_refused() -> None:
    with pytest.raises(received.SwollenError):
        received.recognise(pictures.a_docx(**{"word/bomb.xml": bytes(201_000_000)}), ".docx")
    many = {f"part{number}": b"" for number in range(5_001)}
    with pytest.raises(received.SwollenError):
        received.recognise(pictures.a_docx(**many), ".docx")


@pytest.mark.parametrize(
    ("sent", "stem", "suffix"),
    [
        ("Plan du quartier.PDF", "Plan du quartier", ".pdf"),
        ("../../etc/passwd.txt", "passwd", ".txt"),
        ("C:\\Users\\nadia\\plan.pdf", "plan", ".pdf"),
        ("bill.exe.pdf", "bill-exe", ".pdf"),
        ("plan.pdf.exe", "plan-pdf", ".exe"),
        ("plan.pdf. . ", "plan", ".pdf"),
        ("a\x00b\r\nSet-Cookie: x.txt", "abSet-Cookie- x", ".txt"),
        ("fdp\u202eexe.txt", "fdpexe", ".txt"),
        ('q"uo;te<>|?*.csv', "q-uo;te", ".csv"),
        (".htaccess", "", ".htaccess"),
        ("...", "", ""),
        ("", "", ""),
        ("CON.txt", "-CON", ".txt"),
        ("E\u0301te\u0301.pdf", "Été", ".pdf"),
        ("é" * 500 + ".pdf", "é" * 100, ".pdf"),
    ],
)
def test_a_name_keeps_nothing_that_harms(sent: str, stem: str, suffix: str) -> None:
    assert received.suffix_of(sent) == suffix
    assert received.clean_stem(sent) == stem
