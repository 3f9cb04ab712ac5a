"""A data set of charging points, for the benches: `python -m bench.fill_rows ROWS` with TERREAU_DATA set."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terreau.config.settings")

import django

django.setup()

import duckdb
from django.utils import timezone

from terreau.catalogue.models import Dataset, Distribution, Standing, State, Version
from terreau.catalogue.rows import pack
from terreau.catalogue.tables import Workspace
from terreau.participation import store

#: Twelve columns: codes, names, amounts, a date, a place, free texts. The same rows at each run.
ROWS = """
SELECT 'FR*' || lpad((i * 7919 % 1000003)::VARCHAR, 8, '0') AS id_borne,
  ['Grenoble', 'Saint-Égrève', 'Échirolles', 'Meylan', 'Fontaine', 'Sassenage'][1 + i % 6] AS commune,
  'Rue numéro ' || (hash(i) % 5000)::VARCHAR || ' de l''Été' AS adresse,
  (hash(i * 3) % 35000) / 100.0 AS puissance,
  DATE '2015-01-01' + (hash(i * 5) % 3650)::INTEGER AS mise_en_service,
  5.7 + (hash(i * 11) % 1000) / 5000.0 AS lon, 45.1 + (hash(i * 13) % 1000) / 5000.0 AS lat,
  hash(i) % 2 = 0 AS gratuit, 'Opérateur ' || (hash(i * 17) % 300) AS operateur, hash(i * 19) % 20 AS prises,
  'obs ' || md5(i::VARCHAR) AS observations, ['a', 'b', NULL][1 + i % 3] AS etat
FROM range({rows}) t(i)
"""


def write(path: Path, rows: int) -> None:
    """The rows as CSV."""
    duckdb.connect().execute(f"COPY ({ROWS.format(rows=rows)}) TO '{path}' (HEADER)")


def fill(rows: int) -> Dataset:
    """A data set that everyone reads, with these rows."""
    with tempfile.TemporaryDirectory() as folder, Workspace() as workspace:
        raw, made = Path(folder) / "bornes.csv", Path(folder) / "bornes.parquet"
        write(raw, rows)
        done = pack(raw, made, workspace)
        clean, packed = store.keep(raw.read_bytes(), ".csv"), store.keep(made.read_bytes(), ".parquet")
    dataset = Dataset.objects.create(
        title="Bornes de recharge",
        description="Où recharger une voiture électrique, à quelle puissance. Lignes inventées.",
        state=State.PUBLISHED,
        published_at=timezone.now(),
        is_example=True,
    )
    distribution = Distribution.objects.create(dataset=dataset, title="Bornes")
    distribution.published = Version.objects.create(
        distribution=distribution,
        number=1,
        standing=Standing.PUBLISHED,
        file_name="bornes.csv",
        raw_digest=clean,
        clean_digest=clean,
        parquet_digest=packed,
        rows=done.rows,
        columns=[{"name": one.name, "type": str(one.kind)} for one in done.columns],
    )
    distribution.save(update_fields=["published"])
    return dataset


if __name__ == "__main__":
    print(fill(int(sys.argv[1])).pk)
