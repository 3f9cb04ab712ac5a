"""Photographs and files as everyone may read them, to carry away and to bring in.

What is brought in passes by the door of any upload: pictures are made anew, other files recognised.
"""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from terreau.foundation.slots import PublicSet
from terreau.participation import store
from terreau.participation.actions.files import content_of
from terreau.participation.actions.receiving import received
from terreau.participation.kinds import hidden
from terreau.participation.models.files import Album, Attachment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FILE = "participation.attachment"
_PLAIN = ("name", "description", "caption", "credit", "licence", "for_someone")
_COLUMNS = {
    **dict.fromkeys(("id", "kind", "thing", "for_someone", "organisation"), ""),
    "name": "https://schema.org/name",
    "description": "https://schema.org/description",
    "caption": "https://schema.org/caption",
    "credit": "https://schema.org/creditText",
    "licence": "https://schema.org/license",
    "who": "https://schema.org/contributor",
    "added_at": "https://schema.org/uploadDate",
    "file": "https://schema.org/contentUrl",
}


def _rows() -> Iterable[dict[str, Any]]:
    away = hidden(_FILE, [str(pk) for pk in Attachment.objects.order_by("pk").values_list("pk", flat=True)])
    found = Attachment.objects.select_related("album", "content", "author").order_by("pk")
    for one in found:
        if str(one.pk) in away or hidden(one.album.kind, [one.album.thing]):
            continue
        widest = one.content.renditions.order_by("-width").first()
        if widest is None or not store.path_of(widest.digest, one.content.suffix).exists():
            continue
        yield {
            "id": one.pk,
            "kind": one.album.kind,
            "thing": one.album.thing,
            **{name: getattr(one, name) for name in _PLAIN},
            "organisation": one.organisation_id,
            "who": one.author.public_name if one.author else "",
            "added_at": one.added_at.isoformat(),
            "file": f"fichiers/{widest.digest}{one.content.suffix}",
        }


def _files(row: dict[str, Any]) -> Iterable[tuple[str, Path]]:
    digest, _dot, suffix = row["file"].removeprefix("fichiers/").partition(".")
    yield row["file"], store.path_of(digest, f".{suffix}")


def _take(rows: Iterable[dict[str, Any]]) -> int:
    done = 0
    with store.writing():
        for row in rows:
            body = row["read"](row["file"])
            kept = received(f"{row['name'] or 'photo'}.{row['file'].rpartition('.')[2]}", body)
            album, _new = Album.objects.get_or_create(kind=row["kind"], thing=row["thing"])
            one = Attachment(
                pk=row["id"],
                album=album,
                content=content_of(sha256(body).hexdigest(), kept),
                organisation_id=row["organisation"],
                added_at=dt.datetime.fromisoformat(row["added_at"]),
                **{name: row[name] for name in _PLAIN},
            )
            one.clean_fields(exclude=["album", "content", "author", "organisation", "key"])
            one.save(force_insert=True)
            done += 1
    return done


def public_sets() -> list[PublicSet]:
    """What this room gives to whoever carries the commons away."""
    return [
        PublicSet(
            "photos-et-fichiers",
            _("Photographies et fichiers"),
            "https://schema.org/MediaObject",
            _COLUMNS,
            _rows,
            _take,
            Attachment.objects.count,
            files=_files,
        )
    ]
