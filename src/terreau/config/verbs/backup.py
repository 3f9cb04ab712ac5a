"""`terreau backup`: one file, or a folder of them that does not grow for ever."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from terreau.config import terminal
from terreau.config.operate.errors import AlreadyThereError, NoSuchFolderError, WhereToError
from terreau.config.starting import folder_of_the_instance, start_django

if TYPE_CHECKING:
    import argparse

    from terreau.config.operate.archive import Manifest

_MEGABYTE = 1_000_000


def run(arguments: argparse.Namespace) -> int:
    """Write a backup, or read one again; 0 when it is whole."""
    if arguments.verify:
        return _verify(arguments)
    if arguments.keep or arguments.to:
        return _rotate(arguments)
    if not arguments.file:
        raise WhereToError
    path = Path(arguments.file).expanduser().resolve()
    if path.exists():
        raise AlreadyThereError(path=path)
    if not path.parent.is_dir():
        raise NoSuchFolderError(path=path.parent)
    prepare()
    tell(path, made(path, arguments), arguments.format)
    return 0


def _rotate(arguments: argparse.Namespace) -> int:
    """Make one more, then take away what the plan does not keep: never before the new one is proved good."""
    from terreau.config.operate import rotation

    if not (arguments.keep and arguments.to) or arguments.file:
        raise WhereToError
    plan = rotation.plan_of(arguments.keep)
    folder = Path(arguments.to).expanduser().resolve()
    if not folder.is_dir():
        raise NoSuchFolderError(path=folder)
    path = folder / rotation.name_now()
    if arguments.dry_run:
        for old in rotation.superfluous([*rotation.ours(folder), path], plan):
            terminal.say(f"Serait effacée : {old}")
        terminal.say(f"Serait écrite : {path}. Rien n’a été fait.")
        return 0
    prepare()
    manifest = made(path, arguments)
    for old in rotation.superfluous(rotation.ours(folder), plan):
        old.unlink()
        terminal.note(f"Effacée : {old}")
    tell(path, manifest, arguments.format)
    return 0


def prepare() -> None:
    """Start on an instance that is there; one that is behind may be saved too."""
    folder_of_the_instance()
    start_django()
    from terreau.config import preparing

    preparing.refuse_nothing_there()


def made(path: Path, arguments: argparse.Namespace) -> Manifest:
    """Write this backup and read it again."""
    from terreau.config.operate.saving import save

    with terminal.Progress() as progress:
        return save(path, progress, keys=arguments.with_keys, whole=arguments.whole)


def _verify(arguments: argparse.Namespace) -> int:
    from django.conf import settings

    from terreau.config.operate.archive import Reader

    if not arguments.file:
        raise WhereToError
    if not settings.configured:  # it needs no instance, only words
        settings.configure(USE_I18N=False)
    path = Path(arguments.file).expanduser()
    with terminal.Progress() as progress, Reader(path) as archive:
        archive.verify(progress)
    tell(path, archive.manifest, arguments.format)
    return 0


def tell(path: Path, manifest: Manifest, form: str) -> None:
    """Say what a backup holds."""
    if form == "json":
        terminal.say(json.dumps(report(path, manifest), ensure_ascii=False, indent=2))
        return
    size = path.stat().st_size / _MEGABYTE
    terminal.say(f"Sauvegarde entière : {path} ({size:.1f} Mo)")
    terminal.say(
        f"  Terreau {manifest.version}, {manifest.made_at}, {manifest.rows} lignes, "
        f"{len(manifest.media)} fichier(s)"
    )
    if not manifest.base.get("included"):
        terminal.say("  La base nationale n’y est pas : elle sera refaite depuis celle du programme.")
    if manifest.keys:
        terminal.say(
            "  Elle contient les clés et les mots de passe : qui la lit peut agir au nom de l’instance."
        )
    else:
        terminal.say("  Les clés n’y sont pas : gardez à part une copie du dossier keys/ et de terreau.toml.")


def report(path: Path, manifest: Manifest) -> dict[str, object]:
    """The same for programs."""
    entry = {
        "file": str(path),
        "bytes": path.stat().st_size,
        "version": manifest.version,
        "made_at": manifest.made_at,
        "rows": manifest.rows,
        "files": len(manifest.media),
        "keys": bool(manifest.keys),
        "national_base": bool(manifest.base.get("included")),
    }
    return {"files": [entry], "summary": {"rows": manifest.rows, "files": len(manifest.media)}}
