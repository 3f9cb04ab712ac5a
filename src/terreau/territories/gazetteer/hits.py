"""What comes out of the gazetteer."""

from dataclasses import dataclass
from enum import StrEnum

from terreau.territories.gazetteer.entries import Kind


class Reason(StrEnum):
    """Why a territory answers a question."""

    NAME = "name"
    FORMER_NAME = "former-name"
    POSTAL_CODE = "postal-code"
    CODE = "code"
    NEAR_SPELLING = "near-spelling"


@dataclass(frozen=True, slots=True)
class Hit:
    """A territory, why it was found, and by which name or code (`matched`)."""

    ref: str
    kind: Kind
    name: str
    departement_code: str
    departement_name: str
    population: int | None
    reason: Reason
    matched: str
    score: float

    @property
    def label(self) -> str:
        """The name, with what tells homonyms apart: "Saint-Denis (La Réunion, 974)"."""
        if self.kind not in ("commune", "epci") or not self.departement_code:
            return self.name
        return f"{self.name} ({self.departement_name}, {self.departement_code})"
