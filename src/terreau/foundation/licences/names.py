"""Names that people, portals and addresses give to licences, and the SPDX identifier that each one means.

Read on words without accents or case, dots kept: "Licence Ouverte / Open Licence 2.0" comes as
"licence ouverte open licence 2.0".
"""

from __future__ import annotations

import re
from typing import NamedTuple

OUVERTE_1 = "LicenseRef-Licence-Ouverte-1.0"
PUBLIC_DOMAIN = "LicenseRef-Domaine-Public"
RESERVED = "LicenseRef-Tous-Droits-Reserves"
#: The CERN's licence when neither version nor variant is said: all are open, one cannot tell which.
CERN = "LicenseRef-CERN-OHL"
#: Licences that ask more of some users than of others (Peer Production License, Coopyleft, CopyFair).
PEER = "LicenseRef-Reciprocite"


class Named(NamedTuple):
    """An identifier; `assumed` says that the version was not written and the usual one is taken."""

    spdx: str
    assumed: bool = False


#: What is written, the identifier with {} where the version goes, the version when none is written.
_FAMILIES = (
    (r"odbl|open ?database licen[cs]e", "ODbL-1.0", ""),
    (r"odc ?by|open data commons attribution", "ODC-By-1.0", ""),
    (r"pddl|public domain dedication and licen[cs]e", "PDDL-1.0", ""),
    (r"cc ?0|cc ?zero|creative ?commons ?(0|zero)|publicdomain zero", "CC0-1.0", ""),
    (r"eupl|european union public licen[cs]e|licence publique de l union europeenne", "EUPL-{}", "1.2"),
    (r"cecill b", "CECILL-B", ""),
    (r"cecill c", "CECILL-C", ""),
    (r"cecill", "CECILL-{}", "2.1"),
    (r"apache", "Apache-{}", "2.0"),
    (r"mpl|mozilla public", "MPL-{}", "2.0"),
    (r"bsd 2|2 clauses? bsd", "BSD-2-Clause", ""),
    (r"bsd( 3)?|3 clauses? bsd", "BSD-3-Clause", ""),
    (r"ofl|open font licen[cs]e", "OFL-{}", "1.1"),
    (r"licence art libre|free art licen[cs]e|lal", "LAL-{}", "1.3"),
    (r"tapr( open hardware licen[cs]e| ohl)?", "TAPR-OHL-1.0", ""),
    (r"solderpad|shl", "SHL-{}", "2.1"),
    (r"sspl|server side public licen[cs]e", "SSPL-1.0", ""),
    (r"busl|business source licen[cs]e", "BUSL-1.1", ""),
    (r"elastic licen[cs]e", "Elastic-{}", "2.0"),
    (r"hippocratic", "Hippocratic-2.1", ""),
    (r"peer production licen[cs]e|coopyleft|coopycle|copyfair|(a|licence de) reciprocite", PEER, ""),
    (r"eclipse public licen[cs]e|epl", "EPL-{}", "2.0"),
    (r"mozilla", "MPL-{}", "2.0"),
    (r"open government licen[cs]e|ogl uk|uk ogl", "OGL-UK-3.0", ""),
    (r"licence mit|mit licen[cs]e|mit|expat", "MIT", ""),
    (r"isc", "ISC", ""),
    (r"unlicen[cs]e", "Unlicense", ""),
    (r"domaine public|public ?domain( mark)?|pdm", PUBLIC_DOMAIN, ""),
    (r"tous droits reserves|all ?rights ?reserved|proprietaire|proprietary|copyright", RESERVED, ""),
    (r"none|aucune( licence)?|(pas de|sans) licence", RESERVED, ""),
)
_VERSION = re.compile(r"(?<![\d.])(?:v|version )?(\d)(?:[. ](\d))?(?![\d.]|\d)")
_OUVERTE = re.compile(r"\b(licence ouverte|open licence|etalab|lo ?v?[12]|lov[12]|fr lo|lo)\b")
_CREATIVE = re.compile(
    r"\b(cc|creative ?commons)\b|^(licen[cs]e )?by (sa|nc|nd)\b"
    r"|\battribution (non ?commercial|share ?alike|no ?deriv\w*|\d)"
)
_CERN = re.compile(r"\bcern\b")
_CERN_VARIANTS = (
    ("S", r"s|strongly|fortement"),
    ("W", r"w|weakly|faiblement"),
    ("P", r"p|permissive"),
)
_PARTS = {
    "BY": r"by|attribution|paternite",
    "NC": r"nc|non ?commercial\w*|pas d utilisation commerciale",
    "SA": r"sa|share ?alike|partage a l identique|(partage )?dans les memes conditions",
    "ND": r"nd|no ?deriv\w*|pas de modifications?|sans modifications?|sans derives?",
}
_GNU = (
    (r"agpl|affero", "AGPL", "3.0"),
    (r"lgpl|lesser general public|library general public", "LGPL", "3.0"),
    (r"gfdl|free documentation", "GFDL", "1.3"),
    (r"gpl|gnu general public|licence publique generale", "GPL", "3.0"),
)
_OR_LATER = re.compile(
    r"\b(ou (version )?(ulterieure?|superieure?|plus recente|plus)|or (any )?later|later)\b|\+"
)


def named(words: str) -> Named | None:
    """The licence that these words name, or None."""
    return _ouverte(words) or _creative_commons(words) or _gnu(words) or _cern(words) or _family(words)


def _version(words: str, usual: str) -> tuple[str, bool]:
    """The version written, or the usual one; what cannot be read is not taken for another."""
    found = _VERSION.search(words)
    if found:
        return f"{found[1]}.{found[2] or '0'}", False
    return ("unreadable", False) if re.search(r"\d", words) else (usual, True)


def _ouverte(words: str) -> Named | None:
    found = _OUVERTE.search(words)
    if not found:
        return None
    version, assumed = _version(re.sub(r"\blo ?v?(?=\d)", "", words), "2.0")
    return Named(OUVERTE_1 if version.startswith("1") else "etalab-2.0", assumed)


def _creative_commons(words: str) -> Named | None:
    parts = [part for part, said in _PARTS.items() if re.search(rf"\b({said})\b", words)]
    if not _CREATIVE.search(words) or "BY" not in parts:
        return None
    version, assumed = _version(words, "4.0")
    return Named("-".join(("CC", *parts, version)), assumed)


def _gnu(words: str) -> Named | None:
    for said, name, usual in _GNU:
        if re.search(rf"\b({said})(?=v?\d|\b)", words):
            version, assumed = _version(re.sub(r"gpl ?v?(?=\d)", "gpl ", words), usual)
            return Named(f"{name}-{version}-{'or-later' if _OR_LATER.search(words) else 'only'}", assumed)
    return None


def _cern(words: str) -> Named | None:
    if not _CERN.search(words):
        return None
    variant = next((name for name, said in _CERN_VARIANTS if re.search(rf"\b({said})\b", words)), "")
    old = re.search(r"(?<![\d.])1[. ]([12])(?![\d.])", words)
    if variant:
        return Named(f"CERN-OHL-{variant}-2.0")
    return Named(f"CERN-OHL-1.{old[1]}") if old else Named(CERN, assumed=True)


def _family(words: str) -> Named | None:
    for said, spdx, usual in _FAMILIES:
        if re.search(rf"\b({said})\b", words):
            version, assumed = _version(words, usual) if usual else ("", False)
            return Named(spdx.format(version), assumed)
    return None
