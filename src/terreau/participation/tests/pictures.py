"""Files as people send them, and as people who mean harm do."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Mapping

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def a_jpeg(width: int = 600, height: int = 450, colour: str = "teal", **options: Any) -> bytes:
    return saved(Image.new("RGB", (width, height), colour), "JPEG", **options)


def a_png(width: int = 40, height: int = 30, colour: str = "teal") -> bytes:
    return saved(Image.new("RGB", (width, height), colour), "PNG")


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def a_photograph_with_its_place() -> bytes:
    """Lying on its side, red on the left; with place, camera, author and a comment."""
    image = Image.new("RGB", (1200, 800), "white")
    image.paste("red", (0, 0, 600, 800))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter to the right
    exif[0x010F], exif[0x013B] = "CameraMaker", "Nadia Secrete"
    exif.get_ifd(0x8825).update({1: "N", 2: (45.0, 11.0, 20.0), 3: "E", 4: (5.0, 43.0, 30.0)})
    return saved(
        image, "JPEG", exif=exif, comment=b"secret-comment", xmp=b"<x:xmpmeta>secret-xmp</x:xmpmeta>"
    )


def a_header_only_png(width: int, height: int) -> bytes:
    """A few bytes that announce a picture of any size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in ((b"IHDR", head), (b"IDAT", rows)))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def a_header_only_webp(width: int, height: int) -> bytes:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<I", 10) + b"\x00\x00\x00\x00" + sides
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


def a_gif_that_is_also_a_page() -> bytes:
    """A true picture whose bytes also read as a page and as a program."""
    return saved(Image.new("P", (30, 20)), "GIF") + b"<html><script>alert('gif')</script></html>/*=1;alert(1)"


def an_archive(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def an_ods(**more: bytes) -> bytes:
    return an_archive({"mimetype": ODS.encode(), "content.xml": b"<office/>", **more})


def a_docx(**more: bytes) -> bytes:
    return an_archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>", **more})
