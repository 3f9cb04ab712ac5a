"""The facts we keep about commons."""

from terreau.commons.models.commons import Answer, Commons, CommonsKind, CommonsTerritory
from terreau.commons.models.community import Member, Wish
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
    "Answer",
    "Commons",
    "CommonsKind",
    "CommonsRule",
    "CommonsTerritory",
    "Decision",
    "JoinLink",
    "Kind",
    "Light",
    "LinkSort",
    "Maturity",
    "Means",
    "Member",
    "PageLink",
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
