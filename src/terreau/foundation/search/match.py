"""A question put to the index, in the words of the database in use; both give the same objects.

Columns of modelsearch's table: `title` and `body` hold stems, `autocomplete` the words themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.db.models import BooleanField, Exists, F, FloatField, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from modelsearch.conf import get_app_config
from modelsearch.utils import get_content_type_pk

if TYPE_CHECKING:
    from terreau.foundation.search.question import Lexeme, Question

#: How much more a word weighs in a title than in a text.
TITLE_WEIGHT = 4.0


def matching(asked: Question, queryset: models.QuerySet[Any]) -> models.QuerySet[Any, Any]:
    """The lines of the index that answer `asked` for objects of `queryset`, best first.

    Each is a dictionary: `object_id`, `title_stems`, `body_stems`.
    """
    if connection.vendor == "postgresql":
        key = Cast(OuterRef("object_id"), queryset.model._meta.pk)
        found = _on_postgresql(asked).filter(
            Exists(queryset.order_by().filter(pk=key)), kind=get_content_type_pk(queryset.model)
        )
    else:
        found = _on_sqlite(asked).filter(Exists(_entries_of(queryset)))
    return found.order_by("score", "-pk").values("object_id", "title_stems", "body_stems")


def _entries_of(queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The line of the index beside that of the outer query, where it is of an object of `queryset`."""
    key = Cast(OuterRef("object_id"), queryset.model._meta.pk)
    lines = _model("IndexEntry")._default_manager.filter(
        pk=OuterRef("pk"), content_type=get_content_type_pk(queryset.model)
    )
    return lines.filter(Exists(queryset.order_by().filter(pk=key)))


def _model(name: str) -> type[models.Model]:
    found: type[models.Model] = get_app_config().get_model(name)
    return found


def _on_sqlite(asked: Question) -> models.QuerySet[Any]:
    entry = _model("SQLiteFTSIndexEntry")
    table = connection.ops.quote_name(entry._meta.db_table)

    def said(lexeme: Lexeme) -> str:
        # A lexeme holds letters and digits only (french.fold), so that nothing in it speaks to FTS5.
        return f'"{lexeme.value}" *' if lexeme.prefix else f'{{title body}} : "{lexeme.value}"'

    terms = (
        " OR ".join("(" + " AND ".join(map(said, option)) + ")" for option in term.options)
        for term in asked.terms
    )
    wanted = (" OR " if asked.loose else " AND ").join(f"({term})" for term in terms)
    # The table's name is ours, the question a parameter. Weights go autocomplete, body, title.
    # The hidden column of FTS5 has the name of its table; said with it, it can never be read as a text
    # (https://www.sqlite.org/quirks.html#double_quoted_string_literals_are_accepted), on which MATCH fails.
    match = RawSQL(f"{table}.{table} MATCH %s", (wanted,), output_field=BooleanField())  # noqa: S611
    bm25 = RawSQL(f"bm25({table}, 0.0, 1.0, {TITLE_WEIGHT})", (), output_field=FloatField())  # noqa: S611
    # FTS5 stands alone: in a join, SQLite may begin with the other table, whatever its statistics say, and
    # ask FTS5 about each line of it: minutes, and MATCH outside of what it can answer.
    line = _model("IndexEntry")._default_manager.filter(pk=OuterRef("pk"))
    found: models.QuerySet[Any] = entry._default_manager.filter(match).annotate(
        score=bm25,
        object_id=Subquery(line.values("object_id")),
        title_stems=F("title"),
        body_stems=F("body"),
    )
    return found


def _on_postgresql(asked: Question) -> models.QuerySet[Any]:
    from django.contrib.postgres.search import SearchQuery, SearchRank

    entry = _model("IndexEntry")

    def query(lexemes: list[Lexeme], glue: str = " & ") -> SearchQuery:
        text = glue.join(f"'{lexeme.value}'{':*' if lexeme.prefix else ''}" for lexeme in lexemes)
        return SearchQuery(text, search_type="raw", config="simple")

    def option(lexemes: tuple[Lexeme, ...]) -> Q:
        whole = [lexeme for lexeme in lexemes if not lexeme.prefix]
        begun = [lexeme for lexeme in lexemes if lexeme.prefix]
        words = (Q(body=query(begun)) | Q(autocomplete=query(begun))) if begun else Q()
        return (Q(body=query(whole)) if whole else Q()) & words

    wanted = Q()
    for term in asked.terms:
        one = Q()
        for lexemes in term.options:
            one |= option(lexemes)
        wanted = wanted | one if asked.loose else wanted & one
    anything = query([lexeme for term in asked.terms for way in term.options for lexeme in way], " | ")
    rank = SearchRank(F("title"), anything) * TITLE_WEIGHT + SearchRank(F("body"), anything)
    found: models.QuerySet[Any] = entry._default_manager.filter(wanted).annotate(
        score=-rank,
        title_stems=F("title_text"),
        body_stems=F("body_text"),
        kind=F("content_type_id"),
    )
    return found
