"""Lengths, dates, addresses, languages, countries: what the standards ask of one text."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote, urlsplit

_ZWJ = "\u200d"
_MODIFIERS = range(0x1F3FB, 0x1F400)  # skin tones
_TAGS = range(0xE0020, 0xE0080)
_FLAGS = range(0x1F1E6, 0x1F200)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_HOST = re.compile(r"(?:[^\s/?#@:\[\]<>\"%\\^`{|}]|%[0-9A-Fa-f]{2})+|\[[0-9A-Fa-f:.]+\]")
# RFC 2141: urn:<NID>:<NSS>
_URN = re.compile(
    r"urn:(?!urn:)[a-z0-9][a-z0-9-]{0,31}:(?:[a-z0-9()+,.:=@;$_!*'-]|%[0-9a-f]{2})+", re.IGNORECASE
)
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]"
)
# https://www.rfc-editor.org/rfc/rfc6838#section-4.2
_MEDIA = re.compile(r" *[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126} *")
# A code of the Italian index of administrations (indicepa.gov.it) has at most eight signs; a school's is longer.
_IPA = re.compile(r"[A-Za-z0-9_]{1,8}|istsc_[A-Za-z]{4}[A-Za-z0-9]{6}", re.IGNORECASE)
_ITALIAN = "urn:x-italian-pa:"


def graphemes(text: str) -> int:
    """Signs as a reader counts them (UAX #29, for what people write): an emoji of four code points is one."""
    count, joined, flag = 0, False, False
    for before, sign in zip("\0" + text, text, strict=False):
        code = ord(sign)
        extends = (
            sign == _ZWJ
            or code in _MODIFIERS
            or code in _TAGS
            or unicodedata.category(sign) in ("Mn", "Me", "Mc")
        )
        second_flag = code in _FLAGS and flag
        if not (extends or joined or second_flag or (before == "\r" and sign == "\n")):
            count += 1
        flag = code in _FLAGS and not second_flag
        joined = sign == _ZWJ
    return count


def is_date(text: str) -> bool:
    """YYYY-MM-DD, and a day that exists."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_url(text: str) -> bool:
    """A full address of any scheme, as net/url and validator of the reference parser read it."""
    parts = _split(text)
    if parts is None:
        return False
    scheme, rest = parts
    if rest.startswith("//"):
        host = re.split(r"[/?#]", rest[2:], maxsplit=1)[0].rpartition("@")[2]
        return scheme == "file" or _is_host(host)
    return bool(rest.lstrip("/")) and not rest.startswith("/")


def is_web_url(text: str) -> bool:
    """An http or https address with a host."""
    return text.lower().startswith(("http://", "https://")) and is_url(text)


def _split(text: str) -> tuple[str, str] | None:
    scheme, colon, rest = text.partition(":")
    if not colon or not _SCHEME.fullmatch(scheme) or re.search(r"[\x00-\x1f\x7f]", text):
        return None
    if re.search(r"%(?![0-9A-Fa-f]{2})", rest.partition("?")[0]):
        return None
    return scheme.lower(), rest


def _is_host(host: str) -> bool:
    return bool(_HOST.fullmatch(re.sub(r":\d*$", "", host)))


def is_organisation_uri(text: str) -> bool:
    """An address with a host, or a URN; one of an Italian administration needs a code of the right shape."""
    if text.lower().startswith("urn:"):
        return bool(_URN.fullmatch(text)) and (not is_italian(text) or is_ipa_code(text[len(_ITALIAN) :]))
    return "//" in text and is_url(text) and not text.lower().startswith("file:")


def is_italian(text: str) -> bool:
    return text.lower().startswith(_ITALIAN)


def is_ipa_code(text: str) -> bool:
    return bool(_IPA.fullmatch(text))


def is_email(text: str) -> bool:
    return bool(_EMAIL.fullmatch(text)) and ".." not in text.partition("@")[0]


def is_media_type(text: str) -> bool:
    return bool(_MEDIA.fullmatch(text))


def extension(text: str) -> str:
    """The end of a file's name, in lower case, from a path or an address."""
    path = unquote(urlsplit(text).path if "://" in text else text)
    name = path.rpartition("/")[2]
    return "." + name.rpartition(".")[2].lower() if "." in name else ""


@lru_cache(maxsize=512)
def is_language(tag: str) -> bool:
    """A valid BCP 47 tag: hyphens, registered subtags, the shorter of two codes (`fr`, never `fra`)."""
    if not re.fullmatch(r"[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}", tag):
        return False
    import langcodes  # 0.1 s of tables, which only a file with languages needs

    first = tag.partition("-")[0].lower()
    return bool(langcodes.tag_is_valid(tag)) and first not in _longer_codes()


@lru_cache(maxsize=1)
def _longer_codes() -> frozenset[str]:
    """Three letters for a language that has two: BCP 47 registers the two (RFC 5646, 2.2.1)."""
    from langcodes.data_dicts import LANGUAGE_ALPHA3, LANGUAGE_ALPHA3_BIBLIOGRAPHIC

    return frozenset(LANGUAGE_ALPHA3.values()) | frozenset(LANGUAGE_ALPHA3_BIBLIOGRAPHIC.values())
