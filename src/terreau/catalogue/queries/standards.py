"""Standards as people read them: by theme, one by one, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.catalogue.errors import UnknownStandardError
from terreau.catalogue.models import Dataset, Distribution, State, TableSchema
from terreau.catalogue.standards import THEMES, Kind, Standard, draft_of, standard_named, standards
from terreau.catalogue.tables import Refusal, read_descriptor
from terreau.foundation import search
from terreau.foundation.languages import reader_language
from terreau.participation.kinds import visible
from terreau.saying import chosen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from terreau.catalogue.tables import Schema

#: Data sets that a page of a standard names.
MOST_NAMED = 20
#: Theme of what was added here and is in no list.
ADDED = "ajoutes"


@dataclass(frozen=True)
class Entry:
    """A standard as a line of the list."""

    title: str
    url: str
    holds: str
    is_ours: bool
    is_kept: bool


@dataclass(frozen=True)
class Shelf:
    """The standards of one theme."""

    slug: str
    label: str
    entries: list[Entry]


@dataclass(frozen=True)
class Found:
    """A standard, what is kept of it here, and its schema when it can be read."""

    slug: str
    standard: Standard | None
    kept: TableSchema | None
    schema: Schema | None

    @property
    def title(self) -> str:
        """Its name on the page."""
        return self.standard.title if self.standard else str(self.kept)

    @property
    def theme(self) -> str:
        """Where it stands in the list."""
        return self.standard.theme if self.standard else ADDED


def shelves(words: str = "") -> list[Shelf]:
    """The standards by theme, those that hold all the words; one SQL query."""
    kept = dict(TableSchema.objects.filter(current=True).order_by("slug").values_list("slug", "title"))
    sought = set(search.stems(words).split())
    found = [
        Shelf(
            slug, label_of(slug), [_entry(one, one.slug in kept) for one in _on(slug) if _holds(one, sought)]
        )
        for slug in THEMES
    ]
    known = {one.slug for one in standards()}
    added = [
        Entry(title, reverse("catalogue:standard", args=(slug,)), "", is_ours=False, is_kept=True)
        for slug, title in kept.items()
        if slug not in known and sought <= set(search.stems(title).split())
    ]
    return [one for one in [*found, Shelf(ADDED, label_of(ADDED), added)] if one.entries]


def label_of(theme: str) -> str:
    """The name of a theme."""
    return _("Ajoutés ici") if theme == ADDED else chosen(THEMES[theme], reader_language())


def _on(theme: str) -> list[Standard]:
    return [one for one in standards() if one.theme == theme]


def _entry(standard: Standard, is_kept: bool) -> Entry:  # noqa: FBT001 - a fact of the line
    url = reverse("catalogue:standard", args=(standard.slug,))
    return Entry(standard.title, url, standard.holds, standard.is_ours, is_kept or standard.is_ours)


def _holds(standard: Standard, sought: set[str]) -> bool:
    return sought <= set(search.stems(f"{standard.title} {standard.holds} {standard.name}").split())


def standard(slug: str) -> Found:
    """A standard by its place in addresses; raises UnknownStandardError."""
    known = standard_named(slug)
    if known is not None and known.slug != slug:
        known = None
    kept = TableSchema.objects.filter(slug=slug, current=True).order_by("pk").first()
    if known is None and kept is None:
        raise UnknownStandardError
    descriptor = kept.descriptor if kept else draft_of(known) if known else None
    return Found(slug, known, kept, _read(descriptor) if descriptor else None)


def _read(descriptor: dict[str, object]) -> Schema | None:
    try:
        return read_descriptor(descriptor)
    except Refusal:
        return None


def kind_of(standard: Standard) -> str:
    """What sort of thing a standard is, in words."""
    return {
        Kind.TABLE: _("Schéma de tableau"),
        Kind.JSON: _("Schéma de fichier JSON ou GeoJSON"),
        Kind.PACKAGE: _("Ensemble de plusieurs schémas"),
        Kind.OTHER: _("Document de référence"),
    }[standard.kind]


def publishers(slug: str) -> list[Dataset]:
    """The data sets published here that follow a standard; one SQL query."""
    tables = Distribution.objects.filter(schema__slug=slug, published__isnull=False)
    found: Iterable[Dataset] = (
        visible(Dataset.objects.filter(state=State.PUBLISHED, pk__in=tables.values("dataset_id")))
        .select_related("organisation", "created_by")
        .order_by("-changed_at", "-pk")[:MOST_NAMED]
    )
    return list(found)
