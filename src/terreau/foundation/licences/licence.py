"""What a licence is and whether it is open, from whatever was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from license_expression import ExpressionError, get_license_index, get_spdx_licensing

from terreau.foundation.licences.names import OUVERTE_1, PUBLIC_DOMAIN, RESERVED, named
from terreau.foundation.search.french import fold

#: Characters of what is said that are read; the longest real expressions have some 200.
LONGEST = 400
#: Categories of ScanCode's index (https://scancode-licensedb.aboutcode.org/help.html) that the Open
#: Definition (https://opendefinition.org) and the OSI count as open.
_OPEN = {"Permissive", "Copyleft", "Copyleft Limited", "Public Domain"}
_OURS = {OUVERTE_1: True, PUBLIC_DOMAIN: True, RESERVED: False}
_TITLES = {
    OUVERTE_1: "Licence Ouverte 1.0",
    PUBLIC_DOMAIN: "Domaine public",
    RESERVED: "Tous droits réservés",
    "etalab-2.0": "Licence Ouverte 2.0",
    "CC0-1.0": "CC0 1.0",
    "LAL-1.3": "Licence Art Libre 1.3",
    "MIT": "MIT",
}
_ADDRESSES = {
    OUVERTE_1: "https://www.etalab.gouv.fr/wp-content/uploads/2014/05/Licence_Ouverte.pdf",
    PUBLIC_DOMAIN: "https://creativecommons.org/publicdomain/mark/1.0/deed.fr",
    RESERVED: "",
    "etalab-2.0": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/deed.fr",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "EUPL-1.2": "https://eupl.eu/1.2/fr/",
}


@dataclass(frozen=True)
class Licence:
    """A licence or an expression of several.

    `spdx` is the SPDX expression, `open` None when nothing known says so, `assumed` true when the version was
    not written and the usual one is taken: who publishes should be asked.
    """

    spdx: str
    title: str
    url: str
    open: bool | None
    assumed: bool = False


@lru_cache(maxsize=512)
def understand(said: str) -> Licence | None:
    """The licence that `said` means: an SPDX expression, a name in French or English, or an address.

    None when it means nothing known; never raises.
    """
    said = said.strip()[:LONGEST]
    parsed = _parsed(said)
    if parsed is None:
        parsed = _parsed(_last_of_address(said))
    if parsed is not None:
        return _licence(parsed)
    if re.fullmatch(r"LicenseRef-[A-Za-z0-9.-]+", said):
        return Licence(said, _TITLES.get(said, said), _ADDRESSES.get(said, ""), _OURS.get(said))
    if re.search(r"\b(AND|OR|WITH)\b", said):
        return None  # an expression of which one part is not known: guessing the other would mislead
    found = named(" ".join(filter(None, (fold_part(part) for part in re.split(r"[^\w.+]+|_", said)))))
    if found is None:
        return None
    if found.spdx in _OURS:
        spdx = found.spdx
        return Licence(spdx, _TITLES[spdx], _ADDRESSES[spdx], _OURS[spdx], found.assumed)
    parsed = _parsed(found.spdx)
    return _licence(parsed, assumed=found.assumed) if parsed is not None else None


def fold_part(part: str) -> str:
    """A word without accents, its dots and pluses kept: they are part of a version."""
    return "".join(fold(piece) or piece for piece in re.split(r"([.+])", part)).strip(".")


def _last_of_address(said: str) -> str:
    """The last part of an address, which on spdx.org and opensource.org is the identifier."""
    if "://" not in said:
        return ""
    return re.sub(r"\.(html|txt|json)$", "", said.split("?", 1)[0].rstrip("/").rpartition("/")[2])


def _parsed(said: str) -> Any:
    if not said or not re.fullmatch(r"[\w\s.()+-]+", said) or said.count("(") > said.count(" ") + 1:
        return None
    try:
        return _licensing().parse(said, validate=True, strict=True)
    except (ExpressionError, RecursionError):
        return None


def _licence(parsed: Any, *, assumed: bool = False) -> Licence:
    spdx = str(parsed.render())
    return Licence(spdx, _title(spdx), _address(spdx), _open(parsed), assumed)


def _title(spdx: str) -> str:
    if " " in spdx or spdx in _TITLES:
        return _TITLES.get(spdx, spdx)
    creative = re.fullmatch(r"CC-([A-Z-]+)-([\d.]+)(?:-([A-Z]+))?", spdx)
    if creative:
        return " ".join(filter(None, ("CC", creative[1], creative[2], creative[3])))
    return re.sub(r"-(?=v?\d)", " ", spdx)


def _address(spdx: str) -> str:
    if " " in spdx or spdx in _ADDRESSES:
        return _ADDRESSES.get(spdx, "")
    creative = re.fullmatch(r"CC-([A-Z-]+)-([\d.]+)", spdx)
    if creative:
        return f"https://creativecommons.org/licenses/{creative[1].lower()}/{creative[2]}/deed.fr"
    return f"https://spdx.org/licenses/{spdx}.html"


def _open(parsed: Any) -> bool | None:
    """Of several licences to choose from one open is enough; of several together all have to be."""
    args = getattr(parsed, "args", ())
    if not args:
        key = getattr(parsed, "license_symbol", parsed).key
        category = _categories().get(key)
        return category in _OPEN if category else None
    answers = [_open(arg) for arg in args]
    decisive = type(parsed).__name__ == "OR"
    if decisive in answers:
        return decisive
    return None if None in answers else not decisive


@cache
def _licensing() -> Any:
    return get_spdx_licensing()  # reads its index again at each call


@cache
def _categories() -> dict[str, str]:
    return {
        entry["spdx_license_key"]: entry["category"]
        for entry in get_license_index()
        if entry.get("spdx_license_key")
    }
