"""Read an archive: nothing of it is given before the signature and every fingerprint are right."""

from __future__ import annotations

import hashlib
import json
import stat
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, Self, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - a class of zlib

from terreau.commons.archive import naming
from terreau.commons.archive.caps import DEFAULT_CAPS, Caps
from terreau.commons.archive.careful import Careful
from terreau.commons.archive.model import Contributor, File, Origin, Page, Revision
from terreau.commons.archive.refusals import ArchiveRefused
from terreau.commons.archive.shapes import Manifest, a_file, a_page, a_revision, contributors_in, manifest_in
from terreau.commons.archive.signing import ALGORITHM, is_signed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from zipfile import ZipInfo

_PIECE = 65_536
_ENCRYPTED = 0x1


class Archive:
    """An archive whose every byte was checked. Close it, or use it with `with`."""

    def __init__(
        self, packed: ZipFile, infos: dict[str, ZipInfo], manifest: Manifest, signer: str, caps: Caps
    ) -> None:
        self._packed, self._infos, self._caps = packed, infos, caps
        self._manifest = manifest
        self.signer = signer
        self.made = manifest.made
        self.licence = manifest.licence
        self.lineage = manifest.lineage
        self.origin = Origin(**{**vars(manifest.origin), "signer": signer})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._packed.close()

    @property
    def sheet(self) -> dict[str, Any]:
        sheet = self._document(naming.SHEET)
        if not isinstance(sheet, dict):
            raise _odd(naming.SHEET)
        return sheet

    @property
    def sections(self) -> tuple[str, ...]:
        """The names of what else was carried away."""
        names = (name for name in self._infos if name.startswith("donnees/"))
        return tuple(sorted(name.removeprefix("donnees/").removesuffix(".json") for name in names))

    def section(self, name: str) -> Any:
        """One section as it was given. Raises KeyError when there is none of this name."""
        return self._document(f"donnees/{name}.json")

    def contributors(self) -> list[Contributor]:
        return contributors_in(self._document(naming.CONTRIBUTORS))

    def pages(self) -> Iterator[Page]:
        """Pages with their versions, oldest first, read as they are asked."""
        for said in self._listed(naming.PAGES):
            slug, title, history = a_page(said)
            yield Page(slug, title, self._revisions(history))

    def files(self) -> Iterator[File]:
        for said in self._listed(naming.FILES):
            member, more = a_file(said)
            if member not in self._infos:
                raise _odd(naming.FILES)
            info = self._infos[member]
            yield File(read=lambda info=info: self._pieces(info), size=info.file_size, **more)  # type: ignore[misc]

    def _revisions(self, name: str) -> Iterator[Revision]:
        if name not in self._infos:
            raise _odd(naming.PAGES)
        with _one_sentence(), self._packed.open(self._infos[name]) as member:
            while line := member.readline(self._caps.line + 1):
                if len(line) > self._caps.line:
                    raise ArchiveRefused(
                        "heavy",
                        ("Une version d’une page est trop lourde.", "A version of a page is too heavy."),
                    )
                yield a_revision(_parsed(line, name))

    def _pieces(self, info: ZipInfo) -> Iterator[bytes]:
        with _one_sentence(), self._packed.open(info) as member:
            while piece := member.read(_PIECE):
                yield piece

    def _listed(self, name: str) -> list[Any]:
        listed = self._document(name)
        if not isinstance(listed, list):
            raise _odd(name)
        return listed

    def _document(self, name: str) -> Any:
        return _parsed(_whole(self._packed, self._infos[name], self._caps.document), name)


def open_archive(file: IO[bytes], *, caps: Caps = DEFAULT_CAPS, signed_by: str | None = None) -> Archive:
    """Open an archive and check all of it. `signed_by` is the public key (base64) that has to have signed it.

    Without `signed_by`, the signature proves that the file is whole, not who made it: compare `signer` with
    what the instance of origin publishes. Raises ArchiveRefused.
    """
    careful = Careful(file, caps)
    with _one_sentence():
        packed = ZipFile(cast("IO[bytes]", careful))  # what ZipFile asks of a file, and no more
    careful.most = None
    try:
        infos = _members(packed, file, caps)
        raw = _whole(packed, _needed(infos, naming.MANIFEST), caps.manifest)
        signer = _signer(packed, infos, raw, signed_by, caps)
        manifest = manifest_in(_parsed(raw, naming.MANIFEST))
        _check_members(packed, infos, manifest, caps)
    except BaseException:
        packed.close()
        raise
    return Archive(packed, infos, manifest, signer, caps)


def _members(packed: ZipFile, file: IO[bytes], caps: Caps) -> dict[str, ZipInfo]:
    """The members by name, all of them safe to read."""
    listed = packed.infolist()
    if len(listed) > caps.members:
        raise ArchiveRefused(
            "many",
            (
                f"L’archive a plus de {caps.members} fichiers.",
                f"The archive has more than {caps.members:,} files.",
            ),
        )
    infos = {info.filename: info for info in listed}
    if len(infos) != len(listed):
        raise ArchiveRefused(
            "twice", ("Un même nom est deux fois dans l’archive.", "The same name is twice in the archive.")
        )
    for info in listed:
        kind = stat.S_IFMT(info.external_attr >> 16)
        if not naming.is_safe(info.filename) or info.is_dir() or kind not in (0, stat.S_IFREG):
            raise ArchiveRefused(
                "path",
                (
                    "L’archive contient un nom ou un lien qui pourrait sortir de son dossier.",
                    "The archive holds a name or a link that could leave its folder.",
                ),
            )
        if info.flag_bits & _ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ArchiveRefused(
                "packing",
                (
                    "L’archive est chiffrée ou compressée d’une façon inconnue.",
                    "The archive is encrypted or compressed in an unknown way.",
                ),
            )
        if info.file_size > caps.member:
            raise ArchiveRefused(
                "heavy",
                (
                    f"Un fichier de l’archive pèse plus de {caps.member // 1_000_000} Mo.",
                    f"A file of the archive weighs more than {caps.member // 1_000_000} MB.",
                ),
            )
    if sum(info.file_size for info in listed) > caps.unpacked:
        raise ArchiveRefused(
            "heavy",
            (
                f"L’archive déballée pèserait plus de {caps.unpacked // 1_000_000} Mo.",
                f"The archive, once unpacked, would weigh more than {caps.unpacked // 1_000_000} MB.",
            ),
        )
    _apart(listed, file)
    return infos


def _apart(listed: list[ZipInfo], file: IO[bytes]) -> None:
    """Members that share their bytes make a small file a large one, whatever its directory says."""
    end = 0
    for info in sorted(listed, key=lambda one: one.header_offset):
        if info.header_offset < end:
            raise ArchiveRefused(
                "overlap", ("Des fichiers de l’archive se recouvrent.", "Files of the archive overlap.")
            )
        end = info.header_offset + info.compress_size
    if all(info.header_offset for info in listed):
        raise ArchiveRefused(
            "prefix", ("Quelque chose est caché devant l’archive.", "Something is hidden before the archive.")
        )
    file.seek(0, 2)
    if end > file.tell():
        raise ArchiveRefused("cut", ("L’archive est coupée.", "The archive is cut short."))


def _signer(
    packed: ZipFile, infos: dict[str, ZipInfo], manifest: bytes, expected: str | None, caps: Caps
) -> str:
    said = _parsed(_whole(packed, _needed(infos, naming.SIGNATURE), caps.manifest), naming.SIGNATURE)
    if not isinstance(said, dict) or said.get("algorithm") != ALGORITHM:
        raise _odd(naming.SIGNATURE)
    public = said.get("public_key")
    if not is_signed(manifest, said.get("signature"), public):
        raise ArchiveRefused(
            "signature",
            (
                "La signature n’est pas celle de ce manifeste : l’archive a été changée.",
                "The signature is not that of this manifest: the archive was changed.",
            ),
        )
    if expected is not None and public != expected:
        raise ArchiveRefused(
            "signer",
            (
                "L’archive n’est pas signée par l’instance d’où elle dit venir.",
                "The archive is not signed by the instance it says it comes from.",
            ),
        )
    return str(public)


def _check_members(packed: ZipFile, infos: dict[str, ZipInfo], manifest: Manifest, caps: Caps) -> None:
    """Every member is named by the manifest, and is what it says; every member it names is there."""
    if set(infos) - {naming.MANIFEST, naming.SIGNATURE} != set(manifest.members):
        raise ArchiveRefused(
            "members",
            (
                "Des fichiers manquent à l’archive, ou lui ont été ajoutés.",
                "Files of the archive are missing, or were added to it.",
            ),
        )
    for name in (naming.SHEET, naming.CONTRIBUTORS, naming.PAGES, naming.FILES):
        _needed(infos, name)
    left = caps.unpacked
    for name, (size, sha256) in manifest.members.items():
        digest, read = hashlib.sha256(), 0
        with _one_sentence(), packed.open(infos[name]) as member:
            while piece := member.read(_PIECE):
                read += len(piece)
                left -= len(piece)
                if read > size or left < 0:
                    raise ArchiveRefused(
                        "altered",
                        (
                            f"« {name} » n’est pas ce que dit le manifeste.",
                            f"“{name}” is not what the manifest says.",
                        ),
                    )
                digest.update(piece)
        if read != size or digest.hexdigest() != sha256:
            raise ArchiveRefused(
                "altered",
                (
                    f"« {name} » n’est pas ce que dit le manifeste.",
                    f"“{name}” is not what the manifest says.",
                ),
            )


def _needed(infos: dict[str, ZipInfo], name: str) -> ZipInfo:
    if name not in infos:
        raise ArchiveRefused(
            "incomplete",
            (
                f"« {name} » manque : ce n’est pas l’archive d’un commun.",
                f"“{name}” is missing: this is not the archive of a commons.",
            ),
        )
    return infos[name]


def _whole(packed: ZipFile, info: ZipInfo, most: int) -> bytes:
    with _one_sentence(), packed.open(info) as member:
        data = member.read(most + 1)
    if len(data) > most:
        raise ArchiveRefused(
            "heavy", (f"« {info.filename} » pèse trop lourd.", f"“{info.filename}” is too heavy.")
        )
    return data


def _parsed(data: bytes, name: str) -> Any:
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as wrong:
        raise _odd(name) from wrong


def _odd(name: str) -> ArchiveRefused:
    return ArchiveRefused(
        "shape", (f"« {name} » n’a pas la forme attendue.", f"“{name}” does not have the form expected.")
    )


@contextmanager
def _one_sentence() -> Iterator[None]:
    """Whatever a broken zip makes Python say is one sentence."""
    try:
        yield
    except (
        BadZipFile,
        LargeZipFile,
        EOFError,
        ZlibError,
        NotImplementedError,
        OSError,
        RuntimeError,
        ValueError,
    ) as wrong:
        raise ArchiveRefused(
            "zip", ("Ce fichier n’est pas une archive entière.", "This file is not a whole archive.")
        ) from wrong
