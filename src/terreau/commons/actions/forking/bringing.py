"""Bring in the archive of a commons."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from terreau.commons.actions.describing import fill, tie
from terreau.commons.actions.forking.files import bring_files, take_files
from terreau.commons.actions.forking.pages import bring_pages
from terreau.commons.actions.forking.parts import bring_parts, keep_people
from terreau.commons.actions.forking.sheet import description_in, origin_in
from terreau.commons.actions.forking.told import Told
from terreau.commons.actions.keeping import keep, require
from terreau.commons.archive import Archive, ArchiveRefused, Caps, open_archive
from terreau.commons.errors import RefusedArchiveError
from terreau.commons.models import Commons, Member, Role
from terreau.commons.queries.trust import trust_in
from terreau.foundation import search
from terreau.foundation.languages import reader_language
from terreau.participation import store
from terreau.participation.actions import record
from terreau.participation.pace import keep_pace_of_links

if TYPE_CHECKING:
    from terreau.commons.actions.describing import Description
    from terreau.commons.actions.forking.files import Taken
    from terreau.people.models import User

#: An archive is known again by its bytes and by who brings it: sent twice, it is one commons.
_KEYS = UUID("7d0b58f2-6f0c-4f67-9c55-0a8c8c1f2b61")
CAPS = Caps(unpacked=600_000_000, member=60_000_000)
_PIECE = 1_048_576


@dataclass
class Forked:
    """What came in, or would: `commons` is there once it is written, `known` when it already was."""

    title: str
    origin: str
    licence: str
    trust: str
    told: Told = field(default_factory=Told)
    commons: Commons | None = None
    known: bool = False


def fork(
    file: IO[bytes],
    *,
    by: User | None,
    dry_run: bool = False,
    signed_by: str | None = None,
    ask: bool = True,
) -> Forked:
    """Bring in an archive as a commons of this instance; with `dry_run`, all is tried and nothing kept.

    Its authors are credited and take no part here; who brings it cares for it, nobody when `by` is None. The
    same archive brought again by the same person is the same commons. `signed_by` is the key that has to
    have signed; `ask` lets the instance of origin be asked for its key. Raises NotAllowedError,
    RefusedArchiveError, TooManyRequestsError when a new account brings many links.
    """
    if by is not None:
        require("commons.open_commons", by)
    key = _key(file, by)
    try:
        with open_archive(file, caps=CAPS, signed_by=signed_by) as archive:
            trust = trust_in(archive, ask=ask)
            said = description_in(archive.sheet, archive.licence)
            forked = Forked(said.title, archive.origin.commons, said.licence_said, trust)
            if by is not None and not dry_run:
                keep_pace_of_links(by, f"{said.story} {said.links}")
            with store.writing():
                _bring(archive, said, forked, key, by=by, dry_run=dry_run)
    except ArchiveRefused as refused:
        lang = reader_language()
        raise RefusedArchiveError(why=refused.said(lang), todo=refused.advice(lang)) from refused
    return forked


def _bring(
    archive: Archive, said: Description, forked: Forked, key: UUID, *, by: User | None, dry_run: bool
) -> None:
    if _is_known(key, forked):
        return
    taken = take_files(archive, forked.told)
    try:
        _write(archive, said, forked, key, taken, by=by, dry_run=dry_run)
    except IntegrityError:  # the same archive, confirmed twice at the same time
        if not _is_known(key, forked):
            raise


def _is_known(key: UUID, forked: Forked) -> bool:
    if known := Commons.objects.filter(key=key).first():
        forked.commons, forked.known = known, True
    return forked.known


def _write(
    archive: Archive,
    said: Description,
    forked: Forked,
    key: UUID,
    taken: list[Taken],
    *,
    by: User | None,
    dry_run: bool,
) -> None:
    with transaction.atomic():
        commons = Commons(opened_by=by, key=key, origin=origin_in(archive, forked.trust))
        commons.is_example = archive.sheet.get("is_example") is True
        fill(commons, said)
        keep(commons, by=by, reason=forked.origin[:300])
        tie(commons, said)
        if by is not None:
            Member.objects.create(commons=commons, user=by, role=Role.STEWARD)
        names = keep_people(commons, archive, forked.told)
        pages = bring_pages(commons, archive, names, forked.told)
        bring_parts(commons, archive, forked.told)
        bring_files(commons, taken, names)
        search.put(commons, *pages)
        record("fork", commons, by=by, reason=forked.origin)
        if dry_run:
            transaction.set_rollback(True)
            return
    forked.commons = commons


def _key(file: IO[bytes], by: User | None) -> UUID:
    digest = hashlib.sha256()
    file.seek(0)
    while piece := file.read(_PIECE):
        digest.update(piece)
    file.seek(0)
    return uuid5(_KEYS, f"{digest.hexdigest()} {by.pk if by else ''}")
