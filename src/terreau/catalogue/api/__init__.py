"""Data as JSON: the same questions and actions as the pages, one file a subject."""

from terreau.catalogue.api import acting, addresses, preparing  # noqa: F401 - their routes join a router
from terreau.catalogue.api.checks import router as checks
from terreau.catalogue.api.datasets import router as datasets
from terreau.catalogue.api.missing import router as missing
from terreau.catalogue.api.rows import router as rows

__all__ = ["checks", "datasets", "missing", "rows"]
