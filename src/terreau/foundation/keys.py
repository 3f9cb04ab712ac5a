"""Keys of the instance, kept as files of the data folder, outside the database and its backups.

Read while Django's settings are being made: nothing here may need them.
"""

from __future__ import annotations

import base64
import errno
import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from pathlib import Path

#: Characters of a key; shorter means a file cut or emptied by something else than us.
KEY_LENGTH = 64
OWNER_ONLY = 0o600
_NONCE = 12  # bytes, as NIST SP 800-38D advises for GCM


class UnsealError(Exception):
    """What was sealed cannot be read: altered, sealed for something else, or its key is not here."""


def instance_secret(data: Path, name: str) -> str:
    """The secret `name` of this instance, made on first use, readable by its owner only.

    Two processes that start together agree on one value: the file is put into place whole, never overwritten.
    Raises OSError when the folder cannot be written, or when the key that is there is damaged: making another
    would silently lose what the first one protects.
    """
    path = data / "keys" / f"{name}.key"
    with suppress(FileNotFoundError):
        return _read(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    _put_once(path, secrets.token_urlsafe(48))
    return _read(path)


def seal(data: Path, text: str, purpose: str) -> str:
    """`text` encrypted with the instance's newest key, to be kept in the database.

    It is only read again with the same `purpose` ("smtp password"), so that nothing sealed can be moved to a
    place where it would be shown. AES-256-GCM; the number of the key stands in front.
    """
    version = newest_version(data)
    nonce = secrets.token_bytes(_NONCE)
    sealed = nonce + _cipher(data, version, purpose).encrypt(nonce, text.encode(), purpose.encode())
    return f"{version}.{base64.urlsafe_b64encode(sealed).decode()}"


def unseal(data: Path, sealed: str, purpose: str) -> str:
    """What `seal` was given. Raises UnsealError."""
    number, _, body = sealed.partition(".")
    try:
        version = int(number)
        raw = base64.urlsafe_b64decode(body.encode("ascii"))
        if not _path(data, version).exists():
            raise UnsealError("the key of this secret is not in the data folder")
        return _cipher(data, version, purpose).decrypt(raw[:_NONCE], raw[_NONCE:], purpose.encode()).decode()
    except (ValueError, InvalidTag) as error:
        raise UnsealError("altered, or sealed for another purpose") from error


def renew(data: Path) -> int:
    """Make a new key for what will be sealed from now on; what is sealed stays readable. Its number."""
    version = newest_version(data) + 1
    instance_secret(data, f"seal-{version}")
    return version


def newest_version(data: Path) -> int:
    """The number of the newest sealing key, 1 at first."""
    numbers = (path.stem.removeprefix("seal-") for path in (data / "keys").glob("seal-*.key"))
    return max((int(number) for number in numbers if number.isdecimal()), default=1)


def exposed(data: Path) -> list[Path]:
    """Key files that others than their owner may read: `terreau check` names them."""
    return [path for path in sorted((data / "keys").glob("*.key")) if path.stat().st_mode & 0o077]


def _path(data: Path, version: int) -> Path:
    return data / "keys" / f"seal-{version}.key"


def _cipher(data: Path, version: int, purpose: str) -> AESGCM:
    secret = instance_secret(data, f"seal-{version}")
    return AESGCM(
        HKDF(SHA256(), 32, salt=None, info=f"terreau seal {purpose}".encode()).derive(secret.encode())
    )


def _read(path: Path) -> str:
    key = path.read_text(encoding="ascii", errors="replace").strip()
    if len(key) < KEY_LENGTH:
        raise OSError(errno.EIO, "this key is damaged: restore it from a copy of the keys folder", str(path))
    return key


def _put_once(path: Path, key: str) -> None:
    """Put the key into place unless another process was quicker."""
    draft = path.with_suffix(f".{os.getpid()}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(key)
            handle.flush()
            os.fsync(handle.fileno())
        with suppress(FileExistsError):
            _link(draft, path)
        _settle(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def _link(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except OSError as error:
        # FAT and some network folders know no hard links; there, two first starts at once are not told apart.
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS} or path.exists():
            raise
        draft.rename(path)


def _settle(folder: Path) -> None:
    """A power cut just after must not take the name of the key away."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
