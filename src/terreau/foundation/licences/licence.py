"""What a licence is and whether it is open, from whatever was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from terreau.foundation.folding import fold
from terreau.foundation.licences.names import CERN, OUVERTE_1, PEER, PUBLIC_DOMAIN, RESERVED, named
from terreau.foundation.licences.parsing import LONGEST, is_open, parsed

_OURS = {OUVERTE_1: True, PUBLIC_DOMAIN: True, CERN: True, RESERVED: False, PEER: False}
_TITLES = {
    OUVERTE_1: "Licence Ouverte 1.0",
    PUBLIC_DOMAIN: "Domaine public",
    RESERVED: "Tous droits réservés",
    CERN: "CERN Open Hardware Licence, sans dire laquelle",
    PEER: "Licence à réciprocité",
    "etalab-2.0": "Licence Ouverte 2.0",
    "CC0-1.0": "CC0 1.0",
    "LAL-1.3": "Licence Art Libre 1.3",
    "MIT": "MIT",
}
_ADDRESSES = {
    OUVERTE_1: "https://www.etalab.gouv.fr/wp-content/uploads/2014/05/Licence_Ouverte.pdf",
    PUBLIC_DOMAIN: "https://creativecommons.org/publicdomain/mark/1.0/deed.fr",
    RESERVED: "",
    CERN: "https://ohwr.org/project/cernohl",
    PEER: "",
    "etalab-2.0": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/deed.fr",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "EUPL-1.2": "https://eupl.eu/1.2/fr/",
}


_REFERENCE = re.compile(r"LicenseRef-[A-Za-z0-9.-]+")


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
    tree = parsed(said)
    if tree is None:
        tree = parsed(_last_of_address(said))
    if tree is not None:
        return _licence(tree)
    if _REFERENCE.fullmatch(said):
        return _reference(said)
    if re.search(r"\b(AND|OR|WITH)\b", said):
        return None  # an expression of which one part is not known: guessing the other would mislead
    return _several(said) or _named(said.removeprefix("LicenseRef-"))


def _reference(said: str) -> Licence | None:
    """A reference to a licence outside the list; those which only hide a listed one are that one."""
    name = said.removeprefix("LicenseRef-")
    if name.upper() == "NOASSERTION":
        return None
    found = Licence(said, said, "", open=None) if said in _OURS else _named(name) or _exactly(name)
    if said in _OURS or found is None:
        return Licence(said, _TITLES.get(said, said), _ADDRESSES.get(said, ""), _OURS.get(said))
    return found


def _exactly(name: str) -> Licence | None:
    tree = parsed(name)
    return None if tree is None else _licence(tree)


def _several(said: str) -> Licence | None:
    """Several licences in one breath: to choose from (ou, /) or together (et, comma)."""
    if "://" in said:
        return None
    parts = [
        part for part in re.split(r"\s+(?:ou|or|et|and)\s+|\s*[/;,&]\s*", said, flags=re.IGNORECASE) if part
    ]
    found = [one for one in map(_part, parts) if one is not None]
    distinct = {_family(one.spdx): one for one in found}
    if len(parts) < 2 or len(distinct) < 2 or len(found) != len(parts):  # noqa: PLR2004 - two make several
        return None
    operator = "OR" if re.search(r"\s(ou|or)\s|/", said, flags=re.IGNORECASE) else "AND"
    tree = parsed(f" {operator} ".join(one.spdx for one in found))
    clear = re.search(r"\s(ou|or|et|and)\s", said, flags=re.IGNORECASE) and not any(
        one.assumed for one in found
    )
    return None if tree is None else _licence(tree, assumed=not clear)


def _part(said: str) -> Licence | None:
    return _exactly(said) or _named(said)


def _family(spdx: str) -> str:
    return "ouverte" if spdx in ("etalab-2.0", OUVERTE_1) else re.sub(r"-?\d.*", "", spdx)


def _named(said: str) -> Licence | None:
    found = named(" ".join(filter(None, (fold_part(part) for part in re.split(r"[^\w.+]+|_", said)))))
    if found is None:
        return None
    if found.spdx in _OURS:
        spdx = found.spdx
        return Licence(spdx, _TITLES[spdx], _ADDRESSES[spdx], _OURS[spdx], found.assumed)
    tree = parsed(found.spdx)
    return None if tree is None else replace(_licence(tree), assumed=found.assumed)


def fold_part(part: str) -> str:
    """A word without accents, its dots and pluses kept: they are part of a version."""
    return "".join(fold(piece) or piece for piece in re.split(r"([.+])", part)).strip(".")


def _last_of_address(said: str) -> str:
    """The last part of an address, which on spdx.org and opensource.org is the identifier."""
    if "://" not in said:
        return ""
    return re.sub(r"\.(html|txt|json)$", "", said.split("?", 1)[0].rstrip("/").rpartition("/")[2])


def _licence(tree: Any, *, assumed: bool = False) -> Licence:
    spdx = str(tree.render())
    return Licence(spdx, _title(spdx), _address(spdx), is_open(tree), assumed)


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
