"""Where the files of a version stand, and whether a row names a file of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from terreau.catalogue.models import Check, Version
from terreau.participation import store

if TYPE_CHECKING:
    from pathlib import Path


def raw_path(version: Version) -> Path:
    """The file as it came."""
    return store.path_of(version.raw_digest, version.raw_suffix)


def clean_path(version: Version) -> Path:
    """The clean table, as CSV."""
    return store.path_of(version.clean_digest, ".csv")


def journal_path(version: Version) -> Path:
    """The list of what repairs changed."""
    return store.path_of(version.journal_digest, ".csv")


def parquet_path(version: Version) -> Path:
    """The clean table, as rows are asked for."""
    return store.path_of(version.parquet_digest, ".parquet")


def is_named(digest: str) -> bool | None:
    """For the sweep of the store: whether a file belongs to a version; None when not, two queries."""
    of_version = (
        Q(raw_digest=digest) | Q(clean_digest=digest) | Q(parquet_digest=digest) | Q(journal_digest=digest)
    )
    named = Version.objects.filter(of_version).exists() or Check.objects.filter(faults_digest=digest).exists()
    return named or None
