"""Data sets with rows, packed and published in one line for tests."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from terreau.catalogue.models import Distribution, Standing, Version
from terreau.catalogue.rows import pack
from terreau.catalogue.rows.tests.builders import STANDS
from terreau.catalogue.tables import Workspace
from terreau.catalogue.tests.builders import a_dataset
from terreau.participation import store

if TYPE_CHECKING:
    from terreau.catalogue.models import Dataset
    from terreau.catalogue.rows import Packed


def a_table(text: str = STANDS, *, dataset: Dataset | None = None, **values: Any) -> Dataset:
    """A published data set with a table of these rows."""
    dataset = dataset or a_dataset(**values)
    done, made = _packed(text)
    distribution = Distribution.objects.create(dataset=dataset, title="Tableau")
    version = Version.objects.create(
        distribution=distribution,
        number=1,
        standing=Standing.PUBLISHED,
        file_name="arceaux.csv",
        raw_digest=store.keep(text.encode(), ".csv"),
        clean_digest=store.keep(text.encode(), ".csv"),
        parquet_digest=store.keep(made, ".parquet"),
        rows=done.rows,
        columns=[{"name": one.name, "type": str(one.kind)} for one in done.columns],
    )
    distribution.published = version
    distribution.save(update_fields=["published"])
    return dataset


@lru_cache
def _packed(text: str) -> tuple[Packed, bytes]:
    """Packed once for all the tests that ask for the same rows."""
    with Workspace() as workspace:
        raw, made = workspace.path / "t.csv", workspace.path / "t.parquet"
        raw.write_text(text, encoding="utf-8")
        return pack(raw, made, workspace), made.read_bytes()
