"""Shapes drawn smaller, with fewer points and the same borders."""

from hypothesis import given
from hypothesis import strategies as st

from terreau.territories.shapes import coarser, parse, serialise

SQUARE = [(0, 0), (0, 100), (60, 101), (100, 100), (100, 0)]


def test_a_coarser_shape_loses_points_that_nobody_would_see() -> None:
    fine = serialise([[SQUARE]])
    assert len(parse(coarser(fine, 10))[0][0]) == 4  # 60,101 stands within one unit of the side
    assert coarser(fine, 1) == fine


def test_a_shape_too_small_to_be_seen_goes() -> None:
    assert coarser(serialise([[SQUARE]]), 1000) == ""


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=3, max_size=40), st.integers(2, 30)
)
def test_which_points_go_depends_neither_on_the_start_nor_on_the_way_round(
    ring: list[tuple[int, int]], step: int
) -> None:
    def points(turned: list[tuple[int, int]]) -> set[tuple[int, int]]:
        drawn = coarser(serialise([[turned]]), step)
        return {point for polygon in parse(drawn) for part in polygon for point in part} if drawn else set()

    kept = points(ring)
    assert points(ring[1:] + ring[:1]) == kept
    assert points(ring[::-1]) == kept
