"""The facts we keep about commons."""

from terreau.commons.models.commons import Answer, Commons, CommonsKind, CommonsTerritory
from terreau.commons.models.community import Member, Wish
from terreau.commons.models.components import Component, ComponentUse
from terreau.commons.models.forking import Inherited, Prepared
from terreau.commons.models.governing import (
    ASLEEP_DAYS,
    INVITATION_DAYS,
    NOTICE_DAYS,
    CommonsRule,
    Decision,
    JoinLink,
    Light,
    Takeover,
)
from terreau.commons.models.ledger import OBJECTION_DAYS, UNITS, Contribution, Gave, Objection
from terreau.commons.models.pages import LONGEST_PAGE, PageLink, WikiPage
from terreau.commons.models.using import Use
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
    "ASLEEP_DAYS",
    "INVITATION_DAYS",
    "LONGEST_PAGE",
    "NOTICE_DAYS",
    "OBJECTION_DAYS",
    "UNITS",
    "Answer",
    "Commons",
    "CommonsKind",
    "CommonsRule",
    "CommonsTerritory",
    "Component",
    "ComponentUse",
    "Contribution",
    "Decision",
    "Gave",
    "Inherited",
    "JoinLink",
    "Kind",
    "Light",
    "LinkSort",
    "Maturity",
    "Means",
    "Member",
    "Objection",
    "PageLink",
    "Prepared",
    "Role",
    "Side",
    "Takeover",
    "Use",
    "WikiPage",
    "Wish",
    "kind_said",
    "maturity_said",
    "means_said",
    "slug_of",
]
