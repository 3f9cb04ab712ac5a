"""`status`: the issuer has neither revoked nor suspended the badge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from terreau.recognition.openbadges.checks.case import LISTS, listed
from terreau.recognition.openbadges.errors import OpenBadgesError, UnreachableError
from terreau.recognition.openbadges.keys.finding import did_web_address
from terreau.recognition.openbadges.resolving import bring, bring_object
from terreau.recognition.openbadges.results import UNKNOWN, UNREADABLE, VALID, Check, failed, passed, undone
from terreau.recognition.openbadges.status.bitstring import MINIMUM, StatusList

if TYPE_CHECKING:
    from terreau.recognition.openbadges.checks.case import Case
    from terreau.recognition.openbadges.results import Result

_ENTRIES = frozenset(("BitstringStatusListEntry", "StatusList2021Entry"))
_MOST_LISTS = 64  # of 4 MB at most each; a run over many issuers forgets the oldest
Known = tuple[StatusList, dict[str, Any], str, str]
"""A list that is sound: its bits, its subject, who signed it, the address it gives itself."""
_FATAL = {"revocation": "status.revoked", "suspension": "status.suspended"}


def check(case: Case) -> Check | None:
    entries = listed(case.credential.get("credentialStatus"))
    if not entries or case.kind == "presentation":
        return None
    limit = case.settings.caps.status_entries
    if len(entries) > limit:
        return failed("status", "status.too_many", what="status_entries", limit=limit)
    found = [
        _entry(case, entry)
        if isinstance(entry, dict)
        else failed("status", "status.malformed", why="credentialStatus")
        for entry in entries
    ]
    return next((c for c in found if c.ok is False), next((c for c in found if c.ok is None), found[0]))


def _entry(case: Case, entry: dict[str, Any]) -> Check:
    kinds = {kind for kind in listed(entry.get("type")) if isinstance(kind, str)}
    if kinds & _ENTRIES:
        return _bit(case, entry)
    if kinds & {"1EdTechRevocationList", "RevocationList"}:
        return _older(case, entry)
    return undone("status", "status.unsupported", name=", ".join(sorted(kinds)))


def _older(case: Case, entry: dict[str, Any]) -> Check:
    """Read the 1EdTechRevocationList, an unsigned document that names the revoked ids."""
    url = str(entry.get("id"))
    try:
        document = bring_object(case.settings.resolver, url, case.settings.caps)
    except OpenBadgesError:
        return undone("status", "status.unreachable", url=url)
    identifier = case.credential.get("id")
    for one in listed(document.get("revokedCredential")):
        if identifier is not None and identifier == (one.get("id") if isinstance(one, dict) else one):
            reason = one.get("revocationReason") if isinstance(one, dict) else None
            said = (f" : {reason}", f": {reason}") if reason else ("", "")
            return failed("status", "status.revoked", reason=said)
    return passed("status", "status.good")


def _bit(case: Case, entry: dict[str, Any]) -> Check:
    purpose, url = entry.get("statusPurpose"), entry.get("statusListCredential")
    index_text = str(entry.get("statusListIndex"))
    if not isinstance(url, str) or not isinstance(purpose, str):
        return failed("status", "status.malformed", why="statusListCredential, statusPurpose")
    if not index_text.isdecimal() or not index_text.isascii():
        return failed("status", "status.malformed", why="statusListIndex")
    if entry.get("statusSize", 1) != 1:
        return undone("status", "status.unsupported", name="statusSize")
    found = _list_for(case, url, purpose)
    if isinstance(found, Check):
        return found
    if "BitstringStatusListEntry" in listed(entry.get("type")) and len(found) < MINIMUM:
        # Bitstring Status List 1.0, 3.2: a short list gives its people away. Told, as such are in use.
        case.warn("status.short", count=len(found))
    index = int(index_text[:20])
    return _read_bit(case, found, index, purpose)


def _list_for(case: Case, url: str, purpose: str) -> Check | StatusList:
    """Get a list that is sound, the issuer's, and for this purpose; or say what is wrong with it."""
    try:
        found = _list(case, url)
    except UnreachableError:
        return undone("status", "status.unreachable", url=url)
    except OpenBadgesError as error:
        return failed("status", "status.list_bad", why=(error.said("fr"), error.said("en")))
    if isinstance(found, Check):
        return found
    bits, subject, signer, identifier = found
    if identifier != url:
        case.warn("status.list_renamed", id=identifier, url=url)
    if purpose not in listed(subject.get("statusPurpose")):
        return failed("status", "status.list_purpose", purpose=purpose)
    return _stranger(case, signer, url) or bits


def _read_bit(case: Case, bits: StatusList, index: int, purpose: str) -> Check:
    if index >= len(bits):
        return failed("status", "status.index", index=index)
    if bits[index] and purpose in _FATAL:
        return failed("status", _FATAL[purpose], reason="")
    if bits[index] or purpose not in _FATAL:
        case.warn("status.note", purpose=purpose)
    return passed("status", "status.good")


def _stranger(case: Case, signer: str, url: str) -> Check | None:
    """Refuse a list signed by someone else, unless the issuer's own domain publishes it."""
    if signer == case.issuer:
        return None
    home = _home(case.issuer)
    if url.startswith("https://") and home and home == _home(url):
        case.warn("status.list_other", signer=signer)
        return None
    return failed("status", "status.list_issuer", signer=signer)


def _home(issuer: str) -> str:
    """Give the domain that an issuer is named by, empty when it is by none (or not over https)."""
    try:
        address = did_web_address(issuer) if issuer.startswith("did:web:") else issuer
        return urlsplit(address).netloc if address.startswith("https://") else ""
    except (OpenBadgesError, ValueError):
        return ""


def _list(case: Case, url: str) -> Check | Known:
    """Fetch, verify and inflate a list once per run. Raises OpenBadgesError."""
    lists = case.settings.lists
    if url not in lists:
        raw = bring(case.settings.resolver, url, case.settings.caps)
        if len(lists) >= _MOST_LISTS:
            lists.clear()
        # A list may have a status of its own; one that leads back to itself meets this.
        lists[url] = failed("status", "status.loop", url=url)
        try:
            lists[url] = _judged(case, case.settings.verify(raw, case.depth + 1), url)
        except OpenBadgesError:
            lists.pop(url, None)
            raise
    known: Check | Known = lists[url]
    return known


def _judged(case: Case, result: Result, url: str) -> Check | Known:
    reason = result.deciding
    why = (reason.message("fr"), reason.message("en")) if reason else ("", "")
    if result.verdict == UNREADABLE:
        raise UnreachableError(url=url)
    if result.verdict == UNKNOWN:
        return undone("status", "status.list_unknown", why=why)
    if result.verdict != VALID:
        return failed("status", "status.list_bad", why=why)
    if not LISTS & set(map(str, listed(result.credential.get("type")))):
        return failed("status", "status.list_bad", why="BitstringStatusListCredential")
    subject = listed(result.credential.get("credentialSubject"))[0]
    bits = StatusList.read(subject["encodedList"], case.settings.caps.status_list_size)
    identifier = result.credential.get("id")
    issuer = result.credential.get("issuer")
    signer = issuer.get("id") if isinstance(issuer, dict) else issuer
    return bits, subject, str(signer), identifier if isinstance(identifier, str) else url
