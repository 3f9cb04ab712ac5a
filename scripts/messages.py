"""Bring the English translation up to date, or prove that it is: `python scripts/messages.py [--check]`.

Each room keeps its own catalogue in `locale/en/LC_MESSAGES/`. French is the source, so what is missing in
English would be shown in French: `--check` fails on a sentence that is not translated, that loses a value on
the way or is no longer said, and on a compiled catalogue that is not its text compiled. Reading the sources
needs the gettext tools; compiling does not (polib), so nothing needs them at run time. What French prints
beside its sources (spaces that do not break) comes after: `typography.py`.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
import typography

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "terreau"
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
TOOLS = ("xgettext", "msguniq", "msgmerge", "msgattrib")
HEADER = {
    "Project-Id-Version": "terreau",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
UNREAD = shutil.ignore_patterns("tests", "migrations", "__pycache__", "*.parquet")
VALUE = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
Said = tuple[str, str, str]


def main() -> int:
    """Update every room's catalogue; with `--check`, change nothing and answer 1 when one is behind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 when one is behind")
    check = parser.parse_args().check
    if missing := [tool for tool in TOOLS if not shutil.which(tool)]:
        print(f"translations not compared with the sources: no {missing[0]} here (apt-get install gettext)")
        required = "gettext" in os.environ.get("TERREAU_REQUIRE", "").split(",")
        return 1 if required or not check else 0
    rooms = sorted(folder.parent for folder in SOURCES.glob("*/__init__.py"))
    faults = [fault for room in rooms for fault in (faults_of(room) if check else updated(room))]
    faults += disagreements(rooms)
    faults += typography.faults() if check else typography.updated()
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def faults_of(room: Path) -> list[str]:
    """What is wrong with the catalogue of a room, a sentence each."""
    fresh, kept = extracted(room), read(room / CATALOGUE)
    name = room.name
    faults = [f"{name}: not in the catalogue: {said[1]!r}" for said in sorted(keys(fresh) - keys(kept))]
    faults += [f"{name}: no longer said: {said[1]!r}" for said in sorted(keys(kept) - keys(fresh))]
    faults += [f"{name}: not translated: {entry.msgid!r}" for entry in unfinished(kept)]
    faults += [f"{name}: a value is lost: {entry.msgid!r}" for entry in kept if loses_a_value(entry)]
    compiled = (room / CATALOGUE).with_suffix(".mo")
    if len(kept) and (not compiled.exists() or compiled.read_bytes() != kept.to_binary()):
        faults.append(f"{name}: the compiled catalogue is not its text compiled: python scripts/messages.py")
    return faults


def updated(room: Path) -> list[str]:
    """Write the catalogue of a room, text and compiled; answers what is left to translate."""
    fresh = extracted(room)
    if not len(fresh):
        return []
    path = room / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(path))
    path.with_suffix(".mo").write_bytes(fresh.to_binary())
    return [f"{room.name}: to translate: {entry.msgid!r}" for entry in unfinished(fresh)]


def disagreements(rooms: list[Path]) -> list[str]:
    """Sentences that two rooms translate differently: Django merges the catalogues, one wins."""
    first: dict[Said, tuple[str, str]] = {}
    faults = []
    for room in rooms:
        for entry in read(room / CATALOGUE):
            said = (entry.msgctxt or "", entry.msgid, entry.msgid_plural)
            name, translation = first.setdefault(said, (room.name, entry.msgstr))
            if translation != entry.msgstr:
                faults.append(f"{room.name}: {entry.msgid!r} is {entry.msgstr!r}, {translation!r} in {name}")
    return faults


def extracted(room: Path) -> polib.POFile:
    """The catalogue as the sources of the room ask for it, with the translations that are there already."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / room.name
        shutil.copytree(room, copy, ignore=UNREAD)
        (copy / CATALOGUE.parent).mkdir(parents=True, exist_ok=True)
        words = ["makemessages", "--locale", "en", "--no-obsolete", "--add-location", "file", "--no-wrap"]
        environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
        command = [sys.executable, "-m", "django", *words]
        subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)  # noqa: S603
        catalogue = read(copy / CATALOGUE)
    catalogue.metadata = HEADER  # without the dates, which would change at every run
    catalogue.metadata_is_fuzzy = False
    catalogue.header = "English translation of Terreau; French is the source."
    catalogue.sort(key=lambda entry: (sorted(entry.occurrences), entry.msgid))
    return catalogue


def read(path: Path) -> polib.POFile:
    """A catalogue, empty when the room says nothing."""
    return polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile()


def keys(catalogue: polib.POFile) -> set[Said]:
    """What is said, apart from where."""
    return {(one.msgctxt or "", one.msgid, one.msgid_plural) for one in catalogue if not one.obsolete}


def unfinished(catalogue: polib.POFile) -> list[polib.POEntry]:
    """Sentences without a translation, or with one that gettext only guessed."""
    return [entry for entry in catalogue if not entry.obsolete and (entry.fuzzy or not entry.translated())]


def loses_a_value(entry: polib.POEntry) -> bool:
    """True when the translation names other values than the sentence (`{name}`, `%(count)s`)."""
    said = set(VALUE.findall(entry.msgid)) | set(VALUE.findall(entry.msgid_plural))
    forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    kept = {value for form in forms for value in VALUE.findall(form)}
    return bool(entry.translated()) and said != kept


if __name__ == "__main__":
    raise SystemExit(main())
