"""A view asked in an address: what it gives, and the one address it is written as."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.catalogue.rows import (
    COMPARISONS,
    Column,
    Kind,
    Opened,
    RowsRefusal,
    etag_of,
    read_view,
    row_of,
    write_view,
)
from terreau.catalogue.rows.tests.builders import STANDS, asked, firsts, packed, view_of

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = tuple(
    Column(at, name, kind)
    for at, (name, kind) in enumerate(
        [
            ("commune", Kind.TEXT),
            ("page", Kind.INTEGER),
            ("tri", Kind.TEXT),
            ("a__egal", Kind.TEXT),
            ("jour", Kind.DATE),
        ]
    )
)


@pytest.fixture(scope="module")
def stands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed(tmp_path_factory.mktemp("stands"), STANDS)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["A1", "A2", "A3", "A4", "A5"]),
        ("commune__egal=Grenoble", ["A1", "A5"]),
        ("commune__egal=grenoble", []),
        ("commune__contient=EGREVE", ["A4"]),
        ("commune__contains=échirolles", ["A2"]),
        ("places__de=8", ["A1", "A4", "A5"]),
        ("places__de=8&places__a=12", ["A1", "A5"]),
        ("prix__egal=3,5", ["A1"]),
        ("prix__less=3.5", ["A1", "A2"]),
        ("prix__vide=oui", ["A4"]),
        ("prix__vide=non", ["A1", "A2", "A3", "A5"]),
        ("prix__isnull=", ["A4"]),
        ("commune__parmi=Meylan&commune__parmi=Grenoble", ["A1", "A3", "A5"]),
        ("ouvert__egal=oui", ["A1", "A3", "A5"]),
        ("pose__de=2024&pose__a=2024", ["A3", "A5"]),
        ("pose__a=02/2024&pose__de=01/02/2024", ["A5"]),
        ("mots=egreve", ["A4"]),
        ("mots=GRENOBLE 8", ["A5"]),
        ("q=12", ["A1"]),
        ("mots=2021-01-15", ["A2"]),
        ("mots=rien de tel", []),
        ("prix__tri=", ["A2", "A1", "A5", "A3", "A4"]),
        ("prix__tri=decroissant", ["A3", "A5", "A1", "A2", "A4"]),
        ("commune__sort=asc", ["A2", "A1", "A5", "A3", "A4"]),
        ("commune__tri=desc&id__tri=desc", ["A4", "A3", "A5", "A1", "A2"]),
        ("sur=places&comment=de&valeur=12", ["A1", "A4"]),
        ("sur=commune&comment=parmi&valeur=Meylan; Grenoble&sur=&comment=egal&valeur=", ["A1", "A3", "A5"]),
        ("trier=prix&sens=decroissant", ["A3", "A5", "A1", "A2", "A4"]),
        ("lignes=2&page=2", ["A3", "A4"]),
        ("page_size=2&page=99", ["A5"]),
    ],
)
def test_a_view_gives_its_rows(stands: Path, query: str, found: list[str]) -> None:
    assert firsts(stands, query) == found


def test_chosen_columns_come_in_the_order_of_the_table(stands: Path) -> None:
    page = asked(stands, "colonne=prix&colonne=id&places__de=30")

    assert [column.name for column in page.columns] == ["id", "prix"]
    assert page.rows[0].values == ("A4", None)
    assert page.rows[0].number == 4


def test_the_total_is_that_of_the_view_beside_that_of_the_table(stands: Path) -> None:
    page = asked(stands, "commune__egal=Grenoble&lignes=1")

    assert (page.total, page.of, page.pages) == (2, 5, 2)


def test_two_letters_in_one_are_found_as_two(tmp_path: Path) -> None:
    path = packed(tmp_path, "nom,n\nŒuvre du Sacré-Cœur,1\nCoeur de ville,2\n")

    assert asked(path, "mots=oeuvre").total == 1
    assert asked(path, "nom__contient=cœur").total == 2


def test_one_row_by_its_number(stands: Path) -> None:
    with Opened(stands) as opened:
        found = row_of(opened, 4)

        assert found is not None
        assert found.values[1] == "Saint-Égrève"
        assert row_of(opened, 6) is None
        assert row_of(opened, 0) is None


@pytest.mark.parametrize(
    ("query", "code", "said"),
    [
        ("ville__egal=x", "unknown-column", "ville"),
        ("colonne=ville", "unknown-column", "ville"),
        ("truc=1", "unknown-parameter", "truc"),
        ("places__egal=beaucoup", "bad-value", "beaucoup"),
        ("places__egal=", "bad-value", "places"),
        ("places__de=1e999", "bad-value", "1e999"),
        ("places__de=" + "9" * 60, "bad-value", "999"),
        ("places__contient=1", "bad-comparison", "contient"),
        ("places__commeunlion=1", "bad-comparison", "commeunlion"),
        ("ouvert__egal=peut-être", "bad-value", "peut-être"),
        ("pose__egal=31/02/2024", "bad-value", "31/02/2024"),
        ("pose__de=99999-01-01", "bad-value", "99999"),
        ("prix__vide=bof", "bad-value", "bof"),
        ("page=0", "bad-page", "0"),
        ("page=-1", "bad-page", "-1"),
        ("page=²", "bad-page", "²"),
        ("lignes=100000", "bad-page", "1000"),
        ("&".join(f"commune__contient={n}" for n in range(21)), "too-much-asked", "20"),
        ("&".join(f"id__parmi={n}" for n in range(101)), "too-much-asked", "100"),
        ("id__tri=&commune__tri=&places__tri=&prix__tri=", "too-much-asked", "3"),
    ],
)
def test_what_is_not_understood_is_said_with_what_to_do(
    stands: Path, query: str, code: str, said: str
) -> None:
    with pytest.raises(RowsRefusal) as refused:
        asked(stands, query)

    assert refused.value.code == code
    assert said in str(refused.value)
    assert refused.value.remedy


def test_columns_called_like_our_words_are_columns() -> None:
    view = view_of("page__de=3&page=2&tri__tri=desc&tri__egal=x&a__egal__egal=z", COLUMNS)

    assert view.page == 2
    assert {one.column.name for one in view.filters} == {"page", "tri", "a__egal"}
    assert view.sorts[0].column.name == "tri"


def test_a_view_has_one_address_whatever_the_order_it_was_asked_in() -> None:
    one = view_of("jour__a=2024&commune__parmi=b&commune__parmi=a&page=1&mots=x++y", COLUMNS)
    other = view_of("sur=commune&comment=parmi&valeur=a;b&q=x y&jour__less=2024&lignes=25", COLUMNS)

    assert write_view(one) == write_view(other) == "mots=x+y&commune__parmi=a&commune__parmi=b&jour__a=2024"
    assert write_view(one, english=True) == "q=x+y&commune__in=a&commune__in=b&jour__less=2024"


_WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30)


@given(
    said=st.lists(
        st.one_of(
            st.tuples(
                st.sampled_from(["commune__egal", "tri__contient", "a__egal__parmi", "commune__a"]), _WORDS
            ),
            st.tuples(
                st.sampled_from(["page__de", "page__egal", "page", "lignes"]), st.integers(1, 900).map(str)
            ),
            st.tuples(st.sampled_from(["jour__vide", "page__vide"]), st.sampled_from(["oui", "non"])),
            st.tuples(
                st.sampled_from(["jour__tri", "tri__tri"]), st.sampled_from(["croissant", "decroissant"])
            ),
            st.tuples(st.just("colonne"), st.sampled_from([column.name for column in COLUMNS])),
        ),
        max_size=6,
    )
)
def test_what_is_written_is_read_as_the_same_view(said: list[tuple[str, str]]) -> None:
    view = read_view(said, COLUMNS)

    for english in (False, True):
        assert view_of(write_view(view, english=english), COLUMNS) == view


def test_the_mark_changes_with_the_version_the_view_and_the_format() -> None:
    view, other = view_of("", COLUMNS), view_of("page=2", COLUMNS)
    marks = {
        etag_of("a" * 64, view, "html"),
        etag_of("b" * 64, view, "html"),
        etag_of("a" * 64, other, "html"),
    }

    assert len({*marks, etag_of("a" * 64, view, "csv")}) == 4
    assert etag_of("a" * 64, view_of("lignes=25", COLUMNS), "html") in marks


def test_every_comparison_has_words_of_its_own() -> None:
    words = [word for one in COMPARISONS for word in (one.french, one.english)]

    assert len(words) == len(set(words))
