"""Take in the bytes of a file: look at them, make a picture anew, put what will be given on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from threading import BoundedSemaphore

from django.conf import settings

from terreau.foundation.errors import UnavailableError
from terreau.participation import received as engine
from terreau.participation import store
from terreau.participation.file_errors import (
    FileTooLargeError,
    MacrosInsideError,
    MisnamedFileError,
    NoFileError,
    NotTakenFileError,
    PictureTooLargeError,
    SwollenFileError,
    UnreadablePictureError,
)
from terreau.participation.models import Rendition

_MEGA = 1_000_000
#: A large photograph takes some 300 MB while it is decoded: one at a time, the others wait their turn.
_ONE_AT_A_TIME = BoundedSemaphore(1)
_PATIENCE_SECONDS = 30


@dataclass(frozen=True)
class Received:
    """What stands on the disk, ready for its rows; `width` is None for what is not a picture."""

    name: str
    media_type: str
    suffix: str
    width: int | None
    height: int | None
    renditions: tuple[Rendition, ...]


def received(name: str, data: bytes) -> Received:
    """Keep what was sent under `name`, made safe.

    Raises NoFileError, FileTooLargeError, PictureTooLargeError, UnreadablePictureError, NotTakenFileError,
    MisnamedFileError, MacrosInsideError, SwollenFileError, UnavailableError, and OSError from the disk.
    """
    if not data:
        raise NoFileError
    if len(data) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise FileTooLargeError(limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2)
    suffix = engine.suffix_of(name)
    if engine.looks_like_picture(data):
        if suffix and suffix not in engine.PICTURES:
            raise MisnamedFileError(suffix=suffix)
        return _picture(name, data)
    return _document(name, suffix, data)


def _picture(name: str, data: bytes) -> Received:
    if not _ONE_AT_A_TIME.acquire(timeout=_PATIENCE_SECONDS):
        raise UnavailableError
    try:
        picture = engine.made_anew(data, most_pixels=settings.MOST_MEGAPIXELS * _MEGA)
    except engine.TooManyPixelsError as error:
        size = round(error.pixels / _MEGA)
        raise PictureTooLargeError(size=size, limit=settings.MOST_MEGAPIXELS) from error
    except engine.UnreadablePictureError as error:
        raise UnreadablePictureError from error
    finally:
        _ONE_AT_A_TIME.release()
    renditions = tuple(
        Rendition(
            digest=store.keep(size.data, engine.SUFFIX),
            width=size.width,
            height=size.height,
            bytes=len(size.data),
        )
        for size in picture.sizes
    )
    widest = renditions[-1]
    return Received(
        engine.clean_stem(name), engine.MEDIA_TYPE, engine.SUFFIX, widest.width, widest.height, renditions
    )


def _document(name: str, suffix: str, data: bytes) -> Received:
    try:
        document = engine.recognise(data, suffix)
    except engine.NotTakenError as error:
        raise NotTakenFileError(suffix=suffix or "…") from error
    except engine.MisnamedError as error:
        raise MisnamedFileError(suffix=suffix) from error
    except engine.MacrosError as error:
        raise MacrosInsideError from error
    except engine.SwollenError as error:
        raise SwollenFileError from error
    kept = Rendition(digest=store.keep(data, document.suffix), bytes=len(data))
    return Received(engine.clean_stem(name), document.media_type, document.suffix, None, None, (kept,))
