"""Keys of the instance, kept as files of the data folder, outside the database and its backups."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def instance_secret(data: Path, name: str) -> str:
    """The secret `name` of this instance, made on first use, readable by its owner only.

    Two processes that start together agree on one value: the file is linked into place, never overwritten.
    Raises OSError when the folder cannot be written.
    """
    path = data / "keys" / f"{name}.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write(secrets.token_urlsafe(48))
        handle.flush()
        os.fsync(handle.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
