"""Recognise a document: the end of its name says what it should be, its content must agree."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass

from terreau.participation.received.errors import MacrosError, MisnamedError, NotTakenError, SwollenError
from terreau.participation.received.kinds import DOCUMENTS, PICTURES

#: Bytes that an office document may unpack to, and parts that it may have.
MOST_UNPACKED = 200_000_000
MOST_PARTS = 5_000
_GEOMETRIES = {
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection",
}  # fmt: skip
#: The part that only a document of that kind has.
_PARTS = {".xlsx": "xl/workbook.xml", ".docx": "word/document.xml"}
#: Where programs stand in office documents.
_PROGRAMS = ("vbaproject.bin", "basic/", "scripts/", "activex")


@dataclass(frozen=True)
class Document:
    """What a document is served as, and the end of its name."""

    media_type: str
    suffix: str


def recognise(data: bytes, suffix: str) -> Document:
    """The document that these bytes are; raises NotTakenError, MisnamedError, MacrosError, SwollenError."""
    if suffix in PICTURES:
        raise MisnamedError(suffix)
    if suffix not in DOCUMENTS:
        raise NotTakenError(suffix)
    if suffix == ".pdf":
        agrees = _is_pdf(data)
    elif suffix in {".csv", ".txt"}:
        agrees = _is_text(data)
    elif suffix == ".geojson":
        agrees = _is_geojson(data)
    else:
        agrees = _is_office(data, suffix)
    if not agrees:
        raise MisnamedError(suffix)
    return Document(DOCUMENTS[suffix], suffix)


def _is_pdf(data: bytes) -> bool:
    """From its header to its end: a PDF that was cut has no `%%EOF` (ISO 32000-1, 7.5.5)."""
    return data.startswith(b"%PDF-") and b"%%EOF" in data[-2048:]


def _is_text(data: bytes) -> bool:
    """Text without control characters, in UTF-8 or as older office programs write it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return bool(text.strip()) and not any(letter < " " and letter not in "\t\n\r\f" for letter in text)


def _is_geojson(data: bytes) -> bool:
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(told, dict) and told.get("type") in {"FeatureCollection", "Feature", *_GEOMETRIES}


def _is_office(data: bytes, suffix: str) -> bool:
    """An archive whose directory stands where it should and holds what such a document holds."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {part.filename.lower(): part for part in archive.infolist()}
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts.values()) > MOST_UNPACKED:
                raise SwollenError
            if any(program in name for name in parts for program in _PROGRAMS):
                raise MacrosError
            if suffix in _PARTS:
                return _PARTS[suffix] in parts and "[content_types].xml" in parts
            with archive.open("mimetype") as kind:
                return kind.read(200) == DOCUMENTS[suffix].encode()
    except (zipfile.BadZipFile, KeyError, NotImplementedError, OSError, EOFError, RuntimeError, ValueError):
        return False
