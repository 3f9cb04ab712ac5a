"""Which schema a name means: among the files of a folder, then among those that somebody else keeps."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEAR = 5
_LIKE = 0.5
# Beyond this, a file is not opened to read the name it gives itself.
_NAMED_BYTES = 5_000_000


class Shelf(Protocol):
    """Schemas kept somewhere else than in files; the engine does not know where."""

    def names(self) -> Sequence[str]:
        """Every name that `descriptor` knows."""

    def descriptor(self, name: str) -> dict[str, Any] | None:
        """The descriptor of that name, or None."""


def schemas_in(folder: Path) -> list[Path]:
    """The schema files below a folder: one in each folder, as the national catalogue keeps them."""
    found = sorted(folder.rglob("schema*.json")) or sorted(folder.glob("*.json"))
    return [path for path in found if not path.name.endswith(".json-schema.json")]


def located(name: str, folder: Path | None) -> Path | None:
    """The file that a name means: a path, a folder, or the name of a file, of its folder, or that a schema gives itself."""
    path = Path(name)
    if path.is_file():
        return path
    for place in (path, folder / name if folder else None):
        if place and place.is_dir() and (found := schemas_in(place)):
            return found[0]
    if folder is None:
        return None
    wanted = _plain(name)
    candidates = schemas_in(folder)
    return next(
        (one for one in candidates if wanted in (_plain(one.parent.name), _plain(one.stem))),
        next((one for one in candidates if wanted == _plain(_own_name(one))), None),
    )


def _plain(name: str) -> str:
    return name.replace("/", "--").lower()


def _own_name(path: Path) -> str:
    if path.stat().st_size > _NAMED_BYTES:
        return ""
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return ""
    return str(content.get("name") or "") if isinstance(content, dict) else ""


def near_names(name: str, folder: Path | None, shelf: Shelf | None) -> list[str]:
    """Names that look like this one, nearest first; all of them where they are few."""
    known = {_own_name(one) or _folder_name(one) for one in schemas_in(folder)} if folder else set()
    known |= set(shelf.names()) if shelf else set()
    listed = {_plain(one): one for one in sorted(known - {""})}
    if len(listed) <= _NEAR:
        return list(listed.values())
    wanted = _plain(name)
    inside = [one for one in listed if wanted and wanted in one]
    alike = difflib.get_close_matches(wanted, listed, n=_NEAR, cutoff=_LIKE)
    return [listed[one] for one in list(dict.fromkeys([*alike, *inside]))[:_NEAR]]


def _folder_name(path: Path) -> str:
    return path.parent.name if path.stem.startswith("schema") else path.stem
