"""Which columns of a table say when, how much, of what kind: by rules, always the same for the same table."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.rows.columns import Column, Kind
from terreau.catalogue.rows.comparisons import empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.catalogue.rows.opened import Opened
    from terreau.catalogue.rows.places import Places

#: A column is looked at when at least this share of its cells is filled.
_FILLED = 0.5
#: Counts of different values are estimated: a column names each row from this share on.
_NAMED = 0.8
#: More kinds than this make no picture.
MOST_KINDS = 40
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_YEARS = re.compile(r"(?<![a-z])(an|annee|year|millesime|exercice)(?![a-z])")
#: Numbers that name or place something: their mean says nothing.
_RANKS = re.compile(
    r"(?<![a-z])(ids?|identifiant|rang|ordre|num|numero|index|mois|jour|heure|fid|gid|oid|objectid|x|y|codes?|mod|type|"
    r"secteur|region|departement|arrondissement|canton|annees?|siren|siret|insee|lon|lat|longitude|latitude)(?![a-z])"
)
_AMOUNTS = re.compile(
    r"(?<![a-z])(nb|nbre|nombre|montant|total|effectif|quantite|passages|comptage|counts?|somme|volume|surface|"
    r"superficie|population|places?|capacite)(?![a-z])"
)
_MEASURES = re.compile(
    r"(?<![a-z])(valeur|value|mesure|taux|part|score|indice|puissance|concentration|prix|hauteur|duree|moyenne|debit|"
    r"temperature|consommation|emissions?)(?![a-z])"
)
_DATES = re.compile(r"(?<![a-z])(date|datetime|heure|debut|fin|jour|modified|updated|created)(?![a-z])")
#: Dates of the writing of a row.
_UPDATES = re.compile(
    r"(?<![a-z])(maj|modified|updated|update|created|modification|saisie|creation)(?![a-z])"
)
#: A moment as ISO 8601 writes it, with its zone or not.
_MOMENT = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*"
#: Rows a date from which dates are those of a series.
_SHARED_DATE = 5
_TELLING_NAMES = (_MEASURES, _AMOUNTS)
_CODED = 12
#: Names of columns that sort, that name each row, and that do neither.
_TYPES = re.compile(
    r"(?<![a-z])(type|influence|categorie|nature|statut|etat|genre|famille|espece|essence|commune|ville|quartier|secteur|"
    r"theme|operateur|enseigne|levier)(?![a-z])"
)
_NAMES = re.compile(
    r"(?<![a-z])(nom|name|libelle|intitule|titre|designation|commune|epci|station|lieu)(?![a-z])"
)
_NO_KINDS = re.compile(
    r"(?<![a-z])(adresse|address|voie|rue|codes?|cp|postal|postaux|siren|siret|insee|ids?|url|lien|mail|email|courriel|"
    r"telephone|tel|description|observations?|commentaires?|horaires|coordonnees\w*|geo\w*|source|licence)(?![a-z])"
)


@dataclass(frozen=True)
class Facts:
    """A column with what was counted of it."""

    column: Column
    filled: int
    distinct: int
    least: object
    most: object

    @property
    def words(self) -> str:
        return plain(self.column.name)


@dataclass(frozen=True)
class Choice:
    """What a table is made of, as far as a picture needs to know; None where there is no such column."""

    rows: int
    when: Facts | None
    measure: Facts | None
    kind: Facts | None
    name: Facts | None
    places: Places | None
    #: A name that many rows share, where there are too many for kinds.
    group: Facts | None = None

    @property
    def is_update(self) -> bool:
        """Whether the dates say when rows were written, not when what they tell happened."""
        return self.when is not None and bool(_UPDATES.search(self.when.words))

    @property
    def is_series(self) -> bool:
        """Whether many rows share a date."""
        return self.when is not None and self.rows >= _SHARED_DATE * self.when.distinct

    @property
    def is_year(self) -> bool:
        return self.when is not None and self.when.column.kind is Kind.INTEGER

    @property
    def adds_up(self) -> bool:
        """Whether amounts of several rows may be added; others are averaged."""
        return self.measure is not None and bool(_AMOUNTS.search(self.measure.words))


def choose(opened: Opened, where: str, values: Sequence[object], places: Places | None) -> Choice:
    """The columns to tell of, among the rows picked by `where`: one reading of the file."""
    columns = [_dated(one, opened) for one in opened.columns]
    sql = ", ".join(
        f"count(*) FILTER (NOT {empty(one.sql)}), approx_count_distinct({one.sql}), min({one.sql}), max({one.sql})"
        for one in columns
    )
    counted = opened.ask(f"SELECT count(*), {sql} FROM cells {where}", values)[0]
    rows = counted[0]
    facts = [Facts(one, *counted[1 + 4 * at : 5 + 4 * at]) for at, one in enumerate(columns)]
    known = [one for one in facts if rows and one.filled >= _FILLED * rows]
    placing = {one.position for one in places.columns} if places else set()
    free = [one for one in known if one.column.position not in placing]
    kind = _kind(free, rows)
    return Choice(
        rows,
        _when(free),
        _measure(free),
        kind,
        _name(free, rows),
        places,
        None if kind else _group(free, rows),
    )


def _dated(column: Column, opened: Opened) -> Column:
    """A column of moments with their zone, which stays text in the file, by the day that it says."""
    if column.kind is not Kind.TEXT or not (
        column.declared == "datetime" or _DATES.search(plain(column.name))
    ):
        return column
    moments, filled = opened.ask(
        f"SELECT count(*) FILTER (regexp_full_match({column.sql}, '{_MOMENT}')), count({column.sql}) "
        "FROM (SELECT * FROM cells LIMIT 500)"
    )[0]
    return _Day(column.position, column.name, Kind.DATE) if filled and moments == filled else column


class _Day(Column):
    """The day of a moment that is kept as its text."""

    @property
    def sql(self) -> str:
        return f"TRY_CAST(left(c{self.position}, 10) AS DATE)"


def plain(name: str) -> str:
    """A name as words in small letters without accents: "Nom_Commune" is "nom commune"."""
    bare = (
        unicodedata.normalize("NFD", re.sub(r"([a-z])([A-Z])", r"\1 \2", name))
        .encode("ascii", "ignore")
        .decode()
    )
    return re.sub(r"[^a-z]+", " ", bare.lower()).strip()


def _when(facts: Sequence[Facts]) -> Facts | None:
    """A date with several days, the most varied first, those of updates last; else a year."""
    days = [one for one in facts if one.column.kind.is_day and one.distinct > 1]
    if days:
        return max(days, key=lambda one: (not _UPDATES.search(one.words), one.distinct, -one.column.position))
    years = [one for one in facts if _is_year(one) and one.distinct > 1]
    return years[0] if years else None


def _is_year(one: Facts) -> bool:
    named = one.column.declared == "year" or "annee" in one.words or bool(_YEARS.search(one.words))
    return (
        named
        and one.column.kind is Kind.INTEGER
        and isinstance(one.least, int)
        and isinstance(one.most, int)
        and _FIRST_YEAR <= one.least <= one.most <= _LAST_YEAR
    )


def _measure(facts: Sequence[Facts]) -> Facts | None:
    """A number that varies and is no rank: one whose name says a measure or an amount first."""
    numbers = [
        one
        for one in facts
        if one.column.kind.is_number
        and (one.distinct > 2 or one.filled <= 2)  # noqa: PLR2004 - yes or no in figures
        and not _is_year(one)
        and not _is_coded(one)
        and not _RANKS.search(one.words)
    ]
    if not numbers:
        return None
    return min(numbers, key=lambda one: (_preference(one.words), one.column.position))


def _is_coded(one: Facts) -> bool:
    """Few whole numbers over many rows, under a name that says no measure: numbers of a list of kinds."""
    few = one.distinct <= _CODED and one.filled > _CODED * 4
    return few and one.column.kind is Kind.INTEGER and _preference(one.words) == len(_TELLING_NAMES)


def _preference(words: str) -> int:
    return next((at for at, names in enumerate(_TELLING_NAMES) if names.search(words)), len(_TELLING_NAMES))


def _kind(facts: Sequence[Facts], rows: int) -> Facts | None:
    """A text that sorts the rows in a few kinds; one whose name says so first, then the fewest kinds."""
    texts = [
        one
        for one in facts
        if one.column.kind in (Kind.TEXT, Kind.BOOLEAN)
        and 2 <= one.distinct <= min(MOST_KINDS, max(rows // 2, 2))  # noqa: PLR2004 - one kind sorts nothing
        and not _NO_KINDS.search(one.words)
    ]
    if not texts:
        return None
    return min(texts, key=_sorting)


def _sorting(one: Facts) -> tuple[bool, bool, int, int]:
    flag = one.column.kind is Kind.BOOLEAN
    return (flag, not _TYPES.search(one.words), one.distinct, one.column.position)


def _group(facts: Sequence[Facts], rows: int) -> Facts | None:
    """A name that many rows share: the one with the fewest values."""
    texts = [
        one
        for one in facts
        if one.column.kind is Kind.TEXT
        and _NAMES.search(one.words)
        and not _NO_KINDS.search(one.words)
        and MOST_KINDS < one.distinct <= rows / 2
    ]
    return min(texts, key=lambda one: one.distinct) if texts else None


def _name(facts: Sequence[Facts], rows: int) -> Facts | None:
    """A text that names each row, when there are few enough rows to compare them one by one."""
    return next(
        (
            one
            for one in facts
            if one.column.kind is Kind.TEXT
            and _NAMES.search(one.words)
            and not _NO_KINDS.search(one.words)
            and one.distinct >= rows * _NAMED
        ),
        None,
    )
