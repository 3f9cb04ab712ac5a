"""The facts we keep about commons."""

from terreau.commons.models.commons import Answer, Commons, CommonsKind, CommonsTerritory
from terreau.commons.models.community import Member, Wish
from terreau.commons.models.words import (
    Kind,
    LinkSort,
    Maturity,
    Means,
    Role,
    Side,
    kind_said,
    maturity_said,
    means_said,
    slug_of,
)

__all__ = [
    "Answer",
    "Commons",
    "CommonsKind",
    "CommonsTerritory",
    "Kind",
    "LinkSort",
    "Maturity",
    "Means",
    "Member",
    "Role",
    "Side",
    "Wish",
    "kind_said",
    "maturity_said",
    "means_said",
    "slug_of",
]
