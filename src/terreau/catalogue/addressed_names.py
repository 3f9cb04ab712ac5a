"""What a site calls a file, and whether it is one."""

from __future__ import annotations

import re
from email.message import Message
from typing import TYPE_CHECKING
from urllib.parse import unquote

from terreau.people.words import one_line

if TYPE_CHECKING:
    from httpx import Response

#: Ends of names by what the site says the file is (https://www.iana.org/assignments/media-types).
_ENDS = {
    "text/csv": ".csv",
    "application/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/geo+json": ".geojson",
    "application/vnd.geo+json": ".geojson",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.apache.parquet": ".parquet",
    "application/zip": ".zip",
    "application/gzip": ".gz",
}
_ENDED = re.compile(r"\.(csv|tsv|txt|xlsx|xls|xlsm|ods|json|geojson|parquet|gz|zip)$", re.IGNORECASE)
# Possessive: a comment has one end only, else a page of empty comments is cut in 2^n ways.
_PAGE = re.compile(rb"\s*+(<!--.*?-->\s*+)*+<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


def name_of(answer: Response) -> str:
    """The name its site gives the file (RFC 6266), else the end of its address, with the end of its kind."""
    given = _given(answer.headers.get("Content-Disposition", ""))
    path = [part for part in answer.url.path.split("/") if part]
    name = one_line(given.replace("\\", "/").rsplit("/", 1)[-1] or unquote(path[-1] if path else ""))
    if not _ENDED.search(name):
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        name = f"{name or answer.url.host}{_ENDS.get(kind, '')}"
    return name[-160:]


def is_page(begun: bytes) -> bool:
    """Whether what came is a page of the web, as a door to sign in or an excuse, instead of a file."""
    return bool(_PAGE.match(begun.removeprefix(b"\xef\xbb\xbf")))


def _given(header: str) -> str:
    """The name in a header, which holds one line whatever the site says; "" when none can be made out."""
    said = Message()
    said["Content-Disposition"] = " ".join(header.split())[:1000]
    try:
        name = said.get_filename() or ""
    except (ValueError, LookupError):  # the site also names the charset, and some are none
        return ""
    return name.encode("utf-8", "replace").decode()  # half of a surrogate pair goes into no database
