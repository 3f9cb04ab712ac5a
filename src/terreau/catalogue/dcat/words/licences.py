"""Licences of data as French portals name them: addresses with or without s, codes, labels."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from terreau.catalogue.dcat.model import Licence


class _Known(NamedTuple):
    spdx: str
    label: str
    iri: str
    said: str


#: The address is the licence's own; `said` finds it in a label or an address without accents, in lower case.
_KNOWN = (
    _Known(
        "LicenseRef-Licence-Ouverte-1.0",
        "Licence Ouverte 1.0",
        "https://www.etalab.gouv.fr/wp-content/uploads/2014/05/Licence_Ouverte.pdf",
        r"(?:licence ouverte|open licence)(?: open licence)?(?: etalab)? ?(?:version )?v?1\b"
        r"|\blov1\b|licence ouverte pdf",
    ),
    _Known(
        "etalab-2.0",
        "Licence Ouverte 2.0",
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        r"etalab|licence ?ouverte|open ?licence|\blov?2?\b|\bfr ?lo\b",
    ),
    _Known(
        "ODbL-1.0",
        "Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
        r"\bodbl\b|open ?database licen[cs]e|odc odbl",
    ),
    _Known(
        "ODC-By-1.0", "ODC Attribution 1.0", "https://opendatacommons.org/licenses/by/1-0/", r"\bodc ?by\b"
    ),
    _Known("PDDL-1.0", "ODC PDDL 1.0", "https://opendatacommons.org/licenses/pddl/1-0/", r"\bpddl\b"),
    _Known(
        "CC0-1.0",
        "Creative Commons Zero 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        r"\bcc ?0\b|\bcc ?zero\b|publicdomain zero",
    ),
    _Known(
        "CC-BY-SA-4.0",
        "Creative Commons BY-SA 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        r"\bcc ?by ?sa\b|licenses by sa|share ?alike|partage dans les memes",
    ),
    _Known(
        "CC-BY-4.0",
        "Creative Commons BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        r"\bcc ?by\b(?! ?n[cd])|licenses by(?! n[cd])\b|creative commons attribution(?! non)",
    ),
    _Known("EUPL-1.2", "EUPL 1.2", "https://joinup.ec.europa.eu/collection/eupl", r"\beupl\b"),
)
_RESTRICTED = re.compile(
    r"\bn[cd]\b|non ?commercial|no ?deriv|pas de modification|pas d utilisation commerciale"
)
_OTHER_VERSION = re.compile(r"\bby(?: sa)? (?:v ?)?([123])\b|\bby(?: sa)? (?:v ?)?([123])[ .]\d")


def licence_of(said: str, label: str = "") -> Licence:
    """The licence that an address or a label names; its words are kept when it is none that we know."""
    words = f"{said} {label}".strip()
    if not words:
        return Licence()
    plain = _plain(words)
    address = said if re.match(r"https?://", said) else ""
    if not _RESTRICTED.search(plain) and not _OTHER_VERSION.search(plain):
        for known in _KNOWN:
            if re.search(known.said, plain):
                return Licence(known.spdx, known.label, known.iri)
    if re.search(r"not ?specified|non specifiee|inconnue|^unknown$", plain):
        return Licence()
    return Licence("", label or ("" if address else said), address)


def address_of(licence: Licence) -> str:
    """Where the licence is read: its own address when we know it."""
    return next((known.iri for known in _KNOWN if known.spdx == licence.spdx), licence.iri)


def _plain(words: str) -> str:
    split = unicodedata.normalize("NFKD", words.lower())
    kept = "".join(sign for sign in split if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", " ", kept).strip()
