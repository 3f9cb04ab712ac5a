"""Refusals of the engine of rows, as the errors that pages and API know how to say."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.rows import RowsRefusal
from terreau.foundation.errors import NotFoundError, TerreauError
from terreau.foundation.languages import reader_language

if TYPE_CHECKING:
    from collections.abc import Iterator


class NoRowsError(NotFoundError):
    code = "no-rows"
    title = _("Pas de lignes à lire")
    message = _("Ce jeu de données n’a pas de tableau publié que l’on puisse parcourir.")
    remedy = _("Revenez à sa page : elle dit ce qui est publié, et quand.")


class NoRowError(NotFoundError):
    code = "no-row"
    message = _("Ce tableau n’a pas de ligne {number}.")
    remedy = _("Revenez à la liste des lignes.")


class EmbargoedRowsError(TerreauError):
    code = "embargoed-rows"
    status = 403
    title = _("Données pas encore ouvertes")
    message = _("Les lignes de « {title} » seront publiées le {day}.")
    remedy = _("Revenez ce jour-là, ou suivez ce jeu de données.")


class RowsRefusedError(TerreauError):
    """A question that the engine refuses, in its own words; one kind for each status."""

    code = "rows-refused"
    message = "{said}"
    remedy = "{remedy}"
    by_refusal: ClassVar[dict[str, type[RowsRefusedError]]] = {}


@contextmanager
def said_in_words() -> Iterator[None]:
    """Raise a RowsRefusedError for a refusal of the engine."""
    try:
        yield
    except RowsRefusal as refusal:
        raise refused(refusal) from refusal


def refused(refusal: RowsRefusal) -> RowsRefusedError:
    """The error that says this refusal, with its own code, status and title."""
    kind = RowsRefusedError.by_refusal.get(refusal.code)
    if kind is None:
        told = {"code": refusal.code, "status": refusal.status, "title": _titled(refusal)}  # type: ignore[no-untyped-call]
        kind = type("RowsRefusedError", (RowsRefusedError,), told)
        RowsRefusedError.by_refusal[refusal.code] = kind
    lang = reader_language()
    return kind(said=refusal.said(lang), remedy=refusal.advice(lang))


# The kind is kept and its title is read later, in the language of whoever reads.
_titled = lazy(lambda refusal: refusal.titled(reader_language()), str)
