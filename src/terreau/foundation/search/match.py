"""A question put to the index, in the words of the database in use; both give the same objects.

Columns of modelsearch's table: `title` and `body` hold stems, `autocomplete` the words themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.db.models import BooleanField, Exists, F, FloatField, OuterRef, Q
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
    found = _on_postgresql(asked) if connection.vendor == "postgresql" else _on_sqlite(asked)
    key = Cast(OuterRef("object_id"), queryset.model._meta.pk)
    return (
        found.filter(Exists(queryset.order_by().filter(pk=key)), kind=get_content_type_pk(queryset.model))
        .order_by("score", "-pk")
        .values("object_id", "title_stems", "body_stems")
    )


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
    match = RawSQL(f"{table} MATCH %s", (wanted,), output_field=BooleanField())  # noqa: S611
    bm25 = RawSQL(f"bm25({table}, 0.0, 1.0, {TITLE_WEIGHT})", (), output_field=FloatField())  # noqa: S611
    found: models.QuerySet[Any] = entry._default_manager.filter(match).annotate(
        score=bm25,
        object_id=F("index_entry__object_id"),
        title_stems=F("title"),
        body_stems=F("body"),
        # The sum keeps SQLite from beginning with all objects of the kind, asking FTS5 about each: minutes.
        kind=F("index_entry__content_type_id") + 0,
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
