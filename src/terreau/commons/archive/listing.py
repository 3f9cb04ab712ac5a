"""What an archive lists: members that are safe to read, few and light enough, each with its own bytes."""

from __future__ import annotations

import stat
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED

from terreau.commons.archive import naming
from terreau.commons.archive.refusals import ArchiveRefused

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

    from terreau.commons.archive.caps import Caps

_ENCRYPTED = 0x1


def members_of(packed: ZipFile, file: IO[bytes], caps: Caps) -> dict[str, ZipInfo]:
    """The members by name, all of them safe to read. Raises ArchiveRefused."""
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
