"""Make a picture anew: upright, in a few widths, in a light format, with nothing but its pixels."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from terreau.participation.received.errors import TooManyPixelsError, UnreadablePictureError

if TYPE_CHECKING:
    from PIL.Image import Image

#: Widths made, the widest last; a picture is never enlarged.
WIDTHS = (480, 960, 1920)
SUFFIX = ".webp"
MEDIA_TYPE = "image/webp"
_QUALITY = 76
#: Read in this order; any other format is refused, however many Pillow knows.
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
#: How tall beside its width: a ribbon of one pixel by millions would pass no format.
_TALLEST = 3


@dataclass(frozen=True)
class Size:
    """The picture in one width."""

    width: int
    height: int
    data: bytes


@dataclass(frozen=True)
class Picture:
    """A picture made anew, its narrowest size first."""

    sizes: tuple[Size, ...]


def made_anew(data: bytes, *, most_pixels: int) -> Picture:
    """The same picture, from its pixels only.

    Orientation is applied, then every other metadata is left behind (place, date, camera, author, thumbnail).
    Of a moving picture the first image is kept. Raises TooManyPixelsError before anything is decoded, and
    UnreadablePictureError.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of odd metadata, which is left behind anyway
            return _made_anew(data, most_pixels)
    except TooManyPixelsError:
        raise
    except Exception as error:  # a decoder that meets hostile bytes raises whatever it raises
        raise UnreadablePictureError from error


def _made_anew(data: bytes, most_pixels: int) -> Picture:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # Pillow would only warn up to twice its own limit: ours is checked here
    if data.startswith(b"RIFF"):
        _refuse_beyond(most_pixels, *_webp_canvas(data))  # Pillow takes the memory when it opens a WebP
    with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
        _refuse_beyond(most_pixels, opened.width, opened.height)
        # A JPEG decodes at a half, a quarter or an eighth for free; turned or not, it stays wide enough.
        opened.draft(None, (WIDTHS[-1], WIDTHS[-1]))
        opened.load()
        upright = _plain(ImageOps.exif_transpose(opened))
    widest = min(upright.width, WIDTHS[-1])
    widths = [*(width for width in WIDTHS if width < widest), widest]
    sizes = []
    for width in reversed(widths):  # each from the one above: less work, same look
        upright = _fitted(upright, width)
        sizes.append(Size(upright.width, upright.height, _written(upright)))
    return Picture(tuple(reversed(sizes)))


def _refuse_beyond(most: int, width: int, height: int) -> None:
    if width * height > most:
        raise TooManyPixelsError(width, height)


def _webp_canvas(data: bytes) -> tuple[int, int]:
    """Width and height that the first chunk says (RFC 9649, sections 2.5 to 2.7)."""
    first, head = data[12:16], data[20:30]
    if first == b"VP8X":
        return 1 + int.from_bytes(head[4:7], "little"), 1 + int.from_bytes(head[7:10], "little")
    if first == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    said = int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
    return said[0] & 0x3FFF, said[1] & 0x3FFF


def _plain(image: Image) -> Image:
    """The pixels alone, in the colours every screen knows."""
    from PIL import Image as Images
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    seen = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    if profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            turned: Any = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode=mode
            )
            image = turned
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a broken profile changes a shade: not worth refusing a photograph
    if image.mode.startswith("I"):  # sixteen bits of grey, which a plain conversion would burn out
        image = image.point(lambda value: value / 256).convert("L")
    image = image.convert("RGBA" if seen else "RGB")
    clean = Images.new(image.mode, image.size)
    clean.paste(image)
    return clean


def _fitted(image: Image, width: int) -> Image:
    from PIL import Image as Images

    height = max(1, round(image.height * width / image.width))
    if height > width * _TALLEST:
        width, height = max(1, round(width * width * _TALLEST / height)), width * _TALLEST
    if (width, height) == image.size:
        return image
    return image.resize((width, height), Images.Resampling.LANCZOS, reducing_gap=2.0)


def _written(image: Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=_QUALITY, method=4)
    return out.getvalue()
