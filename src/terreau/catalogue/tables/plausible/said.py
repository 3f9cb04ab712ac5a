"""How a finding about rows is said."""

from __future__ import annotations

import itertools

from terreau.catalogue.tables.checking.report import Finding

_SHOWN = 5


def finding(code: str, title: str, label: str, rows: list[int], remedy: str) -> Finding:
    """A finding with the first rows it is about."""
    shown = ", ".join(map(str, itertools.islice(rows, _SHOWN)))
    where = f" de « {label} »" if label else ""
    more = f" et {len(rows) - _SHOWN} autres" if len(rows) > _SHOWN else ""
    return Finding(
        code, title, f"{title}{where} : lignes {shown}{more}.", remedy, label, len(rows), tuple(rows[:1000])
    )
