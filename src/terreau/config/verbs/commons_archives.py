"""`terreau commons export` and `fork`: a commons leaves whole as one signed file, and lives elsewhere."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from terreau.config import terminal
from terreau.config.operate.errors import AlreadyThereError, NoSuchFolderError
from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    import argparse

    from terreau.commons.actions import Forked
    from terreau.commons.models import Commons
    from terreau.people.models import User

_TRUST = {
    "ours": "valable, de cette instance",
    "confirmed": "valable, confirmée par l’instance d’origine",
    "unknown": "valable, mais le signataire est inconnu : personne n’a confirmé sa clé",
}


class NoSuchPersonError(TerreauError):
    code = "no-such-person"
    message = "Personne n’a ici de compte avec l’adresse « {said} »."
    remedy = "Vérifiez l’adresse, ou laissez --by de côté : personne ne veillera d’abord sur ce commun."


class NoSuchCommonsError(TerreauError):
    code = "no-such-commons"
    message = "Aucun commun, ou plusieurs, répondent à « {said} »."
    remedy = "Donnez le numéro du commun : il est dans l’adresse de sa page."


class UnopenedArchiveError(TerreauError):
    code = "unopened-archive"
    message = "« {path} » ne s’ouvre pas."
    remedy = "Vérifiez son nom, et qui a le droit de le lire."


def export(asked: argparse.Namespace) -> int:
    """Write the archive, or the pages alone; a file is there whole, or not at all."""
    from terreau.commons.queries import carrying, taking_wiki

    shapes = {
        "archive": carrying.write,
        "mediawiki": taking_wiki.write_xml,
        "markdown": taking_wiki.write_markdown,
    }

    place = Path(asked.out).expanduser().resolve()
    if place.exists():
        raise AlreadyThereError(path=place)
    if not place.parent.is_dir():
        raise NoSuchFolderError(path=place.parent)
    commons = _named(asked.commons)
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        with draft.open("xb") as file:
            shapes[asked.shape](commons, file)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, place)  # never over a file that came meanwhile
    except FileExistsError as there:
        raise AlreadyThereError(path=place) from there
    finally:
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()
    terminal.say(f"« {commons.title} » : {place}")
    if asked.shape == "archive":
        terminal.say(f"  signée par la clé {carrying.own_public_key()}")
    return 0


def fork(asked: argparse.Namespace) -> int:
    """Bring an archive in; answers 1 when something was left out."""
    from terreau.commons import actions

    by = _person(asked.by) if asked.by else None
    try:
        file = Path(asked.file).expanduser().open("rb")
    except OSError as fault:
        raise UnopenedArchiveError(path=asked.file) from fault
    with file:
        forked = actions.fork(
            file, by=by, dry_run=asked.dry_run, signed_by=asked.signed_by or None, ask=not asked.offline
        )
    _tell(forked, dry_run=asked.dry_run)
    return 1 if forked.told.left else 0


def _tell(forked: Forked, *, dry_run: bool) -> None:
    told = forked.told
    if dry_run:
        terminal.say("À l’essai, rien n’est gardé.")
    terminal.say(f"« {forked.title} », de {forked.origin}, licence {forked.licence or 'non dite'}.")
    terminal.say(f"  signature {_TRUST[forked.trust]}")
    if forked.known:
        terminal.say("  déjà là : rien de plus n’est entré.")
    else:
        terminal.say(f"  {told.pages} pages ({told.versions} versions), {told.files} fichiers")
        terminal.say(f"  {told.rules} règles, {told.components} composants")
        terminal.say(f"  {told.people} noms à créditer, {told.records} faits du commun d’origine")
    for what, why in told.left:
        terminal.say(f"  ! {what} : {why}")
    if forked.commons is not None:
        terminal.say(f"  ici : {forked.commons.get_absolute_url()}")


def _named(said: str) -> Commons:
    """The commons of a number, or the only one whose title makes this slug."""
    from django.utils.text import slugify

    from terreau.commons.models import Commons
    from terreau.commons.queries import page

    if said.isdecimal():
        return page.commons(int(said))
    rows = Commons.objects.order_by("pk").values_list("pk", "title").iterator()
    found = [pk for pk, title in rows if slugify(title) == slugify(said)]
    if len(found) != 1:
        raise NoSuchCommonsError(said=said)
    return page.commons(found[0])


def _person(address: str) -> User:
    from terreau.people.models import User

    found = User.objects.filter(email__iexact=address, is_active=True).first()
    if found is None:
        raise NoSuchPersonError(said=address)
    return found
