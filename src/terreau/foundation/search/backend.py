"""modelsearch's own database backend, less one thing that grows with the table.

After each write modelsearch averages the length of all titles to weigh short ones: a scan of the whole index
a need (measured in docs/decisions/0005-search.md). Our questions weigh titles otherwise, so it goes.
"""

from __future__ import annotations

from typing import Any

from modelsearch.backends import database


class _WithoutTitleNorms:
    def _refresh_title_norms(self, full: bool = False) -> None:  # noqa: FBT001, FBT002 - modelsearch's signature
        """Nothing: see above."""


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name that modelsearch looks for
    """The backend of the database in use, fed with words that are already stems ("simple" adds nothing)."""
    backend = database.SearchBackend({**params, "SEARCH_CONFIG": "simple"})
    backend.index_class = type("Index", (_WithoutTitleNorms, backend.index_class), {})
    return backend
