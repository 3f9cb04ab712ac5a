"""Wiki pages with each of their versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from terreau.commons.actions.pages import link_up
from terreau.commons.formats.plain import moment, said, shown_commons
from terreau.commons.models import WikiPage
from terreau.foundation import search
from terreau.foundation.slots import PublicSet
from terreau.participation.kinds import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

_PAGE = dict.fromkeys(
    ("id", "commons", "slug", "title", "text", "version", "made_at", "changed_at", "protected_until",
     "protected_reason"), "",
)  # fmt: skip
_VERSION = {
    **dict.fromkeys(("page", "version", "title", "text", "reason"), ""),
    "who": "https://schema.org/creditText",
    "at": "https://schema.org/dateModified",
}
_AT_A_TIME = 500


def _shown() -> QuerySet[WikiPage]:
    return visible(WikiPage.objects.filter(commons__in=shown_commons())).order_by("pk")


def _pages() -> Iterable[dict[str, Any]]:
    for page in _shown().iterator(200):
        yield {
            "id": page.pk,
            "commons": page.commons_id,
            **{name: getattr(page, name) for name in ("slug", "title", "text", "version")},
            "made_at": page.made_at.isoformat(),
            "changed_at": page.changed_at.isoformat(),
            "protected_until": said(page.protected_until),
            "protected_reason": page.protected_reason,
        }


def _take_pages(rows: Iterable[dict[str, Any]]) -> int:
    """The pages as they stand; their versions come after, with who wrote each."""
    made: list[WikiPage] = []
    for row in rows:
        page = WikiPage(pk=row["id"], commons_id=row["commons"])
        for name in ("slug", "title", "text", "version", "protected_reason"):
            setattr(page, name, row[name])
        page.made_at, page.changed_at = moment(row["made_at"]), moment(row["changed_at"])
        page.protected_until = moment(row["protected_until"]) if row["protected_until"] else None
        page.clean_fields(exclude=["commons", "protected_by"])
        made.append(page)
    WikiPage.objects.bulk_create(made, _AT_A_TIME)
    for page in made:
        link_up(page)
    search.put(*made)
    return len(made)


def _versions() -> Iterable[dict[str, Any]]:
    history = WikiPage.history.filter(id__in=_shown().order_by().values("pk"))
    for one in history.select_related("history_user").order_by("history_id").iterator(200):
        yield {
            "page": one.id,
            "version": one.version,
            "title": one.title,
            "text": one.text,
            "reason": one.history_change_reason or "",
            "who": one.written_as or (one.history_user.public_name if one.history_user else ""),
            "at": one.history_date.isoformat(),
        }


def _take_versions(rows: Iterable[dict[str, Any]]) -> int:
    """Each version with the name it was read under: nobody's account comes along."""
    history: Any = WikiPage.history.model
    commons = dict(WikiPage.objects.order_by().values_list("pk", "commons_id"))
    made, done = [], 0
    for row in rows:
        at = moment(row["at"])
        version = history(
            id=row["page"],
            commons_id=commons[row["page"]],
            title=row["title"],
            text=row["text"],
            version=row["version"],
            written_as=str(row["who"])[:160],
            changed_at=at,
            history_date=at,
            history_type="~" if row["version"] != 1 else "+",
            history_change_reason=str(row["reason"])[:500],
        )
        version.clean_fields(exclude=["commons", "history_user"])
        made.append(version)
        if len(made) >= _AT_A_TIME:
            done += len(history.objects.bulk_create(made))
            made = []
    return done + len(history.objects.bulk_create(made))


def _page(row: dict[str, Any]) -> tuple[str, str]:
    return f"{row['commons']:06}-{row['slug']}", f"# {row['title']}\n\n{row['text']}\n"


def public_sets() -> list[PublicSet]:
    """Pages, then their versions."""
    work = "https://schema.org/CreativeWork"
    return [
        PublicSet(
            "communs-pages", _("Pages des communs"), work, _PAGE, _pages, _take_pages,
            WikiPage.objects.count, _page,
        ),
        PublicSet(
            "communs-pages-versions", _("Versions des pages des communs"), "https://schema.org/UpdateAction",
            _VERSION, _versions, _take_versions, WikiPage.history.count,
        ),
    ]  # fmt: skip
