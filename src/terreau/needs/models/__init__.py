"""The facts kept about needs."""

from terreau.needs.models.batch import Batch
from terreau.needs.models.change import Standing, StateChange
from terreau.needs.models.draft import Draft
from terreau.needs.models.merge import MergeProposal, Status
from terreau.needs.models.need import Need, NeedTerritory
from terreau.needs.models.support import PaperSupport, Support
from terreau.needs.models.words import State, Theme, slug_of, state_said, theme_said

__all__ = [
    "Batch",
    "Draft",
    "MergeProposal",
    "Need",
    "NeedTerritory",
    "PaperSupport",
    "Standing",
    "State",
    "StateChange",
    "Status",
    "Support",
    "Theme",
    "slug_of",
    "state_said",
    "theme_said",
]
