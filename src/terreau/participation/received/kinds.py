"""The list of what is taken, by the end of the name."""

from __future__ import annotations

#: Ends of names under which a picture may come; what it is, only its content says.
PICTURES = frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif"})

#: What a document is served as. No ZIP archive: nobody sees what it holds before it is opened.
DOCUMENTS = {
    ".pdf": "application/pdf",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".geojson": "application/geo+json",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def looks_like_picture(data: bytes) -> bool:
    """Whether the first bytes are those of a JPEG, PNG, GIF or WebP picture."""
    known = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
    return data.startswith(known) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
