"""Engine: what people send, made safe to keep and to give.

A picture is decoded and made anew in a few widths, so that nothing of the bytes received is ever given: no
metadata, no second meaning. A document is only recognised, by its name and its content together.
"""

from terreau.participation.received.documents import Document, recognise
from terreau.participation.received.errors import (
    MacrosError,
    MisnamedError,
    NotTakenError,
    ReceivedError,
    SwollenError,
    TooManyPixelsError,
    UnreadablePictureError,
)
from terreau.participation.received.kinds import DOCUMENTS, PICTURES, looks_like_picture
from terreau.participation.received.names import clean_stem, suffix_of
from terreau.participation.received.pictures import MEDIA_TYPE, SUFFIX, WIDTHS, Picture, Size, made_anew

__all__ = [
    "DOCUMENTS",
    "MEDIA_TYPE",
    "PICTURES",
    "SUFFIX",
    "WIDTHS",
    "Document",
    "MacrosError",
    "MisnamedError",
    "NotTakenError",
    "Picture",
    "ReceivedError",
    "Size",
    "SwollenError",
    "TooManyPixelsError",
    "UnreadablePictureError",
    "clean_stem",
    "looks_like_picture",
    "made_anew",
    "recognise",
    "suffix_of",
]
