"""What goes into the gazetteer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["commune", "epci", "departement", "region"]


class Former(NamedTuple):
    """Another name or code of a territory: a delegated commune, an arrondissement, an earlier name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A territory as the gazetteer needs it.

    `ref` is its address; `nature` is CC, CA, CU, METRO or MET69 for an EPCI.
    """

    ref: str
    kind: Kind
    name: str
    nature: str = ""
    departement_code: str = ""
    departement_name: str = ""
    population: int | None = None
    postal_codes: Sequence[str] = ()
    siren: str = ""
    former: Sequence[Former] = ()
