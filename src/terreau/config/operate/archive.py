"""One backup, one file: a zip whose manifest names every member with its size and its SHA-256.

    manifest.json            what it is, made by which version, and the list of all that follows
    tables/needs_need.jsonl  one row a line, as a JSON list in the order of the columns of the manifest
    media/…                  files people attached
    keys/…, terreau.toml     only when asked for

Rows and not a copy of the database: the same file goes into SQLite and PostgreSQL, and any program reads it.
What is read here may come from anyone: nothing is believed before it was compared with what was announced.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import struct
import time
import unicodedata
import zlib
from dataclasses import asdict, dataclass, field
from typing import IO, TYPE_CHECKING, Any, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from terreau.config.operate.errors import DamagedBackupError, NewerBackupError, NotABackupError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT = 1
MANIFEST = "manifest.json"
_PIECE = 1 << 20
_LARGEST_MANIFEST = 64 << 20
#: The longest line, in bytes: a row holds at most a few long texts.
_LONGEST_ROW = 64 << 20
#: Rows compress well, but a whole backup never this well; a small file may.
_BOMB, _SMALL = 200, 1 << 30
_SYMLINK, _FILE_TYPE, _REGULAR = 0o120000, 0o170000, 0o100000
_LONGEST_NAME, _LONGEST_PART = 1000, 255
_PLACES = re.compile(r"tables/[a-z0-9_]{1,63}\.jsonl|media/.+|keys/[a-z0-9-]{1,60}\.key|terreau\.toml")
_UNREADABLE = (
    BadZipFile,
    LargeZipFile,
    zlib.error,
    EOFError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    UnicodeError,
    ValueError,
    KeyError,
    IndexError,
)


@dataclass(frozen=True)
class Member:
    """One member as the manifest announces it; `rows` for tables only."""

    name: str
    bytes: int
    sha256: str
    rows: int = 0


@dataclass
class Manifest:
    """What a backup says of itself. `tables` gives the columns of each table and the next key to give."""

    version: str
    made_at: str
    database: str
    migrations: dict[str, list[str]]
    tables: dict[str, dict[str, Any]]
    base: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)
    format: int = FORMAT
    program: str = "terreau"

    @property
    def rows(self) -> int:
        return sum(member.rows for member in self.members)

    @property
    def media(self) -> list[Member]:
        return [member for member in self.members if member.name.startswith("media/")]

    @property
    def keys(self) -> list[Member]:
        """Keys and settings: what lets its reader act as the instance."""
        return [one for one in self.members if one.name.startswith("keys/") or one.name == "terreau.toml"]


class Writer:
    """Writes members one after the other, each hashed on its way."""

    def __init__(self, handle: IO[bytes]) -> None:
        self.zip = ZipFile(handle, "w", ZIP_DEFLATED, compresslevel=6)
        self.members: list[Member] = []
        self.moment = time.gmtime()[:6]

    @contextlib.contextmanager
    def member(self, name: str, *, packed: bool = True) -> Iterator[_Sink]:
        """A member under way; it stands in `members` once the block has ended."""
        with self.zip.open(self._info(name, packed=packed), "w", force_zip64=True) as handle:
            sink = _Sink(handle)
            yield sink
        self.members.append(Member(name, sink.size, sink.digest.hexdigest(), sink.rows))

    def close(self, manifest: Manifest) -> None:
        """Write the manifest last, for only then is everything known."""
        manifest.members = self.members
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
        self.zip.writestr(self._info(MANIFEST, packed=True), text.encode())
        self.zip.close()

    def _info(self, name: str, *, packed: bool) -> ZipInfo:
        info = ZipInfo(name, self.moment)
        info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        info.external_attr = (_REGULAR | 0o600) << 16
        return info


class _Sink:
    def __init__(self, handle: IO[bytes]) -> None:
        self.handle, self.digest, self.size, self.rows = handle, hashlib.sha256(), 0, 0

    def write(self, piece: bytes) -> None:
        self.handle.write(piece)
        self.digest.update(piece)
        self.size += len(piece)

    def row(self, line: str) -> None:
        self.write(line.encode() + b"\n")
        self.rows += 1


class Reader:
    """A backup opened, and proved from the outside to be made as announced; members are read by pieces."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._doubted(NotABackupError):
            self.zip = ZipFile(path)
        try:
            self.infos = self._infos()
            self.manifest = self._manifest()
            self._compare()
        except BaseException:
            self.zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.zip.close()

    @property
    def unpacked(self) -> int:
        """Bytes of all members once out of the archive."""
        return sum(member.bytes for member in self.manifest.members)

    def pieces(self, member: Member) -> Iterator[bytes]:
        """The bytes of a member; DamagedBackupError as soon as, or at the end if, they are not those."""
        digest, left = hashlib.sha256(), member.bytes
        with self._doubted(DamagedBackupError), self.zip.open(self.infos[member.name]) as handle:
            while piece := handle.read(min(_PIECE, left + 1)):
                left -= len(piece)
                if left < 0:
                    break
                digest.update(piece)
                yield piece
        if left or digest.hexdigest() != member.sha256:
            raise DamagedBackupError(path=self.path, why=f"« {member.name} » n’a pas l’empreinte annoncée")

    def lines(self, member: Member) -> Iterator[bytes]:
        """The rows of a table, one line each, without its end."""
        rest, count = b"", 0
        for piece in self.pieces(member):
            *whole, rest = (rest + piece).split(b"\n")
            count += len(whole)
            yield from whole
            if len(rest) > _LONGEST_ROW:
                raise DamagedBackupError(path=self.path, why=f"« {member.name} » a une ligne démesurée")
        if rest or count != member.rows:
            raise DamagedBackupError(path=self.path, why=f"« {member.name} » n’a pas le compte de lignes dit")

    def verify(self, progress: Any = None) -> None:
        """Read every member whole. Raises DamagedBackupError."""
        done = 0
        for member in self.manifest.members:
            read = self.lines if member.name.startswith("tables/") else self.pieces
            for _ in read(member):
                pass
            done += member.bytes
            if progress:
                progress("Relecture de la sauvegarde", done, self.unpacked)

    @contextlib.contextmanager
    def _doubted(self, error: type[NotABackupError | DamagedBackupError]) -> Iterator[None]:
        """Whatever a broken zip makes Python say is one sentence."""
        try:
            yield
        except (NotABackupError, DamagedBackupError, NewerBackupError, GeneratorExit):
            raise
        except FileNotFoundError as fault:
            raise NotABackupError(path=self.path, why="il n’existe pas") from fault
        except IsADirectoryError as fault:
            raise NotABackupError(path=self.path, why="c’est un dossier") from fault
        except _UNREADABLE as fault:
            raise error(path=self.path, why="le fichier ne se lit pas, ou pas jusqu’au bout") from fault

    def _infos(self) -> dict[str, ZipInfo]:
        infos: dict[str, ZipInfo] = {}
        for info in self.zip.infolist():
            kind = info.external_attr >> 16 & _FILE_TYPE
            if kind not in {0, _REGULAR} or info.flag_bits & 1 or info.filename in infos:
                raise NotABackupError(path=self.path, why=f"« {_short(info.filename)} » n’y a pas sa place")
            infos[info.filename] = info
        return infos

    def _manifest(self) -> Manifest:
        info = self.infos.pop(MANIFEST, None)
        if info is None:
            raise NotABackupError(path=self.path, why="il n’a pas de manifeste")
        if info.file_size > _LARGEST_MANIFEST:
            raise NotABackupError(path=self.path, why="son manifeste est démesuré")
        with self._doubted(DamagedBackupError), self.zip.open(info) as handle:
            told = handle.read(_LARGEST_MANIFEST)
        try:
            read = json.loads(told)
            if read["program"] == "terreau" and read["format"] > FORMAT:
                raise NewerBackupError(path=self.path, version=_short(str(read.get("version", "?"))))
            return _manifest_of(read)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
            raise NotABackupError(path=self.path, why="son manifeste ne se comprend pas") from fault

    def _compare(self) -> None:
        """What is in the archive must be what the manifest announces, nothing less, nothing more."""
        announced = {member.name: member for member in self.manifest.members}
        if len(announced) != len(self.manifest.members) or set(announced) != set(self.infos):
            raise DamagedBackupError(path=self.path, why="le contenu n’est pas celui du manifeste")
        for name, member in announced.items():
            if not safe(name):
                raise NotABackupError(path=self.path, why=f"« {_short(name)} » n’y a pas sa place")
            if self.infos[name].file_size != member.bytes:
                raise DamagedBackupError(path=self.path, why=f"« {_short(name)} » n’a pas la taille annoncée")
        if self.unpacked > _SMALL and self.unpacked > _BOMB * self.path.stat().st_size:
            raise NotABackupError(path=self.path, why="il enflerait démesurément une fois ouvert")


def safe(name: str) -> bool:
    """Whether a member may bear this name: a place we write, and no way out of it."""
    if len(name) > _LONGEST_NAME or not _PLACES.fullmatch(name):
        return False
    return all(
        part.strip(" .") and not part.startswith(".") and len(part.encode()) <= _LONGEST_PART
        for part in name.split("/")
    ) and not any(letter == "\\" or unicodedata.category(letter)[0] == "C" for letter in name)


def _manifest_of(read: dict[str, Any]) -> Manifest:
    if read["program"] != "terreau" or read["format"] != FORMAT:
        raise ValueError(read["format"])
    members = [
        Member(**{key: one[key] for key in ("name", "bytes", "sha256", "rows")}) for one in read["members"]
    ]
    manifest = Manifest(**{**read, "members": members})
    sound = (
        all(
            isinstance(one.name, str)
            and isinstance(one.bytes, int)
            and isinstance(one.rows, int)
            and isinstance(one.sha256, str)
            and one.bytes >= 0
            for one in members
        )
        and all(isinstance(text, str) for text in (manifest.version, manifest.made_at, manifest.database))
        and all(
            isinstance(app, str) and all(isinstance(name, str) for name in names)
            for app, names in manifest.migrations.items()
        )
        and all(
            isinstance(table["columns"], list) and isinstance(table["next"], int)
            for table in manifest.tables.values()
        )
        and all(isinstance(value, str) and value.isprintable() for value in manifest.settings.values())
        and isinstance(manifest.base, dict)
    )
    if not sound:
        raise ValueError("manifest")
    return manifest


def _short(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name[:60])
