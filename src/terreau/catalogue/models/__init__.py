"""The facts kept about data."""

from terreau.catalogue.models.checks import Check
from terreau.catalogue.models.corrections import Correction
from terreau.catalogue.models.dataset import Dataset, DatasetNeed, DatasetTerritory
from terreau.catalogue.models.distribution import Distribution, Refresh
from terreau.catalogue.models.fetch import Fetch, Outcome
from terreau.catalogue.models.harvest import HarvestedDataset, HarvestRun, HarvestSource
from terreau.catalogue.models.missing import MissingData, MissingTerritory, Wish
from terreau.catalogue.models.schema import TableSchema
from terreau.catalogue.models.use import Use, UseKind
from terreau.catalogue.models.version import Job, Standing, Version
from terreau.catalogue.models.words import DataLicence, Frequency, PersonalData, State

__all__ = [
    "Check",
    "Correction",
    "DataLicence",
    "Dataset",
    "DatasetNeed",
    "DatasetTerritory",
    "Distribution",
    "Fetch",
    "Frequency",
    "HarvestRun",
    "HarvestSource",
    "HarvestedDataset",
    "Job",
    "MissingData",
    "MissingTerritory",
    "Outcome",
    "PersonalData",
    "Refresh",
    "Standing",
    "State",
    "TableSchema",
    "Use",
    "UseKind",
    "Version",
    "Wish",
]
