"""What recognition keeps: who signs, what is recognised, and to whom it was given."""

from terreau.recognition.models.achievement import Achievement, Picture, Version
from terreau.recognition.models.award import Award, Means, Standing, Visibility
from terreau.recognition.models.batch import AwardBatch, BatchLine
from terreau.recognition.models.brought import Brought, BroughtAward
from terreau.recognition.models.issuer import Issuer, IssuerKey, StatusRegister
from terreau.recognition.models.plea import Plea, PleaState
from terreau.recognition.models.poster import Poster

__all__ = [
    "Achievement",
    "Award",
    "AwardBatch",
    "BatchLine",
    "Brought",
    "BroughtAward",
    "Issuer",
    "IssuerKey",
    "Means",
    "Picture",
    "Plea",
    "PleaState",
    "Poster",
    "Standing",
    "StatusRegister",
    "Version",
    "Visibility",
]
